//! Balances on a serial line or a network port: Sartorius SBI and Mettler-Toledo MT-SICS.
//!
//! A reading is taken when the scale itself says that it is stable, and never otherwise. Weights are
//! whole micrograms: a thousandth of a carat is 200 of them, so nothing is lost between grams and
//! carats, and no float is needed.

mod ask;
mod lines;
mod number;
mod sbi;
mod sics;
#[cfg(test)]
mod tests;

pub use ask::{Timing, look, weigh};
pub use lines::Lines;

use crate::port::PortError;

/// The language of a scale; it is chosen in the scale's own menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// Sartorius Balance Interface: `ESC P`; a stable value has its unit, a moving one has none.
    Sbi,
    /// Mettler-Toledo Standard Interface Command Set: `SI`; `S` stable, `D` dynamic.
    Sics,
}

impl Protocol {
    /// Asks for the value that the scale shows now, stable or not.
    pub fn question(self) -> &'static [u8] {
        match self {
            Self::Sbi => b"\x1bP\r\n",
            Self::Sics => b"SI\r\n",
        }
    }

    /// One line of an answer, without its end. `None`: a line that is about something else.
    pub fn read(self, line: &[u8]) -> Option<Result<Reading, Refusal>> {
        match self {
            Self::Sbi => Some(sbi::read(line)),
            Self::Sics => sics::read(line),
        }
    }
}

/// What the scale shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As on its display: `12.345 g`; a moving SBI value has no unit.
    pub shown: String,
    /// Present only while the scale calls it stable.
    pub stable: Option<Weight>,
}

/// A stable weight, in micrograms. Below zero where the pan was tared with something on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(pub i64);

impl Weight {
    /// Whole milligrams, halves away from zero.
    pub fn milligrams(self) -> i64 {
        number::rounded(i128::from(self.0), 1_000).unwrap_or_default()
    }

    /// Thousandths of a carat of 200 mg, halves away from zero.
    pub fn milli_carats(self) -> i64 {
        number::rounded(i128::from(self.0), 200).unwrap_or_default()
    }
}

/// Why there is no weight; each is one thing to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Wait until it rests, shut the draught shield.
    #[error("the scale does not come to rest")]
    Unstable,
    /// Take something off.
    #[error("there is more on the scale than it can weigh")]
    Overload,
    /// The pan is not in place.
    #[error("the scale shows less than it can weigh: is the pan in place?")]
    Underload,
    /// Tare the empty pan.
    #[error("the scale shows less than nothing: tare the empty pan")]
    Negative,
    /// Put it on the pan.
    #[error("there is nothing on the scale")]
    Empty,
    /// Ounces, pieces, percent: set the scale to grams or carats.
    #[error("the scale weighs in \"{0}\": set it to grams or carats")]
    Unit(String),
    /// Another protocol or another speed.
    #[error("what the scale says cannot be read: check its protocol and speed")]
    Unreadable,
    /// Nothing comes back.
    #[error("the scale does not answer")]
    Silent,
    #[error(transparent)]
    Port(#[from] PortError),
}

impl Refusal {
    /// A stable word for each variant, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unstable => "scale_unstable",
            Self::Overload => "scale_overload",
            Self::Underload => "scale_underload",
            Self::Negative => "scale_negative",
            Self::Empty => "scale_empty",
            Self::Unit(_) => "scale_unit",
            Self::Unreadable => "scale_unreadable",
            Self::Silent => "scale_silent",
            Self::Port(error) => error.code(),
        }
    }
}
