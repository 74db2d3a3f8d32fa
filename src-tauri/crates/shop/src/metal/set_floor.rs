//! Writes a piece's own floor price alone: what it cost in parts stays as it is.

use units::Id;

use super::save_parts::SavePartsError;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::rules;
use crate::stock::{self, Piece, State};

/// Gives a piece a floor price of its own; None leaves it to its family's.
pub fn set_floor(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    floor_minor: Option<i64>,
) -> Result<(), SavePartsError> {
    let found = stock::piece_by_id(tx, piece)?.ok_or(SavePartsError::PieceUnknown)?;
    if found.state == State::Sold {
        return Err(SavePartsError::Sold);
    }
    let most = rules::trade().most_price_minor(cx.now.date_naive());
    if floor_minor.is_some_and(|minor| !(1..=most).contains(&minor)) {
        return Err(SavePartsError::Value("floor_minor"));
    }
    store::set_floor(tx, piece, floor_minor)?;
    tx.changed(Change::of("pricing"));
    tx.changed(Change::one("piece", piece));
    Ok(())
}
