//! Closings and their copies.

use chrono::{DateTime, NaiveDate};
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::{date, json, time, to_json};
use crate::cx::Till;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till::closing::{Closing, Period};
use crate::till::day::Counts;
use crate::till::totals::Totals;

const CLOSING: &str = "SELECT id, period, number, till_id, opening_id, business_on, user_id, at,
    counted_minor, counted, expected_minor, difference_reason, total_minor, perpetual_minor,
    perpetual_absolute_minor, totals, tenders, until_on,
    counted_on FROM closing";

struct ClosingRow {
    period: String,
    business_on: String,
    at: i64,
    counted: String,
    totals: String,
    tenders: String,
    until_on: String,
    counted_on: String,
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
        tenders: row.get(16)?,
        until_on: row.get(17)?,
        counted_on: row.get(18)?,
        rest: Closing {
            id: Id::from_uuid(row.get(0)?),
            period: Period::Day,
            number: row.get(2)?,
            till: id(3)?.map(Id::from_uuid),
            opening: id(4)?.map(Id::from_uuid),
            business_on: NaiveDate::MIN,
            until_on: NaiveDate::MIN,
            counted_on: NaiveDate::MIN,
            user: id(6)?.map(Id::from_uuid),
            at: DateTime::UNIX_EPOCH,
            counted_minor: row.get(8)?,
            counted: Counts::new(),
            expected_minor: row.get(10)?,
            tenders: Vec::new(),
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
        until_on: date(&row.until_on, "closing.until_on")?,
        counted_on: date(&row.counted_on, "closing.counted_on")?,
        at: time(row.at, "closing.at")?,
        counted: json(&row.counted, "closing.counted")?,
        totals: json(&row.totals, "closing.totals")?,
        tenders: json(&row.tenders, "closing.tenders")?,
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

pub(in crate::till) fn insert_closing(
    tx: &mut WriteTx<'_>,
    closing: &Closing,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO closing (id, period, number, till_id, opening_id, business_on, user_id, at,
             counted_minor, counted, expected_minor, difference_reason, total_minor,
             perpetual_minor, perpetual_absolute_minor, totals, tenders, until_on,
             counted_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
             ?18, ?19)",
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
            to_json(&closing.tenders)?,
            closing.until_on.to_string(),
            closing.counted_on.to_string(),
        ],
    )?;
    Ok(())
}

/// A till's perpetual totals at its last Z, signed and absolute.
pub(in crate::till) fn perpetual_of_till(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<(i64, i64), StoreError> {
    let last = tx.maybe(
        "SELECT perpetual_minor, perpetual_absolute_minor FROM closing
         WHERE till_id = ?1 ORDER BY rowid DESC LIMIT 1",
        [till.uuid()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.unwrap_or((0, 0)))
}

/// The sequence of the last duplicate that this till's Zs count.
pub(in crate::till) fn last_duplicate_counted(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<i64, StoreError> {
    let last = tx.maybe(
        "SELECT totals ->> 'last_duplicate' FROM closing
         WHERE till_id = ?1 ORDER BY rowid DESC LIMIT 1",
        [till.uuid()],
        |row| row.get::<_, Option<i64>>(0),
    )?;
    Ok(last.flatten().unwrap_or(0))
}

/// The shop's perpetual totals at its last month or year.
pub(in crate::till) fn perpetual_of_shop(
    tx: &ReadTx<'_>,
    period: Period,
) -> Result<(i64, i64), StoreError> {
    let last = tx.maybe(
        "SELECT perpetual_minor, perpetual_absolute_minor FROM closing
         WHERE period = ?1 ORDER BY rowid DESC LIMIT 1",
        [period.name()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.unwrap_or((0, 0)))
}

/// The last day that a month's or year's closing covers.
pub(in crate::till) fn closed_until(
    tx: &ReadTx<'_>,
    period: Period,
) -> Result<Option<NaiveDate>, StoreError> {
    let last: Option<String> = tx.one(
        "SELECT max(until_on) FROM closing WHERE period = ?1 AND period <> 'day'",
        [period.name()],
        |row| row.get(0),
    )?;
    last.map(|day| date(&day, "closing.until_on")).transpose()
}

/// The first closed day after this one, or of all.
pub(in crate::till) fn closed_day_after(
    tx: &ReadTx<'_>,
    after: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, StoreError> {
    let day: Option<String> = tx.one(
        "SELECT min(counted_on) FROM closing
         WHERE period = 'day' AND counted_on > coalesce(?1, '')",
        [after.map(|day| day.to_string())],
        |row| row.get(0),
    )?;
    day.map(|day| date(&day, "closing.counted_on")).transpose()
}

/// The totals of the days from `first` until before `after`, in the order of their tickets.
pub(in crate::till) fn day_totals_between(
    tx: &ReadTx<'_>,
    first: NaiveDate,
    after: NaiveDate,
) -> Result<Vec<Totals>, StoreError> {
    let texts: Vec<String> = tx.all(
        "SELECT totals FROM closing
         WHERE period = 'day' AND counted_on >= ?1 AND counted_on < ?2
         ORDER BY counted_on, rowid",
        (first.to_string(), after.to_string()),
        |row| row.get(0),
    )?;
    texts
        .iter()
        .map(|text| json(text, "closing.totals"))
        .collect()
}

/// Every closing in the order of its number, for the verifier.
pub(in crate::till) fn closings_by_number(tx: &ReadTx<'_>) -> Result<Vec<Closing>, StoreError> {
    tx.all(&format!("{CLOSING} ORDER BY number"), [], closing_row)?
        .into_iter()
        .map(closing_of)
        .collect()
}
