//! The custody ledger and what each piece's row keeps of it.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::piece::read_custody;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::custody::{Entry, Movement};
use crate::stock::piece::{Custody, Party, Piece, State};
use crate::stock::place::Place;

/// The state and custody a piece's row keeps.
pub fn custody(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<(State, Custody)>, StoreError> {
    tx.maybe(
        "SELECT state, place_id, owner_kind, owner_id, holder_kind, holder_id
         FROM piece WHERE id = ?1",
        [piece.uuid()],
        |row| Ok((row::word(row, 0)?, read_custody(row, 1)?)),
    )
}

/// Where the piece was when it was last in the shop, and whose.
pub fn last_in_shop(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Option<(Option<Id<Place>>, Party)>, StoreError> {
    tx.maybe(
        "SELECT place_id, owner_kind, owner_id, holder_kind, holder_id FROM custody_movement
         WHERE piece_id = ?1 AND place_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [piece.uuid()],
        |row| {
            let then = read_custody(row, 0)?;
            Ok((then.place, then.owner))
        },
    )
}

/// The entries after which a piece is neither in the shop nor out on memo, as a list of SQL.
pub const GONE: &str = "('sold', 'memo_invoiced', 'withdrawn', 'import_undone', 'count_missing',
    'sent_back', 'reception_undone', 'memo_given_back', 'memo_lost', 'mounted', 'used', 'unmade',
    'worked_in', 'handed_over')";

/// Adds an entry to the ledger.
pub fn insert_movement(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    movement: &Movement,
    custody: Custody,
) -> Result<(), StoreError> {
    let (owner_kind, owner_id) = custody.owner.parts();
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "INSERT INTO custody_movement (id, piece_id, at, user_id, reason, document, note, place_id,
            owner_kind, owner_id, holder_kind, holder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            cx.new_id::<Entry>().uuid(),
            piece.uuid(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            movement.reason(),
            movement.document(),
            movement.note(),
            custody.place.map(Id::uuid),
            owner_kind,
            owner_id,
            holder_kind,
            holder_id,
        ],
    )?;
    Ok(())
}

/// Repeats the ledger's last word on the piece's row. Its version is the sheet's and stays.
pub fn set_custody(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    state: State,
    custody: Custody,
) -> Result<(), StoreError> {
    let (owner_kind, owner_id) = custody.owner.parts();
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "UPDATE piece SET state = ?2, place_id = ?3, owner_kind = ?4, owner_id = ?5,
            holder_kind = ?6, holder_id = ?7 WHERE id = ?1",
        params![
            piece.uuid(),
            state.code(),
            custody.place.map(Id::uuid),
            owner_kind,
            owner_id,
            holder_kind,
            holder_id,
        ],
    )?;
    Ok(())
}

const ENTRY: &str =
    "SELECT id, at, user_id, reason, document, note, place_id, owner_kind, owner_id,
    holder_kind, holder_id FROM custody_movement";

fn read_entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row::id(row, 0)?,
        at: row::time(row, 1)?,
        user: row::maybe_id(row, 2)?,
        reason: row.get(3)?,
        document: row.get(4)?,
        note: row.get(5)?,
        custody: read_custody(row, 6)?,
    })
}

/// A piece's entries, oldest first.
pub fn movements(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!("{ENTRY} WHERE piece_id = ?1 ORDER BY seq"),
        [piece.uuid()],
        read_entry,
    )
}

/// The last entry written no later than a moment.
pub fn movement_as_of(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
    at: DateTime<Utc>,
) -> Result<Option<Entry>, StoreError> {
    tx.maybe(
        &format!("{ENTRY} WHERE piece_id = ?1 AND at <= ?2 ORDER BY seq DESC LIMIT 1"),
        params![piece.uuid(), at.timestamp_millis()],
        read_entry,
    )
}

/// The last entry of each piece written no later than a moment, in the order of the pieces' entries.
pub fn standings_as_of(
    tx: &ReadTx<'_>,
    at: DateTime<Utc>,
) -> Result<Vec<(Id<Piece>, Entry)>, StoreError> {
    // Of the rows of a group, SQLite reads the bare columns from the one that has the maximum.
    tx.all(
        "SELECT id, at, user_id, reason, document, note, place_id, owner_kind, owner_id,
            holder_kind, holder_id, piece_id, max(seq)
         FROM custody_movement WHERE at <= ?1 AND piece_id IS NOT NULL
         GROUP BY piece_id ORDER BY max(seq)",
        [at.timestamp_millis()],
        |found| Ok((row::id(found, 11)?, read_entry(found)?)),
    )
}

/// A customer's object, by the table that says more of it.
#[derive(Clone, Copy, Debug)]
pub enum Entrusted {
    Job(Uuid),
    Object(Uuid),
}

/// Adds an entry about a customer's object.
pub fn insert_entrusted(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    of: Entrusted,
    reason: &str,
    document: &str,
    note: &str,
    custody: Custody,
) -> Result<(), StoreError> {
    let (job, object) = match of {
        Entrusted::Job(id) => (Some(id), None),
        Entrusted::Object(id) => (None, Some(id)),
    };
    let (owner_kind, owner_id) = custody.owner.parts();
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "INSERT INTO custody_movement (id, job_id, object_id, at, user_id, reason, document, note,
            place_id, owner_kind, owner_id, holder_kind, holder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            cx.new_id::<Entry>().uuid(),
            job,
            object,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            reason,
            document,
            note,
            custody.place.map(Id::uuid),
            owner_kind,
            owner_id,
            holder_kind,
            holder_id,
        ],
    )?;
    Ok(())
}

/// The entries about a customer's object, the oldest first.
pub fn entrusted_movements(tx: &ReadTx<'_>, of: Entrusted) -> Result<Vec<Entry>, StoreError> {
    let (column, id) = match of {
        Entrusted::Job(id) => ("job_id", id),
        Entrusted::Object(id) => ("object_id", id),
    };
    tx.all(
        &format!("{ENTRY} WHERE {column} = ?1 ORDER BY seq"),
        [id],
        read_entry,
    )
}
