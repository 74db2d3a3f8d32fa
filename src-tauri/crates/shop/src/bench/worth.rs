//! What a job has cost the shop, and what is left of its price.

use units::{Money, Percent, Rounding};

use super::nouns::{BenchError, MetalMove, Part, Time};
use super::slip::LineState;
use super::{rule, store};
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, State};
use crate::stock;

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

/// Adds up what was written of a job.
pub fn worth(tx: &ReadTx<'_>, job: &Job) -> Result<Worth, BenchError> {
    let mut sums = Worth::default();
    for time in store::times(tx, job.id)?.iter().filter(|one| stands(one)) {
        let minutes = time.minutes.unwrap_or(0);
        sums.minutes += minutes;
        match time.hour_minor {
            Some(hour) => sums.time_minor += rule::of_hour(hour, minutes)?,
            None => sums.incomplete |= minutes > 0,
        }
    }
    for part in store::parts(tx, job.id)?.iter().filter(|one| is_in(one)) {
        match part.cost_minor {
            Some(minor) => sums.parts_minor += minor * part.left,
            None => sums.incomplete = true,
        }
    }
    for metal in store::metals(tx, job.id)?.iter().filter(|one| went_in(one)) {
        match metal.value_minor {
            Some(minor) => sums.metal_minor += minor,
            None => sums.incomplete = true,
        }
    }
    for line in store::sent(tx, job.id)? {
        match (&line.billed, line.state) {
            (Some((net, _)), _) => sums.vendors_minor += net,
            // What is out or back will be billed; until then it counts as agreed.
            (None, LineState::Out | LineState::Back) => {
                sums.vendors_minor += line.agreed_minor.unwrap_or(0);
                sums.incomplete = true;
            }
            (None, LineState::Unworked | LineState::Cancelled) => {}
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
    let unreadable = |_| StoreError::Unreadable("repair_task.price_minor");
    let mut sum = 0;
    for task in repair::tasks(tx, job.seq)? {
        let Some(minor) = task.price_minor else {
            return Ok(None);
        };
        let price = Money::new(minor, currency).map_err(unreadable)?;
        let vat = Percent::from_basis_points(task.vat_bp)
            .map_err(|_| StoreError::Unreadable("repair_task.vat_bp"))?;
        let tax = price
            .tax_included(vat, Rounding::HalfUp)
            .map_err(unreadable)?;
        sum += minor - tax.minor();
    }
    Ok(Some(sum))
}
