//! Makes a piece of what an order's work has used, and takes it apart again.

use units::Id;

use super::create_piece::{CreatePiece, CreatePieceError, enter_piece};
use super::custody::{self, Movement, RecordError};
use super::edit_piece::{EditPiece, EditPieceError, edit_piece};
use super::piece::{Component, ComponentKind, Piece, Sheet};
use super::place::Place;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// What was made, and of which pieces of the stock.
#[derive(Clone, Debug)]
pub struct Make {
    pub id: Id<Piece>,
    /// Its components are those of `parts`, whatever stands here.
    pub sheet: Sheet,
    pub place: Id<Place>,
    /// The number of the order.
    pub order: String,
    /// In the work of this order now.
    pub parts: Vec<Id<Piece>>,
}

/// Why nothing was made, or nothing taken apart.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MakeError {
    /// The piece of this number is not in it any more: it was taken out, or changed hands.
    #[error("{0} is not in it any more")]
    PartGone(String),
    #[error(transparent)]
    Create(#[from] CreatePieceError),
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts the piece into the stock, with what it was made of as its components: each keeps its own history,
/// and can be taken out again.
pub fn make(tx: &mut WriteTx<'_>, cx: &Cx, input: Make) -> Result<Piece, MakeError> {
    let Make {
        id,
        mut sheet,
        place,
        order,
        parts,
    } = input;
    let mut set = Vec::new();
    for part in parts {
        let own = store::piece_by_id(tx, part)?.ok_or(RecordError::UnknownPiece)?;
        let component = component(cx, &own.sheet);
        set.push((own, component));
    }
    // The largest stone is the centre; what is no stone comes last.
    set.sort_by_key(|(_, part)| std::cmp::Reverse(part.weight.map(units::Carat::milli)));
    sheet.components = set.iter().map(|(_, part)| part.clone()).collect();
    let number = sheet.number.clone();
    let made = match store::piece_by_id(tx, id)? {
        None => {
            let create = CreatePiece { id, sheet, place };
            enter_piece(tx, cx, create, Some(&order))?
        }
        Some(before) => {
            if store::place_by_id(tx, place)?.is_none() {
                return Err(CreatePieceError::PlaceUnknown.into());
            }
            custody::record(tx, cx, id, &Movement::Made { order, place })?;
            let edit = EditPiece {
                id,
                version: before.version,
                sheet,
            };
            edit_piece(tx, cx, edit)?
        }
    };
    for (own, component) in set {
        let into = Movement::SetInMade {
            into: number.clone(),
        };
        custody::record(tx, cx, own.id, &into)?;
        store::set_mounted(tx, own.id, Some(component.id))?;
        let stone = own.sheet.number;
        custody::record(tx, cx, id, &Movement::StoneSet { stone })?;
    }
    Ok(made)
}

/// Takes it apart: what it was made of is in the order's work again, and it is no piece of the stock.
pub fn unmake(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Piece>,
    order: &str,
    parts: &[Id<Piece>],
) -> Result<(), MakeError> {
    let made = store::piece_by_id(tx, id)?.ok_or(RecordError::UnknownPiece)?;
    for &part in parts {
        let own = store::piece_by_id(tx, part)?.ok_or(RecordError::UnknownPiece)?;
        let holder = store::holder_of_stone(tx, part)?;
        if holder.is_none_or(|(holder, _)| holder != id) {
            return Err(MakeError::PartGone(own.sheet.number));
        }
        store::set_mounted(tx, part, None)?;
        let order = order.to_owned();
        custody::record(tx, cx, part, &Movement::WorkedIn { order })?;
    }
    let order = order.to_owned();
    custody::record(tx, cx, id, &Movement::Unmade { order })?;
    let sheet = Sheet {
        components: Vec::new(),
        ..made.sheet
    };
    let edit = EditPiece {
        id,
        version: made.version,
        sheet,
    };
    edit_piece(tx, cx, edit)?;
    Ok(())
}

/// A stone as what it is; anything else that was a piece by itself, a setting or a chain, as a part without
/// more words: its own sheet has them.
fn component(cx: &Cx, sheet: &Sheet) -> Component {
    match sheet.components.as_slice() {
        [one] if one.stone.is_some() && sheet.alloy.is_none() => Component {
            id: cx.new_id(),
            ..one.clone()
        },
        _ => Component {
            id: cx.new_id(),
            kind: ComponentKind::Other,
            stone: None,
            count: units::Quantity::ONE,
            weight: None,
            laboratory: None,
            certificate_number: None,
            certificate_file: None,
            measurements_um: [None; 3],
        },
    }
}
