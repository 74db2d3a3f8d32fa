//! Reads the till without closing it: the X.

use documents::Report;

use super::close_day::day_totals;
use super::closing::{Closing, Period};
use super::day::Counts;
use super::house::house;
use super::report::x_report;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::ledger::{self, account};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum XError {
    #[error("no till")]
    NoTill,
    #[error("the day is not open")]
    NotOpen,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The totals of the open day up to now. Nothing is frozen, numbered or signed.
pub fn read_x(tx: &ReadTx<'_>, cx: &Cx, by: &Authority) -> Result<Report, XError> {
    authorise(by, None, Right::SeeReports)?;
    let till = cx.till.ok_or(XError::NoTill)?;
    let house = house(tx, Some(till), Some(by.user()))?;
    let opening = store::open_opening(tx, till)?.ok_or(XError::NotOpen)?;
    let totals = day_totals(tx, &opening)?;
    let (before, before_absolute) = store::perpetual_of_till(tx, till)?;
    let drawer = account::cash(&house.till_code);
    let so_far = Closing {
        id: cx.new_id(),
        period: Period::Day,
        number: 0,
        till: Some(till),
        opening: Some(opening.id),
        business_on: opening.business_on,
        until_on: opening.business_on,
        counted_on: opening.business_on,
        user: Some(by.user()),
        at: cx.now,
        counted_minor: None,
        counted: Counts::new(),
        expected_minor: Some(ledger::balance(tx, &drawer, house.currency.code())?),
        tenders: Vec::new(),
        difference_reason: String::new(),
        total_minor: totals.total_minor,
        perpetual_minor: before + totals.total_minor,
        perpetual_absolute_minor: before_absolute + totals.absolute_minor,
        totals,
    };
    Ok(x_report(tx, &house, &so_far, &opening)?)
}
