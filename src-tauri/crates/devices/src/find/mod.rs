//! What is plugged in, as addresses to choose from. Looking is free of side effects: nothing is
//! opened, no byte is sent.

mod hid;
mod network;
mod serial;
mod usb;

pub use network::{RangeError, hosts, network, readers};

/// What a candidate seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A USB printer, spoken to directly.
    UsbPrinter,
    /// The kernel's printer node.
    KernelPrinter,
    /// Something that answers on port 9100.
    NetworkPrinter,
    /// Something that answers on port 5084.
    RfidReader,
    /// A HID POS scanner.
    HidScanner,
    /// A serial port: a printer, a scanner, anything.
    SerialPort,
}

impl Kind {
    /// A stable word for the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::UsbPrinter => "usb_printer",
            Self::KernelPrinter => "kernel_printer",
            Self::NetworkPrinter => "network_printer",
            Self::RfidReader => "rfid_reader",
            Self::HidScanner => "hid_scanner",
            Self::SerialPort => "serial_port",
        }
    }
}

/// Something to choose in the settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    pub kind: Kind,
    /// An address that [`crate::port::Address`] reads.
    pub address: String,
    /// What the device calls itself, if it says.
    pub name: Option<String>,
}

/// Everything on this machine. A kind that cannot be listed is left out: one broken bus must not hide
/// the rest.
pub fn local() -> Vec<Candidate> {
    let mut found = usb::printers();
    found.extend(usb::kernel_printers());
    found.extend(hid::scanners());
    found.extend(serial::ports());
    found.sort();
    found.dedup_by(|one, other| one.address == other.address);
    found
}
