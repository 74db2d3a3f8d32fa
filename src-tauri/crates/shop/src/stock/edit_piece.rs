//! Changes a piece's sheet.

use units::{Id, Money};

use super::check::{SheetError, check_parts, check_price, check_sheet, check_taken};
use super::piece::{Piece, Sheet, State};
use super::{store, words};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::search::{self, Words};

/// The sheet as it is to be, over the version that was seen.
#[derive(Clone, Debug)]
pub struct EditPiece {
    pub id: Id<Piece>,
    pub version: i64,
    pub sheet: Sheet,
}

/// Why the sheet stays as it was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EditPieceError {
    #[error("the piece is not known")]
    PieceUnknown,
    /// Somebody else changed it meanwhile.
    #[error("the piece has version {0} by now")]
    Stale(i64),
    /// What was sold is what the ticket says.
    #[error("the piece is sold")]
    Sold,
    /// The stone of this number is set in it, and no longer on the sheet: it is taken out first.
    #[error("the stone {0} is set in it")]
    StoneSet(String),
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Replaces the sheet.
pub fn edit_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: EditPiece,
) -> Result<Piece, EditPieceError> {
    let piece = store::piece_by_id(tx, input.id)?.ok_or(EditPieceError::PieceUnknown)?;
    if piece.version != input.version {
        return Err(EditPieceError::Stale(piece.version));
    }
    if piece.state == State::Sold {
        return Err(EditPieceError::Sold);
    }
    check_sheet(&input.sheet, cx.now.date_naive())?;
    check_taken(tx, &input.sheet, input.id)?;
    check_parts(tx, &input.sheet, input.id)?;
    let kept = |id| input.sheet.components.iter().any(|part| part.id == id);
    for (component, number) in store::stones_of(tx, input.id)? {
        if !kept(component) {
            return Err(EditPieceError::StoneSet(number));
        }
    }
    let family = store::family_by_id(tx, input.sheet.family)?.ok_or(SheetError::FamilyUnknown)?;
    let supplier = store::supplier_name(tx, input.sheet.supplier)?;
    let row = store::update_piece(tx, input.id, &input.sheet)?;
    store::delete_components(tx, input.id)?;
    for (position, component) in input.sheet.components.iter().enumerate() {
        store::insert_component(tx, input.id, position, component)?;
    }
    let words = words::of_sheet(&input.sheet, &family, supplier.as_deref());
    search::index_again(tx, &Words { row, words })?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", input.id));
    store::piece_by_id(tx, input.id)?.ok_or(EditPieceError::PieceUnknown)
}

/// Changes the price alone; None takes it away, and with it the piece from sale. Nothing else of the
/// sheet is looked at: a title that is illegal by now does not hold a price up.
pub fn change_price(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Piece>,
    version: i64,
    price: Option<Money>,
) -> Result<Piece, EditPieceError> {
    let piece = store::piece_by_id(tx, id)?.ok_or(EditPieceError::PieceUnknown)?;
    if piece.version != version {
        return Err(EditPieceError::Stale(piece.version));
    }
    if piece.state == State::Sold {
        return Err(EditPieceError::Sold);
    }
    check_price(price, cx.now.date_naive())?;
    store::set_price(tx, id, price)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", id));
    Ok(Piece {
        version: version + 1,
        sheet: Sheet {
            price,
            ..piece.sheet
        },
        ..piece
    })
}
