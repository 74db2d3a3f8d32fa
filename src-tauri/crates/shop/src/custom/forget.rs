//! What a person's erasure asks of their orders (RGPD art. 17). What was made, of what and at which price stays:
//! the stock and the tickets tell of it. What was wished, said and written goes, and who signed.

use units::Id;
use uuid::Uuid;

use super::store;
use crate::customers::Customer;
use crate::db::{Change, StoreError, WriteTx};
use crate::files;
use crate::signature;

/// Takes the customer and what they said off their orders. Returns the ids that answers to commands may know
/// them by.
pub fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Uuid>, StoreError> {
    let mut known_by = store::known_by(tx, customer)?;
    known_by.extend(store::deliveries_of(tx, customer)?);
    signature::forget(tx, &known_by)?;
    for (file, shown, is_paper) in store::files_of(tx, customer)? {
        if is_paper {
            files::forget(tx, file, shown)?;
        } else {
            // Sketches and models are the shop's own work.
            files::forget_name(tx, file)?;
        }
    }
    store::forget_customer(tx, customer)?;
    tx.changed(Change::of("custom"));
    Ok(known_by)
}
