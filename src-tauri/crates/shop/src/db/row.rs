//! Reading the store's values back into the trade's.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Error, Row};
use units::{Carat, Currency, Fineness, Id, Money, Weight};
use uuid::Uuid;

/// A stored value is not as the program writes it.
fn unreadable(index: usize, what: &'static str) -> Error {
    Error::FromSqlConversionFailure(index, Type::Text, what.into())
}

pub(crate) fn id<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<Id<T>> {
    Ok(Id::from_uuid(row.get(index)?))
}

pub(crate) fn maybe_id<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Id<T>>> {
    Ok(row.get::<_, Option<Uuid>>(index)?.map(Id::from_uuid))
}

pub(crate) fn word<T: FromStr>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?.as_str()?;
    text.parse().map_err(|_| unreadable(index, "word"))
}

pub(crate) fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(row.get(index)?).ok_or_else(|| unreadable(index, "time"))
}

pub(crate) fn currency(row: &Row<'_>, index: usize) -> rusqlite::Result<Currency> {
    word(row, index)
}

pub(crate) fn money(
    row: &Row<'_>,
    index: usize,
    currency: Currency,
) -> rusqlite::Result<Option<Money>> {
    row.get::<_, Option<i64>>(index)?
        .map(|minor| Money::new(minor, currency).map_err(|_| unreadable(index, "amount")))
        .transpose()
}

pub(crate) fn weight(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Weight>> {
    row.get::<_, Option<i64>>(index)?
        .map(|mg| Weight::from_mg(mg).map_err(|_| unreadable(index, "weight")))
        .transpose()
}

pub(crate) fn carat(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Carat>> {
    row.get::<_, Option<i64>>(index)?
        .map(|milli| Carat::from_milli(milli).map_err(|_| unreadable(index, "carats")))
        .transpose()
}

pub(crate) fn fineness(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Fineness>> {
    row.get::<_, Option<i64>>(index)?
        .map(|parts| {
            Fineness::from_per_ten_thousand(parts).map_err(|_| unreadable(index, "fineness"))
        })
        .transpose()
}
