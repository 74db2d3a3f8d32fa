//! Brings a store's tables up to this program's version.

use rusqlite::Connection;

use super::error::StoreError;

mod embedded {
    refinery::embed_migrations!("../../../migrations");
}

/// The newest schema this program knows.
pub fn schema_version() -> i64 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|migration| i64::from(migration.version()))
        .max()
        .unwrap_or(0)
}

/// The schema a store has, 0 for an empty one.
pub(super) fn stored_version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Runs the missing migrations, all of them or none.
pub(super) fn run(conn: &mut Connection) -> Result<(), String> {
    embedded::migrations::runner()
        .set_grouped(true)
        .run(conn)
        .map_err(|error| error.to_string())?;
    conn.pragma_update(None, "user_version", schema_version())
        .map_err(|error| error.to_string())
}
