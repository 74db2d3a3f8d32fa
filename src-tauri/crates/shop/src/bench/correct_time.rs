//! Puts another time in the place of one that was wrong.

use units::Id;

use super::nouns::{BenchError, Time};
use super::rule::{self, DAY_MINUTES};
use super::store::{self, NewTime};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{self, Job};
use crate::users::{Authority, Right, authorise};

/// What it should have been; none at all: it was no time of this job.
#[derive(Clone, Debug)]
pub struct CorrectTime {
    pub wrong: Id<Time>,
    pub id: Id<Time>,
    pub minutes: i64,
    pub note: String,
}

/// Writes the entry that stands from now on. In every state: what a job has cost is put right also when
/// its object is home. Somebody else's needs the right to plan the bench.
pub fn correct_time(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &CorrectTime,
) -> Result<Id<Job>, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let wrong = store::time(tx, input.wrong)?.ok_or(BenchError::Unknown)?;
    if wrong.person != by.user() {
        authorise(by, None, Right::PlanBench)?;
    }
    let Some(was) = wrong.minutes else {
        return Err(BenchError::ClockRunning);
    };
    if wrong.corrected {
        return Err(BenchError::Corrected);
    }
    if store::time(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    let note = rule::reason(&input.note)?;
    if !(0..=DAY_MINUTES).contains(&input.minutes) {
        return Err(BenchError::Minutes);
    }
    super::enter_time::check_day(tx, wrong.person, wrong.on_day, input.minutes - was)?;
    replace(tx, cx, by, &wrong, input.id, input.minutes, &note)?;
    Ok(wrong.job)
}

/// Writes the row that stands in the place of a stopped one, and that it was put right.
pub(super) fn replace(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    wrong: &Time,
    id: Id<Time>,
    minutes: i64,
    note: &str,
) -> Result<(), BenchError> {
    let new = NewTime {
        id,
        job: wrong.job,
        task: wrong.task,
        person: wrong.person,
        on_day: wrong.on_day,
        started: false,
        minutes: Some(minutes),
        corrects: Some(wrong.id),
        note,
    };
    store::insert_time(tx, cx, by.user(), &new)?;
    let job = rule::job(tx, wrong.job)?;
    repair::remember(tx, cx, &job, "time_corrected", note)?;
    super::clock::changed(tx, &job);
    Ok(())
}
