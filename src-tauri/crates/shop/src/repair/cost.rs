//! The till's side of a job: what it costs, and what a ticket did to its money.

use documents::Language;
use units::Id;

use super::nouns::{Job, RepairError};
use super::state::State;
use super::store::{self, NewEntry};
use super::worked::noted;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::till;

/// A task as a ticket names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    pub title: String,
    /// VAT included; None: to be quoted.
    pub price_minor: Option<i64>,
    pub vat_bp: i64,
    pub cost_minor: Option<i64>,
}

/// What a job comes to as it stands: a line for each of its tasks.
pub fn cost_of(tx: &ReadTx<'_>, job: &Job) -> Result<Vec<CostLine>, StoreError> {
    // Of what was refused or cancelled nothing was done, but for what the fee is for.
    if matches!(job.state, State::Refused | State::Cancelled) {
        let Some(fee_minor) = job.fee_minor else {
            return Ok(Vec::new());
        };
        let house = till::house(tx, None, None)?;
        let since = house.day(job.since);
        let title = match (job.state, house.language) {
            (State::Refused, Language::Fr) => "Frais de devis",
            (State::Refused, Language::En) => "Estimate fee",
            (_, Language::Fr) => "Travaux commencés",
            (_, Language::En) => "Work begun",
        };
        return Ok(vec![CostLine {
            title: title.to_owned(),
            price_minor: Some(fee_minor),
            vat_bp: rules().vat_standard(since).basis_points(),
            cost_minor: None,
        }]);
    }
    let tasks = store::tasks(tx, job.seq)?;
    let line = |task: super::Task| CostLine {
        title: task.counted(),
        price_minor: task.price_minor,
        vat_bp: task.vat_bp,
        cost_minor: task.cost_minor,
    };
    Ok(tasks.into_iter().map(line).collect())
}

/// What one ticket did to a job's money. Both below zero where it annuls another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// What came in with it; below zero: went back.
    pub paid_minor: i64,
    /// What of the job's price stands on it.
    pub charged_minor: i64,
}

/// Writes it: called in the ticket's transaction, once for each job of it.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    document: &str,
    settled: Settlement,
) -> Result<(), RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    if settled == Settlement::default() {
        return Ok(());
    }
    store::insert_settlement(tx, cx, job.seq, document, settled)?;
    let came_in = settled.paid_minor > 0 || settled.charged_minor > 0;
    let entry = NewEntry {
        note: document,
        ..NewEntry::of(job.seq, if came_in { "paid" } else { "unpaid" })
    };
    noted(tx, cx, &job, &entry)?;
    Ok(())
}
