//! A small shop for tests: rows as the other features' verbs would have written them.

use units::Id;
use uuid::Uuid;

use crate::cx::{Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};

pub(crate) fn insert_shop(tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO shop (id, code, name, address, siret, naf, vat_number, language, currency, time_zone)
         VALUES (?1, 'P1', 'Maison Roche', '1 rue de la Paix' || char(10) || '75002 Paris',
             '73282932000074', '47.77Z', 'FR40732829320', 'fr', 'EUR', 'Europe/Paris')",
        [Uuid::from_u128(1)],
    )?;
    Ok(())
}

pub(crate) fn insert_till(
    tx: &mut WriteTx<'_>,
    id: Id<Till>,
    code: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO till (id, code, name) VALUES (?1, ?2, 'Caisse ' || ?2)",
        (id.uuid(), code),
    )?;
    Ok(())
}

pub(crate) fn insert_user(
    tx: &mut WriteTx<'_>,
    id: Id<User>,
    name: &str,
    role: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO user (id, name, role, pin_hash, created_at) VALUES (?1, ?2, ?3, 'none', 0)",
        (id.uuid(), name, role),
    )?;
    Ok(())
}

/// A piece of the shop in its first place.
#[allow(clippy::too_many_arguments)] // a row's columns, in their order
pub(crate) fn insert_piece(
    tx: &mut WriteTx<'_>,
    id: Uuid,
    number: &str,
    family: &str,
    price_minor: Option<i64>,
    regime: &str,
    cost_minor: Option<i64>,
    state: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO piece (id, number, family_id, title, metal, fineness, gross_mg, cost_minor,
             price_minor, vat_regime, state, place_id, owner_kind, holder_kind, created_at)
         VALUES (?1, ?2, (SELECT id FROM family WHERE code = ?3), 'Pièce ' || ?2, 'gold', 7500,
             3420, ?6, ?4, ?5, ?7, (SELECT id FROM place ORDER BY rowid LIMIT 1), 'shop', 'shop', 0)",
        (id, number, family, price_minor, regime, cost_minor, state),
    )?;
    Ok(())
}

pub(crate) fn insert_article(
    tx: &mut WriteTx<'_>,
    id: Uuid,
    number: &str,
    price_minor: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO article (id, number, barcode, family_id, title, cost_minor, price_minor,
             vat_regime, created_at)
         VALUES (?1, ?2, '40' || ?2, (SELECT id FROM family LIMIT 1), 'Article ' || ?2, 100, ?3,
             'standard', 0)",
        (id, number, price_minor),
    )?;
    Ok(())
}

/// Changes fiscal rows behind the program's back, as somebody with the key and a tool would.
pub(crate) fn tamper(tx: &mut WriteTx<'_>, sql: &str) -> Result<usize, StoreError> {
    let triggers: Vec<String> = tx.all(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_no_*'",
        [],
        |row| row.get(0),
    )?;
    for trigger in triggers {
        tx.execute(&format!("DROP TRIGGER {trigger}"), [])?;
    }
    tx.execute(sql, [])
}

/// The columns of a table with their declared types.
pub(crate) fn columns(
    tx: &mut WriteTx<'_>,
    table: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(
        "SELECT name, type FROM pragma_table_info(?1)",
        [table],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Where this text still stands: table and column of every row that holds it.
pub(crate) fn places_of(tx: &ReadTx<'_>, text: &str) -> Result<Vec<String>, StoreError> {
    let columns: Vec<(String, String)> = tx.all(
        "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut places = Vec::new();
    for (table, column) in columns {
        let sql = format!(
            "SELECT count(*) FROM \"{table}\"
             WHERE instr(CAST(\"{column}\" AS BLOB), CAST(?1 AS BLOB)) > 0"
        );
        let count: i64 = tx.one(&sql, [text], |row| row.get(0))?;
        if count > 0 {
            places.push(format!("{table}.{column}"));
        }
    }
    Ok(places)
}

/// Gives a piece another price, as the stock's screen would.
pub(crate) fn reprice(tx: &mut WriteTx<'_>, id: Uuid, price_minor: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET price_minor = ?2 WHERE id = ?1",
        (id, price_minor),
    )?;
    Ok(())
}

/// Withdraws the piece J1 without asking anybody.
pub(crate) fn withdraw_j1(tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET state = 'withdrawn' WHERE number = 'J1'",
        [],
    )?;
    Ok(())
}
