//! A person's clock: it runs on one job at a time.

use chrono::{DateTime, Utc};
use units::Id;

use super::nouns::{BenchError, Time};
use super::rule::{self, LONGEST_CLOCK_MINUTES};
use super::store::{self, NewTime};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::repair::{self, Act, ActOn, Job, State, Task};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// On what the clock runs from now on.
#[derive(Clone, Copy, Debug)]
pub struct StartClock {
    pub id: Id<Time>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
}

/// Starts the person's clock. One that runs on another job is stopped; a job that nobody has begun is
/// taken to the bench, as its envelope's scan would.
pub fn start_clock(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: StartClock,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let mut job = rule::job(tx, input.job)?;
    if store::time(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    if job.state == State::Received {
        let start = ActOn {
            act: Act::Start,
            note: String::new(),
            place: None,
            vendor: None,
        };
        job = repair::act(tx, cx, by, None, job.id, &start)?;
    }
    rule::check_works(&job)?;
    rule::maybe_task(tx, &job, input.task)?;
    if let Some(running) = store::running(tx, by.user())? {
        if running.job == job.id {
            return Err(BenchError::ClockRunning);
        }
        stop(tx, cx, &running)?;
    }
    let on_day = till::house(tx, None, None)?.day(cx.now);
    let new = NewTime {
        id: input.id,
        job: job.id,
        task: input.task,
        person: by.user(),
        on_day,
        started: true,
        minutes: None,
        corrects: None,
        note: "",
    };
    store::insert_time(tx, cx, by.user(), &new)?;
    changed(tx, &job);
    Ok(())
}

/// Stops the person's clock. One that was forgotten says how long it was instead: [`close_clock`].
pub fn stop_clock(tx: &mut WriteTx<'_>, cx: &Cx, by: &Authority) -> Result<Id<Job>, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let running = store::running(tx, by.user())?.ok_or(BenchError::NoClock)?;
    stop(tx, cx, &running)?;
    Ok(running.job)
}

/// Stops a clock that nobody stopped in time, and writes how long the work was in the place of what it
/// shows. Somebody else's needs the right to plan the bench.
pub fn close_clock(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    clock: Id<Time>,
    id: Id<Time>,
    minutes: i64,
    note: &str,
) -> Result<Id<Job>, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let running = store::time(tx, clock)?.ok_or(BenchError::Unknown)?;
    if running.person != by.user() {
        authorise(by, None, Right::PlanBench)?;
    }
    if running.minutes.is_some() {
        return Err(BenchError::NoClock);
    }
    if store::time(tx, id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    let note = rule::reason(note)?;
    let elapsed = elapsed_minutes(running.started_at, cx.now);
    if !(0..=elapsed.min(LONGEST_CLOCK_MINUTES)).contains(&minutes) {
        return Err(BenchError::Minutes);
    }
    store::stop(tx, cx, running.id, 0)?;
    super::correct_time::replace(tx, cx, by, &running, id, minutes, &note)?;
    Ok(running.job)
}

fn stop(tx: &mut WriteTx<'_>, cx: &Cx, running: &Time) -> Result<(), BenchError> {
    let minutes = elapsed_minutes(running.started_at, cx.now);
    if minutes > LONGEST_CLOCK_MINUTES {
        let since = running.started_at.unwrap_or(cx.now);
        return Err(BenchError::ClockForgotten { since });
    }
    store::stop(tx, cx, running.id, minutes)?;
    let job = rule::job(tx, running.job)?;
    changed(tx, &job);
    Ok(())
}

/// Whole minutes, begun ones too; none where the machine's clock was set back.
fn elapsed_minutes(since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> i64 {
    const MINUTE_MS: i64 = 60_000;
    let ms = since.map_or(0, |since| (now - since).num_milliseconds().max(0));
    (ms + MINUTE_MS - 1) / MINUTE_MS
}

pub(super) fn changed(tx: &mut WriteTx<'_>, job: &Job) {
    tx.changed(Change::of("bench"));
    tx.changed(Change::one("repair", job.repair));
}
