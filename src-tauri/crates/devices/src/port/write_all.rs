//! Writes a whole buffer through short writes.

use super::{Interrupted, Port};
use std::time::Duration;

/// Bytes handed over at once: small enough that a stalled device is noticed near the byte where it
/// stalled, large enough for a raster logo.
const CHUNK: usize = 1024;

/// Writes every byte, or says how far it came.
///
/// `stall` bounds the time in which the device may take nothing at all; a slow device that keeps
/// taking bytes is never interrupted.
pub fn write_all(port: &mut dyn Port, bytes: &[u8], stall: Duration) -> Result<(), Interrupted> {
    let mut accepted = 0;
    while accepted < bytes.len() {
        let end = bytes.len().min(accepted + CHUNK);
        match port.write(&bytes[accepted..end], stall) {
            Ok(taken) => accepted += taken,
            Err(cause) => {
                let certain = if port.acknowledges() { accepted } else { 0 };
                return Err(Interrupted {
                    accepted,
                    certain,
                    total: bytes.len(),
                    cause,
                });
            }
        }
    }
    Ok(())
}
