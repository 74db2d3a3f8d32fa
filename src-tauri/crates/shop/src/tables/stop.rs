//! Stops a bulk edit that is under way: what is changed stays changed, and can be taken back.

use units::Id;

use super::bulk::{Bulk, Progress};
use super::plan::Why;
use super::store;
use crate::db::{Change, StoreError, WriteTx};

/// Why it is not stopped.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StopError {
    #[error("the bulk edit is not known")]
    Unknown,
    #[error("the bulk edit is {}", .0.code())]
    WrongState(Progress),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Leaves the rest as it is.
pub fn stop(tx: &mut WriteTx<'_>, id: Id<Bulk>) -> Result<Bulk, StopError> {
    let bulk = store::bulk_by_id(tx, id)?.ok_or(StopError::Unknown)?;
    if bulk.progress != Progress::Running {
        return Err(StopError::WrongState(bulk.progress));
    }
    store::leave_the_rest(tx, id, Why::Stopped)?;
    store::end(tx, id)?;
    tx.changed(Change::of("bulk"));
    tx.changed(Change::one("bulk", id));
    store::bulk_by_id(tx, id)?.ok_or(StopError::Unknown)
}
