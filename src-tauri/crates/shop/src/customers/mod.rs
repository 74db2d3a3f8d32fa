//! Customers: three fields at the till, the rest when there is time; what they agreed to; and
//! their way out.
//!
//! The journal knows a customer only by [`reference()`], a salted digest: erasing a person breaks no
//! chain, and leaves the reference without a meaning.

mod consent;
mod create;
mod customer;
mod edit;
mod erase;
mod reference;
mod search;
mod store;

pub use consent::{Channel, Consent, GiveConsent, UnknownChannel, consents, record_consent};
pub use create::{NewCustomer, create};
pub use customer::{Customer, CustomerError, Field};
pub use edit::{EditCustomer, edit};
pub use erase::erase;
pub use reference::{reference, was_erased};
pub use search::search;

use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx};

/// One customer, an erased one included.
pub fn customer(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Option<Customer>, StoreError> {
    store::customer(tx, id)
}

/// The shop has dealt with them again: the three years until they are forgotten start anew.
pub fn touch(tx: &mut WriteTx<'_>, id: Id<Customer>, now_ms: i64) -> Result<(), StoreError> {
    store::touch(tx, id, now_ms)
}

#[cfg(test)]
mod tests;
