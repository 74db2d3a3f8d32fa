//! Barcode scanners with a port of their own: HID POS and serial.
//!
//! A scanner that types like a keyboard is the screens' business: its keys arrive in a window.

mod aim;
mod descriptor;
mod hid_pos;
mod listen;
mod serial;
#[cfg(test)]
mod tests;

pub use aim::{Symbology, split};
pub use descriptor::{Layout, layout};
pub use hid_pos::HidPos;
pub use listen::{Event, listen};
pub use serial::{Framing, Serial, Suffix};

/// The usage page of barcode scanners (HID Point of Sale Usage Tables 1.02).
pub const USAGE_PAGE: u16 = 0x8C;

/// The longest code taken: a full PDF417 has 1850 characters, a QR code 4296.
const LONGEST: usize = 4296;

/// One code as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The text, without prefix, suffix and AIM identifier.
    pub code: String,
    /// What kind of barcode it was, when the scanner says so.
    pub symbology: Option<Symbology>,
}

/// Text of a code: UTF-8 where it is valid, otherwise ISO 8859-1, the default of most barcodes.
fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(
        |_| bytes.iter().map(|byte| char::from(*byte)).collect(),
        str::to_owned,
    )
}
