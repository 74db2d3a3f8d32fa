//! What is promised for each day, beside what the bench can do on it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use units::Id;

use super::capacity::capacity;
use super::forecast::stands;
use super::load::loads;
use super::nouns::PromiseError;
use super::set_habits::habits;
use super::store;
use crate::custom::{self, Planned, State};
use crate::cx::User;
use crate::db::ReadTx;
use crate::repair::{self, JobQuery, Listed, Only};
use crate::till;

/// A day of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub on: NaiveDate,
    /// What the bench can do.
    pub open_minutes: i64,
    /// Why it has other hours than its week.
    pub note: String,
    /// What is still to be done of what is promised for it.
    pub load_minutes: i64,
    /// What is missing for all that is promised until then; 0: it can be kept, or it is past.
    pub short_minutes: i64,
    /// Jobs and orders that are still to be done.
    pub open: i64,
    /// Those that are ready and wait.
    pub ready: i64,
    /// The first jobs of both, rush first; none where only the figures were asked for.
    pub jobs: Vec<Listed>,
    /// And the first orders.
    pub orders: Vec<Planned>,
}

/// Some days in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub today: NaiveDate,
    /// Nobody has said when the bench works: its hours are the house's.
    pub is_standard: bool,
    pub days: Vec<Day>,
    /// Promised for a day that is past and not done, wherever the calendar begins.
    pub late_jobs: i64,
    pub late_orders: i64,
    pub late_minutes: i64,
}

/// How many cards a day shows.
const CARDS: usize = 20;
/// Six weeks: what a month touches.
pub(super) const MOST_DAYS: u64 = 42;

/// The days from one on; of a person what was given to them. `with_jobs`: their cards too.
pub fn calendar(
    tx: &ReadTx<'_>,
    now: DateTime<Utc>,
    from: NaiveDate,
    days: u64,
    person: Option<Id<User>>,
    with_jobs: bool,
) -> Result<Calendar, PromiseError> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(PromiseError::Days);
    }
    super::set_week::check_person(tx, person)?;
    let today = till::house(tx, None, None)?.day(now);
    let task_minutes = habits(tx, today)?.task_minutes;
    let own = capacity(tx, from.min(today))?;
    let orders = custom::planned(tx, person, task_minutes)?;
    let loads = loads(tx, task_minutes, person, None, &orders)?;
    let stands = stands(&own, &loads, person, today);
    let last = from
        .checked_add_days(Days::new(days - 1))
        .ok_or(PromiseError::Days)?;
    let ready = store::ready(tx, person, from, last)?;
    let mut shown = Vec::new();
    for on in from.iter_days().take_while(|on| *on <= last) {
        let load = loads.iter().find(|load| load.on == on);
        let stand = stands.iter().find(|stand| stand.on == on);
        let mut ready = ready.iter().filter(|(day, _)| *day == on);
        let due = orders.iter().filter(|one| one.due_on == Some(on));
        let orders_ready = due.clone().filter(|one| one.state == State::Ready).count();
        let jobs = if with_jobs {
            let query = JobQuery {
                only: Only::Promised(on),
                person,
                skip: 0,
                limit: CARDS,
            };
            repair::jobs(tx, &query)?
        } else {
            Vec::new()
        };
        shown.push(Day {
            on,
            open_minutes: own.minutes(on, person),
            note: own.note(on).to_owned(),
            load_minutes: load.map_or(0, |load| load.minutes),
            short_minutes: stand.map_or(0, |stand| (-stand.slack_minutes).max(0)),
            open: load.map_or(0, |load| load.jobs + load.orders),
            ready: ready.next().map_or(0, |(_, count)| *count)
                + i64::try_from(orders_ready).unwrap_or(i64::MAX),
            jobs,
            orders: due
                .take(if with_jobs { CARDS } else { 0 })
                .cloned()
                .collect(),
        });
    }
    let late = || loads.iter().filter(|load| load.on < today);
    Ok(Calendar {
        today,
        is_standard: own.is_standard,
        days: shown,
        late_jobs: late().map(|load| load.jobs).sum(),
        late_orders: late().map(|load| load.orders).sum(),
        late_minutes: late().map(|load| load.minutes).sum(),
    })
}
