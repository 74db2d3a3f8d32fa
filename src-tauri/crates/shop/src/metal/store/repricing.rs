//! Re-pricings and their lines.

use rusqlite::{Row, params};
use units::Id;

use super::rate;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::metal::rate::MetalRate;
use crate::metal::repricing::{Repricing, RepricingLine};
use crate::stock::Piece;

/// A line about to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewLine {
    pub piece: Id<Piece>,
    pub old_minor: Option<i64>,
    pub new_minor: Option<i64>,
}

const REPRICING: &str =
    "SELECT one.id, one.number, one.at, one.user_id, coalesce(user.name, ''), one.note,
        (SELECT number FROM repricing undone WHERE undone.id = one.undoes),
        (SELECT number FROM repricing undoing WHERE undoing.undoes = one.id),
        (SELECT count(*) FROM repricing_line line WHERE line.repricing_id = one.id)
    FROM repricing one LEFT JOIN user ON user.id = one.user_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Repricing> {
    Ok(Repricing {
        id: row::id(row, 0)?,
        number: row.get(1)?,
        at: row::time(row, 2)?,
        user: row::maybe_id(row, 3)?,
        user_name: row.get(4)?,
        note: row.get(5)?,
        undoes: row.get(6)?,
        undone_by: row.get(7)?,
        count: row.get(8)?,
        rates: Vec::new(),
    })
}

fn with_rates(tx: &ReadTx<'_>, mut one: Repricing) -> Result<Repricing, StoreError> {
    let ids: Vec<Id<MetalRate>> = tx.all(
        "SELECT rate_id FROM repricing_rate WHERE repricing_id = ?1",
        [one.id.uuid()],
        |row| row::id(row, 0),
    )?;
    for id in ids {
        one.rates.extend(rate::rate_by_id(tx, id)?);
    }
    Ok(one)
}

/// The last re-pricings, the newest first.
pub fn repricings(tx: &ReadTx<'_>, limit: usize) -> Result<Vec<Repricing>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(
        &format!("{REPRICING} ORDER BY one.number DESC LIMIT ?1"),
        [limit],
        read,
    )?
    .into_iter()
    .map(|one| with_rates(tx, one))
    .collect()
}

/// The re-pricing with this id.
pub fn repricing_by_id(
    tx: &ReadTx<'_>,
    id: Id<Repricing>,
) -> Result<Option<Repricing>, StoreError> {
    tx.maybe(&format!("{REPRICING} WHERE one.id = ?1"), [id.uuid()], read)?
        .map(|one| with_rates(tx, one))
        .transpose()
}

/// The same with its lines, in the order they were accepted in.
pub fn repricing_with_lines(
    tx: &ReadTx<'_>,
    id: Id<Repricing>,
) -> Result<Option<(Repricing, Vec<RepricingLine>)>, StoreError> {
    let Some(one) = repricing_by_id(tx, id)? else {
        return Ok(None);
    };
    let lines = tx.all(
        "SELECT line.piece_id, piece.number, piece.title, line.old_minor, line.new_minor,
            piece.price_minor
         FROM repricing_line line JOIN piece ON piece.id = line.piece_id
         WHERE line.repricing_id = ?1 ORDER BY line.position",
        [id.uuid()],
        |row| {
            Ok(RepricingLine {
                piece: row::id(row, 0)?,
                number: row.get(1)?,
                title: row.get(2)?,
                old_minor: row.get(3)?,
                new_minor: row.get(4)?,
                price_minor: row.get(5)?,
            })
        },
    )?;
    Ok(Some((one, lines)))
}

/// The pieces whose tags a re-pricing has made old.
pub fn pieces_of(tx: &ReadTx<'_>, id: Id<Repricing>) -> Result<Vec<Id<Piece>>, StoreError> {
    tx.all(
        "SELECT piece_id FROM repricing_line WHERE repricing_id = ?1 ORDER BY position",
        [id.uuid()],
        |row| row::id(row, 0),
    )
}

/// The re-pricings that a piece was part of, the newest first, with what it cost before and after.
pub fn repricings_of_piece(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Vec<(Repricing, [Option<i64>; 2])>, StoreError> {
    let lines: Vec<(Id<Repricing>, [Option<i64>; 2])> = tx.all(
        "SELECT one.id, line.old_minor, line.new_minor FROM repricing_line line
         JOIN repricing one ON one.id = line.repricing_id
         WHERE line.piece_id = ?1 ORDER BY one.number DESC",
        [piece.uuid()],
        |row| Ok((row::id(row, 0)?, [row.get(1)?, row.get(2)?])),
    )?;
    lines
        .into_iter()
        .map(|(id, prices)| {
            let one = repricing_by_id(tx, id)?.ok_or(StoreError::Unreadable("repricing"))?;
            Ok((one, prices))
        })
        .collect()
}

/// The last re-pricing a piece was part of.
pub fn last_repricing_of(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Option<Id<Repricing>>, StoreError> {
    tx.maybe(
        "SELECT one.id FROM repricing_line line JOIN repricing one ON one.id = line.repricing_id
         WHERE line.piece_id = ?1 ORDER BY one.number DESC LIMIT 1",
        [piece.uuid()],
        |row| row::id(row, 0),
    )
}

/// Writes a re-pricing under the next number.
pub fn insert_repricing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Repricing>,
    note: &str,
    undoes: Option<Id<Repricing>>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repricing (number, id, at, user_id, note, undoes)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM repricing), ?1, ?2, ?3, ?4, ?5)",
        params![
            id.uuid(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            note,
            undoes.map(Id::uuid),
        ],
    )?;
    Ok(())
}

/// Says which rate it was worked out with.
pub fn insert_repricing_rate(
    tx: &mut WriteTx<'_>,
    id: Id<Repricing>,
    rate: Id<MetalRate>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repricing_rate (repricing_id, rate_id) VALUES (?1, ?2)",
        params![id.uuid(), rate.uuid()],
    )?;
    Ok(())
}

/// Writes its lines.
pub fn insert_repricing_lines(
    tx: &mut WriteTx<'_>,
    id: Id<Repricing>,
    lines: &[NewLine],
) -> Result<(), StoreError> {
    for (position, line) in (1_i64..).zip(lines) {
        tx.execute(
            "INSERT INTO repricing_line (repricing_id, position, piece_id, old_minor, new_minor)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                id.uuid(),
                position,
                line.piece.uuid(),
                line.old_minor,
                line.new_minor,
            ],
        )?;
    }
    Ok(())
}
