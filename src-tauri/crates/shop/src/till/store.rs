//! The SQL of the till's day and of closings.

mod copies;
mod drawer;

pub(super) use copies::{
    closing_copies_since, closing_duplicates, copies_of_closing, insert_closing_duplicate,
};
pub(super) use drawer::{
    all_cash_movements, cash_movements, drawer_openings, drawer_openings_since,
    insert_cash_movement, insert_drawer_opening,
};

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::closing::{Closing, Period};
use super::day::{Counts, Opening};
use super::house::House;
use super::totals::Totals;
use crate::cx::{Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};

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

const CLOSING: &str = "SELECT id, period, number, till_id, opening_id, business_on, user_id, at,
    counted_minor, counted, expected_minor, difference_reason, total_minor, perpetual_minor,
    perpetual_absolute_minor, totals FROM closing";

struct ClosingRow {
    period: String,
    business_on: String,
    at: i64,
    counted: String,
    totals: String,
    rest: Closing,
}

fn closing_row(row: &Row<'_>) -> rusqlite::Result<ClosingRow> {
    let id = |column: usize| row.get::<_, Option<Uuid>>(column);
    Ok(ClosingRow {
        period: row.get(1)?,
        business_on: row.get(5)?,
        at: row.get(7)?,
        counted: row.get(9)?,
        totals: row.get(15)?,
        rest: Closing {
            id: Id::from_uuid(row.get(0)?),
            period: Period::Day,
            number: row.get(2)?,
            till: id(3)?.map(Id::from_uuid),
            opening: id(4)?.map(Id::from_uuid),
            business_on: NaiveDate::MIN,
            user: id(6)?.map(Id::from_uuid),
            at: DateTime::UNIX_EPOCH,
            counted_minor: row.get(8)?,
            counted: Counts::new(),
            expected_minor: row.get(10)?,
            difference_reason: row.get(11)?,
            total_minor: row.get(12)?,
            perpetual_minor: row.get(13)?,
            perpetual_absolute_minor: row.get(14)?,
            totals: Totals::default(),
        },
    })
}

fn closing_of(row: ClosingRow) -> Result<Closing, StoreError> {
    Ok(Closing {
        period: Period::from_name(&row.period).ok_or(StoreError::Unreadable("closing.period"))?,
        business_on: date(&row.business_on, "closing.business_on")?,
        at: time(row.at, "closing.at")?,
        counted: json(&row.counted, "closing.counted")?,
        totals: json(&row.totals, "closing.totals")?,
        ..row.rest
    })
}

/// One closing.
pub fn closing(tx: &ReadTx<'_>, id: Id<Closing>) -> Result<Option<Closing>, StoreError> {
    tx.maybe(
        &format!("{CLOSING} WHERE id = ?1"),
        [id.uuid()],
        closing_row,
    )?
    .map(closing_of)
    .transpose()
}

/// The last closings, the newest first.
pub fn closings(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<Closing>, StoreError> {
    tx.all(
        &format!("{CLOSING} ORDER BY rowid DESC LIMIT ?1"),
        [limit],
        closing_row,
    )?
    .into_iter()
    .map(closing_of)
    .collect()
}

pub(super) fn insert_closing(tx: &mut WriteTx<'_>, closing: &Closing) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO closing (id, period, number, till_id, opening_id, business_on, user_id, at,
             counted_minor, counted, expected_minor, difference_reason, total_minor,
             perpetual_minor, perpetual_absolute_minor, totals)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        rusqlite::params![
            closing.id.uuid(),
            closing.period.name(),
            closing.number,
            closing.till.map(Id::uuid),
            closing.opening.map(Id::uuid),
            closing.business_on.to_string(),
            closing.user.map(Id::uuid),
            closing.at.timestamp_millis(),
            closing.counted_minor,
            to_json(&closing.counted)?,
            closing.expected_minor,
            closing.difference_reason,
            closing.total_minor,
            closing.perpetual_minor,
            closing.perpetual_absolute_minor,
            to_json(&closing.totals)?,
        ],
    )?;
    Ok(())
}

/// A till's perpetual totals at its last Z, signed and absolute.
pub(super) fn perpetual_of_till(tx: &ReadTx<'_>, till: Id<Till>) -> Result<(i64, i64), StoreError> {
    let last = tx.maybe(
        "SELECT perpetual_minor, perpetual_absolute_minor FROM closing
         WHERE till_id = ?1 ORDER BY rowid DESC LIMIT 1",
        [till.uuid()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.unwrap_or((0, 0)))
}

/// The shop's perpetual totals at its last month or year.
pub(super) fn perpetual_of_shop(tx: &ReadTx<'_>, period: Period) -> Result<(i64, i64), StoreError> {
    let last = tx.maybe(
        "SELECT perpetual_minor, perpetual_absolute_minor FROM closing
         WHERE period = ?1 ORDER BY rowid DESC LIMIT 1",
        [period.name()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.unwrap_or((0, 0)))
}

pub(super) fn period_is_closed(
    tx: &ReadTx<'_>,
    period: Period,
    first: NaiveDate,
) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM closing WHERE period = ?1 AND business_on = ?2)",
        (period.name(), first.to_string()),
        |row| row.get(0),
    )
}

pub(super) fn month_is_closed(tx: &ReadTx<'_>, day: NaiveDate) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM closing
             WHERE period = 'month' AND business_on = strftime('%Y-%m-01', ?1))",
        [day.to_string()],
        |row| row.get(0),
    )
}

/// A day of each month or year that holds closed days and is not closed itself, in order.
pub(super) fn unclosed(tx: &ReadTx<'_>, period: Period) -> Result<Vec<NaiveDate>, StoreError> {
    let first = match period {
        Period::Day => return Ok(Vec::new()),
        Period::Month => "%Y-%m-01",
        Period::Year => "%Y-01-01",
    };
    let days: Vec<String> = tx.all(
        "SELECT DISTINCT strftime(?2, day.business_on) AS first FROM closing AS day
         WHERE day.period = 'day' AND NOT EXISTS (
             SELECT 1 FROM closing WHERE period = ?1 AND business_on = strftime(?2, day.business_on)
         ) ORDER BY first",
        (period.name(), first),
        |row| row.get(0),
    )?;
    days.iter()
        .map(|day| date(day, "closing.business_on"))
        .collect()
}

/// The totals of the days from `first` until before `after`, in the order of their tickets.
pub(super) fn day_totals_between(
    tx: &ReadTx<'_>,
    first: NaiveDate,
    after: NaiveDate,
) -> Result<Vec<Totals>, StoreError> {
    let texts: Vec<String> = tx.all(
        "SELECT totals FROM closing
         WHERE period = 'day' AND business_on >= ?1 AND business_on < ?2
         ORDER BY business_on, rowid",
        (first.to_string(), after.to_string()),
        |row| row.get(0),
    )?;
    texts
        .iter()
        .map(|text| json(text, "closing.totals"))
        .collect()
}

/// Every closing in the order of its number, for the verifier.
pub(super) fn closings_by_number(tx: &ReadTx<'_>) -> Result<Vec<Closing>, StoreError> {
    tx.all(&format!("{CLOSING} ORDER BY number"), [], closing_row)?
        .into_iter()
        .map(closing_of)
        .collect()
}
