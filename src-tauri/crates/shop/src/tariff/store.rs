//! The SQL of the price list.

use rusqlite::{Row, params};
use units::{Id, Metal};

use super::entry::Tariff;
use super::save::SaveTariff;
use super::width::WidthPrice;
use crate::commission::Terms;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};

const SELECT: &str = "SELECT tariff.id, code, kind, active, tariff.version, price.seq, title_fr,
        title_en, charge, price_minor, cost_minor, minutes, vat_bp, warranty_months,
        commission_bp, commission_minor
    FROM tariff JOIN tariff_version price
        ON price.tariff = tariff.seq AND price.version = tariff.version";

fn read(found: &Row<'_>) -> rusqlite::Result<Tariff> {
    Ok(Tariff {
        id: row::id(found, 0)?,
        code: found.get(1)?,
        kind: row::word(found, 2)?,
        active: found.get(3)?,
        version: found.get(4)?,
        version_seq: found.get(5)?,
        title_fr: found.get(6)?,
        title_en: found.get(7)?,
        charge: row::word(found, 8)?,
        price_minor: found.get(9)?,
        cost_minor: found.get(10)?,
        minutes: found.get(11)?,
        vat_bp: found.get(12)?,
        warranty_months: found.get(13)?,
        commission: Terms::from_parts(found.get(14)?, found.get(15)?),
        prices: Vec::new(),
    })
}

/// The whole list, by code.
pub fn tariffs(tx: &ReadTx<'_>) -> Result<Vec<Tariff>, StoreError> {
    let mut lines = tx.all(&format!("{SELECT} ORDER BY code"), [], read)?;
    for line in &mut lines {
        line.prices = prices(tx, line.version_seq)?;
    }
    Ok(lines)
}

/// One line of it.
pub fn tariff(tx: &ReadTx<'_>, id: Id<Tariff>) -> Result<Option<Tariff>, StoreError> {
    let line = tx.maybe(&format!("{SELECT} WHERE tariff.id = ?1"), [id.uuid()], read)?;
    let Some(mut line) = line else {
        return Ok(None);
    };
    line.prices = prices(tx, line.version_seq)?;
    Ok(Some(line))
}

/// By metal and width, of a version.
fn prices(tx: &ReadTx<'_>, version: i64) -> Result<Vec<WidthPrice>, StoreError> {
    tx.all(
        "SELECT metal, from_um, below_um, price_minor, up_minor, down_minor FROM tariff_price
         WHERE version = ?1 ORDER BY position",
        [version],
        |found| {
            let metal: Option<String> = found.get(0)?;
            let metal = metal.map(|code| code.parse()).transpose();
            Ok(WidthPrice {
                metal: metal.map_err(|_| rusqlite::Error::InvalidQuery)?,
                from_um: found.get(1)?,
                below_um: found.get(2)?,
                price_minor: found.get(3)?,
                up_minor: found.get(4)?,
                down_minor: found.get(5)?,
            })
        },
    )
}

pub(super) fn id_of_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Id<Tariff>>, StoreError> {
    tx.maybe("SELECT id FROM tariff WHERE code = ?1", [code], |found| {
        row::id(found, 0)
    })
}

pub(super) fn save(tx: &mut WriteTx<'_>, cx: &Cx, line: &SaveTariff) -> Result<(), StoreError> {
    let version = line.version + 1;
    let (rate_bp, amount_minor) = line.commission.unwrap_or_default().parts();
    tx.execute(
        "INSERT INTO tariff (id, code, kind, active, version) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET code = ?2, kind = ?3, active = ?4, version = ?5",
        params![
            line.id.uuid(),
            line.code,
            line.kind.code(),
            line.active,
            version
        ],
    )?;
    tx.execute(
        "INSERT INTO tariff_version (tariff, version, title_fr, title_en, charge, price_minor,
            cost_minor, minutes, vat_bp, at, user_id, warranty_months, commission_bp,
            commission_minor)
         SELECT seq, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 FROM tariff WHERE id = ?1",
        params![
            line.id.uuid(),
            version,
            line.title_fr,
            line.title_en,
            line.charge.code(),
            line.price_minor,
            line.cost_minor,
            line.minutes,
            line.vat_bp,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            line.warranty_months,
            rate_bp,
            amount_minor,
        ],
    )?;
    for (at, row) in line.prices.iter().enumerate() {
        tx.execute(
            "INSERT INTO tariff_price (version, position, metal, from_um, below_um, price_minor,
                up_minor, down_minor)
             SELECT tariff_version.seq, ?3, ?4, ?5, ?6, ?7, ?8, ?9
             FROM tariff_version JOIN tariff ON tariff.seq = tariff_version.tariff
             WHERE tariff.id = ?1 AND tariff_version.version = ?2",
            params![
                line.id.uuid(),
                version,
                i64::try_from(at + 1).unwrap_or(i64::MAX),
                row.metal.map(Metal::code),
                row.from_um,
                row.below_um,
                row.price_minor,
                row.up_minor,
                row.down_minor,
            ],
        )?;
    }
    Ok(())
}
