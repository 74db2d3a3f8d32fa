//! The bench's side of a job: what went into its object, and what is to be remembered of it.

use serde_json::json;
use units::Id;

use super::nouns::{Job, Task};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// What the metal of a task really weighed: put in less taken out, in micrograms. None: nobody has said
/// so, and what was planned counts. `by`: who says it.
pub fn say_worked(
    tx: &mut WriteTx<'_>,
    task: Id<Task>,
    worked_ug: Option<i64>,
    by: Id<User>,
) -> Result<(), StoreError> {
    store::set_worked(tx, task, worked_ug, by)
}

/// What a task put into an object and took out of it, in micrograms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The task's; empty: the parts that were fitted.
    pub title: String,
    pub in_ug: i64,
    pub out_ug: i64,
    /// The bench has weighed it; otherwise it is what was planned.
    pub is_weighed: bool,
    /// Who said so.
    pub by: String,
}

/// How what an object should weigh now comes about, beside what it weighed.
pub fn weighing(tx: &ReadTx<'_>, job: &Job) -> Result<Vec<Weighed>, StoreError> {
    // What was planned counts where nobody has weighed it; of what waits untouched nothing was done.
    let is_planned = !matches!(job.state, State::Refused | State::Cancelled);
    store::weighing(tx, job.seq, is_planned)
}

/// What the parts weigh that stand in the object, in micrograms.
pub fn say_fitted(tx: &mut WriteTx<'_>, job: &Job, fitted_ug: i64) -> Result<(), StoreError> {
    store::set_fitted(tx, job.seq, fitted_ug)
}

/// Writes a line of the job's history that moves nothing, and the record that vouches for it.
pub(super) fn noted(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    entry: &NewEntry<'_>,
) -> Result<(), JournalError> {
    store::insert_entry(tx, cx, entry)?;
    let detail = json!({ "what": "repair-noted", "job": job.code, "noted": entry.what });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in job.changes() {
        tx.changed(change);
    }
    Ok(())
}

/// Writes a line of the job's history that moves nothing.
pub fn remember(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    what: &'static str,
    note: &str,
) -> Result<(), JournalError> {
    let entry = NewEntry {
        note,
        ..NewEntry::of(job.seq, what)
    };
    noted(tx, cx, job, &entry)
}
