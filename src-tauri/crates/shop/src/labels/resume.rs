//! The printer has labels again.

use units::Id;

use super::{Batch, batch};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::print::{self as spool, JobError, State};

/// Tries at once what waits or was given up. What is out, or may be, is not printed again.
pub fn resume(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Batch>) -> Result<Batch, JobError> {
    let found = batch(tx, id)?.ok_or(JobError::Unknown)?;
    for label in found.labels {
        if matches!(label.state, State::Waiting | State::Failed) {
            spool::retry(tx, cx, label.job)?;
        }
    }
    batch(tx, id)?.ok_or(JobError::Unknown)
}
