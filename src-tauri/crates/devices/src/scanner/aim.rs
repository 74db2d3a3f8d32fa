//! AIM symbology identifiers: `]` + a letter for the symbology + a modifier (ISO/IEC 15424).

/// The kinds of barcode that a shop meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symbology {
    Code39,
    Code128,
    Gs1_128,
    Code93,
    Ean13,
    Ean8,
    Interleaved2of5,
    Codabar,
    DataMatrix,
    Gs1DataMatrix,
    Qr,
    Gs1Qr,
    Pdf417,
    Aztec,
    Gs1DataBar,
    /// Known to the standard, of no use here.
    Other,
}

impl Symbology {
    /// From the letter and the modifier of an identifier.
    fn of(letter: u8, modifier: u8) -> Self {
        match (letter, modifier) {
            (b'A', _) => Self::Code39,
            (b'C', b'1') => Self::Gs1_128,
            (b'C', _) => Self::Code128,
            (b'G', _) => Self::Code93,
            (b'E', b'4') => Self::Ean8,
            (b'E', _) => Self::Ean13,
            (b'I', _) => Self::Interleaved2of5,
            (b'F', _) => Self::Codabar,
            (b'd', b'2') => Self::Gs1DataMatrix,
            (b'd', _) => Self::DataMatrix,
            (b'Q', b'3') => Self::Gs1Qr,
            (b'Q', _) => Self::Qr,
            (b'L', _) => Self::Pdf417,
            (b'z', _) => Self::Aztec,
            (b'e', _) => Self::Gs1DataBar,
            _ => Self::Other,
        }
    }

    /// A stable word for the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Code39 => "code39",
            Self::Code128 => "code128",
            Self::Gs1_128 => "gs1_128",
            Self::Code93 => "code93",
            Self::Ean13 => "ean13",
            Self::Ean8 => "ean8",
            Self::Interleaved2of5 => "itf",
            Self::Codabar => "codabar",
            Self::DataMatrix => "data_matrix",
            Self::Gs1DataMatrix => "gs1_data_matrix",
            Self::Qr => "qr",
            Self::Gs1Qr => "gs1_qr",
            Self::Pdf417 => "pdf417",
            Self::Aztec => "aztec",
            Self::Gs1DataBar => "gs1_databar",
            Self::Other => "other",
        }
    }
}

/// Splits an identifier from the front of a code. A code that merely begins with `]` stays whole.
pub fn split(bytes: &[u8]) -> (Option<Symbology>, &[u8]) {
    match bytes {
        [b']', letter, modifier, rest @ ..]
            if letter.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric() =>
        {
            (Some(Symbology::of(*letter, *modifier)), rest)
        }
        _ => (None, bytes),
    }
}
