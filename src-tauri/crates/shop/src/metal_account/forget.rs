//! What a person's erasure asks of their account (RGPD art. 17). What they left and took is kept, and names
//! nobody.

use units::Id;
use uuid::Uuid;

use super::store;
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::files;
use crate::signature;

/// Empties who fetched metal for a customer that is forgotten, and who signed. What the metal was, from whose
/// account and why an entry was corrected stays: the register asks for it (C. com. L834-6), and the journal
/// holds its digest. Returns the ids that answers to commands may know them by.
pub fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Uuid>, StoreError> {
    let papers = store::papers(tx, customer)?;
    let known_by: Vec<_> = papers.iter().map(|paper| paper.id.uuid()).collect();
    signature::forget(tx, &known_by)?;
    for photo in store::photos_of(tx, customer)? {
        files::forget_name(tx, photo)?;
    }
    store::forget_customer(tx, customer)?;
    Ok(known_by)
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
