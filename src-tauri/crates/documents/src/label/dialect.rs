//! The language of a label printer.

use super::{Hand, Placed};

/// Writes a placed label as a printer wants to hear it.
///
/// What a piece is called is data: whatever it holds, it stays between the marks of its field.
pub trait Dialect: Hand {
    /// The bytes that print one label.
    fn write(&self, label: &Placed) -> Vec<u8>;
}
