//! Readers of RFID tags: LLRP readers on the network, and readers that write one tag a line on a
//! serial port or a plain TCP one. A reader that types like a keyboard is the screens' business.
//!
//! What a reader says is the EPC of a tag, as often as it sees it. Whose tag it is, and that it counts
//! once, is the shop's business.

mod line;
mod listen;
pub mod llrp;
#[cfg(test)]
mod tests;

pub use line::TagLines;
pub use listen::{Event, field, listen};

use crate::port::PortError;

/// The electronic product code of a tag, hexadecimal in capitals.
pub type Epc = String;

/// Why nothing is read; each is one thing to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// LLRP readers serve one program at a time: end the other one.
    #[error("the reader is in use by another program")]
    Taken,
    /// It does not do what it was asked; its own words.
    #[error("the reader refuses: {0}")]
    Refused(String),
    /// Not LLRP: another port, another kind of device.
    #[error("what the reader says cannot be read: is it an LLRP reader?")]
    Garbled,
    /// Connected, and then nothing.
    #[error("the reader does not answer")]
    Silent,
    #[error(transparent)]
    Port(#[from] PortError),
}

impl Refusal {
    /// A stable word for each variant, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Taken => "reader_taken",
            Self::Refused(_) => "reader_refused",
            Self::Garbled => "reader_garbled",
            Self::Silent => "reader_silent",
            Self::Port(error) => match error.code() {
                "absent" => "reader_absent",
                "refused" => "reader_no_answer",
                "unplugged" => "reader_cut",
                "busy" => "reader_taken",
                "permission" => "reader_permission",
                _ => "reader_other",
            },
        }
    }
}

/// Bytes as hexadecimal in capitals.
fn hex(bytes: &[u8]) -> Epc {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
