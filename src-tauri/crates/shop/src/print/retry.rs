//! A person wants a job tried now: the printer is switched on again.

use units::Id;

use super::{Job, JobError, JobKind, State, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::devices;

/// Tries a waiting or failed job at once, on the printer that the till has now. Nothing of it ever
/// left, so it is the same paper, the original if it was one.
pub fn retry(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>) -> Result<Job, JobError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if !matches!(job.state, State::Waiting | State::Failed) {
        return Err(JobError::State(job.state));
    }
    // The printer it was meant for may lie in the bin by now. A label was placed for its own.
    if job.kind != JobKind::Label
        && let Some(printer) = devices::receipt_printer(tx, job.till)?
    {
        job.device = printer.id;
        job.device_name = printer.name;
    }
    job.state = State::Waiting;
    job.attempts = 0;
    job.next_at = cx.now;
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    Ok(job)
}
