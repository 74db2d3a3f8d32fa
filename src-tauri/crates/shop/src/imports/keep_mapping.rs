//! Keeps how a file was matched, under a name, for the next file like it; finds it there; forgets it.

use units::Id;

use super::import::{Import, ImportState};
use super::mapping::{Mapping, detect};
use super::program::same_headers;
use super::store;
use super::table::Table;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// A mapping under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMapping {
    pub id: Id<Self>,
    pub name: String,
    pub headers: Vec<String>,
    pub mapping: Mapping,
}

impl KeptMapping {
    /// The same for another file: each column as its header was matched, in whatever order they stand.
    pub(super) fn over(&self, table: &Table) -> Mapping {
        let column = |header: &String| {
            let at = self.headers.iter().position(|known| known == header)?;
            self.mapping.columns.get(at).copied().flatten()
        };
        Mapping {
            columns: table.headers.iter().map(column).collect(),
            separator: table.separator,
            name: Some(self.name.clone()),
            ..self.mapping.clone()
        }
    }
}

/// Why a mapping is not kept, used or forgotten.
#[derive(Clone, Debug, thiserror::Error)]
pub enum KeepMappingError {
    #[error("the import is not known")]
    ImportUnknown,
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    #[error("the import has version {0} by now")]
    Stale(i64),
    /// Empty, or longer than anybody reads.
    #[error("the name cannot be")]
    Name,
    /// Another mapping has it; to replace that one must be said.
    #[error("there is a mapping named {0}")]
    Taken(String),
    #[error("no such mapping")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

const LONGEST_NAME: usize = 60;

/// What a file's columns are: as a person has matched a file like it, or as its headers suggest.
pub(super) fn suggest(tx: &ReadTx<'_>, table: &Table) -> Result<Mapping, StoreError> {
    let same = store::kept_mappings(tx)?
        .into_iter()
        .find(|kept| same_headers(&kept.headers, &table.headers));
    Ok(same.map_or_else(|| detect(table), |kept| kept.over(table)))
}

fn draft(tx: &ReadTx<'_>, id: Id<Import>, version: i64) -> Result<Import, KeepMappingError> {
    let import = store::import_by_id(tx, id)?.ok_or(KeepMappingError::ImportUnknown)?;
    if import.state != ImportState::Draft {
        return Err(KeepMappingError::WrongState(import.state));
    }
    if import.version != version {
        return Err(KeepMappingError::Stale(import.version));
    }
    Ok(import)
}

/// Keeps a draft's mapping under a name.
pub fn keep_mapping(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    version: i64,
    headers: &[String],
    name: &str,
    replace: bool,
) -> Result<Import, KeepMappingError> {
    let import = draft(tx, id, version)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(KeepMappingError::Name);
    }
    let before = store::kept_mapping_by_name(tx, name)?;
    if let Some(before) = &before
        && !replace
    {
        return Err(KeepMappingError::Taken(before.name.clone()));
    }
    let mut mapping = import.mapping;
    mapping.name = Some(name.to_owned());
    let kept = KeptMapping {
        id: before.map_or_else(|| cx.new_id(), |before| before.id),
        name: name.to_owned(),
        headers: headers.to_vec(),
        mapping,
    };
    store::keep_mapping(tx, cx, &kept)?;
    store::set_mapping(tx, cx, id, &kept.mapping, import.row_count)?;
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    store::import_by_id(tx, id)?.ok_or(KeepMappingError::ImportUnknown)
}

/// Matches a draft's columns as a kept mapping does.
pub fn use_mapping(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    version: i64,
    table: &Table,
    kept: Id<KeptMapping>,
) -> Result<Import, KeepMappingError> {
    let import = draft(tx, id, version)?;
    let kept = store::kept_mapping_by_id(tx, kept)?.ok_or(KeepMappingError::Unknown)?;
    store::set_mapping(tx, cx, id, &kept.over(table), import.row_count)?;
    tx.changed(Change::one("import", id));
    store::import_by_id(tx, id)?.ok_or(KeepMappingError::ImportUnknown)
}

/// Forgets a kept mapping. Files that were matched by it stay as they are.
pub fn forget_mapping(
    tx: &mut WriteTx<'_>,
    id: Id<KeptMapping>,
) -> Result<KeptMapping, KeepMappingError> {
    let kept = store::kept_mapping_by_id(tx, id)?.ok_or(KeepMappingError::Unknown)?;
    store::forget_mapping(tx, id)?;
    tx.changed(Change::of("import"));
    Ok(kept)
}
