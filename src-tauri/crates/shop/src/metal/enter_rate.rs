//! Enters a rate by hand, or corrects one by another entry.

use chrono::{NaiveDate, TimeDelta};
use units::{Id, MassUnit, Metal, Rate, RateError};

use super::rate::{COMPARED_DAYS, MetalRate, checked_source, is_believed, is_far, is_precious};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::{stock, till};

/// A rate as quoted.
#[derive(Clone, Debug)]
pub struct EnterRate {
    pub id: Id<MetalRate>,
    pub metal: Metal,
    pub source: String,
    pub on: NaiveDate,
    /// Millionths of the shop's currency for one `unit` of fine metal.
    pub price_micro: i64,
    pub unit: MassUnit,
    /// The entry that was wrong.
    pub corrects: Option<Id<MetalRate>>,
    /// It is far from the last one, and right.
    pub sure: bool,
}

/// Why a rate is not entered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EnterRateError {
    #[error("a base metal has no rate")]
    NotPrecious,
    #[error("the source is missing")]
    SourceMissing,
    #[error("a rate is more than nothing")]
    NotPositive,
    /// Less than a cent or more than ten thousand a gram.
    #[error("the rate is beyond belief")]
    Absurd,
    #[error("{0} has not come yet")]
    Future(NaiveDate),
    /// Less than half or more than twice the last one: said again, it is entered.
    #[error("the last rate is {0} millionths a gram")]
    Far(i64),
    /// That source has a rate for that day: correct it.
    #[error("the day has a rate of this source")]
    Taken,
    /// What is to be corrected is not the last entry of this metal, source and day.
    #[error("there is nothing to correct")]
    NothingToCorrect,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the rate.
pub fn enter_rate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: EnterRate,
) -> Result<MetalRate, EnterRateError> {
    if !is_precious(input.metal) {
        return Err(EnterRateError::NotPrecious);
    }
    let source = checked_source(&input.source).ok_or(EnterRateError::SourceMissing)?;
    let rate =
        Rate::new(input.price_micro, input.unit, stock::currency(tx)?).map_err(
            |error| match error {
                RateError::NotPositive => EnterRateError::NotPositive,
                RateError::Absurd => EnterRateError::Absurd,
            },
        )?;
    if !is_believed(rate) {
        return Err(EnterRateError::Absurd);
    }
    if input.on > till::house(tx, None, None)?.day(cx.now) {
        return Err(EnterRateError::Future(input.on));
    }
    let standing = store::rate_of_source(tx, input.metal, source, input.on)?;
    match (&standing, input.corrects) {
        (None, None) => {}
        (Some(standing), Some(corrected)) if standing.id == corrected => {}
        (Some(_), None) => return Err(EnterRateError::Taken),
        (_, Some(_)) => return Err(EnterRateError::NothingToCorrect),
    }
    if !input.sure
        && let Some(last) = compared(tx, input.metal, input.on, input.corrects)?
        && is_far(rate, last)
    {
        let gram = last.gram_micro(units::Rounding::HalfUp);
        return Err(EnterRateError::Far(gram));
    }
    let entry = MetalRate {
        id: input.id,
        metal: input.metal,
        source: source.to_owned(),
        on: input.on,
        rate,
        file_name: None,
        corrects: input.corrects,
        corrected: false,
        at: cx.now,
        user: cx.actor.user(),
    };
    store::insert_rate(tx, &entry)?;
    tx.changed(Change::of("metal"));
    Ok(entry)
}

/// The rate that a new one of the day is held against; not the one that is being corrected.
pub(super) fn compared(
    tx: &ReadTx<'_>,
    metal: Metal,
    on: NaiveDate,
    but: Option<Id<MetalRate>>,
) -> Result<Option<Rate>, StoreError> {
    let last = store::rate_before(tx, metal, on, but)?;
    let recent = last.filter(|last| on - last.on <= TimeDelta::days(COMPARED_DAYS));
    Ok(recent.map(|last| last.rate))
}
