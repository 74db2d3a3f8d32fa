//! A piece's photos.

use units::Id;

use super::file::{File, keep};
use super::picture::Picture;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::stock::{self, Piece};

/// Why a photo was not attached or taken away.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PhotoError {
    #[error("the piece is not known")]
    PieceUnknown,
    /// There is no photo at this place.
    #[error("there is no such photo")]
    PhotoUnknown,
    #[error("a piece has at most 20 photos")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

const MOST_PHOTOS: i64 = 20;

/// Adds a prepared picture behind the piece's others and returns its place. The same picture twice
/// stays one.
pub fn attach_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    name: &str,
    picture: &Picture,
) -> Result<i64, PhotoError> {
    if stock::piece_by_id(tx, piece)?.is_none() {
        return Err(PhotoError::PieceUnknown);
    }
    let file = keep(tx, cx, picture.media_type, name, &picture.bytes)?;
    let thumbnail = keep(tx, cx, picture.media_type, name, &picture.thumbnail)?;
    if let Some(position) = store::photo_position(tx, piece, file)? {
        return Ok(position);
    }
    let position = store::photo_count(tx, piece)?;
    if position >= MOST_PHOTOS {
        return Err(PhotoError::TooMany);
    }
    store::insert_photo(tx, piece, position, file, thumbnail)?;
    tx.changed(Change::one("piece", piece));
    tx.changed(Change::of("stock"));
    Ok(position)
}

/// Adds a picture that the store keeps already, as [`attach_photo`] would have prepared it.
pub fn show_photo(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    file: Id<File>,
    thumbnail: Id<File>,
) -> Result<(), PhotoError> {
    if store::photo_position(tx, piece, file)?.is_some() {
        return Ok(());
    }
    let position = store::photo_count(tx, piece)?;
    if position >= MOST_PHOTOS {
        return Err(PhotoError::TooMany);
    }
    store::insert_photo(tx, piece, position, file, thumbnail)?;
    tx.changed(Change::one("piece", piece));
    tx.changed(Change::of("stock"));
    Ok(())
}

/// Takes a photo off a piece; those behind it move up.
pub fn detach_photo(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    position: i64,
) -> Result<(), PhotoError> {
    if !store::delete_photo(tx, piece, position)? {
        return Err(PhotoError::PhotoUnknown);
    }
    tx.changed(Change::one("piece", piece));
    tx.changed(Change::of("stock"));
    Ok(())
}
