//! The SQL of stored files.

use units::Id;

use super::File;
use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) fn by_digest(
    tx: &ReadTx<'_>,
    sha256: &[u8; 32],
) -> Result<Option<Id<File>>, StoreError> {
    tx.maybe("SELECT id FROM file WHERE sha256 = ?1", [sha256], |row| {
        Ok(Id::from_uuid(row.get(0)?))
    })
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    file: &File,
    sha256: &[u8; 32],
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO file (id, sha256, media_type, name, bytes, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            file.id.uuid(),
            sha256,
            &file.media_type,
            &file.name,
            &file.bytes,
            created_at,
        ),
    )?;
    Ok(())
}

pub(super) fn file(tx: &ReadTx<'_>, id: Id<File>) -> Result<Option<File>, StoreError> {
    tx.maybe(
        "SELECT id, media_type, name, bytes FROM file WHERE id = ?1",
        [id.uuid()],
        |row| {
            Ok(File {
                id: Id::from_uuid(row.get(0)?),
                media_type: row.get(1)?,
                name: row.get(2)?,
                bytes: row.get(3)?,
            })
        },
    )
}
