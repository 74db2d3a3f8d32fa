//! What a job has cost the shop, and what is left of its price.

use units::{Currency, Id};

use super::nouns::{BenchError, MetalMove, Part, Time};
use super::slip::LineState;
use super::{rule, store};
use crate::commission;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, State, Task};
use crate::stock::{self, Supplier};

/// Sums of a job, in minor units without VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    pub minutes: i64,
    pub time_minor: i64,
    pub parts_minor: i64,
    pub metal_minor: i64,
    /// Of workshops: as billed, else as agreed.
    pub vendors_minor: i64,
    pub cost_minor: i64,
    /// Of its tasks' prices; None: one of them has none.
    pub net_minor: Option<i64>,
    pub margin_minor: Option<i64>,
    /// Something that went in has no cost: an hour, a part, or metal without a rate.
    pub incomplete: bool,
}

/// Something that a job cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    pub what: SpentOn,
    /// None: it was written of the whole job.
    pub task: Option<Id<Task>>,
    pub minutes: i64,
    pub minor: i64,
    /// An hour without a cost, a part or metal that nobody knows the cost of, a workshop's invoice that is
    /// to come.
    pub unknown: bool,
}

/// What it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpentOn {
    Time,
    Part,
    Metal,
    Vendor(Id<Supplier>),
}

/// What a job has cost, entry by entry, as far as it stands.
pub fn spent(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<Spent>, BenchError> {
    let mut all = Vec::new();
    for time in store::times(tx, job)?.iter().filter(|one| stands(one)) {
        let minutes = time.minutes.unwrap_or(0);
        let hour = time.hour_minor;
        all.push(Spent {
            what: SpentOn::Time,
            task: time.task,
            minutes,
            minor: hour.map_or(Ok(0), |hour| rule::of_hour(hour, minutes))?,
            unknown: hour.is_none() && minutes > 0,
        });
    }
    for part in store::parts(tx, job)?.iter().filter(|one| is_in(one)) {
        all.push(Spent {
            what: SpentOn::Part,
            task: part.task,
            minutes: 0,
            minor: part.cost_minor.unwrap_or(0) * part.left,
            unknown: part.cost_minor.is_none(),
        });
    }
    for metal in store::metals(tx, job)?.iter().filter(|one| went_in(one)) {
        all.push(Spent {
            what: SpentOn::Metal,
            task: Some(metal.task),
            minutes: 0,
            minor: metal.value_minor.unwrap_or(0),
            unknown: metal.value_minor.is_none(),
        });
    }
    for line in store::sent(tx, job)? {
        let (minor, unknown) = match (&line.billed, line.state) {
            (Some((net, _)), _) => (*net, false),
            // What is out or back will be billed; until then it counts as agreed.
            (None, LineState::Out | LineState::Back) => (line.agreed_minor.unwrap_or(0), true),
            (None, LineState::Unworked | LineState::Cancelled) => continue,
        };
        all.push(Spent {
            what: SpentOn::Vendor(line.supplier),
            task: None,
            minutes: 0,
            minor,
            unknown,
        });
    }
    Ok(all)
}

/// Adds up what was written of a job.
pub fn worth(tx: &ReadTx<'_>, job: &Job) -> Result<Worth, BenchError> {
    let mut sums = Worth::default();
    for one in spent(tx, job.id)? {
        sums.minutes += one.minutes;
        sums.incomplete |= one.unknown;
        match one.what {
            SpentOn::Time => sums.time_minor += one.minor,
            SpentOn::Part => sums.parts_minor += one.minor,
            SpentOn::Metal => sums.metal_minor += one.minor,
            SpentOn::Vendor(_) => sums.vendors_minor += one.minor,
        }
    }
    sums.cost_minor = sums.time_minor + sums.parts_minor + sums.metal_minor + sums.vendors_minor;
    sums.net_minor = net(tx, job)?;
    sums.margin_minor = sums.net_minor.map(|net| net - sums.cost_minor);
    Ok(sums)
}

fn stands(time: &Time) -> bool {
    !time.corrected && time.minutes.is_some()
}

fn is_in(part: &Part) -> bool {
    part.gives_back.is_none() && part.left > 0
}

fn went_in(metal: &MetalMove) -> bool {
    metal.way == super::Way::In && metal.undoes.is_none() && !metal.undone
}

/// The tasks' prices without their VAT. Nothing is earned by what was refused or cancelled.
fn net(tx: &ReadTx<'_>, job: &Job) -> Result<Option<i64>, BenchError> {
    if matches!(
        job.state,
        State::Refused | State::Cancelled | State::Abandoned
    ) {
        return Ok(Some(0));
    }
    let currency = stock::currency(tx)?;
    let mut sum = 0;
    for task in repair::tasks(tx, job.seq)? {
        let Some(minor) = net_of(&task, currency)? else {
            return Ok(None);
        };
        sum += minor;
    }
    Ok(Some(sum))
}

/// A task's price without its VAT; None: it has none yet.
pub fn net_of(task: &Task, currency: Currency) -> Result<Option<i64>, StoreError> {
    let Some(minor) = task.price_minor else {
        return Ok(None);
    };
    commission::net_of(minor, task.vat_bp, currency).map(Some)
}
