//! Cancels a stocktake that is not closed, or not even prepared: nothing of it reaches the stock.

use serde_json::json;
use units::Id;

use super::count::{Progress, Stocktake};
use super::{settle, store};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why it goes on.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    #[error("the reason is missing")]
    ReasonMissing,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Keeps the readings and says why they lead to nothing.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Stocktake>,
    reason: &str,
) -> Result<Stocktake, CancelError> {
    authorise(by, None, Right::CountStock)?;
    let stocktake = store::stocktake(tx, id)?.ok_or(CancelError::Unknown)?;
    if !matches!(stocktake.progress, Progress::Counting | Progress::Preparing) {
        return Err(CancelError::NotCounting(stocktake.progress));
    }
    let reason = settle::said(reason);
    if reason.is_empty() {
        return Err(CancelError::ReasonMissing);
    }
    store::cancel(tx, cx, stocktake.seq, by.user(), &reason)?;
    let detail = json!({ "what": "stocktake-cancelled", "stocktake": stocktake.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    store::stocktake(tx, id)?
        .ok_or(StoreError::Unreadable("stocktake"))
        .map_err(Into::into)
}
