//! A worker says what holds the printer up in the middle of a job, while somebody can still help.

use units::Id;

use super::{Job, JobError, State, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// Notes the printer's trouble (no paper, open cover), or that it is over.
pub fn hold(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    problem: Option<String>,
) -> Result<(), JobError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if job.state != State::Sending {
        return Err(JobError::State(job.state));
    }
    job.problem = problem;
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    Ok(())
}
