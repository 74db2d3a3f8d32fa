//! Says of days that they are not like the week's: closed, or with other hours.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use units::Id;

use super::nouns::{Closure, PromiseError};
use super::set_week::{DAY_MINUTES, changed, check_person};
use super::store;
use crate::cx::{Cx, User};
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Which days.
#[derive(Clone, Debug)]
pub struct CloseDays {
    pub id: Id<Closure>,
    /// None: the whole bench.
    pub person: Option<Id<User>>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Of each of them; 0: closed.
    pub minutes: i64,
    pub note: String,
}

/// A year: longer was typed wrong.
const LONGEST_DAYS: i64 = 366;

/// Writes them. Days that are past are past.
pub fn close_days(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &CloseDays,
) -> Result<(), PromiseError> {
    authorise(by, None, Right::PlanBench)?;
    if store::closure(tx, input.id)?.is_some() {
        return Err(PromiseError::IdTaken);
    }
    if !(0..=DAY_MINUTES).contains(&input.minutes) {
        return Err(PromiseError::Hours);
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let length = input.to - input.from;
    let is_far = input.to - today > TimeDelta::days(5 * LONGEST_DAYS);
    if length < TimeDelta::zero()
        || length > TimeDelta::days(LONGEST_DAYS)
        || input.to < today
        || is_far
    {
        return Err(PromiseError::Days);
    }
    check_person(tx, input.person)?;
    let note: String = input.note.trim().chars().take(200).collect();
    store::insert_closure(tx, cx, input, &note)?;
    let detail = json!({ "what": "workshop-closure", "from": input.from.to_string(),
        "to": input.to.to_string(), "minutes": input.minutes,
        "person": input.person.map(|id| id.to_string()) });
    journal::log(tx, cx, Event::Other, &detail)?;
    changed(tx);
    Ok(())
}
