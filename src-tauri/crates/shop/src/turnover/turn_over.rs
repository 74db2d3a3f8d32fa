//! Adds up what was sold.

use chrono::NaiveDate;

use super::{By, Line, store};
use crate::db::{ReadTx, StoreError};
use crate::till;

/// Groups that are shown at most; the total has them all.
const MOST: usize = 500;

/// The sales of a span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnover {
    pub from: NaiveDate,
    /// The last day of it.
    pub until: NaiveDate,
    /// What brought the most first.
    pub lines: Vec<Line>,
    pub total: Line,
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum TurnoverError {
    /// The span ends before it begins.
    #[error("the span is backwards")]
    Backwards,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was sold from one day of business to another, both included.
pub fn turnover(
    tx: &ReadTx<'_>,
    by: By,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Turnover, TurnoverError> {
    if until < from {
        return Err(TurnoverError::Backwards);
    }
    let ended_ms = till::house(tx, None, None)?.end_ms(until);
    let mut lines = store::lines(tx, by, from, until, ended_ms)?;
    lines.sort_by_key(|line| -line.total_minor);
    let mut total = Line::default();
    for line in &lines {
        total.quantity += line.quantity;
        total.total_minor += line.total_minor;
        total.vat_minor += line.vat_minor;
        total.cost_minor += line.cost_minor;
        total.margin_minor += line.margin_minor;
        total.without_cost += line.without_cost;
        if let Some(more) = line.in_stock {
            total.in_stock = Some(total.in_stock.unwrap_or(0) + more);
        }
    }
    lines.truncate(MOST);
    Ok(Turnover {
        from,
        until,
        lines,
        total,
    })
}
