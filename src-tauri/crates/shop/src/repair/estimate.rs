//! Sends an estimate to the customer: what they are asked to agree to is frozen.

use chrono::{Months, NaiveDate};
use serde_json::json;
use units::Id;

use super::act::{self, ActOn};
use super::nouns::{Estimate, Job, RepairError, said};
use super::state::{self, Act};
use super::store::{self, NewEstimate};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// An estimate, named by its client.
#[derive(Clone, Debug)]
pub struct Submit {
    pub id: Id<Estimate>,
    pub valid_until: NaiveDate,
    pub note: String,
}

/// Freezes the tasks as they stand and waits for an answer.
pub fn submit(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    input: &Submit,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let past = super::past(tx, &job)?;
    let to = state::next(job.state, Act::Submit, past)
        .ok_or(RepairError::WrongState { state: job.state })?;
    let tasks = store::tasks(tx, job.seq)?;
    let total_minor = job
        .total_minor
        .filter(|_| !tasks.is_empty())
        .ok_or(RepairError::Unpriced)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let latest = today.checked_add_months(Months::new(24));
    if input.valid_until < today || latest.is_none_or(|latest| input.valid_until > latest) {
        return Err(RepairError::ValidUntil);
    }
    if store::estimate_job(tx, input.id)?.is_some() {
        return Err(RepairError::IdTaken);
    }
    let lines: Vec<_> = tasks
        .iter()
        .map(|task| {
            json!({ "kind": task.kind.code(), "title": task.title, "sizes": task.sizes(),
                "quantity": task.quantity,
                "price_minor": task.price_minor, "vat_bp": task.vat_bp })
        })
        .collect();
    let lines = json!(lines).to_string();
    let note = said(&input.note, 400);
    let new = NewEstimate {
        total_minor,
        fee_minor: super::announced_fee(tx)?,
        lines: &lines,
        note: &note,
    };
    store::insert_estimate(tx, cx, job.seq, input, &new)?;
    act::go(tx, cx, &job, &ActOn::plain(Act::Submit), to, &note, None)?;
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}
