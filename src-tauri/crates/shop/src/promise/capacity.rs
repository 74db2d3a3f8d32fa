//! What the bench can do on a day.

use chrono::{Datelike, NaiveDate};
use units::Id;

use super::nouns::{Closure, WeekMinutes};
use super::store;
use crate::cx::User;
use crate::db::{ReadTx, StoreError};
use crate::rules::rules;

/// The weeks and the days that are not like them, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// The bench's own: it counts where nobody has hours.
    pub bench: WeekMinutes,
    /// Nobody has said so yet: they are the house's.
    pub is_standard: bool,
    pub people: Vec<(Id<User>, WeekMinutes)>,
    /// The last that was said comes last.
    pub closures: Vec<Closure>,
}

impl Capacity {
    /// Minutes of a day: everybody's together, or one person's.
    pub fn minutes(&self, on: NaiveDate, person: Option<Id<User>>) -> i64 {
        let whole = self.closure(on, None);
        match person {
            // Where nobody opens, nobody works.
            _ if whole.is_some_and(|one| one.minutes == 0) => 0,
            Some(person) => {
                let own = self.person(on, person);
                whole.map_or(own, |one| own.min(one.minutes))
            }
            None => match whole {
                Some(one) => one.minutes,
                None if self.people.is_empty() => of(&self.bench, on),
                None => self.people.iter().map(|(id, _)| self.person(on, *id)).sum(),
            },
        }
    }

    /// Why a day has other hours than its week; empty: nobody said.
    pub fn note(&self, on: NaiveDate) -> &str {
        self.closure(on, None).map_or("", |one| one.note.as_str())
    }

    fn person(&self, on: NaiveDate, person: Id<User>) -> i64 {
        if let Some(one) = self.closure(on, Some(person)) {
            return one.minutes;
        }
        let mut weeks = self.people.iter();
        let own = weeks.find(|(id, _)| *id == person);
        of(own.map_or(&self.bench, |(_, week)| week), on)
    }

    fn closure(&self, on: NaiveDate, person: Option<Id<User>>) -> Option<&Closure> {
        let of =
            |one: &&Closure| one.covers(on) && one.person.as_ref().map(|(id, _)| *id) == person;
        self.closures.iter().rev().find(of)
    }
}

fn of(week: &WeekMinutes, on: NaiveDate) -> i64 {
    let at = usize::try_from(on.weekday().num_days_from_monday()).unwrap_or(0);
    week.get(at).copied().unwrap_or(0)
}

/// As it stands, for days from this one on.
pub fn capacity(tx: &ReadTx<'_>, from: NaiveDate) -> Result<Capacity, StoreError> {
    let weeks = store::weeks(tx)?;
    let bench = weeks.iter().find(|week| week.person.is_none());
    let people = weeks.iter().filter_map(|week| {
        let (id, _) = week.person.as_ref()?;
        Some((*id, week.minutes))
    });
    Ok(Capacity {
        bench: bench.map_or_else(|| standard(from), |week| week.minutes),
        is_standard: weeks.is_empty(),
        people: people.collect(),
        closures: store::closures(tx, from)?,
    })
}

/// The house's week.
pub(super) fn standard(on: NaiveDate) -> WeekMinutes {
    let minutes = rules().value("house.workshop_day_minutes", on).unwrap_or(0);
    let days = rules().value("house.workshop_weekdays", on).unwrap_or(0);
    let open = days.to_string();
    let mut week = [0; 7];
    for (at, day) in week.iter_mut().enumerate() {
        if open.contains(&(at + 1).to_string()) {
            *day = minutes;
        }
    }
    week
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn id(number: u128) -> Id<User> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn closure(person: Option<u128>, from: &str, to: &str, minutes: i64) -> Closure {
        Closure {
            id: Id::from_uuid(Uuid::nil()),
            person: person.map(|number| (id(number), String::new())),
            from: day(from),
            to: day(to),
            minutes,
            note: "Férié".into(),
        }
    }

    #[test]
    fn a_days_hours_are_the_weeks_but_where_somebody_said_otherwise() {
        let mut own = Capacity {
            bench: [0, 420, 420, 420, 420, 300, 0],
            is_standard: false,
            people: Vec::new(),
            closures: vec![closure(None, "2026-12-24", "2026-12-26", 0)],
        };
        // Tuesday, Sunday, a closed Friday.
        for (on, minutes) in [
            ("2026-11-24", 420),
            ("2026-11-22", 0),
            ("2026-12-25", 0),
            ("2026-12-29", 420),
        ] {
            assert_eq!(own.minutes(day(on), None), minutes, "{on}");
        }
        assert_eq!(own.note(day("2026-12-25")), "Férié");
        // Two people; one of them is away on a Tuesday and the bench is open on a Sunday.
        own.people = vec![(id(1), [0, 240, 240, 0, 0, 0, 0]), (id(2), [60; 7])];
        own.closures
            .push(closure(Some(1), "2026-11-24", "2026-11-24", 0));
        own.closures
            .push(closure(None, "2026-11-22", "2026-11-22", 100));
        for (on, person, minutes) in [
            ("2026-11-24", None, 60),
            ("2026-11-25", None, 300),
            ("2026-11-25", Some(1), 240),
            ("2026-11-24", Some(1), 0),
            ("2026-12-25", Some(2), 0),
            ("2026-11-22", None, 100),
            ("2026-11-22", Some(2), 60),
            // Who has no hours of their own has the bench's.
            ("2026-11-26", Some(3), 420),
        ] {
            assert_eq!(
                own.minutes(day(on), person.map(id)),
                minutes,
                "{on} {person:?}"
            );
        }
        // What was said last holds.
        own.closures
            .push(closure(None, "2026-12-24", "2026-12-24", 200));
        assert_eq!(own.minutes(day("2026-12-24"), None), 200);
    }

    #[test]
    fn the_houses_week_is_tuesday_to_saturday() {
        assert_eq!(standard(day("2026-11-22")), [0, 420, 420, 420, 420, 420, 0]);
    }
}
