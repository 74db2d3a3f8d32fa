//! What is owed although nothing is to be done: the fee of an estimate that was refused, and the part of
//! the work that was begun before it was cancelled.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;

use super::nouns::{Job, RepairError, reason, said};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::settings;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// The shop's setting: what an estimate costs that is refused; nothing by default.
pub const REFUSAL_FEE: &str = "repair.refusal_fee_minor";

/// What is announced on the claim slip, if anything.
pub fn announced_fee(tx: &ReadTx<'_>) -> Result<Option<i64>, StoreError> {
    let set: Option<i64> = settings::get(tx, REFUSAL_FEE)?;
    Ok(set.filter(|minor| *minor > 0))
}

/// Charges the fee, or takes it off again. What was announced needs nobody's word; anything else says
/// why, and somebody answers for it.
pub fn charge_fee(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Job>,
    fee_minor: Option<i64>,
    why: &str,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if !matches!(job.state, State::Refused | State::Cancelled) {
        return Err(RepairError::WrongState { state: job.state });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let most_minor = most(tx, &job, today)?;
    if fee_minor.is_some_and(|minor| !(1..=most_minor).contains(&minor)) {
        return Err(RepairError::Fee { most_minor });
    }
    let announced = announced_fee(tx)?;
    let as_announced = job.state == State::Refused
        && fee_minor.is_none_or(|minor| announced.is_some_and(|most| minor <= most));
    let note = if as_announced {
        said(why, 400)
    } else {
        let note = reason(why)?;
        authorise(by, vouched, Right::Refund)?;
        note
    };
    store::set_fee(tx, job.seq, fee_minor)?;
    let detail = json!({ "fee_minor": fee_minor }).to_string();
    let entry = NewEntry {
        note: &note,
        detail: &detail,
        ..NewEntry::of(job.seq, "fee")
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "repair-fee", "job": job.code, "fee_minor": fee_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in job.changes() {
        tx.changed(change);
    }
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}

/// Begun work comes to no more than all of it; a fee to no more than a price may be.
fn most(tx: &ReadTx<'_>, job: &Job, today: NaiveDate) -> Result<i64, StoreError> {
    let limit = rules().price_limit(today).minor();
    if job.state == State::Refused {
        return Ok(announced_fee(tx)?.or(job.total_minor).unwrap_or(limit));
    }
    Ok(job.total_minor.unwrap_or(limit).min(limit))
}
