//! An entry in a memo's history.

use chrono::{DateTime, NaiveDate, Utc};

use super::line::LineState;
use crate::stock::words;

words! {
    /// What happened.
    What {
        Opened = "opened",
        Returned = "returned",
        Sold = "sold",
        /// What sold it was annulled, or the piece was given back.
        SaleUndone = "sale_undone",
        Kept = "kept",
        Invoiced = "invoiced",
        Lost = "lost",
        /// The entry before was a mistake: it is held.
        Corrected = "corrected",
        Cancelled = "cancelled",
        DueChanged = "due_changed",
        Chased = "chased",
    }
}

/// An entry, as read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// Empty: the program itself.
    pub by: String,
    pub what: What,
    /// The piece's number; None of an entry about the whole memo.
    pub number: Option<String>,
    pub state: Option<LineState>,
    pub due_on: Option<NaiveDate>,
    pub document: Option<String>,
    pub note: String,
}

/// An entry to be written.
#[derive(Debug)]
pub(super) struct NewEntry<'a> {
    pub memo: i64,
    /// The line and its state afterwards.
    pub line: Option<(i64, LineState)>,
    pub what: What,
    pub due_on: Option<NaiveDate>,
    pub document: Option<&'a str>,
    pub note: &'a str,
}
