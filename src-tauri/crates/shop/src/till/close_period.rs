//! Closes a month or a year of the whole shop: the sum of its days' closings.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::closing::{Closing, Period};
use super::day::Counts;
use super::house::house;
use super::report::frozen_report;
use super::store;
use super::totals::Totals;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Chain, Event, JournalError};

/// Why the period stays open.
#[derive(Debug, thiserror::Error)]
pub enum ClosePeriodError {
    /// It has not ended yet.
    #[error("the period of {first} has not ended")]
    NotOver { first: NaiveDate },
    #[error("the period of {first} is closed")]
    AlreadyClosed { first: NaiveDate },
    /// A day of it is still open at a till.
    #[error("the day of {business_on} is open")]
    DayOpen { business_on: NaiveDate },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Closes the month of `day`, when `today` lies after it.
pub fn close_month(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Closing, ClosePeriodError> {
    close(tx, cx, Period::Month, day, today)
}

/// Closes the year of `day`, when `today` lies after it.
pub fn close_year(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Closing, ClosePeriodError> {
    close(tx, cx, Period::Year, day, today)
}

/// Closes every month and year that has ended, holds closed days and waits for no till. A till with
/// a forgotten day is not waited for here: the period closes with the next opening after it.
pub fn close_due_periods(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    today: NaiveDate,
) -> Result<Vec<Closing>, ClosePeriodError> {
    let mut closings = Vec::new();
    for period in [Period::Month, Period::Year] {
        for day in store::unclosed(tx, period)? {
            match close(tx, cx, period, day, today) {
                Ok(closing) => closings.push(closing),
                Err(ClosePeriodError::NotOver { .. } | ClosePeriodError::DayOpen { .. }) => break,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(closings)
}

/// The first day of a period and the first day after it.
fn bounds(period: Period, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let month = day.with_day(1)?;
    let year = NaiveDate::from_ymd_opt(day.year(), 1, 1)?;
    match period {
        Period::Day => Some((day, day.succ_opt()?)),
        Period::Month => Some((month, month.checked_add_months(chrono::Months::new(1))?)),
        Period::Year => Some((year, year.checked_add_months(chrono::Months::new(12))?)),
    }
}

fn close(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    period: Period,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Closing, ClosePeriodError> {
    let (first, after) =
        bounds(period, day).ok_or(StoreError::Unreadable("closing.business_on"))?;
    if today < after {
        return Err(ClosePeriodError::NotOver { first });
    }
    if store::period_is_closed(tx, period, first)? {
        return Err(ClosePeriodError::AlreadyClosed { first });
    }
    if let Some(business_on) = store::open_day_before(tx, after)? {
        return Err(ClosePeriodError::DayOpen { business_on });
    }
    let started = json!({ "period": period.name(), "first": first.to_string() });
    journal::log(tx, cx, Event::ClosingStarted, &started)?;
    let mut totals = Totals::default();
    for day in store::day_totals_between(tx, first, after)? {
        totals.add(&day);
    }
    totals.float_minor = 0;
    let (before, before_absolute) = store::perpetual_of_shop(tx, period)?;
    let closing = Closing {
        id: cx.new_id(),
        period,
        number: journal::next_seq(tx, Chain::GrandTotal)?,
        till: None,
        opening: None,
        business_on: first,
        user: cx.actor.user(),
        at: cx.now,
        counted_minor: None,
        counted: Counts::new(),
        expected_minor: None,
        difference_reason: String::new(),
        total_minor: totals.total_minor,
        perpetual_minor: before + totals.total_minor,
        perpetual_absolute_minor: before_absolute + totals.absolute_minor,
        totals,
    };
    let house = house(tx, None, cx.actor.user())?;
    let print = frozen_report(tx, &house, &closing, None)?;
    let payload = json!({ "v": 1, "facts": closing.facts(), "print": print });
    journal::append(tx, cx, Chain::GrandTotal, period.name(), &payload)?;
    store::insert_closing(tx, &closing)?;
    let done = json!({ "closing": closing.number, "total_minor": closing.total_minor });
    journal::log(tx, cx, Event::ClosingDone, &done)?;
    tx.changed(Change::of("closing"));
    Ok(closing)
}
