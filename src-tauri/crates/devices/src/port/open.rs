//! Opens the port behind an address.

use super::{Address, Port, PortError, tcp, usb};
use std::time::Duration;

/// Opens a port, exclusively where the system can: two programs writing one ticket is no ticket.
///
/// `timeout` bounds what may hang, a network connection above all.
pub fn open(address: &Address, timeout: Duration) -> Result<Box<dyn Port>, PortError> {
    match address {
        Address::Tcp { host, port } | Address::Llrp { host, port } => Ok(Box::new(
            tcp::Tcp::connect(address.to_string(), host, *port, timeout)?,
        )),
        Address::Usb {
            vendor,
            product,
            serial,
        } => Ok(Box::new(usb::Usb::open(
            address.to_string(),
            *vendor,
            *product,
            serial.as_deref(),
        )?)),
        #[cfg(unix)]
        Address::Serial { path, line } => Ok(Box::new(super::serial::open(
            address.to_string(),
            path,
            *line,
        )?)),
        #[cfg(unix)]
        Address::File { path } => Ok(Box::new(super::fd::Fd::open(address.to_string(), path)?)),
        _ => Err(PortError::WrongKind {
            address: address.to_string(),
        }),
    }
}
