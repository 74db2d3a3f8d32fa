//! Families, places, suppliers: short lists read whole.

use rusqlite::{Row, params};

use super::row;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::stock::family::Family;
use crate::stock::place::Place;
use crate::stock::supplier::Supplier;

const FAMILY: &str = "SELECT id, code, name_fr, name_en, durable, version FROM family";

fn read_family(row: &Row<'_>) -> rusqlite::Result<Family> {
    Ok(Family {
        id: row::id(row, 0)?,
        code: row.get(1)?,
        name_fr: row.get(2)?,
        name_en: row.get(3)?,
        durable: row.get(4)?,
        version: row.get(5)?,
    })
}

/// Every family, in the order they were made.
pub fn families(tx: &ReadTx<'_>) -> Result<Vec<Family>, StoreError> {
    tx.all(&format!("{FAMILY} ORDER BY rowid"), [], read_family)
}

/// The family with this code.
pub fn family_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Family>, StoreError> {
    tx.maybe(&format!("{FAMILY} WHERE code = ?1"), [code], read_family)
}

/// Adds a family, unless its code is taken.
pub fn insert_family(tx: &mut WriteTx<'_>, family: &Family) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO family (id, code, name_fr, name_en, durable, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (code) DO NOTHING",
        params![
            family.id.uuid(),
            family.code,
            family.name_fr,
            family.name_en,
            family.durable,
            family.version,
        ],
    )?;
    Ok(())
}

const PLACE: &str = "SELECT id, code, name, kind, active, version FROM place";

fn read_place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        id: row::id(row, 0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        kind: row::word(row, 3)?,
        active: row.get(4)?,
        version: row.get(5)?,
    })
}

/// Every place, in the order they were made.
pub fn places(tx: &ReadTx<'_>) -> Result<Vec<Place>, StoreError> {
    tx.all(&format!("{PLACE} ORDER BY rowid"), [], read_place)
}

/// The place with this code.
pub fn place_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Place>, StoreError> {
    tx.maybe(&format!("{PLACE} WHERE code = ?1"), [code], read_place)
}

/// Adds a place, unless its code is taken.
pub fn insert_place(tx: &mut WriteTx<'_>, place: &Place) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO place (id, code, name, kind, active, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (code) DO NOTHING",
        params![
            place.id.uuid(),
            place.code,
            place.name,
            place.kind.code(),
            place.active,
            place.version,
        ],
    )?;
    Ok(())
}

/// Every supplier by name.
pub fn suppliers(tx: &ReadTx<'_>) -> Result<Vec<Supplier>, StoreError> {
    tx.all(
        "SELECT id, code, name, version FROM supplier ORDER BY name, code",
        [],
        |row| {
            Ok(Supplier {
                id: row::id(row, 0)?,
                code: row.get(1)?,
                name: row.get(2)?,
                version: row.get(3)?,
            })
        },
    )
}
