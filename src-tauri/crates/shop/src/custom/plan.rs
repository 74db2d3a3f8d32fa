//! The making that is agreed, as the bench plans it: whose it is, for which day, and what is left of it.

use chrono::NaiveDate;
use units::Id;

use super::nouns::Order;
use super::state::State;
use super::store::{self, Agreed, Labour};
use crate::cx::User;
use crate::db::{ReadTx, StoreError};

/// An order that is agreed and not delivered. Minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub id: Id<Order>,
    pub number: String,
    pub title: String,
    /// Empty for a customer who was erased.
    pub customer: String,
    pub state: State,
    /// The day it is wished for; None: nobody said one, and no day of the bench has it.
    pub due_on: Option<NaiveDate>,
    /// The labour with something left of it, by its titles.
    pub labour: String,
    /// Who does that; empty: nobody in particular.
    pub people: String,
    /// Of the whole order.
    pub planned_minutes: i64,
    /// On the whole order.
    pub spent_minutes: i64,
    /// Of a person what is theirs; of a finished order none.
    pub left_minutes: i64,
}

/// What is agreed, soonest first; of a person the orders in which labour is theirs and not done. An order without
/// labour on its list takes what was quoted for it, else the time of work that has none of its own.
pub fn planned(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    untimed_minutes: i64,
) -> Result<Vec<Planned>, StoreError> {
    let labour = store::labour(tx)?;
    let mut found = Vec::new();
    for order in store::agreed(tx)? {
        if !is_agreed(tx, &order)? {
            continue;
        }
        let own: Vec<_> = labour.iter().filter(|one| one.order == order.seq).collect();
        found.extend(plan(order, &own, person, untimed_minutes));
    }
    Ok(found)
}

/// Whether it is; an order on hold where it was when that began: its promise stands, unlike that of a mere wish.
pub(super) fn is_agreed(tx: &ReadTx<'_>, of: &Agreed) -> Result<bool, StoreError> {
    if of.state != State::OnHold {
        return Ok(true);
    }
    let Some(order) = store::order(tx, of.id)? else {
        return Ok(false);
    };
    let from = super::past(tx, &order)?.held_from;
    Ok(matches!(from, Some(State::Approved | State::Production)))
}

impl Labour {
    fn left(&self) -> i64 {
        (self.minutes - self.spent).max(0)
    }
}

fn plan(
    order: Agreed,
    labour: &[&Labour],
    person: Option<Id<User>>,
    untimed_minutes: i64,
) -> Option<Planned> {
    let is_theirs = |one: &Labour| {
        let of = one.person.as_ref().map(|(id, _)| *id);
        person.is_none() || of == person
    };
    let is_done = order.state == State::Ready;
    let whole: i64 = labour.iter().map(|one| one.left()).sum();
    let theirs = labour.iter().filter(|one| is_theirs(one));
    let left: i64 = theirs.clone().map(|one| one.left()).sum();
    let is_asked = person.is_none()
        || theirs.count() > 0
        // Their share is done and somebody else's is not: until that is, it is out of their way.
        && (is_done || left > 0 || whole == 0);
    if !is_asked {
        return None;
    }
    let open = labour.iter().filter(|one| !is_done && one.left() > 0);
    let mut people: Vec<&str> = Vec::new();
    for (_, name) in open.clone().filter_map(|one| one.person.as_ref()) {
        if !people.contains(&name.as_str()) {
            people.push(name);
        }
    }
    let titles: Vec<&str> = open.map(|one| one.title.as_str()).collect();
    let unlisted = order.quoted_minutes.unwrap_or(untimed_minutes);
    let (planned_minutes, left_minutes) = if labour.is_empty() {
        (unlisted, unlisted)
    } else {
        (labour.iter().map(|one| one.minutes).sum(), left)
    };
    Some(Planned {
        id: order.id,
        number: order.number,
        title: order.title,
        customer: order.customer,
        state: order.state,
        due_on: order.wished_on,
        labour: titles.join(" · "),
        people: people.join(", "),
        planned_minutes,
        spent_minutes: labour.iter().map(|one| one.spent).sum(),
        left_minutes: if is_done { 0 } else { left_minutes },
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn who(number: u128) -> Id<User> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn labour(of: u128, minutes: i64, spent: i64) -> Labour {
        Labour {
            order: 1,
            title: format!("Façon {of}"),
            person: (of > 0).then(|| (who(of), format!("N° {of}"))),
            minutes,
            spent,
        }
    }

    fn order(state: State, quoted_minutes: Option<i64>) -> Agreed {
        Agreed {
            seq: 1,
            id: Id::from_uuid(Uuid::nil()),
            owner: Id::from_uuid(Uuid::nil()),
            number: "P1-C26-1".into(),
            title: "Alliance".into(),
            customer: String::new(),
            state,
            wished_on: None,
            quoted_minutes,
        }
    }

    /// What is left; None: it is not in the way of whoever asks.
    fn left(state: State, lines: &[Labour], person: Option<u128>) -> Option<i64> {
        let lines: Vec<&Labour> = lines.iter().collect();
        let found = plan(order(state, Some(480)), &lines, person.map(who), 30);
        found.map(|one| one.left_minutes)
    }

    #[test]
    fn what_is_left_is_what_was_planned_and_not_worked() {
        use State::{Approved, Production, Ready};
        let two = [labour(1, 120, 30), labour(2, 60, 60)];
        assert_eq!(left(Production, &two, None), Some(90));
        assert_eq!(left(Production, &two, Some(1)), Some(90));
        // Done with their share, and then everybody with all of it: somebody has to finish the piece.
        assert_eq!(left(Production, &two, Some(2)), None);
        let over = [labour(1, 120, 300), labour(2, 60, 60)];
        assert_eq!(left(Production, &over, Some(2)), Some(0));
        assert_eq!(left(Production, &over, None), Some(0));
        assert_eq!(left(Production, &over, Some(3)), None);
        // Nothing is listed yet: what was quoted, of nobody in particular.
        assert_eq!(left(Approved, &[], None), Some(480));
        assert_eq!(left(Approved, &[], Some(1)), None);
        assert_eq!(left(Ready, &two, Some(2)), Some(0));
        let untimed = plan(order(Approved, None), &[], None, 30);
        assert_eq!(untimed.map(|one| one.left_minutes), Some(30));
    }

    #[test]
    fn people_are_named_once_and_titles_as_long_as_something_is_left() {
        let lines = [
            labour(1, 10, 0),
            labour(1, 10, 5),
            labour(2, 9, 9),
            labour(0, 5, 0),
        ];
        let lines: Vec<&Labour> = lines.iter().collect();
        let found = plan(order(State::Production, None), &lines, None, 30).expect("it is planned");
        assert_eq!(found.people, "N° 1");
        assert_eq!(found.labour, "Façon 1 · Façon 1 · Façon 0");
        assert_eq!(
            (
                found.planned_minutes,
                found.spent_minutes,
                found.left_minutes
            ),
            (34, 14, 20)
        );
    }
}
