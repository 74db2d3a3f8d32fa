//! Writes what of a piece's cost and price is its own.

use units::{Id, Money};

use super::parts::Parts;
use super::save_formula::is_coefficient;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::rules;
use crate::stock::{self, EditPiece, EditPieceError, Piece, Sheet, State};

/// The parts as they are to be, over the version that was seen.
#[derive(Clone, Debug)]
pub struct SaveParts {
    pub piece: Id<Piece>,
    pub parts: Parts,
}

/// Why the parts stay as they were.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SavePartsError {
    #[error("the piece is not known")]
    PieceUnknown,
    /// What was sold is what the ticket says.
    #[error("the piece is sold")]
    Sold,
    /// Negative, or beyond any piece of a shop like this.
    #[error("{0} cannot be")]
    Value(&'static str),
    /// Nothing, or more than a hundredfold.
    #[error("the coefficient is beyond belief")]
    Coefficient,
    /// Somebody else changed them meanwhile.
    #[error("the parts have version {0} by now")]
    Stale(i64),
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Saves the parts. Where the metal's cost is among them, the sheet's cost is their sum from now on.
pub fn save_parts(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: SaveParts,
) -> Result<Parts, SavePartsError> {
    let SaveParts { piece, parts } = input;
    let found = stock::piece_by_id(tx, piece)?.ok_or(SavePartsError::PieceUnknown)?;
    if found.state == State::Sold {
        return Err(SavePartsError::Sold);
    }
    let most = rules::trade().most_price_minor(cx.now.date_naive());
    for (field, minor, least) in [
        ("metal_minor", parts.metal_minor, 0),
        ("stones_minor", parts.stones_minor, 0),
        ("labour_minor", parts.labour_minor, 0),
        ("other_minor", parts.other_minor, 0),
        ("floor_minor", parts.floor_minor, 1),
    ] {
        if minor.is_some_and(|minor| !(least..=most).contains(&minor)) {
            return Err(SavePartsError::Value(field));
        }
    }
    if parts
        .coefficient_milli
        .is_some_and(|milli| !is_coefficient(milli))
    {
        return Err(SavePartsError::Coefficient);
    }
    let standing = store::parts_of(tx, piece)?;
    if standing.version != parts.version {
        return Err(SavePartsError::Stale(standing.version));
    }
    store::save_parts(tx, piece, &parts)?;
    if let Some(minor) = parts.cost_minor() {
        let cost = Money::new(minor, stock::currency(tx)?).ok();
        if cost != found.sheet.cost {
            let version = found.version;
            let sheet = Sheet {
                cost,
                ..found.sheet
            };
            let edit = EditPiece {
                id: piece,
                version,
                sheet,
            };
            stock::edit_piece(tx, cx, edit)?;
        }
    }
    tx.changed(Change::of("pricing"));
    tx.changed(Change::one("piece", piece));
    Ok(Parts {
        version: parts.version + 1,
        ..parts
    })
}
