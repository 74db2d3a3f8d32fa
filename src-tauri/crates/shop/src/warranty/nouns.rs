//! A promise of the shop's own about its work.

use chrono::NaiveDate;
use units::Id;

use crate::repair::Task;

/// Of one task, as it was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warranty {
    pub task: Id<Task>,
    pub title: String,
    pub months: i64,
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// The last day on which something of a job is promised. None: nothing was.
pub fn last_day(warranties: &[Warranty]) -> Option<NaiveDate> {
    warranties.iter().map(|one| one.until).max()
}
