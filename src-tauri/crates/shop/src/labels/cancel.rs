//! Nobody wants the rest of a batch.

use units::Id;

use super::{Batch, batch};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::print::{self as spool, JobError, State};

/// Takes what has not been sent out of the spool. A label that may be out stays for a person to
/// look at, and one that is being printed comes out.
pub fn cancel(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Batch>) -> Result<Batch, JobError> {
    let found = batch(tx, id)?.ok_or(JobError::Unknown)?;
    for label in found.labels {
        if matches!(label.state, State::Waiting | State::Failed) {
            spool::cancel(tx, cx, label.job)?;
        }
    }
    batch(tx, id)?.ok_or(JobError::Unknown)
}
