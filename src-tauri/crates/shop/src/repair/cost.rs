//! The till's side of a job: what it costs, and what a ticket has paid of it.

use units::Id;

use super::nouns::{Job, RepairError};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};

/// What a job comes to, VAT included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    pub code: String,
    /// A task each: its words, its price and the VAT inside it.
    pub lines: Vec<CostLine>,
    pub total_minor: i64,
    pub paid_minor: i64,
    /// What is still owed; below zero: to be given back.
    pub balance_minor: i64,
}

/// A task as a ticket names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    pub title: String,
    pub price_minor: i64,
    pub vat_bp: i64,
}

/// What a job costs. A task without a price is a refusal; so is a job that is not to be paid yet.
pub fn cost_of(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Cost, RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let mut lines = Vec::new();
    // Of what was refused or cancelled nothing was done.
    if !matches!(job.state, State::Refused | State::Cancelled) {
        for task in store::tasks(tx, job.seq)? {
            lines.push(CostLine {
                title: task.title,
                price_minor: task.price_minor.ok_or(RepairError::Unpriced)?,
                vat_bp: task.vat_bp,
            });
        }
    }
    let total_minor = lines.iter().map(|line| line.price_minor).sum();
    Ok(Cost {
        code: job.code,
        lines,
        total_minor,
        paid_minor: job.paid_minor,
        balance_minor: total_minor - job.paid_minor,
    })
}

/// A ticket, by its number, has paid so much of a job: called in the ticket's transaction.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    document: &str,
    amount_minor: i64,
) -> Result<(), RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if amount_minor <= 0 {
        return Err(RepairError::Amount);
    }
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    store::insert_settlement(tx, cx, job.seq, document, amount_minor, None)?;
    write(tx, cx, &job, "paid", document)
}

/// The ticket that paid was annulled, or its money given back: called in that transaction. Everything
/// that it had paid of the job is owed again.
pub fn unsettle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    document: &str,
) -> Result<(), RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let paid = store::standing_settlements(tx, job.seq, document)?;
    if paid.is_empty() {
        let document = document.to_owned();
        return Err(RepairError::NotPaid { document });
    }
    for (seq, amount_minor) in paid {
        store::insert_settlement(tx, cx, job.seq, document, -amount_minor, Some(seq))?;
    }
    write(tx, cx, &job, "unpaid", document)
}

fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    what: &'static str,
    document: &str,
) -> Result<(), RepairError> {
    let entry = NewEntry {
        note: document,
        ..NewEntry::of(job.seq, what)
    };
    store::insert_entry(tx, cx, &entry)?;
    for change in job.changes() {
        tx.changed(change);
    }
    Ok(())
}
