//! Says what an hour costs from a day on.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;

use super::nouns::BenchError;
use super::rule::MOST_HOUR_MINOR;
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::repair;
use crate::users::{Authority, Right, authorise};

/// Whose hour, from when, how much.
#[derive(Clone, Copy, Debug)]
pub struct SetRate {
    /// None: the bench's, for whoever has none of their own.
    pub person: Option<Id<User>>,
    pub from_day: NaiveDate,
    /// None: the bench's again.
    pub hour_minor: Option<i64>,
}

/// Writes it. What was worked before that day keeps what it cost.
pub fn set_rate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: SetRate,
) -> Result<(), BenchError> {
    authorise(by, None, Right::PlanBench)?;
    let costs = |minor: i64| (0..=MOST_HOUR_MINOR).contains(&minor);
    if !input.hour_minor.is_none_or(costs) {
        return Err(BenchError::HourCost);
    }
    if let Some(person) = input.person {
        let known = repair::people(tx)?.iter().any(|(id, _)| *id == person);
        known.then_some(()).ok_or(BenchError::PersonUnknown)?;
    }
    store::insert_rate(tx, cx, &input)?;
    let detail = json!({ "what": "bench-rate", "from": input.from_day.to_string(),
        "person": input.person.map(|id| id.to_string()), "hour_minor": input.hour_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("bench"));
    Ok(())
}
