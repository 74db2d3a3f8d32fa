//! From when on work can be promised, and what is wrong with the day that is asked for.

use chrono::{DateTime, Days, NaiveDate, Utc};
use units::Id;

use super::capacity::{Capacity, capacity};
use super::load::{Load, loads};
use super::nouns::PromiseError;
use super::set_habits::habits;
use super::store;
use crate::custom;
use crate::cx::User;
use crate::db::ReadTx;
use crate::repair::Job;
use crate::till;

/// What is to be promised.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask {
    /// Of the new work; of a job that is there its own are taken.
    pub minutes: i64,
    /// How many works of it have no time of their own.
    pub untimed: i64,
    /// The day that is asked for.
    pub on: Option<NaiveDate>,
    /// It is theirs to do: their hours and their queue.
    pub person: Option<Id<User>>,
    /// The job whose promise changes: it is not in its own way.
    pub job: Option<Id<Job>>,
}

/// A day beside what the bench can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub on: NaiveDate,
    /// Nobody works on it.
    pub closed: bool,
    /// Why, where somebody said.
    pub note: String,
    /// What is missing for this promise or for one that stands; 0: it can be kept.
    pub short_minutes: i64,
}

/// What can be promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    pub today: NaiveDate,
    /// Of the work that was asked about.
    pub minutes: i64,
    /// Of the open work that is promised already.
    pub queue_minutes: i64,
    /// Objects: of repairs and of orders.
    pub queue_jobs: i64,
    /// The first day that can be kept; None: not within the year.
    pub earliest: Option<NaiveDate>,
    /// The day to propose: no earlier than the shop's habit.
    pub proposed: Option<NaiveDate>,
    pub asked: Option<Asked>,
}

/// How far it looks.
pub(super) const HORIZON_DAYS: u64 = 366;
/// More than ten years of one person: typed wrong.
const MOST_MINUTES: i64 = 1_000_000;

/// A day of the bench: what it can do, and what is promised for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub on: NaiveDate,
    pub open_minutes: i64,
    /// What is left of the hours until the end of this day when all that is promised until then is done;
    /// below zero: that much is missing.
    pub slack_minutes: i64,
}

/// The days from today on. What is late already is promised for today.
pub(super) fn stands(
    own: &Capacity,
    loads: &[Load],
    person: Option<Id<User>>,
    today: NaiveDate,
) -> Vec<Stand> {
    let mut slack = 0;
    let mut loads = loads.iter().peekable();
    let day = |at: u64| today.checked_add_days(Days::new(at));
    let mut stands = Vec::new();
    for on in (0..HORIZON_DAYS).filter_map(day) {
        let open_minutes = own.minutes(on, person);
        slack += open_minutes;
        while let Some(load) = loads.next_if(|load| load.on <= on) {
            slack -= load.minutes;
        }
        stands.push(Stand {
            on,
            open_minutes,
            slack_minutes: slack,
        });
    }
    stands
}

/// For each day the least that is left on it or on a later one: what a new promise may take.
fn room(stands: &[Stand]) -> Vec<i64> {
    let mut least = i64::MAX;
    let mut room: Vec<i64> = stands
        .iter()
        .rev()
        .map(|stand| {
            least = least.min(stand.slack_minutes);
            least
        })
        .collect();
    room.reverse();
    room
}

/// The first open day, from one on, with room for it.
fn first(stands: &[Stand], minutes: i64, from: NaiveDate) -> Option<NaiveDate> {
    let room = room(stands);
    let mut days = stands.iter().zip(room);
    let fits = |(stand, room): &(&Stand, i64)| {
        stand.on >= from && stand.open_minutes > 0 && *room >= minutes
    };
    days.find(fits).map(|(stand, _)| stand.on)
}

