//! Values the stock as it was at the end of a day.

use chrono::{DateTime, Days, Months, NaiveDate, TimeZone, Utc};

use super::{AGES, By, Line, store};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till;

/// The stock on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub on: NaiveDate,
    /// The dearest first; ages from the youngest.
    pub lines: Vec<Line>,
    pub total: Line,
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum ValueError {
    /// What will be there is nobody's to say.
    #[error("the day is to come")]
    ToCome,
    #[error("the day cannot be reckoned with")]
    Day,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the shop owned when this day ended, in its rooms or out on memo; today, what it owns now.
pub fn value(tx: &ReadTx<'_>, cx: &Cx, by: By, on: Option<NaiveDate>) -> Result<Value, ValueError> {
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let on = on.unwrap_or(today);
    if on > today {
        return Err(ValueError::ToCome);
    }
    let ended = if on == today {
        cx.now
    } else {
        let next = on.checked_add_days(Days::new(1)).ok_or(ValueError::Day)?;
        midnight(&house.zone, next)?
    };
    let mut ages = Vec::with_capacity(AGES.len());
    for months in AGES {
        let day = on.checked_sub_months(Months::new(months));
        let day = day.and_then(|day| day.checked_add_days(Days::new(1)));
        ages.push(midnight(&house.zone, day.ok_or(ValueError::Day)?)?.timestamp_millis());
    }
    let ended_ms = ended.timestamp_millis();
    let way = store::Way::since(tx, ended_ms)?;
    let mut lines = store::lines(tx, by, ended_ms, &ages, way)?;
    if by == By::Age {
        lines.sort_by_key(|line| line.key.as_ref().and_then(|key| key.parse::<u32>().ok()));
    } else {
        lines.sort_by_key(|line| (-line.price_minor, -line.pieces));
    }
    let mut total = Line::default();
    for line in &lines {
        total.pieces += line.pieces;
        total.without_cost += line.without_cost;
        total.without_price += line.without_price;
        total.cost_minor += line.cost_minor;
        total.price_minor += line.price_minor;
        total.fine_mg += line.fine_mg;
    }
    Ok(Value { on, lines, total })
}

/// When a day begins in the shop: where the clock leaps over midnight, after the leap.
fn midnight<Z: TimeZone>(zone: &Z, day: NaiveDate) -> Result<DateTime<Utc>, ValueError> {
    let hours = (0..24).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    let mut first = hours.filter_map(|at| zone.from_local_datetime(&at).earliest());
    first
        .next()
        .map(|at| at.with_timezone(&Utc))
        .ok_or(ValueError::Day)
}
