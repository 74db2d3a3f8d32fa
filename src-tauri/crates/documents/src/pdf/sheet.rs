//! The two sheets that documents are set on, and how each kind of text looks on them.

use super::face::Face;
use crate::layout::Style;

/// A point in thousandths: lengths on a page are whole numbers of these.
pub const PT: i64 = 1_000;

/// A millimetre in thousandths of a point.
pub const fn mm(millimetres: i64) -> i64 {
    millimetres * 2_834_646 / 1_000
}

/// The sides of A4.
pub const WIDE: i64 = mm(210);
pub const HIGH: i64 = mm(297);

/// What something is inked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    /// Small print.
    Muted,
    /// Champagne, for hairlines only.
    Hairline,
    /// What was drawn on a photo: no metal and no skin has this colour.
    Drawn,
    /// Around it, so that it is seen on a stone of the same colour.
    Casing,
}

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
            Self::A4 => WIDE,
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
            Style::Brand => (Face::SerifBold, 15_000, 22_000, Ink::Text),
            Style::Title => (Face::Serif, 10_500, 12_500, Ink::Text),
            Style::Mark => (Face::SansBold, 9_000, 11_000, Ink::Text),
            Style::Total => (Face::SansBold, 11_000, 10_500, Ink::Text),
            Style::Strong => (Face::SansBold, 7_600, 9_000, Ink::Text),
            Style::Body => (Face::Sans, 7_600, 9_000, Ink::Text),
            Style::Detail => (Face::Sans, 6_400, 7_600, Ink::Muted),
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
