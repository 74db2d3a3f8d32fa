//! A person no longer wants the paper.

use units::Id;

use super::{Job, JobError, State, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// Takes a job out of the spool. Of an unsure one it says that nobody looks for it any more; the
/// problem stays with it, so that a later paper of this sale is a duplicate.
pub fn cancel(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>) -> Result<Job, JobError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if !matches!(job.state, State::Waiting | State::Failed | State::Unsure) {
        return Err(JobError::State(job.state));
    }
    // Without a problem: nothing left. With one, only an unsure job may have left something.
    if job.state != State::Unsure {
        job.problem = None;
    }
    job.state = State::Cancelled;
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    Ok(job)
}
