//! Takes a file in and keeps its mapping.

use units::Id;

use super::import::{Import, ImportState};
use super::keep_mapping::suggest;
use super::mapping::Mapping;
use super::store;
use super::table::{ReadError, Table};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::files;

/// Why an import was not started, or its mapping not changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("the import is not known")]
    ImportUnknown,
    /// It has left the state in which its mapping may change.
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    #[error("the import has version {0} by now")]
    Stale(i64),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a file that has been read as `table`, with the mapping its headers suggest. A repeated
/// start with the same id finds the first.
pub fn start(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    file_name: &str,
    bytes: &[u8],
    table: &Table,
) -> Result<Import, StartError> {
    if let Some(import) = store::import_by_id(tx, id)? {
        return Ok(import);
    }
    let media_type = match table.format {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv",
    };
    let file = files::keep(tx, cx, media_type, file_name, bytes)?;
    let rows = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
    let mapping = suggest(tx, table)?;
    store::insert(tx, cx, id, file_name, file, &mapping, rows)?;
    tx.changed(Change::of("import"));
    store::import_by_id(tx, id)?.ok_or(StartError::ImportUnknown)
}

/// Changes the mapping of a draft.
pub fn set_mapping(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    version: i64,
    mapping: &Mapping,
    row_count: usize,
) -> Result<Import, StartError> {
    let import = store::import_by_id(tx, id)?.ok_or(StartError::ImportUnknown)?;
    if import.state != ImportState::Draft {
        return Err(StartError::WrongState(import.state));
    }
    if import.version != version {
        return Err(StartError::Stale(import.version));
    }
    let rows = i64::try_from(row_count).unwrap_or(i64::MAX);
    store::set_mapping(tx, cx, id, mapping, rows)?;
    tx.changed(Change::one("import", id));
    store::import_by_id(tx, id)?.ok_or(StartError::ImportUnknown)
}

/// Gives a draft up, or leaves one that a crash has cut off as it is.
pub fn cancel(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Import>) -> Result<Import, StartError> {
    let import = store::import_by_id(tx, id)?.ok_or(StartError::ImportUnknown)?;
    match import.state {
        ImportState::Draft | ImportState::Running => {}
        ImportState::Cancelled => return Ok(import),
        state => return Err(StartError::WrongState(state)),
    }
    store::set_state(tx, cx, id, ImportState::Cancelled)?;
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    store::import_by_id(tx, id)?.ok_or(StartError::ImportUnknown)
}
