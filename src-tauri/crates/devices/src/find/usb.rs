//! USB printers.

use super::{Candidate, Kind};
use crate::port::{Address, PRINTER_CLASS};
use nusb::MaybeFuture;

/// Devices with a printer interface.
pub(super) fn printers() -> Vec<Candidate> {
    let Ok(devices) = nusb::list_devices().wait() else {
        return Vec::new();
    };
    devices
        .filter(|device| {
            device
                .interfaces()
                .any(|interface| interface.class() == PRINTER_CLASS)
        })
        .map(|device| {
            let address = Address::Usb {
                vendor: device.vendor_id(),
                product: device.product_id(),
                serial: device
                    .serial_number()
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned),
            };
            let words = [device.manufacturer_string(), device.product_string()];
            let name = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Candidate {
                kind: Kind::UsbPrinter,
                address: address.to_string(),
                name: (!name.is_empty()).then_some(name),
            }
        })
        .collect()
}

/// The kernel's own nodes, `/dev/usb/lp0` and on.
pub(super) fn kernel_printers() -> Vec<Candidate> {
    let Ok(entries) = std::fs::read_dir("/dev/usb") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("lp"))
        .map(|entry| Candidate {
            kind: Kind::KernelPrinter,
            address: format!("file://{}", entry.path().display()),
            name: None,
        })
        .collect()
}
