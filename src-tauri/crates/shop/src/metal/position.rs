//! How much metal of its own the shop holds, by metal and title, now or at the end of a past day.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use units::{Fineness, Metal, Percent, Rounding, Weight};

use super::rate::MetalRate;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till;

/// The pieces of one metal and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub metal: Metal,
    pub fineness: Fineness,
    pub piece_count: i64,
    /// Of them, those whose net weight nobody has written: they count for no metal.
    pub unweighed_count: i64,
    pub net: Weight,
    pub fine: Weight,
    /// At the rate of the day; None where there is none.
    pub value_minor: Option<i64>,
}

/// The shop's metal.
#[derive(Clone, Debug)]
pub struct Position {
    pub on: NaiveDate,
    /// It is today's, up to this moment.
    pub is_now: bool,
    /// Metal by metal, the finest title first.
    pub holdings: Vec<Holding>,
    /// The rates it is valued at.
    pub rates: Vec<MetalRate>,
}

/// The position now, or as it was at the end of a past day. What a piece weighs is what its sheet says
/// now: where it was and whose it was is what the custody ledger said then.
pub fn position(tx: &ReadTx<'_>, cx: &Cx, on: Option<NaiveDate>) -> Result<Position, StoreError> {
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let on = on.filter(|on| *on < today).unwrap_or(today);
    let is_now = on == today;
    let held = if is_now {
        store::held_now(tx)?
    } else {
        store::held_before(tx, end_of(on, house.zone))?
    };
    let mut rates = Vec::new();
    for metal in Metal::ALL {
        rates.extend(store::rate_on(tx, metal, on)?);
    }
    let holdings = held
        .into_iter()
        .map(|held| {
            let rate = rates.iter().find(|rate| rate.metal == held.metal);
            let value = rate.and_then(|rate| {
                let (net, title) = (held.net, held.fineness);
                rate.rate
                    .value(net, title, Percent::ZERO, Rounding::Down)
                    .ok()
            });
            Holding {
                fine: held.net.fine(held.fineness),
                value_minor: value.map(units::Money::minor),
                ..held
            }
        })
        .collect();
    Ok(Position {
        on,
        is_now,
        holdings,
        rates,
    })
}

/// The moment at which the next day begins. Where the clock is set forward at midnight, as some
/// countries do, the day ends in universal time: nothing is sold in that hour.
fn end_of(on: NaiveDate, zone: chrono_tz::Tz) -> DateTime<Utc> {
    let next = on.succ_opt().unwrap_or(on).and_time(chrono::NaiveTime::MIN);
    zone.from_local_datetime(&next)
        .earliest()
        .map_or_else(|| next.and_utc(), |time| time.with_timezone(&Utc))
}
