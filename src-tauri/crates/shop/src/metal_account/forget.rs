//! What a person's erasure asks of their account (RGPD art. 17). What they left and took is kept, and names
//! nobody.

use units::Id;

use super::store;
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, WriteTx};

/// Empties who fetched metal for a customer that is forgotten.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    store::forget_customer(tx, customer)
}

/// Metal of theirs is here: the number of the receipt it came with. They cannot be forgotten.
pub fn stands_with(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Option<String>, StoreError> {
    store::stands_with(tx, customer)
}

/// The numbers of their papers, by which the spool knows them.
pub fn subjects(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<String>, StoreError> {
    let papers = store::papers(tx, customer)?;
    Ok(papers.into_iter().map(|paper| paper.number).collect())
}
