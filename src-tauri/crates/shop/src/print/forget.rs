//! Forgets a person on papers that have not come out (RGPD art. 17).

use units::Id;

use super::store;
use crate::customers::Customer;
use crate::db::{Change, StoreError, WriteTx};

/// Takes the customer off every paper of their tickets that is still in the spool. What has come out
/// has lost them already.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    store::forget_customer(tx, customer)?;
    tx.changed(Change::of("print"));
    Ok(())
}

/// The same for papers that are nobody's ticket, by what a person knows them by: the slips and the
/// envelopes of their repairs and orders. They go as a whole: no law asks that they were printed, and what
/// somebody said stands all over them. What is on its way to the printer this moment loses the name.
pub fn forget_papers(tx: &mut WriteTx<'_>, subjects: &[String]) -> Result<(), StoreError> {
    for subject in subjects {
        store::forget_papers(tx, subject)?;
    }
    Ok(())
}
