//! An open port: bytes out, bytes in, each call with its own deadline.

mod address;
mod error;
#[cfg(unix)]
mod fd;
mod open;
#[cfg(unix)]
mod serial;
mod tcp;
#[cfg(test)]
mod tests;
mod usb;
mod write_all;

pub use address::{Address, AddressError, Flow, Parity, SerialLine};
pub use error::{Interrupted, PortError, UDEV_RULES};
pub use open::open;
pub(crate) use usb::PRINTER_CLASS;
pub use write_all::write_all;

use std::time::Duration;

/// A device that takes bytes and may answer with bytes.
///
/// Blocking, never for longer than the time given. A port is used by one thread at a time.
pub trait Port: Send {
    /// The address it was opened with.
    fn address(&self) -> &str;

    /// Hands over the beginning of `bytes` and says how many were taken: a short write is normal.
    ///
    /// `Ok(0)` never comes back for a `bytes` that is not empty: a device that takes nothing until
    /// the deadline is [`PortError::Timeout`].
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> Result<usize, PortError>;

    /// Reads what there is, waiting up to `timeout` for the first byte. `Ok(0)`: nothing came.
    fn read(&mut self, buffer: &mut [u8], timeout: Duration) -> Result<usize, PortError>;

    /// Whether a byte counted by [`Port::write`] has reached the device itself.
    ///
    /// True for USB, where the device acknowledges each packet. A network or serial write counts
    /// what the system took: it may still be waiting in this machine when the cable goes.
    fn acknowledges(&self) -> bool {
        false
    }

    /// Whether a write that failed may have left some of its bytes with the device, uncounted.
    ///
    /// True where a USB transfer is torn off by the cable; a socket takes bytes or says that it took
    /// none.
    fn may_lose_count(&self) -> bool {
        false
    }

    /// Ends the conversation politely, so that nothing already written is lost by closing.
    fn finish(&mut self, _timeout: Duration) {}
}
