//! One device of a till.

use std::str::FromStr;

use units::Id;

use super::Options;
use crate::cx::Till;

/// A device as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: Id<Self>,
    pub till: Id<Till>,
    pub kind: Kind,
    /// What people call it.
    pub name: String,
    /// `tcp://…`, `serial://…`, `usb://…`, `file://…`, `hid://…` or `llrp://…`.
    pub address: String,
    pub options: Options,
    /// False once it is taken out of use; its past jobs keep pointing at it.
    pub active: bool,
    pub version: i64,
}

/// What a device is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Prints receipts and kicks the drawer.
    ReceiptPrinter,
    /// Prints the tags of pieces.
    LabelPrinter,
    /// Reads barcodes through a port of its own; one that types like a keyboard is no device here.
    Scanner,
    /// Weighs pieces and stones.
    Scale,
    /// Reads the tags of pieces through a port of its own.
    RfidReader,
}

/// Not the name of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of device")]
pub struct UnknownKind;

impl Kind {
    /// The name on the wire and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReceiptPrinter => "receipt_printer",
            Self::LabelPrinter => "label_printer",
            Self::Scanner => "scanner",
            Self::Scale => "scale",
            Self::RfidReader => "rfid_reader",
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        [
            Self::ReceiptPrinter,
            Self::LabelPrinter,
            Self::Scanner,
            Self::Scale,
            Self::RfidReader,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or(UnknownKind)
    }
}
