//! Begins a batch.

use units::Id;

use super::batch::Batch;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// Why no batch is begun.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StartError {
    #[error("a batch with this id is there already")]
    IdTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An empty one.
pub fn start(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Batch>) -> Result<Batch, StartError> {
    if store::batch_by_id(tx, id)?.is_some() {
        return Err(StartError::IdTaken);
    }
    store::insert_batch(tx, cx, id)?;
    tx.changed(Change::of("photos"));
    let made = store::batch_by_id(tx, id)?;
    Ok(made.ok_or(StoreError::Unreadable("photo_batch"))?)
}
