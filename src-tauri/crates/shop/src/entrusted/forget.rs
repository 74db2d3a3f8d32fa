//! What a person's erasure asks of what they left (RGPD art. 17). The objects, their weights and days stay: the
//! numbered slips are the register of deposits (C. com. L834-6). What was said, their marks, and who fetched
//! them go.

use units::Id;
use uuid::Uuid;

use super::store;
use crate::customers::Customer;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::files;
use crate::signature;

/// Takes the customer and what they said off their slips. Returns the ids that answers to commands may know
/// them by.
pub fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Uuid>, StoreError> {
    let known_by = store::known_by(tx, customer)?;
    signature::forget(tx, &known_by)?;
    for photo in store::photos_of(tx, customer)? {
        files::forget_name(tx, photo)?;
    }
    store::forget_customer(tx, customer)?;
    tx.changed(Change::of("entrusted"));
    Ok(known_by)
}

/// Something of theirs is here: the number of its slip. They cannot be forgotten.
pub fn stands_with(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Option<String>, StoreError> {
    store::stands_with(tx, customer)
}

/// The numbers of their slips, by which the spool knows them.
pub fn subjects(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<String>, StoreError> {
    store::numbers(tx, customer)
}
