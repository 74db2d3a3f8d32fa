//! Writes what is to be done to a job, and says of each task that it is done.

use serde_json::json;
use units::{Id, Metal};

use super::nouns::{Job, RepairError, Task, said};
use super::store::{self, NewEntry};
use super::worked::noted;
use crate::commission::{self, Terms};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::stock;
use crate::tariff::{self, Kind, Tariff};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// A task as it shall be.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub id: Id<Task>,
    pub tariff: Option<Id<Tariff>>,
    pub kind: Kind,
    pub title: String,
    pub note: String,
    pub size_from: String,
    pub size_to: String,
    pub metal_in_mg: Option<i64>,
    pub metal_out_mg: Option<i64>,
    pub engraving: String,
    pub font: String,
    pub placement: String,
    pub price_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub minutes: i64,
    pub vat_bp: i64,
    /// The price is of all of them.
    pub quantity: i64,
    /// What it was priced by.
    pub metal: Option<Metal>,
    pub width_um: Option<i64>,
    /// None: as it stands; of a new one what the price list says.
    pub commission: Option<Terms>,
}

const MOST_TASKS: usize = 40;
/// As many as a strand has pearls, and more.
const MOST_ALIKE: i64 = 999;

/// Puts these tasks in the place of the job's; those left out are struck out. Who may not see costs
/// keeps the ones that stand, and the commissions.
pub fn save_tasks(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    version: i64,
    wanted: &[NewTask],
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if job.version != version {
        return Err(RepairError::Changed {
            current: job.version,
        });
    }
    if !job.state.takes_tasks() {
        return Err(RepairError::TasksStand { state: job.state });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    check(tx, wanted, 1, rules().price_limit(today).minor())?;
    write(tx, cx, job.seq, wanted, by.may(Right::SeeCost))?;
    let detail = told(tx, job.seq)?;
    let entry = NewEntry {
        detail: &detail,
        ..NewEntry::of(job.seq, "tasks")
    };
    noted(tx, cx, &job, &entry)?;
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}

/// The fields that a person types.
pub(super) fn check(
    tx: &ReadTx<'_>,
    tasks: &[NewTask],
    position: usize,
    most_minor: i64,
) -> Result<(), RepairError> {
    if tasks.len() > MOST_TASKS {
        return Err(RepairError::TooMany { most: MOST_TASKS });
    }
    let currency = stock::currency(tx)?;
    for task in tasks {
        for (field, fits) in [
            ("title", !said(&task.title, 200).is_empty()),
            (
                "price",
                (0..=most_minor).contains(&task.price_minor.unwrap_or(0)),
            ),
            (
                "cost",
                (0..=most_minor).contains(&task.cost_minor.unwrap_or(0)),
            ),
            ("minutes", (0..=10_000).contains(&task.minutes)),
            ("vat", (0..=10_000).contains(&task.vat_bp)),
            (
                "quantity",
                (1..=MOST_ALIKE).contains(&task.quantity)
                    && task.price_minor.unwrap_or(0) % task.quantity == 0,
            ),
            (
                "width",
                (1..=tariff::MOST_UM).contains(&task.width_um.unwrap_or(1)),
            ),
            (
                "metal",
                [task.metal_in_mg, task.metal_out_mg]
                    .iter()
                    .flatten()
                    .all(|mg| (0..=10_000_000).contains(mg)),
            ),
        ] {
            if !fits {
                return Err(RepairError::Field { field, position });
            }
        }
        if let Some(sign) = documents::unwritable(&task.engraving) {
            return Err(RepairError::Engraving { sign });
        }
        let net_minor = match task.price_minor {
            Some(price) => Some(commission::net_of(price, task.vat_bp, currency)?),
            None => None,
        };
        if !task.commission.unwrap_or_default().fits(net_minor) {
            let field = "commission";
            return Err(RepairError::Field { field, position });
        }
        if let Some(id) = task.tariff {
            tariff::tariff(tx, id)?.ok_or(RepairError::TariffUnknown)?;
        }
    }
    Ok(())
}

/// What an entry says of those that stand, as JSON: each with its price and what it earns. What stands later is
/// compared with the last of these.
pub(super) fn told(tx: &ReadTx<'_>, job: i64) -> Result<String, StoreError> {
    let tasks: Vec<_> = store::tasks(tx, job)?
        .into_iter()
        .map(|task| (task.title, task.price_minor, task.commission.parts()))
        .collect();
    Ok(json!({ "tasks": tasks }).to_string())
}

/// Writes them and what they come to. They were checked.
pub(super) fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    wanted: &[NewTask],
    with_cost: bool,
) -> Result<(), RepairError> {
    let standing = store::tasks(tx, job)?;
    for task in &standing {
        if !wanted.iter().any(|one| one.id == task.id) {
            store::strike_task(tx, cx, task.id)?;
        }
    }
    for (at, task) in wanted.iter().enumerate() {
        let was = standing.iter().find(|one| one.id == task.id);
        if was.is_none() && store::task_job(tx, task.id)?.is_some() {
            return Err(RepairError::IdTaken);
        }
        let line = match task.tariff {
            Some(id) => tariff::tariff(tx, id)?,
            None => None,
        };
        let cost = if with_cost {
            task.cost_minor
        } else {
            let listed = line.as_ref().and_then(|line| line.cost_minor);
            was.map_or(listed, |was| was.cost_minor)
        };
        let listed = line.as_ref().map(|line| line.commission);
        let given = task.commission.filter(|_| with_cost);
        let stood = was.map(|was| was.commission).or(listed);
        let commission = given.or(stood).unwrap_or_default();
        let frozen = store::Frozen {
            tariff: line.map(|line| line.version_seq),
            cost_minor: cost,
            commission,
        };
        store::put_task(tx, cx, job, at, task, frozen)?;
    }
    store::sum_tasks(tx, job)?;
    Ok(())
}

/// Says that a task is done, or that it is not after all.
pub fn say_done(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    task: Id<Task>,
    done: bool,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if !job.state.is_open() {
        return Err(RepairError::TasksStand { state: job.state });
    }
    let task = store::tasks(tx, job.seq)?
        .into_iter()
        .find(|one| one.id == task)
        .ok_or(RepairError::JobUnknown)?;
    store::set_done(tx, cx, task.id, done)?;
    let detail = json!({ "done": done }).to_string();
    let entry = NewEntry {
        note: &task.title,
        detail: &detail,
        ..NewEntry::of(job.seq, "task_done")
    };
    noted(tx, cx, &job, &entry)?;
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}
