//! Says which hours of a week the bench, or a person at it, works.

use serde_json::json;
use units::Id;

use super::nouns::{PromiseError, WeekMinutes};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::repair;
use crate::users::{Authority, Right, authorise};

/// Whose week.
#[derive(Clone, Copy, Debug)]
pub struct SetWeek {
    /// None: the bench's.
    pub person: Option<Id<User>>,
    /// None: no hours of their own any more.
    pub minutes: Option<WeekMinutes>,
}

pub(super) const DAY_MINUTES: i64 = 24 * 60;

/// Writes it. What is promised stays promised.
pub fn set_week(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: SetWeek,
) -> Result<(), PromiseError> {
    authorise(by, None, Right::PlanBench)?;
    let fits = |minutes: &i64| (0..=DAY_MINUTES).contains(minutes);
    if !input.minutes.is_none_or(|week| week.iter().all(fits)) {
        return Err(PromiseError::Hours);
    }
    check_person(tx, input.person)?;
    store::insert_week(tx, cx, &input)?;
    let detail = json!({ "what": "workshop-week", "minutes": input.minutes,
        "person": input.person.map(|id| id.to_string()) });
    journal::log(tx, cx, Event::Other, &detail)?;
    changed(tx);
    Ok(())
}

/// Somebody who works here, and not at the books.
pub(super) fn check_person(tx: &ReadTx<'_>, person: Option<Id<User>>) -> Result<(), PromiseError> {
    let Some(person) = person else { return Ok(()) };
    let known = repair::people(tx)?.iter().any(|(id, _)| *id == person);
    known.then_some(()).ok_or(PromiseError::PersonUnknown)
}

/// The hours, and what the calendar says of the repairs.
pub(super) fn changed(tx: &mut WriteTx<'_>) {
    tx.changed(Change::of("promise"));
    tx.changed(Change::of("repair"));
}
