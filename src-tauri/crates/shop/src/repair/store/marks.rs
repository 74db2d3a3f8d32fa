//! What is drawn on photos.

use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::repair::nouns::{Drawn, Photo};

/// A drawing from the columns version, marks, moment and name.
pub fn drawn(found: &Row<'_>, from: usize) -> rusqlite::Result<Drawn> {
    let marks: String = found.get(from + 1)?;
    Ok(Drawn {
        version: found.get(from)?,
        marks: serde_json::from_str(&marks).map_err(|_| rusqlite::Error::InvalidQuery)?,
        at: row::time(found, from + 2)?,
        by: found.get(from + 3)?,
    })
}

/// Every drawing that a photo had, the newest first.
pub fn drawings(tx: &ReadTx<'_>, job: i64, file: Uuid) -> Result<Vec<Drawn>, StoreError> {
    tx.all(
        "SELECT repair_mark.version, marks, at, user.name FROM repair_mark
         JOIN user ON user.id = user_id
         WHERE job = ?1 AND file_id = ?2 ORDER BY repair_mark.version DESC",
        params![job, file],
        |found| drawn(found, 0),
    )
}

pub fn insert_drawing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    job: i64,
    photo: &Photo,
    version: i64,
    marks: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_mark (job, file_id, version, marks, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![job, photo.file, version, marks, cx.now_ms(), by.uuid()],
    )?;
    Ok(())
}
