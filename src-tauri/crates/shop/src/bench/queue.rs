//! What there is to do, rush first.

use chrono::NaiveDate;
use units::Id;

use super::store;
use crate::cx::User;
use crate::db::{ReadTx, StoreError};
use crate::repair::{Job, Repair, State};

/// A job in somebody's queue, or in everybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub job: Id<Job>,
    pub repair: Id<Repair>,
    pub code: String,
    pub object: String,
    pub state: State,
    pub rush: bool,
    pub promised_on: NaiveDate,
    /// The tasks that are still to be done, by their titles.
    pub tasks: String,
    /// Of those tasks, as planned.
    pub planned_minutes: i64,
    /// What was worked on the job.
    pub spent_minutes: i64,
    /// Empty: nobody's.
    pub assignee: String,
}

/// As many as a day's bench looks at.
const MOST: usize = 200;

/// The jobs that are in the shop and not done: of a person those that were given to them, whole or by a
/// task; of nobody in particular, all. Rush first, then as they were promised.
pub fn queue(tx: &ReadTx<'_>, person: Option<Id<User>>) -> Result<Vec<Queued>, StoreError> {
    store::queue(tx, person, MOST)
}
