//! The character tables that receipt printers know, as far as French and English need them.

/// A single-byte character table of a printer. Bytes below 80 h are ASCII in all of them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CodePage {
    /// Windows-1252: all of French with Œ, €, ‰ and the dashes. Epson's table 16.
    #[default]
    Wpc1252,
    /// PC850 with the euro. Epson's table 19.
    Pc858,
    /// ISO 8859-15. Epson's table 40.
    Iso8859_15,
    /// Nothing but ASCII, for a printer whose tables are unknown.
    Ascii,
}

/// What stands where a table has no character: never printed, never looked for.
const NONE: char = '\u{0}';

/// 80 h to 9F h of Windows-1252; from A0 h it is Latin-1.
const WPC1252_HIGH: [char; 32] = [
    '€', NONE, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', NONE, 'Ž', NONE, NONE, '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', NONE, 'ž', 'Ÿ',
];

/// 80 h to FF h of PC858, without the soft hyphen and the drawing characters, which no text of
/// ours uses. The hyphen is 2D h here as everywhere.
const PC858: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»\0\0\0\0\0ÁÂÀ©\0\0\0\0¢¥\0\0\0\0\0\0\0ãÃ\0\0\0\0\0\0\0¤ðÐÊËÈ€ÍÎÏ\0\0\0\0¦Ì\0ÓßÔÒõÕµþÞÚÛÙýÝ¯´\0±‗¾¶§÷¸°¨·¹³²\0\0";

/// The places where ISO 8859-15 differs from Latin-1.
const ISO8859_15: [(char, u8); 8] = [
    ('€', 0xA4),
    ('Š', 0xA6),
    ('š', 0xA8),
    ('Ž', 0xB4),
    ('ž', 0xB8),
    ('Œ', 0xBC),
    ('œ', 0xBD),
    ('Ÿ', 0xBE),
];

impl CodePage {
    /// The number that Epson's `ESC t` knows the table by; clones may number it otherwise.
    pub const fn epson_number(self) -> u8 {
        match self {
            Self::Wpc1252 => 16,
            Self::Pc858 => 19,
            Self::Iso8859_15 => 40,
            Self::Ascii => 0,
        }
    }

    /// Whether a printer set to this table can print `character`.
    pub fn has(self, character: char) -> bool {
        self.byte(character).is_some()
    }

    /// The printable byte of `character`: never a control, whatever comes in.
    pub fn byte(self, character: char) -> Option<u8> {
        if matches!(character, ' '..='~') {
            return u8::try_from(character).ok();
        }
        if u32::from(character) < 0xA0 {
            return None;
        }
        let high = |place: usize| u8::try_from(0x80 + place).ok();
        // The no-break space and the soft hyphen sit in Latin-1, but printers draw them as they like.
        let latin_1 = || {
            u8::try_from(character)
                .ok()
                .filter(|byte| !matches!(byte, 0xA0 | 0xAD))
        };
        match self {
            Self::Ascii => None,
            Self::Wpc1252 => latin_1().or_else(|| {
                WPC1252_HIGH
                    .iter()
                    .position(|known| *known == character)
                    .and_then(high)
            }),
            Self::Pc858 => PC858
                .chars()
                .position(|known| known == character)
                .and_then(high),
            Self::Iso8859_15 => ISO8859_15
                .iter()
                .find(|(known, _)| *known == character)
                .map(|(_, byte)| *byte)
                .or_else(|| {
                    latin_1().filter(|byte| ISO8859_15.iter().all(|(_, taken)| taken != byte))
                }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_go_wrong() {
        let check = |page: CodePage, character: char, byte: Option<u8>| {
            assert_eq!(page.byte(character), byte, "{page:?} {character:?}");
        };
        check(CodePage::Wpc1252, '€', Some(0x80));
        check(CodePage::Wpc1252, 'Œ', Some(0x8C));
        check(CodePage::Wpc1252, 'é', Some(0xE9));
        check(CodePage::Wpc1252, '‰', Some(0x89));
        check(CodePage::Wpc1252, '–', Some(0x96));
        check(CodePage::Pc858, '€', Some(0xD5));
        check(CodePage::Pc858, 'é', Some(0x82));
        check(CodePage::Pc858, 'ÿ', Some(0x98));
        check(CodePage::Pc858, '²', Some(0xFD));
        check(CodePage::Pc858, 'Œ', None);
        check(CodePage::Iso8859_15, '€', Some(0xA4));
        check(CodePage::Iso8859_15, '¤', None);
        check(CodePage::Ascii, 'é', None);
        for page in [
            CodePage::Wpc1252,
            CodePage::Pc858,
            CodePage::Iso8859_15,
            CodePage::Ascii,
        ] {
            check(page, '-', Some(b'-'));
            for control in ['\u{0}', '\u{1b}', '\u{7f}', '\u{9b}', '\u{a0}', '\u{ad}'] {
                check(page, control, None);
            }
        }
    }

    /// No byte is ever below 20 h or 7F h, and two characters never share one.
    #[test]
    fn bytes_are_printable_and_unique() {
        for page in [
            CodePage::Wpc1252,
            CodePage::Pc858,
            CodePage::Iso8859_15,
            CodePage::Ascii,
        ] {
            let mut taken = [None; 256];
            for character in (0..=0xFFFF_u32).filter_map(char::from_u32) {
                if let Some(byte) = page.byte(character) {
                    assert!(byte >= 0x20 && byte != 0x7F, "{page:?} {character:?}");
                    assert_eq!(taken[usize::from(byte)], None, "{page:?} {character:?}");
                    taken[usize::from(byte)] = Some(character);
                }
            }
        }
    }
}