/// Works it out.
pub fn forecast(tx: &ReadTx<'_>, now: DateTime<Utc>, ask: Ask) -> Result<Forecast, PromiseError> {
    let counts = |minutes: i64| (0..=MOST_MINUTES).contains(&minutes);
    if !counts(ask.minutes) || !(0..=10_000).contains(&ask.untimed) {
        return Err(PromiseError::Hours);
    }
    super::set_week::check_person(tx, ask.person)?;
    let today = till::house(tx, None, None)?.day(now);
    let habits = habits(tx, today)?;
    let own = capacity(tx, today)?;
    let orders = custom::planned(tx, ask.person, habits.task_minutes)?;
    let loads = loads(tx, habits.task_minutes, ask.person, ask.job, &orders)?;
    let minutes = match ask.job {
        Some(job) => {
            store::minutes_left(tx, job, habits.task_minutes)?.ok_or(PromiseError::JobUnknown)?
        }
        None => ask.minutes + ask.untimed * habits.task_minutes,
    };
    let stands = stands(&own, &loads, ask.person, today);
    let days = u64::try_from(habits.least_days).unwrap_or(0);
    let usual = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let asked = ask.on.map(|on| {
        let rooms = room(&stands);
        let at = stands.iter().position(|stand| stand.on == on);
        let room = at.and_then(|at| rooms.get(at).copied());
        Asked {
            on,
            closed: own.minutes(on, ask.person) == 0,
            note: own.note(on).to_owned(),
            // A day that is past is refused elsewhere; one beyond the year has room.
            short_minutes: room.map_or(0, |room| (minutes - room).max(0)),
        }
    });
    Ok(Forecast {
        today,
        minutes,
        queue_minutes: loads.iter().map(|load| load.minutes).sum(),
        queue_jobs: loads.iter().map(|load| load.jobs + load.orders).sum(),
        earliest: first(&stands, minutes, today),
        proposed: first(&stands, minutes, usual),
        asked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Tuesday to Saturday, 100 minutes each; from Sunday, 22 November 2026.
    fn bench(loads: &[(&str, i64)]) -> Vec<Stand> {
        let own = Capacity {
            bench: [0, 100, 100, 100, 100, 100, 0],
            is_standard: false,
            people: Vec::new(),
            closures: Vec::new(),
        };
        let loads: Vec<Load> = loads
            .iter()
            .map(|(on, minutes)| Load {
                on: day(on),
                minutes: *minutes,
                jobs: 1,
                orders: 0,
            })
            .collect();
        stands(&own, &loads, None, day("2026-11-22"))
    }

    #[test]
    fn the_first_day_that_breaks_no_promise() {
        let check = |loads: &[(&str, i64)], minutes, from: &str, expected: &str| {
            let found = first(&bench(loads), minutes, day(from));
            assert_eq!(found, Some(day(expected)), "{loads:?} {minutes}");
        };
        let sunday = "2026-11-22";
        // Nothing else: the first open day that has the hours; work longer than a day takes two.
        check(&[], 60, sunday, "2026-11-24");
        check(&[], 150, sunday, "2026-11-25");
        check(&[], 0, sunday, "2026-11-24");
        // What is late takes the first hours.
        check(&[("2026-11-10", 80)], 60, sunday, "2026-11-25");
        // What is promised for Thursday needs all of the days until then.
        check(&[("2026-11-26", 300)], 10, sunday, "2026-11-27");
        check(&[("2026-11-26", 280)], 20, sunday, "2026-11-24");
        // More is promised for Wednesday than can be done: Friday is the first day with hours again.
        check(&[("2026-11-25", 350)], 40, sunday, "2026-11-27");
        // The shop proposes no earlier than its habit, and no closed day.
        check(&[], 60, "2026-11-29", "2026-12-01");
    }

    #[test]
    fn what_is_missing_is_counted() {
        let stands = bench(&[("2026-11-25", 350)]);
        let slack: Vec<i64> = stands.iter().take(7).map(|one| one.slack_minutes).collect();
        assert_eq!(slack, [0, 0, 100, -150, -50, 50, 150]);
        assert_eq!(
            room(&stands).iter().take(5).copied().collect::<Vec<_>>(),
            [-150; 4].into_iter().chain([-50]).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_bench_without_hours_promises_nothing() {
        let own = Capacity {
            bench: [0; 7],
            is_standard: false,
            people: Vec::new(),
            closures: Vec::new(),
        };
        let stands = stands(&own, &[], None, day("2026-11-22"));
        assert_eq!(first(&stands, 0, day("2026-11-22")), None);
    }
}
