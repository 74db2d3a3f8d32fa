//! Something that is away.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::stock::words;

words! {
    /// Where it is.
    Kind {
        /// At the bench, to be worked on.
        Bench = "bench",
        /// On memo with a supplier or a colleague.
        Supplier = "supplier",
        /// On memo with a customer.
        Customer = "customer",
        /// A tray with pieces in it that stands in no safe: the days are nights.
        Tray = "tray",
    }
}

/// A piece or a tray that was away at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub kind: Kind,
    /// The piece's or the tray's.
    pub id: Uuid,
    /// A piece's number, a tray's code.
    pub number: String,
    /// A piece's title, a tray's name.
    pub title: String,
    pub thumbnail: Option<Uuid>,
    /// The place's name, or of whom has it; empty of somebody who was erased.
    pub with: String,
    /// The memo that it is out on: its id and number.
    pub memo: Option<(Uuid, String)>,
    /// When this stay began, and the entry it began with.
    pub since: DateTime<Utc>,
    pub stay: i64,
    /// Whole days, or nights of a tray.
    pub days: i64,
    /// The last day on which it is no reminder: the limit's, the memo's agreed one, or the extension's.
    pub due_on: Option<NaiveDate>,
    pub overdue: bool,
    pub extension: Option<Extension>,
}

/// What prolongs a stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    pub until_on: NaiveDate,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}
