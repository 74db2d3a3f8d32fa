//! The SQL of the stocktakes.

mod entry;
mod expect;
mod line;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

pub(super) use entry::{
    corrections, insert_correction, insert_reading, insert_settlement, last_reading,
};
pub(super) use expect::expect;
pub use line::{Sum, sums};
pub(super) use line::{every, line, lines};

use super::count::{Scope, Stocktake};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

const STOCKTAKE: &str = "SELECT stocktake.id, stocktake.seq, number, scope, scope_id,
        coalesce(place.name, family.name_fr, ''), coalesce(place.name, family.name_en, ''),
        note, stocktake.state, round, since_seq, started_at, started_by, starter.name, ended_at,
        ender.name, end_note, lower(hex(result_hash)), journal_seq,
        prepared, prepare_to
    FROM stocktake JOIN user starter ON starter.id = started_by
    LEFT JOIN user ender ON ender.id = ended_by
    LEFT JOIN place ON scope = 'place' AND place.id = scope_id
    LEFT JOIN family ON scope = 'family' AND family.id = scope_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Stocktake> {
    let scope: String = found.get(3)?;
    let hash: Option<String> = found.get(17)?;
    Ok(Stocktake {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        scope: Scope::from_parts(&scope, found.get::<_, Option<Uuid>>(4)?)
            .map_err(|_| rusqlite::Error::InvalidQuery)?,
        scope_names: (found.get(5)?, found.get(6)?),
        note: found.get(7)?,
        progress: row::word(found, 8)?,
        round: found.get(9)?,
        since: found.get(10)?,
        started_at: row::time(found, 11)?,
        started_by: row::id(found, 12)?,
        started_by_name: found.get(13)?,
        ended_at: found
            .get::<_, Option<i64>>(14)?
            .and_then(DateTime::<Utc>::from_timestamp_millis),
        ended_by_name: found.get(15)?,
        end_note: found.get(16)?,
        result_hash: hash.filter(|hash| !hash.is_empty()),
        journal_seq: found.get(18)?,
        prepared: found.get(19)?,
        prepare_to: found.get(20)?,
    })
}

/// One stocktake.
pub fn stocktake(tx: &ReadTx<'_>, id: Id<Stocktake>) -> Result<Option<Stocktake>, StoreError> {
    tx.maybe(
        &format!("{STOCKTAKE} WHERE stocktake.id = ?1"),
        [id.uuid()],
        read,
    )
}

/// The newest stocktakes first.
pub fn stocktakes(tx: &ReadTx<'_>, most: usize) -> Result<Vec<Stocktake>, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    tx.all(
        &format!("{STOCKTAKE} ORDER BY stocktake.seq DESC LIMIT ?1"),
        [most],
        read,
    )
}

/// The number of the open stocktake of the same scope.
pub(super) fn counting(tx: &ReadTx<'_>, scope: Scope) -> Result<Option<String>, StoreError> {
    let (word, id) = scope.parts();
    tx.maybe(
        "SELECT number FROM stocktake WHERE (state = 'counting' OR state = 'preparing')
            AND scope = ?1 AND scope_id IS ?2",
        (word, id),
        |row| row.get(0),
    )
}

pub(super) fn next_seq(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(seq), 0) + 1 FROM stocktake",
        [],
        |row| row.get(0),
    )
}

// One row's columns.
#[allow(clippy::too_many_arguments)]
pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    seq: i64,
    number: &str,
    by: Id<User>,
    scope: Scope,
    id: Id<Stocktake>,
    note: &str,
) -> Result<(), StoreError> {
    let (word, scope_id) = scope.parts();
    tx.execute(
        "INSERT INTO stocktake (seq, id, number, scope, scope_id, note, state, since_seq,
            started_at, started_by, prepare_to)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'preparing', coalesce(max(seq), 0), ?7, ?8,
            (SELECT coalesce(max(seq), 0) FROM piece)
         FROM custody_movement",
        params![
            seq,
            id.uuid(),
            number,
            word,
            scope_id,
            note,
            cx.now_ms(),
            by.uuid()
        ],
    )?;
    Ok(())
}

