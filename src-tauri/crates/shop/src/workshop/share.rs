//! Shares a job's money out among its tasks. Nothing here reads or writes.

use units::{Currency, Money};

use super::key::{By, Group, Key};
use super::work::Done;
use crate::bench::{self, Spent, SpentOn};
use crate::db::StoreError;

/// What a line has of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub key: Key,
    pub net_minor: i64,
    pub cost_minor: i64,
}

/// Some minor units in proportion to weights, to the cent; evenly where they are all 0.
fn allocate(minor: i64, weights: &[i64], currency: Currency) -> Result<Vec<i64>, StoreError> {
    let unreadable = |_| StoreError::Unreadable("repair_task.price_minor");
    let even = vec![1; weights.len()];
    let is_empty = weights.iter().all(|weight| *weight == 0);
    let weights = if is_empty { &even } else { weights };
    let parts = Money::new(minor, currency)
        .and_then(|whole| whole.allocate(weights))
        .map_err(unreadable)?;
    Ok(parts.into_iter().map(Money::minor).collect())
}

/// What each task has of some money: by their prices.
pub(super) fn nets(
    tasks: &[Done],
    net_minor: i64,
    currency: Currency,
) -> Result<Vec<i64>, StoreError> {
    allocate(net_minor, &weights(tasks, currency)?, currency)
}

/// The tasks' prices without VAT.
fn weights(tasks: &[Done], currency: Currency) -> Result<Vec<i64>, StoreError> {
    let net = |one: &Done| Ok(bench::net_of(&one.task, currency)?.unwrap_or(0));
    tasks.iter().map(net).collect()
}

/// By the tasks' prices; what was spent on a task stays with it, and a workshop's bill with what it did.
/// `nothing_done`: nothing came of the work but a fee.
pub(super) fn shares(
    tasks: &[Done],
    by: By,
    nothing_done: bool,
    net_minor: i64,
    spent: &[Spent],
    currency: Currency,
) -> Result<Vec<Share>, StoreError> {
    if tasks.is_empty() {
        let fee = nothing_done && by == By::Kind;
        return Ok(vec![Share {
            key: Key::of(if fee { Group::Fee } else { Group::None }),
            net_minor,
            cost_minor: spent.iter().map(|one| one.minor).sum(),
        }]);
    }
    let weights = weights(tasks, currency)?;
    let mut costs = vec![0; tasks.len()];
    for one in spent {
        let own = |at: &usize| match (one.task, one.what) {
            (Some(task), _) => tasks[*at].task.id == task,
            (None, SpentOn::Vendor(id)) => {
                tasks[*at].hand.group == Group::Vendor && tasks[*at].hand.id == Some(id.uuid())
            }
            (None, _) => true,
        };
        let mut of: Vec<usize> = (0..tasks.len()).filter(own).collect();
        if of.is_empty() {
            of = (0..tasks.len()).collect();
        }
        let some: Vec<i64> = of.iter().map(|at| weights[*at]).collect();
        for (at, part) in of.iter().zip(allocate(one.minor, &some, currency)?) {
            costs[*at] += part;
        }
    }
    let nets = allocate(net_minor, &weights, currency)?;
    let mut shares: Vec<Share> = Vec::new();
    for ((one, net_minor), cost_minor) in tasks.iter().zip(nets).zip(costs) {
        let key = match by {
            By::Hand => one.hand.clone(),
            By::Kind | By::Stage if nothing_done => Key::of(Group::Fee),
            By::Kind | By::Stage => Key::kind(one.task.kind),
        };
        match shares.iter_mut().find(|share| share.key == key) {
            Some(share) => {
                share.net_minor += net_minor;
                share.cost_minor += cost_minor;
            }
            None => shares.push(Share {
                key,
                net_minor,
                cost_minor,
            }),
        }
    }
    Ok(shares)
}
