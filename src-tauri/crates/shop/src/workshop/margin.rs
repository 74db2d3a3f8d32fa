//! What work brings and costs.

use std::collections::HashMap;

use units::Id;

use super::key::{By, Group, Key, ranked};
use super::period::{Period, Span, WorkshopError};
use super::share::shares;
use super::store::{self, Charge};
use super::work::work;
use crate::bench;
use crate::db::ReadTx;
use crate::repair::{Job, State};
use crate::stock;

/// Sums of the tickets of the span, in minor units without VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarginLine {
    pub key: Option<Key>,
    /// Works that were charged, less those whose ticket was annulled; and those that went home for
    /// nothing.
    pub jobs: i64,
    pub net_minor: i64,
    /// Of the works whose cost is known: time, parts, metal, and what workshops bill.
    pub cost_minor: i64,
    /// Of the same.
    pub margin_minor: i64,
    /// How many have nothing written of what they cost, or not all of it: the margin leaves them out.
    pub without_cost: i64,
}

impl MarginLine {
    fn add(&mut self, jobs: i64, net_minor: i64, cost_minor: Option<i64>) {
        self.jobs += jobs;
        self.net_minor += net_minor;
        match cost_minor {
            Some(cost) => {
                self.cost_minor += cost;
                self.margin_minor += net_minor - cost;
            }
            None => self.without_cost += jobs,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// What brought the most first.
    pub lines: Vec<MarginLine>,
    pub total: MarginLine,
}

#[derive(Default)]
struct Sums {
    groups: HashMap<Key, MarginLine>,
    total: MarginLine,
}

/// Of the tickets of a span of days.
pub fn margin(tx: &ReadTx<'_>, by: By, period: Period) -> Result<Margin, WorkshopError> {
    if by == By::Stage {
        return Err(WorkshopError::By);
    }
    let span = period.span(tx)?;
    let mut sums = Sums::default();
    for (kind, id) in store::charged(tx, period.from, period.until)? {
        let charges = store::charges(tx, &kind, id)?;
        let (jobs, net_minor) = charged(&charges, period);
        if jobs == 0 && net_minor == 0 {
            continue;
        }
        if kind == "job" {
            of_job(tx, &mut sums, by, Id::from_uuid(id), jobs, net_minor)?;
        } else {
            let own = charges.iter().filter(|one| within(one, period));
            let cost_minor = own
                .map(|one| one.cost_minor)
                .try_fold(0, |sum, cost| cost.map(|cost| sum + cost));
            sums.total.add(jobs, net_minor, cost_minor);
            let line = sums.groups.entry(Key::subject(&kind)).or_default();
            line.add(jobs, net_minor, cost_minor);
        }
    }
    for_nothing(tx, &mut sums, by, &span)?;
    let (kept_minor, works) = store::kept(tx, period.from, period.until)?;
    if works > 0 {
        sums.total.add(works, kept_minor, Some(0));
        let line = sums.groups.entry(Key::of(Group::Kept)).or_default();
        line.add(works, kept_minor, Some(0));
    }
    let line = |key, one| MarginLine {
        key: Some(key),
        ..one
    };
    Ok(Margin {
        lines: ranked(sums.groups, line, |one| one.net_minor),
        total: sums.total,
    })
}

fn within(one: &Charge, period: Period) -> bool {
    (period.from..=period.until).contains(&one.business_on)
}

/// How often the tickets of a span charged a work that was not charged, less how often they took that
/// back; and what they come to. What a work cost counts with the ticket that charges it.
fn charged(charges: &[Charge], period: Period) -> (i64, i64) {
    let (mut jobs, mut net_minor, mut stood) = (0, 0, 0);
    for one in charges {
        let stands = stood + one.net_minor;
        if within(one, period) {
            net_minor += one.net_minor;
            jobs += i64::from(stands > 0) - i64::from(stood > 0);
        }
        stood = stands;
    }
    (jobs, net_minor)
}

fn of_job(
    tx: &ReadTx<'_>,
    sums: &mut Sums,
    by: By,
    id: Id<Job>,
    jobs: i64,
    net_minor: i64,
) -> Result<(), WorkshopError> {
    let Some(work) = work(tx, id)? else {
        return Ok(());
    };
    let currency = stock::currency(tx)?;
    let spent = bench::spent(tx, id)?;
    let is_known = !spent.is_empty() && spent.iter().all(|one| !one.unknown);
    let nothing_done = work.course.lost().is_some();
    let mut total_minor = 0;
    for share in shares(&work.tasks, by, nothing_done, net_minor, &spent, currency)? {
        let cost_minor = share.cost_minor * jobs;
        total_minor += cost_minor;
        let line = sums.groups.entry(share.key).or_default();
        line.add(jobs, share.net_minor, is_known.then_some(cost_minor));
    }
    sums.total
        .add(jobs, net_minor, is_known.then_some(total_minor));
    Ok(())
}

/// What went home in the span without a ticket: done again under its warranty, or cancelled. It cost what
/// it cost.
fn for_nothing(tx: &ReadTx<'_>, sums: &mut Sums, by: By, span: &Span) -> Result<(), WorkshopError> {
    for id in store::moved_into(tx, span, &[State::Collected])? {
        let Some(work) = work(tx, id)? else { continue };
        if !span.has(work.course.gone_at()) || is_charged(&store::charges(tx, "job", id.uuid())?) {
            continue;
        }
        let was_worked_on = work.course.collected_at().is_some();
        if was_worked_on || !bench::spent(tx, id)?.is_empty() {
            of_job(tx, sums, by, id, 1, 0)?;
        }
    }
    Ok(())
}

fn is_charged(charges: &[Charge]) -> bool {
    charges.iter().map(|one| one.net_minor).sum::<i64>() != 0
}
