//! Writes a person's time by hand.

use chrono::NaiveDate;
use units::Id;

use super::nouns::{BenchError, Time};
use super::rule::{self, DAY_MINUTES};
use super::store::{self, NewTime};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, WriteTx};
use crate::repair::{self, Job, Task};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// So much time on a day.
#[derive(Clone, Debug)]
pub struct EnterTime {
    pub id: Id<Time>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
    /// Somebody else's needs the right to plan the bench.
    pub person: Id<User>,
    pub on_day: NaiveDate,
    pub minutes: i64,
    pub note: String,
}

/// Writes it: not for a day to come, nor for one before the object came in.
pub fn enter_time(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &EnterTime,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    if input.person != by.user() {
        authorise(by, None, Right::PlanBench)?;
    }
    let job = rule::job(tx, input.job)?;
    // Time is remembered late: only what nobody has begun, or what is home again, has none.
    if !(rule::works(job.state) || job.state == repair::State::Ready) {
        return Err(BenchError::WrongState { state: job.state });
    }
    if store::time(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    rule::maybe_task(tx, &job, input.task)?;
    let people = repair::people(tx)?;
    if !people.iter().any(|(id, _)| *id == input.person) {
        return Err(BenchError::PersonUnknown);
    }
    let taken = store::taken_in_on(tx, job.seq)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    if input.on_day > today || input.on_day < taken {
        return Err(BenchError::Day);
    }
    if !(1..=DAY_MINUTES).contains(&input.minutes) {
        return Err(BenchError::Minutes);
    }
    check_day(tx, input.person, input.on_day, input.minutes)?;
    let new = NewTime {
        id: input.id,
        job: job.id,
        task: input.task,
        person: input.person,
        on_day: input.on_day,
        started: false,
        minutes: Some(input.minutes),
        corrects: None,
        note: &rule::said(&input.note),
    };
    store::insert_time(tx, cx, by.user(), &new)?;
    super::clock::changed(tx, &job);
    Ok(())
}

/// A person's day has 24 hours.
pub(super) fn check_day(
    tx: &ReadTx<'_>,
    person: Id<User>,
    on_day: NaiveDate,
    minutes: i64,
) -> Result<(), BenchError> {
    let left = DAY_MINUTES - store::minutes_on(tx, person, on_day)?;
    if minutes > left {
        let left = left.max(0);
        return Err(BenchError::DayFull { left });
    }
    Ok(())
}
