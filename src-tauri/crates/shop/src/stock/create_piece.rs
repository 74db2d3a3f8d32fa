//! Enters a piece.

use units::Id;

use super::check::{SheetError, check_parts, check_sheet, check_taken};
use super::enter::{Entry, enter};
use super::piece::{Piece, Sheet};
use super::place::Place;
use super::{store, words};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::search;

/// A new piece, named by its client.
#[derive(Clone, Debug)]
pub struct CreatePiece {
    pub id: Id<Piece>,
    pub sheet: Sheet,
    pub place: Id<Place>,
}

/// Why no piece was entered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CreatePieceError {
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("the place is not known")]
    PlaceUnknown,
    /// The client's id names another piece already.
    #[error("the id is already used")]
    IdTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Checks the sheet and puts the piece into the stock.
pub fn create_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: CreatePiece,
) -> Result<Piece, CreatePieceError> {
    enter_piece(tx, cx, input, None)
}

/// The same, where it may have been made for the order of a number.
pub(super) fn enter_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: CreatePiece,
    made_for: Option<&str>,
) -> Result<Piece, CreatePieceError> {
    if store::custody(tx, input.id)?.is_some() {
        return Err(CreatePieceError::IdTaken);
    }
    check_sheet(&input.sheet, cx.now.date_naive())?;
    check_taken(tx, &input.sheet, input.id)?;
    check_parts(tx, &input.sheet, input.id)?;
    let family = store::family_by_id(tx, input.sheet.family)?.ok_or(SheetError::FamilyUnknown)?;
    let supplier = store::supplier_name(tx, input.sheet.supplier)?;
    if store::place_by_id(tx, input.place)?.is_none() {
        return Err(CreatePieceError::PlaceUnknown);
    }
    let entry = Entry {
        id: input.id,
        sheet: &input.sheet,
        words: words::of_sheet(&input.sheet, &family, supplier.as_deref()),
        place: input.place,
        import: None,
        taken_out_of: None,
        made_for,
    };
    let words = enter(tx, cx, entry)?;
    search::index(tx, &[words])?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", input.id));
    store::piece_by_id(tx, input.id)?
        .ok_or(StoreError::Unreadable("piece"))
        .map_err(Into::into)
}
