//! Prints a ticket again: `DUPLICATA n° k`, numbered and journaled.

use documents::Receipt;
use serde_json::json;
use units::Id;

use super::receipt::receipt;
use super::sale::Sale;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Chain, JournalError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum DuplicateError {
    #[error("there is no such ticket")]
    Unknown,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// The next copy of the ticket.
pub fn duplicate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    sale: Id<Sale>,
) -> Result<Receipt, DuplicateError> {
    authorise(by, None, Right::Sell)?;
    let (number, copies) = store::copies(tx, sale)?.ok_or(DuplicateError::Unknown)?;
    let copy = copies + 1;
    let seq = journal::next_seq(tx, Chain::Duplicate)?;
    let payload = json!({
        "v": 1,
        "facts": {
            "sale": sale.to_string(),
            "copy": copy,
            "user": by.user().to_string(),
            "till": cx.till.map(|id| id.to_string()),
        },
        "number": number,
    });
    journal::append(tx, cx, Chain::Duplicate, "receipt", &payload)?;
    store::insert_duplicate(tx, sale, copy, seq, cx.now_ms(), by.user(), cx.till)?;
    tx.changed(Change::one("sale", sale));
    let copy = u32::try_from(copy).map_err(|_| StoreError::Unreadable("duplicate.copy"))?;
    receipt(tx, sale, copy)?.ok_or(DuplicateError::Unknown)
}
