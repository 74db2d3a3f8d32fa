//! An entry of what somebody earned, and why none is written.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use super::terms::Terms;
use crate::cx::User;
use crate::db::StoreError;
use crate::journal::JournalError;
use crate::repair::{Job, Repair, Task};
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// Why it was written.
    What {
        Earned = "earned",
        /// The hand-over was undone.
        TakenBack = "taken_back",
        /// By hand, with a reason.
        Correction = "correction",
    }
}

/// Names an entry in an [`Id`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Id<Self>,
    pub seq: i64,
    pub what: What,
    pub person: Id<User>,
    pub name: String,
    /// They have not left.
    pub works_here: bool,
    /// None: a correction of no job.
    pub job: Option<Place>,
    /// The task, and what it was called.
    pub task: Option<(Id<Task>, String)>,
    /// By what it was reckoned; none of a correction.
    pub terms: Terms,
    /// What the task brought without VAT, below zero where it is taken back.
    pub net_minor: i64,
    /// Below zero: taken off.
    pub amount_minor: i64,
    pub reason: String,
    /// In whose report it stands.
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    /// Who handed over, took it back or corrected.
    pub by: String,
}

/// Where the sheet of a job is, and what is written on its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub repair: Id<Repair>,
    pub job: Id<Job>,
    pub code: String,
    pub object: String,
}

/// Why nothing is corrected. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommissionError {
    /// Nobody who works or worked at the shop's work.
    #[error("the person is not known")]
    PersonUnknown,
    #[error("the job is not known")]
    JobUnknown,
    /// Nothing, or more than can be meant.
    #[error("the amount cannot be")]
    Amount,
    #[error("the reason is missing")]
    ReasonMissing,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
