//! The devices of a till, as its settings name them: where a printer is and what it can do.
//!
//! An address is text here; whether it can be understood is the `devices` crate's business, and
//! whether something answers there is found out by trying.

mod device;
mod options;
mod put;
mod store;
#[cfg(test)]
pub(crate) mod tests;

pub use device::{Device, Kind, UnknownKind};
pub use options::{Answers, DrawerPin, LabelLanguage, OpensAfter, Options, ScaleProtocol, Suffix};
pub use put::{PutDevice, PutDeviceError, put};

use units::Id;

use crate::cx::Till;
use crate::db::{ReadTx, StoreError};

/// The devices of a till, retired ones left out, printers first.
pub fn devices(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Vec<Device>, StoreError> {
    store::of_till(tx, till)
}

/// Every device in use, whatever its till: what the server opens at its start.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Device>, StoreError> {
    store::all(tx)
}

/// One device, retired or not.
pub fn device(tx: &ReadTx<'_>, id: Id<Device>) -> Result<Option<Device>, StoreError> {
    store::device(tx, id)
}

/// The printer that a till's receipts come out of, if it has one.
pub fn receipt_printer(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Option<Device>, StoreError> {
    Ok(store::of_till(tx, till)?
        .into_iter()
        .find(|device| device.kind == Kind::ReceiptPrinter))
}
