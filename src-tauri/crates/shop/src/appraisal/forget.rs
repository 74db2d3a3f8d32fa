//! Forgets who a certificate was made out to. What was hashed held a salted digest only, and the salt
//! goes with the name: every certificate still checks, and names nobody.

use units::Id;
use uuid::Uuid;

use super::{estate, store};
use crate::customers::Customer;
use crate::db::{StoreError, WriteTx};

/// Takes a customer's name off every certificate, and the customer off drafts, with what was said in them.
/// What was certified stays as it was signed: the expert answers for it (C. com. L321-17, C. civ. 2224), and
/// the journal holds its digest. Returns the ids that answers to commands may know them by.
pub fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Uuid>, StoreError> {
    let mut known_by = store::known_by(tx, customer)?;
    known_by.extend(estate::forget(tx, customer)?);
    store::forget(tx, customer)?;
    Ok(known_by)
}
