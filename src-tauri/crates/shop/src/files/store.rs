//! The SQL of files.

use rusqlite::{Row, params};
use units::Id;

use super::file::File;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::{Component, Piece};

/// A document of a piece: a photo or a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    pub file: Id<File>,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
    /// A photo's thumbnail.
    pub thumbnail: Option<Id<File>>,
    /// The stone that a certificate belongs to.
    pub component: Option<Id<Component>>,
    /// A photo's place; the component's for a certificate.
    pub position: i64,
}

/// The bytes with this id. None as well: they were forgotten with whom they were about.
pub fn file_by_id(tx: &ReadTx<'_>, id: Id<File>) -> Result<Option<File>, StoreError> {
    tx.maybe(
        "SELECT id, media_type, name, bytes FROM file WHERE id = ?1 AND length(bytes) > 0",
        [id.uuid()],
        |row| {
            Ok(File {
                id: row::id(row, 0)?,
                media_type: row.get(1)?,
                name: row.get(2)?,
                bytes: row.get(3)?,
            })
        },
    )
}

/// A piece's photos in order, then its certificates.
pub fn documents(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<Attached>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(Attached {
            file: row::id(row, 0)?,
            name: row.get(1)?,
            media_type: row.get(2)?,
            size_bytes: row.get(3)?,
            thumbnail: row::maybe_id(row, 4)?,
            component: row::maybe_id(row, 5)?,
            position: row.get(6)?,
        })
    };
    // Two questions: each has its order from an index, and a scan waits for no sorting.
    let mut documents = tx.all(
        "SELECT file.id, name, media_type, length(bytes), thumbnail_id, NULL, position
         FROM piece_photo JOIN file ON file.id = file_id WHERE piece_id = ?1 ORDER BY position",
        [piece.uuid()],
        read,
    )?;
    documents.extend(tx.all(
        "SELECT file.id, name, media_type, length(bytes), NULL, component.id, position
         FROM component JOIN file ON file.id = certificate_file WHERE piece_id = ?1
         ORDER BY position",
        [piece.uuid()],
        read,
    )?);
    Ok(documents)
}

pub(super) fn file_by_digest(
    tx: &ReadTx<'_>,
    sha256: &[u8],
) -> Result<Option<Id<File>>, StoreError> {
    tx.maybe("SELECT id FROM file WHERE sha256 = ?1", [sha256], |row| {
        row::id(row, 0)
    })
}

pub(super) fn insert_file(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    file: &File,
    sha256: &[u8],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO file (id, sha256, media_type, name, bytes, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            file.id.uuid(),
            sha256,
            file.media_type,
            file.name,
            file.bytes,
            cx.now_ms(),
        ],
    )?;
    Ok(())
}

pub(super) fn photo_position(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
    file: Id<File>,
) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT position FROM piece_photo WHERE piece_id = ?1 AND file_id = ?2",
        params![piece.uuid(), file.uuid()],
        |row| row.get(0),
    )
}

pub(super) fn photo_count(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM piece_photo WHERE piece_id = ?1",
        [piece.uuid()],
        |row| row.get(0),
    )
}

pub(super) fn insert_photo(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    position: i64,
    file: Id<File>,
    thumbnail: Id<File>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO piece_photo (piece_id, position, file_id, thumbnail_id)
         VALUES (?1, ?2, ?3, ?4)",
        params![piece.uuid(), position, file.uuid(), thumbnail.uuid()],
    )?;
    Ok(())
}

/// Deletes one photo and moves those behind it up; says whether there was one.
pub(super) fn delete_photo(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    position: i64,
) -> Result<bool, StoreError> {
    let deleted = tx.execute(
        "DELETE FROM piece_photo WHERE piece_id = ?1 AND position = ?2",
        params![piece.uuid(), position],
    )?;
    // One by one from the front, so that no two ever stand at the same place.
    let behind = tx.all(
        "SELECT position FROM piece_photo WHERE piece_id = ?1 AND position > ?2 ORDER BY position",
        params![piece.uuid(), position],
        |row| row.get::<_, i64>(0),
    )?;
    for at in behind {
        tx.execute(
            "UPDATE piece_photo SET position = ?2 - 1 WHERE piece_id = ?1 AND position = ?2",
            params![piece.uuid(), at],
        )?;
    }
    Ok(deleted == 1)
}

pub(super) fn set_certificate(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    component: Id<Component>,
    file: Option<Id<File>>,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE component SET certificate_file = ?3 WHERE id = ?2 AND piece_id = ?1",
        params![piece.uuid(), component.uuid(), file.map(Id::uuid)],
    )?;
    Ok(changed == 1)
}

/// How many rows of all tables name a file.
pub(super) fn references(tx: &ReadTx<'_>, id: Id<File>) -> Result<i64, StoreError> {
    let columns: Vec<(String, String)> = tx.all(
        "SELECT tables.name, key.\"from\" FROM sqlite_schema tables, pragma_foreign_key_list(tables.name) key
         WHERE tables.type = 'table' AND key.\"table\" = 'file'",
        [],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )?;
    let mut all = 0;
    for (table, column) in columns {
        all += tx.one(
            &format!("SELECT count(*) FROM \"{table}\" WHERE \"{column}\" = ?1"),
            [id.uuid()],
            |found| found.get::<_, i64>(0),
        )?;
    }
    Ok(all)
}

/// Takes a file's bytes and its name away. `sha256` stands in the place of the digest.
pub(super) fn empty(tx: &mut WriteTx<'_>, id: Id<File>, sha256: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE file SET bytes = x'', name = '', sha256 = ?2 WHERE id = ?1",
        params![id.uuid(), sha256],
    )?;
    Ok(())
}

pub(super) fn rename(tx: &mut WriteTx<'_>, id: Id<File>, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE file SET name = ?2 WHERE id = ?1 AND name <> ''",
        params![id.uuid(), name],
    )?;
    Ok(())
}
