//! Takes a stone out of a piece: it is a piece by itself, under its old number or a new one.

use units::{Id, Money, MoneyError, Rounding, Weight, WeightError};

use super::check::{SheetError, check_sheet, check_taken};
use super::custody::{self, Movement, RecordError};
use super::edit_piece::{EditPiece, EditPieceError, edit_piece};
use super::enter::{Entry, enter};
use super::piece::{Component, Party, Piece, Sheet};
use super::place::Place;
use super::{store, words};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::search::{self, Words};

/// The family of stones that are no part of anything.
const LOOSE: &str = "loose_stone";

/// What is taken out, and what becomes of it.
#[derive(Clone, Debug)]
pub struct TakeOut {
    pub piece: Id<Piece>,
    /// Of the piece, as it was seen.
    pub version: i64,
    pub component: Id<Component>,
    pub place: Id<Place>,
    /// The stone's, where it never was a piece by itself.
    pub new: Option<NewStone>,
    /// What of the piece's cost goes with the stone; None: what came with it, if it came from stock.
    pub cost: Option<Money>,
    /// The piece afterwards, where it was weighed; else the stone's weight is taken off.
    pub gross: Option<Weight>,
    /// The piece's price afterwards; None: it has to be priced anew.
    pub price: Option<Money>,
}

/// What a stone is called that has never been a piece.
#[derive(Clone, Debug)]
pub struct NewStone {
    pub id: Id<Piece>,
    pub number: String,
    pub title: String,
}

/// Why it stays where it is.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TakeOutError {
    #[error("the piece has no such component")]
    ComponentUnknown,
    /// A setting or a chain is no stone.
    #[error("the component is no stone")]
    NoStone,
    /// A stone that has never been a piece needs a number and a name.
    #[error("the stone has no number")]
    NumberMissing,
    #[error("the id is already used")]
    IdTaken,
    #[error("the piece is reserved")]
    Reserved,
    #[error("the piece is kept for {0}")]
    Kept(String),
    #[error("the place is not known")]
    PlaceUnknown,
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Weight(#[from] WeightError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the stone out; both histories tell it. Its own piece comes back if it has one.
pub fn take_out(tx: &mut WriteTx<'_>, cx: &Cx, input: TakeOut) -> Result<Piece, TakeOutError> {
    let piece = store::piece_by_id(tx, input.piece)?.ok_or(EditPieceError::PieceUnknown)?;
    if piece.version != input.version {
        return Err(EditPieceError::Stale(piece.version).into());
    }
    if let Some(order) = store::kept_for(tx, input.piece)? {
        return Err(TakeOutError::Kept(order));
    }
    if store::is_reserved(tx, cx, input.piece)? {
        return Err(TakeOutError::Reserved);
    }
    if store::place_by_id(tx, input.place)?.is_none() {
        return Err(TakeOutError::PlaceUnknown);
    }
    let mut sheet = piece.sheet;
    let at = sheet
        .components
        .iter()
        .position(|part| part.id == input.component)
        .ok_or(TakeOutError::ComponentUnknown)?;
    let component = sheet.components.remove(at);
    if component.stone.is_none() {
        return Err(TakeOutError::NoStone);
    }
    sheet.gross = match (input.gross, sheet.gross, component.weight) {
        (Some(weighed), ..) => Some(weighed),
        (None, Some(gross), Some(carats)) => Some(gross.minus(carats.weight(Rounding::HalfUp)?)?),
        (None, gross, _) => gross,
    };
    let own = match store::stone_mounted_as(tx, input.component)? {
        Some(id) => store::piece_by_id(tx, id)?,
        None => None,
    };
    let gone = input.cost.or(own.as_ref().and_then(|own| own.sheet.cost));
    sheet.cost = match (sheet.cost, gone) {
        (Some(cost), Some(gone)) => Some(cost.minus(gone)?),
        (cost, _) => cost,
    };
    sheet.price = input.price;
    let (id, number) = match (&own, &input.new) {
        (Some(own), _) => (own.id, own.sheet.number.clone()),
        (None, Some(new)) => (new.id, new.number.clone()),
        (None, None) => return Err(TakeOutError::NumberMissing),
    };
    let from = sheet.number.clone();
    // A ring may have changed hands since the stone was set in it.
    let owner = piece.custody.owner;
    let left = Movement::StoneTakenOut { stone: number };
    custody::record(tx, cx, input.piece, &left)?;
    if own.is_some() {
        store::set_mounted(tx, id, None)?;
    }
    let regime = sheet.vat_regime;
    let edit = EditPiece {
        id: input.piece,
        version: input.version,
        sheet,
    };
    let piece = edit_piece(tx, cx, edit)?;
    match (own, input.new) {
        (Some(own), _) => {
            let (of, place) = (from, input.place);
            custody::record(tx, cx, own.id, &Movement::TakenOut { of, place, owner })?;
            come_back(tx, cx, own, component, gone)?;
        }
        (None, Some(new)) => {
            let family = store::family_by_code(tx, LOOSE)?.ok_or(SheetError::FamilyUnknown)?;
            let stone = Sheet {
                cost: gone,
                vat_regime: regime,
                components: vec![component],
                ..Sheet::new(new.number.trim(), family.id, new.title.trim())
            };
            appear(tx, cx, new.id, &stone, (&from, owner), input.place)?;
        }
        (None, None) => return Err(TakeOutError::NumberMissing),
    }
    Ok(piece)
}

/// The stone's own piece again, with what has been learnt of the stone meanwhile.
fn come_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    own: Piece,
    component: Component,
    cost: Option<Money>,
) -> Result<(), TakeOutError> {
    let sheet = Sheet {
        cost: cost.or(own.sheet.cost),
        components: vec![component],
        ..own.sheet
    };
    let edit = EditPiece {
        id: own.id,
        version: own.version,
        sheet,
    };
    edit_piece(tx, cx, edit)?;
    Ok(())
}

/// A piece that nobody has seen by itself before.
fn appear(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Piece>,
    sheet: &Sheet,
    of: (&str, Party),
    place: Id<Place>,
) -> Result<(), TakeOutError> {
    if store::custody(tx, id)?.is_some() {
        return Err(TakeOutError::IdTaken);
    }
    check_sheet(sheet, cx.now.date_naive())?;
    check_taken(tx, sheet, id)?;
    let family = store::family_by_id(tx, sheet.family)?.ok_or(SheetError::FamilyUnknown)?;
    let entry = Entry {
        id,
        sheet,
        words: words::of_sheet(sheet, &family, None),
        place,
        import: None,
        taken_out_of: Some(of),
        made_for: None,
    };
    let words: Words = enter(tx, cx, entry)?;
    search::index(tx, &[words])?;
    tx.changed(Change::one("piece", id));
    Ok(())
}
