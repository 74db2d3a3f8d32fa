//! Work in progress: what the orders that are not finished have used, and what is kept for them, on a day.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use super::nouns::Order;
use super::state::State;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till;
use crate::valuation::ValueError;

/// An order that was not finished on a day. Minor units without VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub id: Id<Order>,
    pub number: String,
    pub title: String,
    /// Empty for a customer who was erased.
    pub customer: String,
    /// Then.
    pub state: State,
    /// Since when.
    pub since: DateTime<Utc>,
    /// At what it cost when it went in.
    pub used_minor: i64,
    /// Of the stock, and still there.
    pub kept_minor: i64,
    /// How much of it has no cost: the sums leave it out.
    pub unknown: i64,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InProgress {
    pub on: NaiveDate,
    /// What has used the most first.
    pub lines: Vec<Progress>,
    pub used_minor: i64,
    pub kept_minor: i64,
    pub unknown: i64,
}

/// What was in the work when this day ended; today, what is now.
pub fn in_progress(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: Option<NaiveDate>,
) -> Result<InProgress, ValueError> {
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let on = on.unwrap_or(today);
    if on > today {
        return Err(ValueError::ToCome);
    }
    let mut lines = store::in_progress(tx, house.end_ms(on))?;
    lines.sort_by_key(|line| std::cmp::Reverse((line.used_minor, line.kept_minor)));
    let sum = |of: fn(&Progress) -> i64| lines.iter().map(of).try_fold(0_i64, i64::checked_add);
    let over = || StoreError::Unreadable("custom_use.cost_minor");
    let used_minor = sum(|line| line.used_minor).ok_or_else(over)?;
    let kept_minor = sum(|line| line.kept_minor).ok_or_else(over)?;
    let unknown = sum(|line| line.unknown).ok_or_else(over)?;
    Ok(InProgress {
        on,
        lines,
        used_minor,
        kept_minor,
        unknown,
    })
}
