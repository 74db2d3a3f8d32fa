//! The list of rates.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::{Id, Metal, Rate};

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::metal::rate::MetalRate;

const RATE: &str =
    "SELECT rate.id, rate.metal, rate.source, rate.rate_on, rate.price_micro, rate.unit,
        rate.currency, rate.file_name, rate.corrects, rate.at, rate.user_id,
        EXISTS (SELECT 1 FROM metal_rate newer WHERE newer.corrects = rate.id)
    FROM metal_rate rate";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<MetalRate> {
    let rate = Rate::new(row.get(4)?, row::word(row, 5)?, row::currency(row, 6)?)
        .map_err(|_| rusqlite::Error::InvalidQuery)?;
    Ok(MetalRate {
        id: row::id(row, 0)?,
        metal: row::word(row, 1)?,
        source: row.get(2)?,
        on: row::word(row, 3)?,
        rate,
        file_name: row.get(7)?,
        corrects: row::maybe_id(row, 8)?,
        at: row::time(row, 9)?,
        user: row::maybe_id(row, 10)?,
        corrected: row.get(11)?,
    })
}

/// The entry with this id.
pub fn rate_by_id(tx: &ReadTx<'_>, id: Id<MetalRate>) -> Result<Option<MetalRate>, StoreError> {
    tx.maybe(&format!("{RATE} WHERE rate.id = ?1"), [id.uuid()], read)
}

/// A metal's entries between two days, both included, the newest day and entry first; corrected ones
/// too.
pub fn rates(
    tx: &ReadTx<'_>,
    metal: Metal,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<MetalRate>, StoreError> {
    tx.all(
        &format!(
            "{RATE} WHERE rate.metal = ?1 AND rate.rate_on BETWEEN ?2 AND ?3
             ORDER BY rate.rate_on DESC, rate.seq DESC"
        ),
        params![metal.code(), from.to_string(), to.to_string()],
        read,
    )
}

/// The rate of a metal on a day: the last one of the latest day that has any.
pub fn rate_on(
    tx: &ReadTx<'_>,
    metal: Metal,
    on: NaiveDate,
) -> Result<Option<MetalRate>, StoreError> {
    tx.maybe(
        &format!(
            "{RATE} WHERE rate.metal = ?1 AND rate.rate_on <= ?2
             AND NOT EXISTS (SELECT 1 FROM metal_rate newer WHERE newer.corrects = rate.id)
             ORDER BY rate.rate_on DESC, rate.seq DESC LIMIT 1"
        ),
        params![metal.code(), on.to_string()],
        read,
    )
}

/// The same without one entry, which is being corrected.
pub fn rate_before(
    tx: &ReadTx<'_>,
    metal: Metal,
    on: NaiveDate,
    but: Option<Id<MetalRate>>,
) -> Result<Option<MetalRate>, StoreError> {
    tx.maybe(
        &format!(
            "{RATE} WHERE rate.metal = ?1 AND rate.rate_on <= ?2 AND rate.id IS NOT ?3
             AND NOT EXISTS (SELECT 1 FROM metal_rate newer WHERE newer.corrects = rate.id)
             ORDER BY rate.rate_on DESC, rate.seq DESC LIMIT 1"
        ),
        params![metal.code(), on.to_string(), but.map(Id::uuid)],
        read,
    )
}

/// What a source says of a metal on this very day, as last corrected.
pub fn rate_of_source(
    tx: &ReadTx<'_>,
    metal: Metal,
    source: &str,
    on: NaiveDate,
) -> Result<Option<MetalRate>, StoreError> {
    tx.maybe(
        &format!(
            "{RATE} WHERE rate.metal = ?1 AND rate.rate_on = ?2 AND rate.source = ?3 COLLATE NOCASE
             ORDER BY rate.seq DESC LIMIT 1"
        ),
        params![metal.code(), on.to_string(), source],
        read,
    )
}

/// Adds an entry.
pub fn insert_rate(tx: &mut WriteTx<'_>, entry: &MetalRate) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO metal_rate (id, metal, source, rate_on, price_micro, unit, currency, file_name,
            corrects, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            entry.id.uuid(),
            entry.metal.code(),
            entry.source,
            entry.on.to_string(),
            entry.rate.price_micro(),
            entry.rate.unit().code(),
            entry.rate.currency().code(),
            entry.file_name,
            entry.corrects.map(Id::uuid),
            entry.at.timestamp_millis(),
            entry.user.map(Id::uuid),
        ],
    )?;
    Ok(())
}
