//! Opens a till's day with its float.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use units::Id;

use super::close_period::{ClosePeriodError, close_due_periods};
use super::closing::Period;
use super::day::{Counts, Opening, sum_of};
use super::house::house;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::users::{Authority, MissingRight, Right, authorise};

/// The float, counted.
#[derive(Clone, Debug)]
pub struct OpenDay {
    pub id: Id<Opening>,
    pub float: Counts,
    /// Needed where the day, a later one or its month was closed already, or the last one is long ago.
    pub reason: String,
}

/// Why the day stays closed.
#[derive(Debug, thiserror::Error)]
pub enum OpenDayError {
    #[error("no till")]
    NoTill,
    /// A day is open: sell, or close it.
    #[error("the day of {business_on} is open")]
    AlreadyOpen { business_on: NaiveDate },
    /// This day, or a later one, was closed: check the clock, or give a reason to open it again.
    #[error("the day of {closed_on} is closed")]
    AlreadyClosed { closed_on: NaiveDate },
    /// The month is closed, by a clock that was wrong then or is now: a reason opens the day all the
    /// same, and the next month counts it.
    #[error("the month of {business_on} is closed")]
    MonthClosed { business_on: NaiveDate },
    /// Long after the last day: a clock that runs ahead would close months for good. A reason says
    /// that it is right.
    #[error("the last day was that of {closed_on}")]
    FarAhead { closed_on: NaiveDate },
    /// The float cannot be counted so.
    #[error("the count is not one")]
    Count,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    Period(#[from] ClosePeriodError),
}

/// A shop is closed for so long without anybody having to explain it.
const UNASKED: TimeDelta = TimeDelta::days(7);

/// Opens today at the till, and closes the months and years that have ended.
pub fn open_day(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: OpenDay,
) -> Result<Opening, OpenDayError> {
    authorise(by, None, Right::OpenDay)?;
    let till = cx.till.ok_or(OpenDayError::NoTill)?;
    let house = house(tx, Some(till), Some(by.user()))?;
    if let Some(open) = store::open_opening(tx, till)? {
        return Err(OpenDayError::AlreadyOpen {
            business_on: open.business_on,
        });
    }
    let float_minor = sum_of(&input.float).ok_or(OpenDayError::Count)?;
    let business_on = house.day(cx.now);
    let reason = input.reason.trim().to_owned();
    if let Some(closed_on) = store::last_closed_day(tx, till)?
        && closed_on >= business_on
        && reason.is_empty()
    {
        return Err(OpenDayError::AlreadyClosed { closed_on });
    }
    if store::closed_until(tx, Period::Month)?.is_some_and(|last| business_on <= last)
        && reason.is_empty()
    {
        return Err(OpenDayError::MonthClosed { business_on });
    }
    if reason.is_empty()
        && let Some(closed_on) = store::last_closed_day_of_all(tx)?
        && business_on - closed_on > UNASKED
    {
        return Err(OpenDayError::FarAhead { closed_on });
    }
    close_due_periods(tx, cx, business_on)?;
    let opening = Opening {
        id: input.id,
        till,
        business_on,
        user: by.user(),
        at: cx.now,
        float_minor,
        float_count: input.float,
        reason,
    };
    store::insert_opening(tx, &opening)?;
    let detail = json!({ "what": "day-opened", "opening": opening.facts() });
    journal::log(tx, cx, Event::Other, &detail)?;
    let currency = house.currency.code();
    ledger::post(
        tx,
        cx,
        Entry {
            id: cx.new_id(),
            kind: EntryKind::Opening,
            document: Some(opening.id.to_string()),
            postings: vec![
                Posting::new(account::cash(&house.till_code), currency, float_minor),
                Posting::new(account::SAFE, currency, -float_minor),
            ],
        },
    )?;
    tx.changed(Change::of("till"));
    Ok(opening)
}
