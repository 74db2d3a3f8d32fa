//! Serial ports.

use super::{Candidate, Kind};
use crate::port::{Address, SerialLine};
use serialport::SerialPortType;

/// What the system lists. Pseudo-terminals are not among them: those are typed.
pub(super) fn ports() -> Vec<Candidate> {
    let Ok(ports) = serialport::available_ports() else {
        return Vec::new();
    };
    ports
        .into_iter()
        .map(|port| {
            let name = match port.port_type {
                SerialPortType::UsbPort(usb) => {
                    let words = [usb.manufacturer, usb.product];
                    Some(words.into_iter().flatten().collect::<Vec<_>>().join(" "))
                }
                _ => None,
            };
            let address = Address::Serial {
                path: port.port_name,
                line: SerialLine::default(),
            };
            Candidate {
                kind: Kind::SerialPort,
                address: address.to_string(),
                name: name.filter(|name| !name.is_empty()),
            }
        })
        .collect()
}
