//! Families, places, suppliers: short lists read whole.

use rusqlite::{Row, params};
use units::{Currency, Id};

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::check::SheetError;
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

/// The family with this id.
pub fn family_by_id(tx: &ReadTx<'_>, id: Id<Family>) -> Result<Option<Family>, StoreError> {
    tx.maybe(&format!("{FAMILY} WHERE id = ?1"), [id.uuid()], read_family)
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

/// The place with this id.
pub fn place_by_id(tx: &ReadTx<'_>, id: Id<Place>) -> Result<Option<Place>, StoreError> {
    tx.maybe(&format!("{PLACE} WHERE id = ?1"), [id.uuid()], read_place)
}

/// Adds a place (version 0) or changes the one with this version; says whether it could.
pub fn save_place(tx: &mut WriteTx<'_>, place: &Place) -> Result<bool, StoreError> {
    let values = params![
        place.id.uuid(),
        place.code,
        place.name,
        place.kind.code(),
        place.active,
        place.version,
    ];
    let changed = if place.version == 0 {
        tx.execute(
            "INSERT INTO place (id, code, name, kind, active, version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6 + 1) ON CONFLICT (id) DO NOTHING",
            values,
        )?
    } else {
        tx.execute(
            "UPDATE place SET code = ?2, name = ?3, kind = ?4, active = ?5, version = version + 1
             WHERE id = ?1 AND version = ?6",
            values,
        )?
    };
    Ok(changed == 1)
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

const SUPPLIER: &str = "SELECT id, code, name, version FROM supplier";

fn read_supplier(row: &Row<'_>) -> rusqlite::Result<Supplier> {
    Ok(Supplier {
        id: row::id(row, 0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        version: row.get(3)?,
    })
}

/// Every supplier by name.
pub fn suppliers(tx: &ReadTx<'_>) -> Result<Vec<Supplier>, StoreError> {
    tx.all(
        &format!("{SUPPLIER} ORDER BY name, code"),
        [],
        read_supplier,
    )
}

/// The supplier with this code.
pub fn supplier_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Supplier>, StoreError> {
    tx.maybe(
        &format!("{SUPPLIER} WHERE code = ?1"),
        [code],
        read_supplier,
    )
}

/// A supplier's name; none for a piece without one.
pub fn supplier_name(
    tx: &ReadTx<'_>,
    id: Option<Id<Supplier>>,
) -> Result<Option<String>, SheetError> {
    let Some(id) = id else {
        return Ok(None);
    };
    let supplier = tx.maybe(
        &format!("{SUPPLIER} WHERE id = ?1"),
        [id.uuid()],
        read_supplier,
    )?;
    match supplier {
        Some(supplier) => Ok(Some(supplier.name)),
        None => Err(SheetError::SupplierUnknown),
    }
}

/// Adds a supplier (version 0) or changes the one with this version; says whether it could.
pub fn save_supplier(
    tx: &mut WriteTx<'_>,
    id: Id<Supplier>,
    version: i64,
    code: &str,
    name: &str,
) -> Result<bool, StoreError> {
    let changed = if version == 0 {
        tx.execute(
            "INSERT INTO supplier (id, code, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO NOTHING",
            params![id.uuid(), code, name],
        )?
    } else {
        tx.execute(
            "UPDATE supplier SET code = ?2, name = ?3, version = version + 1
             WHERE id = ?1 AND version = ?4",
            params![id.uuid(), code, name, version],
        )?
    };
    Ok(changed == 1)
}

/// The currency the shop keeps its books in; before the first-run assistant ends, euros.
pub fn currency(tx: &ReadTx<'_>) -> Result<Currency, StoreError> {
    tx.one(
        "SELECT coalesce((SELECT currency FROM shop), 'EUR')",
        [],
        |row| row::currency(row, 0),
    )
}
