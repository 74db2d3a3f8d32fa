//! Reminds those whose object is ready and who have not come, and those whose quote is about to expire.

use chrono::{TimeDelta, Timelike};

use super::{queue, setup, store};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::settings;
use crate::till;

/// After the third nobody is reminded by a program any more: somebody rings them up.
const MOST: i64 = 3;
/// At once, so that no transaction is long; the rest the next day.
const TOGETHER: i64 = 500;
/// When it was looked last.
const LOOKED_ON: &str = "notify.reminded_on";
/// By the shop's clock. Who opens late finds the reminders queued all the same.
const FROM_HOUR: u32 = 10;

/// Whether nobody has looked today.
pub fn is_due(tx: &ReadTx<'_>, cx: &Cx) -> Result<bool, StoreError> {
    let now = till::house(tx, None, None)?.local(cx.now);
    let looked: Option<String> = settings::get(tx, LOOKED_ON)?;
    Ok(now.hour() >= FROM_HOUR && looked.is_none_or(|day| day < now.date().to_string()))
}

/// Queues the reminders of the day, and says how many there were. One for every term that has passed since
/// something is ready, and never two for one term; of a quote one before its last day.
pub fn remind(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    if !is_due(tx, cx)? {
        return Ok(0);
    }
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    settings::set(tx, cx, LOOKED_ON, &today.to_string())?;
    let rules = setup::rules(tx, today)?;
    let term = TimeDelta::days(rules.remind_days);
    let until = today + TimeDelta::days(rules.quote_days);
    let mut late = store::long_ready(tx, cx, term, MOST, TOGETHER)?;
    late.extend(store::expiring(tx, cx, (today, until), TOGETHER)?);
    let told = late.iter().filter(|(_, event)| rules.tells(*event));
    let count = told.clone().count();
    for (subject, event) in told {
        queue::queue(tx, cx, *subject, *event)?;
    }
    Ok(count)
}
