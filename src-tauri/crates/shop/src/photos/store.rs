//! The SQL of photos in bulk.

use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::batch::Batch;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::Piece;

const BATCH: &str = "SELECT one.id, one.at, coalesce(user.name, ''),
        (SELECT count(*) FROM photo_added added WHERE added.batch_id = one.id),
        (SELECT count(DISTINCT piece_id) FROM photo_added added WHERE added.batch_id = one.id),
        (SELECT taken FROM photo_taken_back back WHERE back.batch_id = one.id)
    FROM photo_batch one LEFT JOIN user ON user.id = one.user_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        id: row::id(row, 0)?,
        at: row::time(row, 1)?,
        user_name: row.get(2)?,
        photos: row.get(3)?,
        pieces: row.get(4)?,
        taken_back: row.get(5)?,
    })
}

/// The last batches that added something, the newest first.
pub fn batches(tx: &ReadTx<'_>, limit: usize) -> Result<Vec<Batch>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(
        &format!(
            "{BATCH} WHERE EXISTS (SELECT 1 FROM photo_added added WHERE added.batch_id = one.id)
             ORDER BY one.seq DESC LIMIT ?1"
        ),
        [limit],
        read,
    )
}

/// The batch with this id.
pub fn batch_by_id(tx: &ReadTx<'_>, id: Id<Batch>) -> Result<Option<Batch>, StoreError> {
    tx.maybe(&format!("{BATCH} WHERE one.id = ?1"), [id.uuid()], read)
}

/// What it has added, the last first: that is how they come off.
pub fn added(tx: &ReadTx<'_>, id: Id<Batch>) -> Result<Vec<(Id<Piece>, Uuid)>, StoreError> {
    tx.all(
        "SELECT piece_id, file_id FROM photo_added WHERE batch_id = ?1 ORDER BY seq DESC",
        [id.uuid()],
        |row| Ok((row::id(row, 0)?, row.get(1)?)),
    )
}

/// Writes a batch.
pub fn insert_batch(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Batch>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO photo_batch (id, at, user_id) VALUES (?1, ?2, ?3)",
        params![id.uuid(), cx.now_ms(), cx.actor.user().map(Id::uuid)],
    )?;
    Ok(())
}

/// Writes what was added.
pub fn insert_added(
    tx: &mut WriteTx<'_>,
    id: Id<Batch>,
    name: &str,
    piece: Id<Piece>,
    file: Uuid,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO photo_added (batch_id, name, piece_id, file_id) VALUES (?1, ?2, ?3, ?4)",
        params![id.uuid(), name, piece.uuid(), file],
    )?;
    Ok(())
}

/// Writes that it was taken back.
pub fn set_taken_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Batch>,
    taken: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO photo_taken_back (batch_id, at, user_id, taken) VALUES (?1, ?2, ?3, ?4)",
        params![id.uuid(), cx.now_ms(), cx.actor.user().map(Id::uuid), taken],
    )?;
    Ok(())
}
