//! Gives somebody more or less than the work earned them, by hand.

use serde_json::json;
use units::Id;

use super::nouns::{CommissionError, Entry, What};
use super::store::{self, NewEntry};
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair::{self, Job};
use crate::till;
use crate::users::{self, Authority, Right, Role, authorise};

/// Whose, how much, and why.
#[derive(Clone, Debug)]
pub struct Correct {
    pub id: Id<Entry>,
    pub person: Id<User>,
    /// What it is about, if it is about one.
    pub job: Option<Id<Job>>,
    /// Below zero: taken off.
    pub amount_minor: i64,
    pub reason: String,
}

/// A hundred thousand euros: more was typed wrong.
const MOST_MINOR: i64 = 10_000_000;

/// Writes it, today: no report of a day that is over changes. A correction that was wrong is corrected by
/// another one. Whoever has left may still be owed something.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Correct,
) -> Result<(), CommissionError> {
    authorise(by, None, Right::PlanBench)?;
    let people = people(tx)?;
    let person = people.iter().find(|one| one.id == input.person);
    let person = person.ok_or(CommissionError::PersonUnknown)?;
    let job = match input.job {
        Some(id) => Some(repair::job(tx, id)?.ok_or(CommissionError::JobUnknown)?),
        None => None,
    };
    let fits = (1..=MOST_MINOR).contains(&input.amount_minor.saturating_abs());
    fits.then_some(()).ok_or(CommissionError::Amount)?;
    let reason: String = input.reason.trim().chars().take(400).collect();
    if reason.is_empty() {
        return Err(CommissionError::ReasonMissing);
    }
    if store::is_known(tx, input.id)? {
        return Err(CommissionError::IdTaken);
    }
    let new = NewEntry {
        id: input.id,
        what: What::Correction,
        person: person.id,
        job: input.job,
        task: None,
        entry: None,
        takes_back: None,
        rate_bp: None,
        net_minor: 0,
        amount_minor: input.amount_minor,
        reason: &reason,
        on_day: till::house(tx, None, None)?.day(cx.now),
    };
    store::insert(tx, cx, &new)?;
    let detail = json!({ "what": "commission-corrected", "person": person.id.to_string(),
        "job": job.map(|job| job.code), "amount_minor": input.amount_minor, "reason": reason });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("commission"));
    Ok(())
}

/// Whose commission can be corrected: everybody who works or worked at the shop's work, by name.
pub fn people(tx: &ReadTx<'_>) -> Result<Vec<users::User>, StoreError> {
    let mut all = users::users(tx)?;
    all.retain(|one| one.role != Role::Accountant);
    Ok(all)
}
