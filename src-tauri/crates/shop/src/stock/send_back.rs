//! A piece goes back to its supplier, or never should have come.

use units::Id;

use super::custody::{Movement, RecordError, record};
use super::piece::Piece;
use super::place::Place;
use super::store;
use super::supplier::Supplier;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::search;

/// It goes back to the supplier: theirs from now on, and with them.
pub fn send_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    supplier: Id<Supplier>,
    document: &str,
    note: &str,
) -> Result<(), RecordError> {
    let movement = Movement::SentBack {
        document: document.to_owned(),
        supplier: supplier.uuid(),
        note: note.to_owned(),
    };
    record(tx, cx, piece, &movement)
}

/// It did not go back after all: it is the shop's again, at a place of it.
pub fn come_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    place: Id<Place>,
    document: &str,
    note: &str,
) -> Result<(), RecordError> {
    let movement = Movement::CameBack {
        document: document.to_owned(),
        place,
        note: note.to_owned(),
    };
    record(tx, cx, piece, &movement)
}

/// Its reception was a mistake. Its number becomes free and the search forgets it.
pub fn undo_reception(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    supplier: Id<Supplier>,
    reception: &str,
    note: &str,
) -> Result<(), RecordError> {
    let movement = Movement::ReceptionUndone {
        reception: reception.to_owned(),
        supplier: supplier.uuid(),
        note: note.to_owned(),
    };
    record(tx, cx, piece, &movement)?;
    let row = store::row_of(tx, piece)?;
    store::free_codes(tx, piece)?;
    search::forget(tx, row)?;
    Ok(())
}
