//! Checks the ledger against itself.

use super::store;
use crate::db::{ReadTx, StoreError};

/// The first thing in the ledger that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbalanced {
    /// The postings of a document's entry do not sum to zero.
    Entry { document: String, by: i64 },
    /// An account's kept balance is not the sum of its postings.
    Balance { account: String, by: i64 },
}

/// Every entry sums to zero and every balance is the sum of its postings.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Unbalanced>, StoreError> {
    if let Some((document, by)) = store::unbalanced_entry(tx)? {
        return Ok(Some(Unbalanced::Entry { document, by }));
    }
    let wrong = store::wrong_balance(tx)?;
    Ok(wrong.map(|(account, by)| Unbalanced::Balance { account, by }))
}
