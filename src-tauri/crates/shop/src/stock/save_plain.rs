//! Enters and changes the plain lists: suppliers and places.

use units::Id;

use super::place::{Place, PlaceKind};
use super::store;
use super::supplier::Supplier;
use crate::db::{Change, StoreError, WriteTx};

/// Why a supplier or a place was not saved.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SavePlainError {
    #[error("the code is missing")]
    CodeMissing,
    #[error("the code {0} is already used")]
    CodeTaken(String),
    #[error("the name is missing")]
    NameMissing,
    #[error("it has another version by now")]
    Stale,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enters a supplier (version 0) or changes the one that has this version.
pub fn save_supplier(
    tx: &mut WriteTx<'_>,
    id: Id<Supplier>,
    version: i64,
    code: &str,
    name: &str,
) -> Result<(), SavePlainError> {
    let (code, name) = checked(code, name)?;
    if store::supplier_by_code(tx, code)?.is_some_and(|other| other.id != id) {
        return Err(SavePlainError::CodeTaken(code.to_owned()));
    }
    if !store::save_supplier(tx, id, version, code, name)? {
        return Err(SavePlainError::Stale);
    }
    tx.changed(Change::of("stock"));
    Ok(())
}

/// Enters a place (version 0) or changes the one that has this version.
pub fn save_place(
    tx: &mut WriteTx<'_>,
    id: Id<Place>,
    version: i64,
    code: &str,
    name: &str,
    kind: PlaceKind,
    active: bool,
) -> Result<(), SavePlainError> {
    let (code, name) = checked(code, name)?;
    if store::place_by_code(tx, code)?.is_some_and(|other| other.id != id) {
        return Err(SavePlainError::CodeTaken(code.to_owned()));
    }
    let place = Place {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        active,
        version,
    };
    if !store::save_place(tx, &place)? {
        return Err(SavePlainError::Stale);
    }
    tx.changed(Change::of("stock"));
    Ok(())
}

fn checked<'a>(code: &'a str, name: &'a str) -> Result<(&'a str, &'a str), SavePlainError> {
    let (code, name) = (code.trim(), name.trim());
    if code.is_empty() || code.chars().count() > 40 {
        return Err(SavePlainError::CodeMissing);
    }
    if name.is_empty() || name.chars().count() > 200 {
        return Err(SavePlainError::NameMissing);
    }
    Ok((code, name))
}
