//! The SQL of devices.

use rusqlite::Row;
use units::Id;

use super::Device;
use crate::cx::Till;
use crate::db::{ReadTx, StoreError, WriteTx};

const DEVICE: &str =
    "SELECT id, till_id, kind, name, address, options, active, version FROM device";

/// A row as SQLite has it, before its words are looked at.
struct Raw {
    id: uuid::Uuid,
    till: uuid::Uuid,
    kind: String,
    name: String,
    address: String,
    options: String,
    active: bool,
    version: i64,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            till: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
            address: row.get(4)?,
            options: row.get(5)?,
            active: row.get(6)?,
            version: row.get(7)?,
        })
    }

    fn device(self) -> Result<Device, StoreError> {
        Ok(Device {
            id: Id::from_uuid(self.id),
            till: Id::from_uuid(self.till),
            kind: self
                .kind
                .parse()
                .map_err(|_| StoreError::Unreadable("device.kind"))?,
            name: self.name,
            address: self.address,
            options: serde_json::from_str(&self.options)
                .map_err(|_| StoreError::Unreadable("device.options"))?,
            active: self.active,
            version: self.version,
        })
    }
}

pub(super) fn of_till(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Vec<Device>, StoreError> {
    let sql = format!("{DEVICE} WHERE till_id = ?1 AND active = 1 ORDER BY kind, name, id");
    let rows = tx.all(&sql, [till.uuid()], Raw::read)?;
    rows.into_iter().map(Raw::device).collect()
}

pub(super) fn all(tx: &ReadTx<'_>) -> Result<Vec<Device>, StoreError> {
    let sql = format!("{DEVICE} WHERE active = 1 ORDER BY id");
    let rows = tx.all(&sql, [], Raw::read)?;
    rows.into_iter().map(Raw::device).collect()
}

pub(super) fn device(tx: &ReadTx<'_>, id: Id<Device>) -> Result<Option<Device>, StoreError> {
    tx.maybe(&format!("{DEVICE} WHERE id = ?1"), [id.uuid()], Raw::read)?
        .map(Raw::device)
        .transpose()
}

pub(super) fn has_till(tx: &ReadTx<'_>, till: Id<Till>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM till WHERE id = ?1 AND active = 1)",
        [till.uuid()],
        |row| row.get(0),
    )
}

pub(super) fn upsert(tx: &mut WriteTx<'_>, device: &Device) -> Result<(), StoreError> {
    let options = serde_json::to_string(&device.options)
        .map_err(|_| StoreError::Unreadable("device.options"))?;
    tx.execute(
        "INSERT INTO device (id, till_id, kind, name, address, options, active, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
             options = excluded.options, active = excluded.active, version = excluded.version",
        (
            device.id.uuid(),
            device.till.uuid(),
            device.kind.name(),
            &device.name,
            &device.address,
            &options,
            device.active,
            device.version,
        ),
    )?;
    Ok(())
}

/// A till for the tests of this feature and of printing.
#[cfg(test)]
pub(crate) fn insert_till(tx: &mut WriteTx<'_>, till: Id<Till>) -> Result<(), StoreError> {
    let code = till.to_string();
    tx.execute(
        "INSERT INTO till (id, code, name) VALUES (?1, ?2, 'Caisse')",
        (till.uuid(), &code[code.len() - 4..]),
    )?;
    Ok(())
}
