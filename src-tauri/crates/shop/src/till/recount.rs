//! A count that did not agree, and was made again or explained: it stays written down, so that the
//! evening's count is not tried until it fits.

use chrono::{DateTime, Utc};
use serde_json::json;
use units::Id;

use super::count::TenderCount;
use super::day::Opening;
use super::store;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// One count of a day that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    pub id: Id<Self>,
    pub opening: Id<Opening>,
    pub at: DateTime<Utc>,
    pub user: Id<User>,
    /// The means of payment that were off, as counted and as expected.
    pub differences: Vec<TenderCount>,
}

/// Why it is not written down.
#[derive(Debug, thiserror::Error)]
pub enum RecountError {
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Writes down that a count differed. A command of its own: the closing that was refused left
/// nothing. Without an open day there is nothing to write.
pub fn note_recount(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    differences: Vec<TenderCount>,
) -> Result<(), RecountError> {
    authorise(by, None, Right::CloseDay)?;
    let open = match cx.till {
        Some(till) => store::open_opening(tx, till)?,
        None => None,
    };
    let Some(opening) = open else {
        return Ok(());
    };
    let recount = Recount {
        id: cx.new_id(),
        opening: opening.id,
        at: cx.now,
        user: by.user(),
        differences,
    };
    store::insert_recount(tx, &recount)?;
    let detail = json!({ "what": "count-differed", "recount": recount.facts() });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
