//! A printer's worker takes the next job.

use chrono::{DateTime, Utc};
use units::Id;

use super::{Job, State, store, tell};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::devices::Device;

/// What there is to do for a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// This job, which is `sending` from now on, on the disk before the first byte leaves.
    Job(Box<Job>),
    /// Nothing before this time.
    Later(DateTime<Utc>),
    Nothing,
}

/// Takes the oldest job that is due. One that waits for its next try lets the others pass: a
/// document that the printer chokes on must not stop the shop's receipts. Labels come out in the order
/// in which they are tied on: there the oldest holds the others up.
pub fn claim(tx: &mut WriteTx<'_>, cx: &Cx, device: Id<Device>) -> Result<Claimed, StoreError> {
    if let Some(first) = store::first_label(tx, device)?
        && first > cx.now
    {
        return Ok(Claimed::Later(first));
    }
    let Some(mut job) = store::due(tx, device, cx.now_ms())? else {
        return Ok(store::next_at(tx, device)?.map_or(Claimed::Nothing, Claimed::Later));
    };
    job.state = State::Sending;
    job.attempts += 1;
    store::update(tx, cx, &mut job)?;
    tell(tx, job.id);
    Ok(Claimed::Job(Box::new(job)))
}
