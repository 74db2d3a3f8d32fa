//! Adds one photo of a batch to the piece that its name says.

use units::Id;

use super::batch::{Added, Batch};
use super::find::piece_of;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::files::{self, PhotoError, Picture};

/// Why a photo is not added.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AddPhotoError {
    #[error("the batch is not known")]
    Unknown,
    #[error("the batch was taken back")]
    TakenBack,
    /// Its name begins with no piece's number.
    #[error("no piece has this number")]
    NoPiece(String),
    #[error(transparent)]
    Photo(#[from] PhotoError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds it behind the piece's others. A picture that the piece has already stays one, and is not
/// this batch's to take back.
pub fn add(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    batch: Id<Batch>,
    name: &str,
    picture: &Picture,
) -> Result<Added, AddPhotoError> {
    let standing = store::batch_by_id(tx, batch)?.ok_or(AddPhotoError::Unknown)?;
    if standing.taken_back.is_some() {
        return Err(AddPhotoError::TakenBack);
    }
    let piece = piece_of(tx, name)?.ok_or_else(|| AddPhotoError::NoPiece(name.to_owned()))?;
    let photos = |tx: &WriteTx<'_>| {
        let documents = files::documents(tx, piece.id)?.into_iter();
        Ok::<_, StoreError>(
            documents
                .filter(|one| one.thumbnail.is_some())
                .collect::<Vec<_>>(),
        )
    };
    let before = photos(tx)?.len();
    let position = files::attach_photo(tx, cx, piece.id, name, picture)?;
    let after = photos(tx)?;
    let photo = after.iter().find(|one| one.position == position);
    let file = photo.ok_or(PhotoError::PhotoUnknown)?.file.uuid();
    let is_known = after.len() == before;
    if !is_known {
        store::insert_added(tx, batch, name, piece.id, file)?;
    }
    tx.changed(Change::of("photos"));
    Ok(Added {
        piece: piece.id,
        number: piece.sheet.number,
        file,
        is_known,
    })
}
