//! The SQL of settings.

use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) fn get(tx: &ReadTx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    tx.maybe("SELECT value FROM setting WHERE name = ?1", [name], |row| {
        row.get(0)
    })
}

pub(super) fn set(
    tx: &mut WriteTx<'_>,
    name: &str,
    json: &str,
    changed_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO setting (name, value, changed_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
        (name, json, changed_at),
    )?;
    Ok(())
}
