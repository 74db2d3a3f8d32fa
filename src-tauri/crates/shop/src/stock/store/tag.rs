//! The RFID tags of the pieces.

use rusqlite::params;
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::bind_tag::TagEntry;
use crate::stock::piece::Piece;

/// The piece that carries a tag; the code as [`crate::stock::epc`] writes it.
pub fn piece_with_tag(tx: &ReadTx<'_>, tag: &str) -> Result<Option<Id<Piece>>, StoreError> {
    tx.maybe("SELECT id FROM piece WHERE epc = ?1", [tag], |found| {
        row::id(found, 0)
    })
}

/// The tag of a piece, where it has one.
pub fn tag_of(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<String>, StoreError> {
    let found = tx.maybe(
        "SELECT epc FROM piece WHERE id = ?1",
        [piece.uuid()],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}

pub fn set_tag(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    tag: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET epc = ?2 WHERE id = ?1",
        (piece.uuid(), tag),
    )?;
    Ok(())
}

pub fn insert_tag_entry(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    entry: &TagEntry,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO piece_tag (id, piece_id, at, user_id, epc, was, how, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            entry.id.uuid(),
            piece.uuid(),
            entry.at.timestamp_millis(),
            entry.user.map(Id::uuid),
            entry.epc,
            entry.was,
            entry.how.code(),
            entry.reason,
        ],
    )?;
    Ok(())
}

pub fn tag_entries(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<TagEntry>, StoreError> {
    tx.all(
        "SELECT id, at, user_id, epc, was, how, reason FROM piece_tag
         WHERE piece_id = ?1 ORDER BY seq",
        [piece.uuid()],
        |found| {
            Ok(TagEntry {
                id: row::id(found, 0)?,
                at: row::time(found, 1)?,
                user: row::maybe_id(found, 2)?,
                epc: found.get(3)?,
                was: found.get(4)?,
                how: row::word(found, 5)?,
                reason: found.get(6)?,
            })
        },
    )
}