/// The stocktakes whose expectation is not yet written down.
pub fn preparing(tx: &ReadTx<'_>) -> Result<Vec<Id<Stocktake>>, StoreError> {
    tx.all(
        "SELECT id FROM stocktake WHERE state = 'preparing' ORDER BY seq",
        [],
        |found| row::id(found, 0),
    )
}

/// How far it is written down; `done`: the count begins.
pub(super) fn prepared(
    tx: &mut WriteTx<'_>,
    seq: i64,
    to: i64,
    done: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE stocktake SET prepared = ?2, state = iif(?3, 'counting', state) WHERE seq = ?1",
        (seq, to, done),
    )?;
    Ok(())
}

/// The pure metal of a piece's row, rounded down as [`units::Weight::fine`] rounds.
const FINE: &str = "iif(metal <> 'base', coalesce(net_mg * fineness / 10000, 0), 0)";
/// What a piece's row says it cost, where it is the shop's.
const COST: &str = "iif(piece.owner_kind = 'shop', piece.cost_minor, NULL)";
/// What its owner is owed for a piece that is somebody else's: as agreed, else what the row says.
const OWED: &str = "iif(piece.owner_kind = 'shop', NULL, coalesce((SELECT agreed_minor
    FROM memo_line WHERE piece_id = piece.id AND state = 'held'), piece.cost_minor))";
/// The number of the memo that a piece of somebody else's was left on.
const MEMO: &str = "iif(piece.owner_kind = 'shop', NULL, (SELECT number FROM memo_line
    JOIN memo ON memo.seq = memo_line.memo WHERE piece_id = piece.id AND state = 'held'))";
pub(super) fn next_round(tx: &mut WriteTx<'_>, seq: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE stocktake SET round = round + 1 WHERE seq = ?1",
        [seq],
    )?;
    Ok(())
}

pub(super) fn cancel(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    seq: i64,
    by: Id<User>,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE stocktake SET state = 'cancelled', ended_at = ?2, ended_by = ?3, end_note = ?4
         WHERE seq = ?1",
        params![seq, cx.now_ms(), by.uuid(), reason],
    )?;
    Ok(())
}

/// Keeps the frozen result; from here on the row cannot change.
pub(super) fn close(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    seq: i64,
    by: Id<User>,
    result: &[u8],
    hash: &[u8],
    journal_seq: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE stocktake SET state = 'closed', ended_at = ?2, ended_by = ?3, result = ?4,
            result_hash = ?5, journal_seq = ?6 WHERE seq = ?1",
        params![seq, cx.now_ms(), by.uuid(), result, hash, journal_seq],
    )?;
    Ok(())
}

/// The frozen result of a closed stocktake.
pub(super) fn result(tx: &ReadTx<'_>, seq: i64) -> Result<Vec<u8>, StoreError> {
    tx.one(
        "SELECT result FROM stocktake WHERE seq = ?1 AND result IS NOT NULL",
        [seq],
        |row| row.get(0),
    )
}

/// A closed stocktake as the verifier compares it: number, bytes, kept hash, record.
pub(super) fn each_closed<E: From<StoreError>>(
    tx: &ReadTx<'_>,
    mut visit: impl FnMut(String, Vec<u8>, Vec<u8>, i64) -> Result<(), E>,
) -> Result<(), E> {
    tx.each(
        "SELECT number, result, result_hash, journal_seq FROM stocktake
         WHERE state = 'closed' ORDER BY seq",
        [],
        |row| {
            let parts = (|| {
                Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })();
            let (number, result, hash, seq) = parts.map_err(StoreError::from)?;
            visit(number, result, hash, seq)
        },
    )
}

/// What a place is called, by its id.
pub(super) fn place_names(
    tx: &ReadTx<'_>,
) -> Result<std::collections::HashMap<Uuid, String>, StoreError> {
    let rows = tx.all("SELECT id, name FROM place", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.into_iter().collect())
}
