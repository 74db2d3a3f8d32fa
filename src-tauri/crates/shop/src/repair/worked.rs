//! The bench's side of a job: what went into its object, and what is to be remembered of it.

use serde_json::json;
use units::Id;

use super::nouns::{Job, Task};
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// What the metal of a task really weighed: put in less taken out, in micrograms. None: nobody has said
/// so, and what was planned counts.
pub fn say_worked(
    tx: &mut WriteTx<'_>,
    task: Id<Task>,
    worked_ug: Option<i64>,
) -> Result<(), StoreError> {
    store::set_worked(tx, task, worked_ug)
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
