//! Closes a month or a year of the whole shop: the sum of its days' closings.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::json;

use super::closing::{Closing, Period};
use super::day::Counts;
use super::house::house;
use super::report::frozen_report;
use super::store;
use super::totals::Totals;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::journal::{self, Chain, Event, JournalError};
use crate::settings;

/// The month with which the shop's year of account begins, 1 to 12: the setting's name. January
/// where nobody set another.
pub const YEAR_STARTS_MONTH: &str = "till.year_starts_month";

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

/// A period that has ended, holds closed days and is not closed itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuePeriod {
    pub period: Period,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// A day of it that is still open at a till: it comes first.
    pub waits_for: Option<NaiveDate>,
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

/// Closes the year of account of `day`, when `today` lies after it.
pub fn close_year(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Closing, ClosePeriodError> {
    close(tx, cx, Period::Year, day, today)
}

/// Every month and year that is due, the oldest month first.
pub fn due_periods(tx: &ReadTx<'_>, today: NaiveDate) -> Result<Vec<DuePeriod>, StoreError> {
    let mut due = Vec::new();
    for period in [Period::Month, Period::Year] {
        let mut until = store::closed_until(tx, period)?;
        while let Some(day) = store::closed_day_after(tx, until)? {
            let (first, last) = bounds(tx, period, day, until)?;
            if today <= last {
                break;
            }
            due.push(DuePeriod {
                period,
                first,
                last,
                waits_for: store::open_day_before(tx, after(last)?)?,
            });
            until = Some(last);
        }
    }
    Ok(due)
}

/// Closes every month and year that has ended, holds closed days and waits for no till. A till with
/// a forgotten day is not waited for here: the period closes with the next opening after it.
pub fn close_due_periods(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    today: NaiveDate,
) -> Result<Vec<Closing>, ClosePeriodError> {
    due_periods(tx, today)?
        .into_iter()
        .filter(|due| due.waits_for.is_none())
        .map(|due| close(tx, cx, due.period, due.first, today))
        .collect()
}

fn after(last: NaiveDate) -> Result<NaiveDate, StoreError> {
    last.succ_opt()
        .ok_or(StoreError::Unreadable("closing.until_on"))
}

/// The first and the last day of the period that `day` lies in. No day belongs to two: after a
/// change of the year of account the next one begins where the last one ended.
fn bounds(
    tx: &ReadTx<'_>,
    period: Period,
    day: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<(NaiveDate, NaiveDate), StoreError> {
    let starts = settings::get::<u32>(tx, YEAR_STARTS_MONTH)?
        .filter(|month| (1..=12).contains(month))
        .unwrap_or(1);
    let found = calendar(period, day, starts);
    let (first, last) = found.ok_or(StoreError::Unreadable("closing.business_on"))?;
    let first = match until {
        Some(until) if until >= first && until < day => after(until)?,
        _ => first,
    };
    Ok((first, last))
}

fn calendar(period: Period, day: NaiveDate, starts: u32) -> Option<(NaiveDate, NaiveDate)> {
    let month = day.with_day(1)?;
    let (first, months) = match period {
        Period::Day => return Some((day, day)),
        Period::Month => (month, 1),
        Period::Year => {
            let since = (month.month() + 12 - starts) % 12;
            (month.checked_sub_months(Months::new(since))?, 12)
        }
    };
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((first, last))
}

fn close(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    period: Period,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Closing, ClosePeriodError> {
    let until = store::closed_until(tx, period)?;
    let (first, last) = bounds(tx, period, day, until)?;
    if today <= last {
        return Err(ClosePeriodError::NotOver { first });
    }
    if until.is_some_and(|until| day <= until) {
        return Err(ClosePeriodError::AlreadyClosed { first });
    }
    let next = after(last)?;
    if let Some(business_on) = store::open_day_before(tx, next)? {
        return Err(ClosePeriodError::DayOpen { business_on });
    }
    let started = json!({ "period": period.name(), "first": first.to_string() });
    journal::log(tx, cx, Event::ClosingStarted, &started)?;
    let mut totals = Totals::default();
    for day in store::day_totals_between(tx, first, next)? {
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
        until_on: last,
        counted_on: first,
        user: cx.actor.user(),
        at: cx.now,
        counted_minor: None,
        counted: Counts::new(),
        expected_minor: None,
        tenders: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_account_begins_where_the_shop_says() {
        let check = |period, on: &str, starts, first: &str, last: &str| {
            let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
            let found = calendar(period, day(on), starts);
            assert_eq!(found, Some((day(first), day(last))), "{on} {starts}");
        };
        check(Period::Month, "2028-02-29", 1, "2028-02-01", "2028-02-29");
        check(Period::Year, "2026-11-22", 1, "2026-01-01", "2026-12-31");
        check(Period::Year, "2026-11-22", 10, "2026-10-01", "2027-09-30");
        check(Period::Year, "2026-09-30", 10, "2025-10-01", "2026-09-30");
        check(Period::Year, "2026-01-01", 12, "2025-12-01", "2026-11-30");
        check(Period::Day, "2026-01-01", 12, "2026-01-01", "2026-01-01");
    }
}
