//! A till's day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use units::{Id, MAX_SAFE_INTEGER};

use super::house::House;
use super::store;
use crate::cx::{Cx, Till, User};
use crate::db::{ReadTx, StoreError};

/// So many of each coin or note: its value in minor units, and how many.
pub type Counts = BTreeMap<i64, i64>;

/// An opened day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub id: Id<Self>,
    pub till: Id<Till>,
    /// The shop's date when it was opened: its sales carry it.
    pub business_on: NaiveDate,
    pub user: Id<User>,
    pub at: DateTime<Utc>,
    pub float_minor: i64,
    pub float_count: Counts,
    /// Why a day that had been closed was opened again.
    pub reason: String,
}

/// Why nothing is sold now.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DayError {
    /// The command came from no till.
    #[error("no till")]
    NoTill,
    /// Nobody has opened the day.
    #[error("the day is not open")]
    NotOpen,
    /// Yesterday, or before, was never closed: it must be, first.
    #[error("the day of {business_on} is still open")]
    Forgotten { business_on: NaiveDate },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The day that is open at a till.
pub fn current(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Option<Opening>, StoreError> {
    store::open_opening(tx, till)
}

/// The day that a sale belongs to. A clock that has moved back behind the opening does not stop the
/// shop: the journal says so, and the day keeps its date.
pub fn day_for_sale(tx: &ReadTx<'_>, cx: &Cx, house: &House) -> Result<Opening, DayError> {
    let till = house.till.ok_or(DayError::NoTill)?;
    let opening = store::open_opening(tx, till)?.ok_or(DayError::NotOpen)?;
    if opening.business_on < house.day(cx.now) {
        return Err(DayError::Forgotten {
            business_on: opening.business_on,
        });
    }
    Ok(opening)
}

/// What the counted coins and notes are worth; None for a count that cannot be.
pub fn sum_of(counts: &Counts) -> Option<i64> {
    const MOST: i64 = 1_000_000;
    let mut sum = 0i64;
    for (&value, &count) in counts {
        if !(1..=MOST).contains(&value) || !(0..=MOST).contains(&count) {
            return None;
        }
        sum = sum.checked_add(value.checked_mul(count)?)?;
    }
    (sum <= MAX_SAFE_INTEGER).then_some(sum)
}
