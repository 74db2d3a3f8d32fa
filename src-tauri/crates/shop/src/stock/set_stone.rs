//! Sets a stone of the stock in another piece.

use units::{Id, Money, MoneyError, Rounding, Weight, WeightError};

use super::custody::{self, Movement, RecordError};
use super::edit_piece::{EditPiece, EditPieceError, edit_piece};
use super::piece::{Component, Piece, Sheet, State};
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Which stone goes where.
#[derive(Clone, Debug)]
pub struct SetStone {
    pub piece: Id<Piece>,
    /// Of the piece, as it was seen.
    pub version: i64,
    pub stone: Id<Piece>,
    /// In front of the stones that are there.
    pub centre: bool,
    /// The piece afterwards, where it was weighed; else the stone's weight is added.
    pub gross: Option<Weight>,
    /// The piece's price afterwards; None: it has to be priced anew.
    pub price: Option<Money>,
}

/// Why nothing was set.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SetStoneError {
    #[error("the stone is not known")]
    StoneUnknown,
    /// Nothing is set in itself.
    #[error("the stone is the piece")]
    Itself,
    /// A ring is not set in a ring: what is set is one stone, or one lot of them, alone.
    #[error("the piece is no stone by itself")]
    NoStone,
    /// One of the two stands in a cart.
    #[error("{0} is reserved")]
    Reserved(String),
    /// One of the two is kept for a custom order.
    #[error("{number} is kept for {order}")]
    Kept { number: String, order: String },
    /// One is the shop's and the other somebody's: what is set in it would change hands unseen.
    #[error("{0} belongs to somebody else")]
    OtherOwner(String),
    /// One of the two is sold or out, or the stone is set already.
    #[error("one is {}", .0.code())]
    WrongState(State),
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Weight(#[from] WeightError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets the stone: it becomes a component, its cost goes with it, and both histories tell it.
pub fn set_stone(tx: &mut WriteTx<'_>, cx: &Cx, input: SetStone) -> Result<Piece, SetStoneError> {
    if input.piece == input.stone {
        return Err(SetStoneError::Itself);
    }
    let piece = store::piece_by_id(tx, input.piece)?.ok_or(EditPieceError::PieceUnknown)?;
    let stone = store::piece_by_id(tx, input.stone)?.ok_or(SetStoneError::StoneUnknown)?;
    // A sold ring is refused for that, and not for being somebody's.
    for state in [piece.state, stone.state] {
        if state != State::Available {
            return Err(SetStoneError::WrongState(state));
        }
    }
    if piece.custody.owner != stone.custody.owner {
        return Err(SetStoneError::OtherOwner(stone.sheet.number));
    }
    for one in [&piece, &stone] {
        if let Some(order) = store::kept_for(tx, one.id)? {
            let number = one.sheet.number.clone();
            return Err(SetStoneError::Kept { number, order });
        }
        if store::is_reserved(tx, cx, one.id)? {
            return Err(SetStoneError::Reserved(one.sheet.number.clone()));
        }
    }
    let component = alone(cx, &stone.sheet)?;
    let set = component.id;
    let mut sheet = piece.sheet;
    sheet.gross = match (input.gross, sheet.gross, component.weight) {
        (Some(weighed), ..) => Some(weighed),
        (None, Some(gross), Some(carats)) => Some(gross.plus(carats.weight(Rounding::HalfUp)?)?),
        (None, gross, _) => gross,
    };
    sheet.cost = match (sheet.cost, stone.sheet.cost) {
        (Some(cost), Some(more)) => Some(cost.plus(more)?),
        (cost, more) => cost.or(more),
    };
    sheet.price = input.price;
    let position = if input.centre {
        0
    } else {
        sheet.components.len()
    };
    sheet.components.insert(position, component);
    let into = Movement::Mounted {
        into: sheet.number.clone(),
    };
    let with = Movement::StoneSet {
        stone: stone.sheet.number,
    };
    custody::record(tx, cx, input.piece, &with)?;
    custody::record(tx, cx, input.stone, &into)?;
    store::set_mounted(tx, input.stone, Some(set))?;
    let edit = EditPiece {
        id: input.piece,
        version: input.version,
        sheet,
    };
    Ok(edit_piece(tx, cx, edit)?)
}

/// The stone as a component of another piece: a copy, named anew; the stone's own sheet stays as it
/// was.
fn alone(cx: &Cx, sheet: &Sheet) -> Result<Component, SetStoneError> {
    match sheet.components.as_slice() {
        [one] if one.stone.is_some() && sheet.alloy.is_none() => Ok(Component {
            id: cx.new_id(),
            ..one.clone()
        }),
        _ => Err(SetStoneError::NoStone),
    }
}
