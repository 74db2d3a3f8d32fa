//! A person has seen the paper.

use units::Id;

use super::{Job, JobError, State, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// Closes an unsure job as printed.
pub fn confirm(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>) -> Result<Job, JobError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if job.state != State::Unsure {
        return Err(JobError::State(job.state));
    }
    job.state = State::Done;
    job.problem = None;
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    Ok(job)
}
