//! Adds a device, changes it, or takes it out of use.

use units::Id;

use super::{Device, Kind, Options, store};
use crate::cx::Till;
use crate::db::{Change, StoreError, WriteTx};

/// A device as it shall be.
#[derive(Clone, Debug)]
pub struct PutDevice {
    /// Made by the client.
    pub id: Id<Device>,
    pub till: Id<Till>,
    pub kind: Kind,
    pub name: String,
    /// Already understood by the caller.
    pub address: String,
    pub options: Options,
    pub active: bool,
    /// The version that was seen; `None` for a new device.
    pub version: Option<i64>,
}

/// Why a device is not kept.
#[derive(Debug, thiserror::Error)]
pub enum PutDeviceError {
    #[error("a device needs a name")]
    NoName,
    #[error("between 24 and 64 characters fit on a line of receipt paper")]
    Columns,
    #[error("a label printer has 203 or 300 dots an inch")]
    DotsPerInch,
    #[error("there is no such till")]
    UnknownTill,
    /// The till has another printer: take that one out of use first.
    #[error("the till already prints on {0}")]
    HasPrinter(String),
    /// Somebody else changed it meanwhile.
    #[error("changed meanwhile: version {0}")]
    Stale(i64),
    /// A device keeps its kind and its till: jobs point at it.
    #[error("a device cannot change its kind or its till")]
    Fixed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the device, and returns it with its new version.
pub fn put(tx: &mut WriteTx<'_>, input: PutDevice) -> Result<Device, PutDeviceError> {
    let before = store::device(tx, input.id)?;
    let version = check(tx, before.as_ref(), &input)?;
    let device = Device {
        id: input.id,
        till: input.till,
        kind: input.kind,
        name: input.name.trim().to_owned(),
        address: input.address,
        options: input.options,
        active: input.active,
        version,
    };
    store::upsert(tx, &device)?;
    tx.changed(Change::of("device"));
    tx.changed(Change::one("device", device.id));
    Ok(device)
}

/// The version that the device gets.
fn check(
    tx: &WriteTx<'_>,
    before: Option<&Device>,
    input: &PutDevice,
) -> Result<i64, PutDeviceError> {
    let version = match before {
        None => 1,
        Some(before) if input.version != Some(before.version) => {
            return Err(PutDeviceError::Stale(before.version));
        }
        Some(before) if (before.kind, before.till) != (input.kind, input.till) => {
            return Err(PutDeviceError::Fixed);
        }
        Some(before) => before.version + 1,
    };
    if input.name.trim().is_empty() {
        return Err(PutDeviceError::NoName);
    }
    if !(24..=64).contains(&input.options.columns) {
        return Err(PutDeviceError::Columns);
    }
    if !matches!(input.options.dots_per_inch, 203 | 300) {
        return Err(PutDeviceError::DotsPerInch);
    }
    if !store::has_till(tx, input.till)? {
        return Err(PutDeviceError::UnknownTill);
    }
    let other = super::receipt_printer(tx, input.till)?.filter(|other| other.id != input.id);
    match other {
        Some(other) if input.active && input.kind == Kind::ReceiptPrinter => {
            Err(PutDeviceError::HasPrinter(other.name))
        }
        _ => Ok(version),
    }
}
