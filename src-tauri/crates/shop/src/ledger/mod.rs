//! Double entry, for anything that is counted: euro cents today, milligrams of fine gold later.
//!
//! An entry's postings of one asset sum to zero: what one account receives, another gives. What an
//! account holds is its balance, kept as it changes so that a day's end needs no sum over history.

mod entry;
mod post;
mod store;
mod verify;

pub use entry::{Entry, EntryKind, Posting, account};
pub use post::{PostError, post};
pub use verify::{Unbalanced, verify};

use crate::db::{ReadTx, StoreError};

/// What an account holds of an asset.
pub fn balance(tx: &ReadTx<'_>, account: &str, asset: &str) -> Result<i64, StoreError> {
    store::balance(tx, account, asset)
}

/// What the accounts that begin so held of an asset up to a moment, in Unix milliseconds; those that
/// held nothing are left out. Only `payable:` and `receivable:` ones, whose postings are indexed.
pub fn balances_at(
    tx: &ReadTx<'_>,
    prefix: &str,
    asset: &str,
    until_ms: i64,
) -> Result<Vec<(String, i64)>, StoreError> {
    store::balances_at(tx, prefix, asset, until_ms)
}

#[cfg(test)]
mod tests;
