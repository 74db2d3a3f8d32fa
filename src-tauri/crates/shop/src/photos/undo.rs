//! Takes a batch back: every photo of it that is still on its piece comes off.

use units::Id;

use super::batch::Batch;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::files::{self, PhotoError};

/// Why a batch stands.
#[derive(Clone, Debug, thiserror::Error)]
pub enum UndoError {
    #[error("the batch is not known")]
    Unknown,
    #[error("the batch was taken back already")]
    TakenBack,
    #[error(transparent)]
    Photo(#[from] PhotoError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes it back.
pub fn undo(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Batch>) -> Result<Batch, UndoError> {
    let batch = store::batch_by_id(tx, id)?.ok_or(UndoError::Unknown)?;
    if batch.taken_back.is_some() {
        return Err(UndoError::TakenBack);
    }
    let mut taken = 0;
    for (piece, file) in store::added(tx, id)? {
        let documents = files::documents(tx, piece)?;
        let photo = documents
            .iter()
            .find(|one| one.thumbnail.is_some() && one.file.uuid() == file);
        if let Some(photo) = photo {
            files::detach_photo(tx, piece, photo.position)?;
            taken += 1;
        }
    }
    store::set_taken_back(tx, cx, id, taken)?;
    tx.changed(Change::of("photos"));
    let made = store::batch_by_id(tx, id)?;
    Ok(made.ok_or(StoreError::Unreadable("photo_batch"))?)
}
