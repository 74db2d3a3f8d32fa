//! A USB printer spoken to directly, without the kernel's printer driver.

use super::{Port, PortError};
use nusb::{
    Endpoint, ErrorKind, MaybeFuture,
    descriptors::TransferType,
    transfer::{Buffer, Bulk, Completion, Direction, In, Out, TransferError},
};
use std::time::Duration;

/// The USB class of printers.
pub(crate) const PRINTER_CLASS: u8 = 7;
/// Bytes asked for at once from the printer; a multiple of every packet size.
const READ_SIZE: usize = 512;

/// A claimed printer interface. While it lives, the kernel's `/dev/usb/lp*` of this printer is gone;
/// when it is dropped, the kernel gets it back.
#[derive(Debug)]
pub(super) struct Usb {
    address: String,
    out: Endpoint<Bulk, Out>,
    back: Option<Endpoint<Bulk, In>>,
    /// Bytes that came in one packet and did not fit into the reader's buffer.
    spare: Vec<u8>,
}

impl Usb {
    pub(super) fn open(
        address: String,
        vendor: u16,
        product: u16,
        serial: Option<&str>,
    ) -> Result<Self, PortError> {
        let fail = |error: nusb::Error| opening(&address, &error);
        // A machine without any USB bus has no list to look in: the printer is just as absent.
        let info = nusb::list_devices()
            .wait()
            .map_err(|_| PortError::Absent {
                address: address.clone(),
            })?
            .find(|device| {
                device.vendor_id() == vendor
                    && device.product_id() == product
                    && serial.is_none_or(|wanted| device.serial_number() == Some(wanted))
            })
            .ok_or_else(|| PortError::Absent {
                address: address.clone(),
            })?;
        let device = info.open().wait().map_err(fail)?;
        let configuration = device
            .active_configuration()
            .map_err(|_| PortError::WrongKind {
                address: address.clone(),
            })?;
        // A printer is not always the first interface: a scanner-printer has others before it.
        let interfaces: Vec<_> = configuration.interface_alt_settings().collect();
        let printer = interfaces
            .iter()
            .find(|interface| interface.class() == PRINTER_CLASS)
            .or_else(|| {
                interfaces
                    .iter()
                    .find(|interface| bulk(interface, Direction::Out).is_some())
            })
            .ok_or_else(|| PortError::WrongKind {
                address: address.clone(),
            })?;
        let out = bulk(printer, Direction::Out).ok_or_else(|| PortError::WrongKind {
            address: address.clone(),
        })?;
        let back = bulk(printer, Direction::In);

        let claimed = device
            .detach_and_claim_interface(printer.interface_number())
            .wait()
            .map_err(fail)?;
        if printer.alternate_setting() != 0 {
            claimed
                .set_alt_setting(printer.alternate_setting())
                .wait()
                .map_err(fail)?;
        }
        let out = claimed.endpoint::<Bulk, Out>(out).map_err(fail)?;
        let back = back
            .map(|back| claimed.endpoint::<Bulk, In>(back))
            .transpose()
            .map_err(fail)?;
        Ok(Self {
            address,
            out,
            back,
            spare: Vec::new(),
        })
    }

    fn using(&self, error: TransferError) -> PortError {
        let address = self.address.clone();
        match error {
            TransferError::Cancelled => PortError::Timeout { address },
            // A hub that loses power reports a fault before it reports the absence.
            TransferError::Disconnected | TransferError::Fault => PortError::Unplugged { address },
            other => PortError::Other {
                address,
                reason: other.to_string(),
            },
        }
    }
}

fn bulk(
    interface: &nusb::descriptors::InterfaceDescriptor<'_>,
    direction: Direction,
) -> Option<u8> {
    interface
        .endpoints()
        .find(|endpoint| {
            endpoint.transfer_type() == TransferType::Bulk && endpoint.direction() == direction
        })
        .map(|endpoint| endpoint.address())
}

impl Port for Usb {
    fn address(&self) -> &str {
        &self.address
    }

    /// Counts what the device acknowledged, also when the transfer was cut short.
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> Result<usize, PortError> {
        let Completion {
            actual_len, status, ..
        } = self
            .out
            .transfer_blocking(Buffer::from(bytes.to_vec()), timeout);
        match status {
            Err(TransferError::Stall) => {
                let _ = self.out.clear_halt().wait();
                if actual_len > 0 {
                    Ok(actual_len)
                } else {
                    Err(self.using(TransferError::Stall))
                }
            }
            _ if actual_len > 0 => Ok(actual_len),
            Ok(()) => Err(PortError::Timeout {
                address: self.address.clone(),
            }),
            Err(error) => Err(self.using(error)),
        }
    }

    fn may_lose_count(&self) -> bool {
        true
    }

    fn read(&mut self, buffer: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        if self.spare.is_empty() {
            let Some(back) = &mut self.back else {
                std::thread::sleep(timeout);
                return Ok(0);
            };
            // The request stays pending between calls: cancelling it could lose a reply.
            if back.pending() == 0 {
                back.submit(Buffer::new(READ_SIZE));
            }
            let Some(completion) = back.wait_next_complete(timeout) else {
                return Ok(0);
            };
            self.spare
                .extend_from_slice(&completion.buffer[..completion.actual_len]);
            if let Err(error) = completion.status
                && self.spare.is_empty()
            {
                return Err(self.using(error));
            }
        }
        let count = self.spare.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.spare[..count]);
        self.spare.drain(..count);
        Ok(count)
    }

    fn acknowledges(&self) -> bool {
        true
    }
}

fn opening(address: &str, error: &nusb::Error) -> PortError {
    let address = address.to_owned();
    match error.kind() {
        ErrorKind::Disconnected | ErrorKind::NotFound => PortError::Absent { address },
        ErrorKind::Busy => PortError::Busy { address },
        ErrorKind::PermissionDenied => PortError::Permission { address },
        _ => PortError::Other {
            address,
            reason: error.to_string(),
        },
    }
}
