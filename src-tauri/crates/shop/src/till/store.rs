//! The SQL of the till's day and of closings.

mod closing;
mod copies;
mod drawer;
mod recount;

pub(super) use copies::{
    closing_copies_after, closing_duplicates, copies_of_closing, insert_closing_duplicate,
};
pub(super) use drawer::{
    all_cash_movements, cash_movements, drawer_openings, drawer_openings_not_counted,
    insert_cash_movement, insert_drawer_opening, till_by_id, till_of,
};
pub(super) use recount::{insert_recount, recounts, recounts_of};

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::day::Opening;
use super::house::House;
use crate::cx::{Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) use closing::{
    closed_day_after, closed_until, closings_by_number, day_totals_between, insert_closing,
    last_duplicate_counted, perpetual_of_shop, perpetual_of_till,
};
pub use closing::{closing, closings};

fn time(ms: i64, what: &'static str) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable(what))
}

fn date(text: &str, what: &'static str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable(what))
}

fn json<T: serde::de::DeserializeOwned>(text: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable(what))
}

fn to_json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Unreadable("closing"))
}

struct HouseRow {
    name: String,
    legal_name: String,
    address: String,
    phone: String,
    web: String,
    siret: String,
    naf: String,
    vat_number: String,
    language: String,
    currency: String,
    zone: String,
    house: (String, Option<Uuid>),
    names: [Option<String>; 3],
}

pub(super) fn house(
    tx: &ReadTx<'_>,
    till: Option<Id<Till>>,
    user: Option<Id<User>>,
) -> Result<House, StoreError> {
    let row = tx.one(
        "SELECT shop.name, legal_name, address, phone, email, siret, naf, vat_number,
                shop.language, currency, time_zone, shop.code, logo_file, till.code, till.name, user.name
         FROM shop LEFT JOIN till ON till.id = ?1 LEFT JOIN user ON user.id = ?2 LIMIT 1",
        (till.map(Id::uuid), user.map(Id::uuid)),
        |row| {
            Ok(HouseRow {
                name: row.get(0)?,
                legal_name: row.get(1)?,
                address: row.get(2)?,
                phone: row.get(3)?,
                web: row.get(4)?,
                siret: row.get(5)?,
                naf: row.get(6)?,
                vat_number: row.get(7)?,
                language: row.get(8)?,
                currency: row.get(9)?,
                zone: row.get(10)?,
                house: (row.get(11)?, row.get(12)?),
                names: [row.get(13)?, row.get(14)?, row.get(15)?],
            })
        },
    )?;
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let mut address: Vec<String> = row.address.lines().map(str::to_owned).collect();
    if !row.legal_name.is_empty() && row.legal_name != row.name {
        address.insert(0, row.legal_name);
    }
    let (code, logo_file) = row.house;
    let [till_code, till_name, seller] = row.names.map(Option::unwrap_or_default);
    Ok(House {
        code,
        currency: row
            .currency
            .parse()
            .map_err(|_| StoreError::Unreadable("shop.currency"))?,
        zone: row
            .zone
            .parse()
            .map_err(|_| StoreError::Unreadable("shop.time_zone"))?,
        language: if row.language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        till,
        till_code,
        till_name,
        seller,
        shop: documents::Shop {
            name: row.name,
            address,
            siret: row.siret,
            naf: row.naf,
            vat_number: some(row.vat_number),
            phone: some(row.phone),
            web: some(row.web),
            logo: None,
        },
        logo_file,
    })
}

pub(super) fn file(tx: &ReadTx<'_>, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    tx.maybe("SELECT bytes FROM file WHERE id = ?1", [id], |row| {
        row.get(0)
    })
}

pub(super) fn user_name(tx: &ReadTx<'_>, user: Option<Id<User>>) -> Result<String, StoreError> {
    let name = tx.maybe(
        "SELECT name FROM user WHERE id = ?1",
        [user.map(Id::uuid)],
        |row| row.get(0),
    )?;
    Ok(name.unwrap_or_default())
}

const OPENING: &str =
    "SELECT id, till_id, business_on, user_id, at, float_minor, float_count, reason FROM opening";

type OpeningRow = (Uuid, Uuid, String, Uuid, i64, i64, String, String);

fn opening_row(row: &Row<'_>) -> rusqlite::Result<OpeningRow> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    ))
}

fn opening_of(row: OpeningRow) -> Result<Opening, StoreError> {
    let (id, till, business_on, user, at, float_minor, float_count, reason) = row;
    Ok(Opening {
        id: Id::from_uuid(id),
        till: Id::from_uuid(till),
        business_on: date(&business_on, "opening.business_on")?,
        user: Id::from_uuid(user),
        at: time(at, "opening.at")?,
        float_minor,
        float_count: json(&float_count, "opening.float_count")?,
        reason,
    })
}

/// The last opening of a till, if nothing has closed it.
pub(super) fn open_opening(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Option<Opening>, StoreError> {
    let row = tx.maybe(
        &format!("{OPENING} WHERE till_id = ?1 ORDER BY rowid DESC LIMIT 1"),
        [till.uuid()],
        opening_row,
    )?;
    let Some(opening) = row.map(opening_of).transpose()? else {
        return Ok(None);
    };
    let closed: bool = tx.one(
        "SELECT EXISTS (SELECT 1 FROM closing WHERE opening_id = ?1)",
        [opening.id.uuid()],
        |row| row.get(0),
    )?;
    Ok((!closed).then_some(opening))
}

pub(super) fn openings(tx: &ReadTx<'_>) -> Result<Vec<Opening>, StoreError> {
    tx.all(&format!("{OPENING} ORDER BY rowid"), [], opening_row)?
        .into_iter()
        .map(opening_of)
        .collect()
}

pub(super) fn insert_opening(tx: &mut WriteTx<'_>, opening: &Opening) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO opening (id, till_id, business_on, user_id, at, float_minor, float_count, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            opening.id.uuid(),
            opening.till.uuid(),
            opening.business_on.to_string(),
            opening.user.uuid(),
            opening.at.timestamp_millis(),
            opening.float_minor,
            to_json(&opening.float_count)?,
            &opening.reason,
        ),
    )?;
    Ok(())
}

/// The latest date that was closed at a till.
pub(super) fn last_closed_day(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<Option<NaiveDate>, StoreError> {
    let day: Option<String> = tx.one(
        "SELECT max(business_on) FROM closing WHERE till_id = ?1",
        [till.uuid()],
        |row| row.get(0),
    )?;
    day.map(|day| date(&day, "closing.business_on")).transpose()
}

/// The latest day that was closed at any till.
pub(super) fn last_closed_day_of_all(tx: &ReadTx<'_>) -> Result<Option<NaiveDate>, StoreError> {
    let day: Option<String> = tx.one(
        "SELECT max(business_on) FROM closing WHERE period = 'day'",
        [],
        |row| row.get(0),
    )?;
    day.map(|day| date(&day, "closing.business_on")).transpose()
}

/// The earliest day before `after` that is open at any till.
pub(super) fn open_day_before(
    tx: &ReadTx<'_>,
    after: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let day: Option<String> = tx.one(
        "SELECT min(business_on) FROM opening WHERE business_on < ?1
         AND NOT EXISTS (SELECT 1 FROM closing WHERE closing.opening_id = opening.id)",
        [after.to_string()],
        |row| row.get(0),
    )?;
    day.map(|day| date(&day, "opening.business_on")).transpose()
}
