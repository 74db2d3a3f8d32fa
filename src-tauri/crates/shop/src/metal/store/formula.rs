//! Formulas of families, and what pieces have of their own.

use rusqlite::{Row, params};
use units::{Id, Percent};

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::metal::formula::Formula;
use crate::metal::parts::{Mode, Parts};
use crate::stock::{Family, Piece};

const FORMULA: &str = "SELECT family_id, by_default, loss_bp, labour_minor, coefficient_milli,
        before_vat, ending, nearest, floor_milli, version
    FROM price_formula";

fn read(row: &Row<'_>) -> rusqlite::Result<Formula> {
    Ok(Formula {
        family: row::id(row, 0)?,
        by_default: row.get(1)?,
        loss: Percent::from_basis_points(row.get(2)?).unwrap_or(Percent::ZERO),
        labour_minor: row.get(3)?,
        coefficient_milli: row.get(4)?,
        before_vat: row.get(5)?,
        ending: row::word(row, 6)?,
        nearest: row.get(7)?,
        floor_milli: row.get(8)?,
        version: row.get(9)?,
    })
}

/// Every family's formula.
pub fn formulas(tx: &ReadTx<'_>) -> Result<Vec<Formula>, StoreError> {
    tx.all(FORMULA, [], read)
}

/// A family's formula.
pub fn formula_of(tx: &ReadTx<'_>, family: Id<Family>) -> Result<Option<Formula>, StoreError> {
    tx.maybe(
        &format!("{FORMULA} WHERE family_id = ?1"),
        [family.uuid()],
        read,
    )
}

/// Writes a family's formula, whose version was seen.
pub fn save_formula(tx: &mut WriteTx<'_>, formula: &Formula) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO price_formula (family_id, by_default, loss_bp, labour_minor, coefficient_milli,
            before_vat, ending, nearest, floor_milli)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (family_id) DO UPDATE SET by_default = ?2, loss_bp = ?3, labour_minor = ?4,
            coefficient_milli = ?5, before_vat = ?6, ending = ?7, nearest = ?8, floor_milli = ?9,
            version = version + 1",
        params![
            formula.family.uuid(),
            formula.by_default,
            formula.loss.basis_points(),
            formula.labour_minor,
            formula.coefficient_milli,
            formula.before_vat,
            formula.ending.code(),
            formula.nearest,
            formula.floor_milli,
        ],
    )?;
    Ok(())
}

/// What a piece has of its own; nothing where nobody wrote anything.
pub fn parts_of(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Parts, StoreError> {
    let found = tx.maybe(
        "SELECT mode, metal_minor, stones_minor, labour_minor, other_minor, coefficient_milli,
            floor_minor, version
         FROM piece_cost WHERE piece_id = ?1",
        [piece.uuid()],
        |row| {
            let mode = match row.get::<_, Option<String>>(0)? {
                None => None,
                Some(_) => Some(row::word(row, 0)?),
            };
            Ok(Parts {
                mode,
                metal_minor: row.get(1)?,
                stones_minor: row.get(2)?,
                labour_minor: row.get(3)?,
                other_minor: row.get(4)?,
                coefficient_milli: row.get(5)?,
                floor_minor: row.get(6)?,
                version: row.get(7)?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes what a piece has of its own, whose version was seen.
pub fn save_parts(tx: &mut WriteTx<'_>, piece: Id<Piece>, parts: &Parts) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO piece_cost (piece_id, mode, metal_minor, stones_minor, labour_minor, other_minor,
            coefficient_milli, floor_minor)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (piece_id) DO UPDATE SET mode = ?2, metal_minor = ?3, stones_minor = ?4,
            labour_minor = ?5, other_minor = ?6, coefficient_milli = ?7, floor_minor = ?8,
            version = version + 1",
        params![
            piece.uuid(),
            parts.mode.map(Mode::code),
            parts.metal_minor,
            parts.stones_minor,
            parts.labour_minor,
            parts.other_minor,
            parts.coefficient_milli,
            parts.floor_minor,
        ],
    )?;
    Ok(())
}

/// Writes the floor price alone.
pub fn set_floor(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    floor_minor: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO piece_cost (piece_id, floor_minor) VALUES (?1, ?2)
         ON CONFLICT (piece_id) DO UPDATE SET floor_minor = ?2, version = version + 1",
        params![piece.uuid(), floor_minor],
    )?;
    Ok(())
}

/// The pieces in stock that a formula prices: those that say so, and those that say nothing in a family
/// whose formula is for all. In the order of entry.
pub fn priced_by_formula(
    tx: &ReadTx<'_>,
    family: Option<Id<Family>>,
    after: i64,
    most: usize,
) -> Result<Vec<(i64, Id<Piece>)>, StoreError> {
    tx.all(
        "SELECT piece.seq, piece.id FROM piece
         LEFT JOIN piece_cost own ON own.piece_id = piece.id
         LEFT JOIN price_formula formula ON formula.family_id = piece.family_id
         WHERE piece.seq > ?2 AND (piece.state = 'available' OR piece.state = 'on_memo')
           AND coalesce(own.mode = 'formula', formula.by_default = 1, 0)
           AND (?1 IS NULL OR piece.family_id = ?1)
         ORDER BY piece.seq LIMIT ?3",
        rusqlite::params![
            family.map(Id::uuid),
            after,
            i64::try_from(most).unwrap_or(i64::MAX)
        ],
        |row| Ok((row.get(0)?, row::id(row, 1)?)),
    )
}

/// Whether a formula prices this piece.
pub fn is_priced_by_formula(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT coalesce(own.mode = 'formula', formula.by_default = 1, 0) FROM piece
         LEFT JOIN piece_cost own ON own.piece_id = piece.id
         LEFT JOIN price_formula formula ON formula.family_id = piece.family_id
         WHERE piece.id = ?1",
        [piece.uuid()],
        |row| row.get(0),
    )
}
