//! Forgets who a certificate was made out to. What was hashed held a salted digest only, and the salt
//! goes with the name: every certificate still checks, and names nobody.

use units::Id;

use super::{estate, store};
use crate::customers::Customer;
use crate::db::{StoreError, WriteTx};

/// Takes a customer's name off every certificate, and the customer off drafts.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    estate::forget(tx, customer)?;
    store::forget(tx, customer)
}
