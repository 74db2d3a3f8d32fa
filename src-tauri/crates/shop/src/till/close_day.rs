//! Counts and closes a till's day: the Z.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;

use super::closing::{Closing, Period};
use super::count::{Counted, TenderCount, compare};
use super::day::{Counts, Opening, sum_of};
use super::house::house;
use super::report::frozen_report;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::journal::{self, Chain, Event, JournalError};
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::rules::rules;
use crate::users::{Authority, MissingRight, Right, authorise};
use crate::{sales, settings};

/// The count, made without seeing what is expected.
#[derive(Clone, Debug)]
pub struct CloseDay {
    pub id: Id<Closing>,
    /// The drawer, coin by coin.
    pub counted: Counts,
    /// Cards, cheques, transfers; one that is left out counts as nothing there.
    pub others: Vec<Counted>,
    /// Needed where a means of payment is off by more than the house tolerates.
    pub reason: String,
}

/// Why the day stays open.
#[derive(Debug, thiserror::Error)]
pub enum CloseDayError {
    #[error("no till")]
    NoTill,
    #[error("the day is not open")]
    NotOpen,
    #[error("the count is not one")]
    Count,
    /// Count again, or say why. Only those that differ beyond the house's tolerance.
    #[error("{} means of payment differ from what is expected", differences.len())]
    Difference { differences: Vec<TenderCount> },
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Post(#[from] PostError),
}

/// Closes the open day of the till, be it a forgotten one, under its own date.
pub fn close_day(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: CloseDay,
) -> Result<Closing, CloseDayError> {
    authorise(by, None, Right::CloseDay)?;
    let till = cx.till.ok_or(CloseDayError::NoTill)?;
    let house = house(tx, Some(till), Some(by.user()))?;
    let opening = store::open_opening(tx, till)?.ok_or(CloseDayError::NotOpen)?;
    let counted_minor = sum_of(&input.counted).ok_or(CloseDayError::Count)?;
    let drawer = account::cash(&house.till_code);
    let currency = house.currency.code();
    let expected_minor = ledger::balance(tx, &drawer, currency)?;
    let difference_minor = counted_minor - expected_minor;
    let totals = day_totals(tx, &opening)?;
    let tenders = compare(&totals, expected_minor, counted_minor, &input.others)
        .ok_or(CloseDayError::Count)?;
    let tolerance_minor = tolerance(tx, house.day(cx.now))?;
    let difference_reason: String = input.reason.trim().chars().take(200).collect();
    if difference_reason.is_empty() {
        let beyond = tenders.iter().filter(|one| one.is_beyond(tolerance_minor));
        let differences: Vec<TenderCount> = beyond.cloned().collect();
        if !differences.is_empty() {
            return Err(CloseDayError::Difference { differences });
        }
    }
    let started = json!({ "opening": opening.id.to_string() });
    journal::log(tx, cx, Event::ClosingStarted, &started)?;
    let (before, before_absolute) = store::perpetual_of_till(tx, till)?;
    let closing = Closing {
        id: input.id,
        period: Period::Day,
        number: journal::next_seq(tx, Chain::GrandTotal)?,
        till: Some(till),
        opening: Some(opening.id),
        business_on: opening.business_on,
        until_on: opening.business_on,
        counted_on: counted_on(tx, opening.business_on)?,
        user: Some(by.user()),
        at: cx.now,
        counted_minor: Some(counted_minor),
        counted: input.counted,
        expected_minor: Some(expected_minor),
        tenders,
        difference_reason,
        total_minor: totals.total_minor,
        perpetual_minor: before + totals.total_minor,
        perpetual_absolute_minor: before_absolute + totals.absolute_minor,
        totals,
    };
    let print = frozen_report(tx, &house, &closing, Some(&opening))?;
    let payload = json!({ "v": 1, "facts": closing.facts(), "print": print });
    journal::append(tx, cx, Chain::GrandTotal, Period::Day.name(), &payload)?;
    store::insert_closing(tx, &closing)?;
    let done = json!({ "closing": closing.number, "total_minor": closing.total_minor });
    journal::log(tx, cx, Event::DayClosed, &done)?;
    journal::log(tx, cx, Event::ClosingDone, &done)?;
    ledger::post(
        tx,
        cx,
        Entry {
            id: cx.new_id(),
            kind: EntryKind::Closing,
            document: Some(closing.id.to_string()),
            postings: vec![
                Posting::new(drawer, currency, -expected_minor),
                Posting::new(account::SAFE, currency, counted_minor),
                Posting::new(account::CASH_DIFFERENCE, currency, -difference_minor),
            ],
        },
    )?;
    tx.changed(Change::of("till"));
    tx.changed(Change::of("closing"));
    Ok(closing)
}

/// What a count may be off without a reason, in minor units: the shop's setting, else the house's
/// default.
pub const COUNT_TOLERANCE: &str = "till.count_tolerance_minor";

fn tolerance(tx: &ReadTx<'_>, on: NaiveDate) -> Result<i64, StoreError> {
    let set = settings::get::<i64>(tx, COUNT_TOLERANCE)?;
    Ok(set.unwrap_or_else(|| rules().count_tolerance(on).minor()))
}

/// The day by which the month and the year count a day: one that is closed already takes no more.
fn counted_on(tx: &ReadTx<'_>, business_on: NaiveDate) -> Result<NaiveDate, StoreError> {
    let mut day = business_on;
    for period in [Period::Month, Period::Year] {
        if let Some(last) = store::closed_until(tx, period)?
            && last >= day
        {
            day = last
                .succ_opt()
                .ok_or(StoreError::Unreadable("closing.until_on"))?;
        }
    }
    Ok(day)
}

/// The day's totals so far: one pass over its tickets, and the drawer's movements.
pub(super) fn day_totals(
    tx: &ReadTx<'_>,
    opening: &Opening,
) -> Result<super::totals::Totals, StoreError> {
    let mut totals = sales::day_totals(tx, opening.id)?;
    totals.float_minor = opening.float_minor;
    let last = store::last_duplicate_counted(tx, opening.till)?;
    totals.duplicate_count = sales::duplicates_after(tx, opening.till, last)?
        + store::closing_copies_after(tx, opening.till, last)?;
    totals.last_duplicate = journal::next_seq(tx, Chain::Duplicate)? - 1;
    totals.drawer_openings = store::drawer_openings_not_counted(tx, opening.till)?;
    totals.recounts = store::recounts_of(tx, opening.id)?;
    for movement in store::cash_movements(tx, opening.id)? {
        if movement.amount_minor > 0 {
            totals.cash_in_minor += movement.amount_minor;
        } else {
            totals.cash_out_minor += movement.amount_minor;
        }
    }
    Ok(totals)
}
