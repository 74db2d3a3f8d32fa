//! The SQL of kept answers.

use super::Kept;
use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) fn find(tx: &ReadTx<'_>, key: &str) -> Result<Option<Kept>, StoreError> {
    tx.maybe(
        "SELECT request_hash, status, body, changes FROM idempotency WHERE key = ?1",
        [key],
        |row| {
            Ok(Kept {
                request_hash: row.get(0)?,
                status: row.get(1)?,
                body: row.get(2)?,
                changes: row.get(3)?,
            })
        },
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    key: &str,
    kept: &Kept,
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO idempotency (key, request_hash, status, body, changes, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            key,
            kept.request_hash,
            kept.status,
            &kept.body,
            &kept.changes,
            created_at,
        ),
    )?;
    Ok(())
}

pub(super) fn delete_before(tx: &mut WriteTx<'_>, created_at: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM idempotency WHERE created_at < ?1",
        [created_at],
    )
}

/// `texts` is a JSON list.
pub(super) fn delete_naming(tx: &mut WriteTx<'_>, texts: &str) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM idempotency WHERE EXISTS
            (SELECT 1 FROM json_each(?1) WHERE instr(body, CAST(value AS BLOB)) > 0)",
        [texts],
    )
}
