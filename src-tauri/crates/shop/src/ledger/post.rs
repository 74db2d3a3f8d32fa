//! Adds an entry to the ledger.

use super::entry::{Entry, Posting};
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Why an entry was not posted: a fault of the program, never of a person.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the postings of {asset} sum to {sum}")]
    Unbalanced { asset: &'static str, sum: i128 },
}

/// Writes the entry and moves the balances. An entry without any movement is no entry.
pub fn post(tx: &mut WriteTx<'_>, cx: &Cx, entry: Entry) -> Result<(), PostError> {
    let postings: Vec<Posting> = entry
        .postings
        .into_iter()
        .filter(|posting| posting.amount != 0)
        .collect();
    for posting in &postings {
        let sum: i128 = postings
            .iter()
            .filter(|other| other.asset == posting.asset)
            .map(|other| i128::from(other.amount))
            .sum();
        if sum != 0 {
            return Err(PostError::Unbalanced {
                asset: posting.asset,
                sum,
            });
        }
    }
    if postings.is_empty() {
        return Ok(());
    }
    store::insert_entry(
        tx,
        entry.id,
        cx.now_ms(),
        entry.kind,
        entry.document.as_deref(),
    )?;
    for (position, posting) in (1..).zip(&postings) {
        store::insert_posting(tx, entry.id, position, posting)?;
    }
    Ok(())
}
