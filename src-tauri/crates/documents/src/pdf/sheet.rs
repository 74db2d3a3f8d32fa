//! The two sheets that documents are set on, and how each kind of text looks on them.

use super::face::Face;
use crate::layout::Style;

/// A point in thousandths: lengths on a page are whole numbers of these.
pub const PT: i64 = 1_000;

/// A millimetre in thousandths of a point.
pub const fn mm(millimetres: i64) -> i64 {
    millimetres * 2_834_646 / 1_000
}

/// A grey or a colour, red green blue of 255.
pub type Ink = [u8; 3];

/// Text, small print, and the champagne of a hairline.
pub const INK: Ink = [0x1B, 0x1B, 0x1F];
pub const MUTED: Ink = [0x6A, 0x66, 0x60];
pub const HAIRLINE: Ink = [0xB9, 0xA2, 0x74];

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub face: Face,
    pub size: i64,
    pub leading: i64,
    pub ink: Ink,
}

/// The sheet of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// An 80 mm roll, as long as the receipt.
    Roll,
    A4,
}

impl Sheet {
    pub const fn width(self) -> i64 {
        match self {
            Self::Roll => mm(80),
            Self::A4 => mm(210),
        }
    }

    pub const fn margin(self) -> i64 {
        match self {
            Self::Roll => mm(7),
            Self::A4 => mm(20),
        }
    }

    pub const fn look(self, style: Style) -> Look {
        let (face, roll, a4, ink) = match style {
            Style::Brand => (Face::SerifBold, 15_000, 22_000, INK),
            Style::Title => (Face::Serif, 10_500, 12_500, INK),
            Style::Mark => (Face::SansBold, 9_000, 11_000, INK),
            Style::Total => (Face::SansBold, 11_000, 10_500, INK),
            Style::Strong => (Face::SansBold, 7_600, 9_000, INK),
            Style::Body => (Face::Sans, 7_600, 9_000, INK),
            Style::Detail => (Face::Sans, 6_400, 7_600, MUTED),
        };
        let size = match self {
            Self::Roll => roll,
            Self::A4 => a4,
        };
        let leading = match style {
            Style::Brand => size * 13 / 10,
            Style::Total => size * 17 / 10,
            Style::Detail => size * 15 / 10,
            _ => size * 16 / 10,
        };
        Look {
            face,
            size,
            leading,
            ink,
        }
    }
}
