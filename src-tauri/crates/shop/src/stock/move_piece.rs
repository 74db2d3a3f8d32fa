//! Moves pieces from place to place, takes one out of the stock, brings it back.

use units::Id;

use super::custody::{self, Movement, RecordError};
use super::piece::Piece;
use super::place::Place;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Why a piece stays where it is.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MovePieceError {
    #[error("the place is not known")]
    PlaceUnknown,
    /// It stands in a cart.
    #[error("the piece is reserved")]
    Reserved,
    /// It is kept for the custom order of this number.
    #[error("the piece is kept for {0}")]
    Kept(String),
    /// A withdrawal says why.
    #[error("the reason is missing")]
    ReasonMissing,
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Moves pieces to a place, all of them or none.
pub fn move_pieces(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    pieces: &[Id<Piece>],
    place: Id<Place>,
) -> Result<(), MovePieceError> {
    known(tx, place)?;
    for &piece in pieces {
        custody::record(tx, cx, piece, &Movement::Moved { place })?;
    }
    Ok(())
}

/// Takes a piece out of the stock otherwise than by a sale.
pub fn withdraw(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    reason: &str,
) -> Result<(), MovePieceError> {
    if reason.trim().is_empty() {
        return Err(MovePieceError::ReasonMissing);
    }
    kept(tx, piece)?;
    if store::is_reserved(tx, cx, piece)? {
        return Err(MovePieceError::Reserved);
    }
    let note = reason.trim().to_owned();
    Ok(custody::record(
        tx,
        cx,
        piece,
        &Movement::Withdrawn { note },
    )?)
}

/// Puts a withdrawn piece back into the stock.
pub fn bring_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    place: Id<Place>,
    reason: &str,
) -> Result<(), MovePieceError> {
    known(tx, place)?;
    // What the bench has taken apart comes back when it is finished again.
    kept(tx, piece)?;
    let note = reason.trim().to_owned();
    Ok(custody::record(
        tx,
        cx,
        piece,
        &Movement::BroughtBack { place, note },
    )?)
}

fn kept(tx: &WriteTx<'_>, piece: Id<Piece>) -> Result<(), MovePieceError> {
    match store::kept_for(tx, piece)? {
        Some(order) => Err(MovePieceError::Kept(order)),
        None => Ok(()),
    }
}

fn known(tx: &WriteTx<'_>, place: Id<Place>) -> Result<(), MovePieceError> {
    match store::place_by_id(tx, place)? {
        Some(_) => Ok(()),
        None => Err(MovePieceError::PlaceUnknown),
    }
}
