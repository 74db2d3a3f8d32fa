//! Forgets a person where carts name them (RGPD art. 17).

use units::Id;

use super::store;
use crate::customers::Customer;
use crate::db::{Change, StoreError, WriteTx};

/// Takes the customer out of every cart that is not finished, and their name off those that are. What
/// was sold keeps its link: a ticket's record holds it, and it leads to nobody any more.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    store::forget_customer(tx, customer)?;
    tx.changed(Change::of("cart"));
    tx.changed(Change::of("parked"));
    Ok(())
}
