//! Readings, decisions and corrections: rows that are only ever added.

use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::Place;
use crate::stocktake::correct::{CorrectStocktake, Correction};
use crate::stocktake::count::Stocktake;
use crate::stocktake::line::{Action, Of, Status};
use crate::stocktake::read::Reading;

fn parts(of: &Of) -> (Option<Uuid>, &str) {
    match of {
        Of::Piece(piece) => (Some(piece.uuid()), ""),
        Of::Code(code) => (None, code),
    }
}

/// Whether the last reading of it stands, and where it was.
pub fn last_reading(
    tx: &ReadTx<'_>,
    stocktake: i64,
    of: &Of,
) -> Result<Option<(bool, Option<Id<Place>>)>, StoreError> {
    let found = |found: &rusqlite::Row<'_>| Ok((found.get(0)?, row::maybe_id(found, 1)?));
    match of {
        Of::Piece(piece) => tx.maybe(
            "SELECT present, place_id FROM stocktake_reading
             WHERE stocktake = ?1 AND piece_id = ?2 ORDER BY seq DESC LIMIT 1",
            (stocktake, piece.uuid()),
            found,
        ),
        Of::Code(code) => tx.maybe(
            "SELECT present, place_id FROM stocktake_reading
             WHERE stocktake = ?1 AND piece_id IS NULL AND code = ?2 ORDER BY seq DESC LIMIT 1",
            (stocktake, code),
            found,
        ),
    }
}

// One row's columns.
#[allow(clippy::too_many_arguments)]
pub fn insert_reading(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    stocktake: &Stocktake,
    of: &Of,
    reading: &Reading,
    code: &str,
    place: Option<Id<Place>>,
    present: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stocktake_reading (stocktake, at, user_id, round, source, code, piece_id,
            place_id, present)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            stocktake.seq,
            cx.now_ms(),
            by.uuid(),
            stocktake.round,
            reading.source.code(),
            code,
            parts(of).0,
            place.map(Id::uuid),
            present,
        ],
    )?;
    Ok(())
}

// One row's columns.
#[allow(clippy::too_many_arguments)]
pub fn insert_settlement(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    stocktake: i64,
    by: Id<User>,
    approved: Option<Id<User>>,
    of: &Of,
    status: Status,
    action: Action,
    place: Option<Id<Place>>,
    reason: &str,
) -> Result<(), StoreError> {
    let (piece, code) = parts(of);
    tx.execute(
        "INSERT INTO stocktake_settlement (stocktake, at, user_id, approved_by, piece_id, code,
            status, action, place_id, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            stocktake,
            cx.now_ms(),
            by.uuid(),
            approved.map(Id::uuid),
            piece,
            code,
            status.code(),
            action.code(),
            place.map(Id::uuid),
            reason,
        ],
    )?;
    Ok(())
}

/// Adds a correction and returns its place among all of them.
pub fn insert_correction(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    stocktake: i64,
    by: Id<User>,
    approved: Id<User>,
    input: &CorrectStocktake,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO stocktake_correction (stocktake, at, user_id, approved_by, piece_id, action,
            place_id, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            stocktake,
            cx.now_ms(),
            by.uuid(),
            approved.uuid(),
            input.piece.uuid(),
            input.action.code(),
            input.place.map(Id::uuid),
            input.reason,
        ],
    )?;
    tx.wrote("stocktake_correction");
    Ok(tx.last_row())
}

/// What was put right after the closing, oldest first; of every stocktake where none is named.
pub fn corrections(tx: &ReadTx<'_>, stocktake: Option<i64>) -> Result<Vec<Correction>, StoreError> {
    tx.all(
        "SELECT correction.seq, stocktake.number, correction.at, person.name, approver.name,
            correction.piece_id, piece.number, piece.title, action, correction.place_id, reason
         FROM stocktake_correction correction
         JOIN stocktake ON stocktake.seq = correction.stocktake
         JOIN user person ON person.id = user_id JOIN user approver ON approver.id = approved_by
         JOIN piece ON piece.id = correction.piece_id
         WHERE ?1 IS NULL OR correction.stocktake = ?1 ORDER BY correction.seq",
        [stocktake],
        |found| {
            Ok(Correction {
                seq: found.get(0)?,
                stocktake: found.get(1)?,
                at: row::time(found, 2)?,
                by: found.get(3)?,
                approved_by: found.get(4)?,
                piece: row::id(found, 5)?,
                number: found.get(6)?,
                title: found.get(7)?,
                action: row::word::<Action>(found, 8)?,
                place: row::maybe_id(found, 9)?,
                reason: found.get(10)?,
            })
        },
    )
}
