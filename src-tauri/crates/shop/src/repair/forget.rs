//! What a person's erasure asks of their repairs (RGPD art. 17). Work, prices, weights and days stay, as do the
//! words for the objects themselves: the register of what was taken in asks for their nature (C. com. L834-6),
//! tickets for what was done. What was said, by whom and to whom goes.

use units::Id;
use uuid::Uuid;

use super::store;
use crate::customers::Customer;
use crate::db::{Change, StoreError, WriteTx};
use crate::files;
use crate::signature;

/// Takes the customer and what they said off their repairs. Returns the ids that answers to commands may know
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
    tx.changed(Change::of("repair"));
    Ok(known_by)
}
