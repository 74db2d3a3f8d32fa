//! Open to buy: what a month may cost, what has come, what is on its way.

use units::Id;

use super::refusal::Refusal;
use super::store;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::stock::{self, Family};

/// A month's budget, cents without VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// `2026-11`.
    pub month: String,
    /// None: of all families together.
    pub family: Option<Id<Family>>,
    /// None: none was set.
    pub amount_minor: Option<i64>,
    /// Received in the month, less what went back in it.
    pub spent_minor: i64,
    /// Sent orders expected in the month, or ordered in it where no day was said, as far as not received.
    pub committed_minor: i64,
    /// 0: none was set.
    pub version: i64,
}

impl Budget {
    /// What may still be ordered; below zero where it is more already.
    pub fn remaining_minor(&self) -> Option<i64> {
        Some(self.amount_minor? - self.spent_minor - self.committed_minor)
    }
}

const MOST_MINOR: i64 = 10_000_000_000;

fn is_month(month: &str) -> bool {
    let mut parts = month.split('-');
    let number = |part: Option<&str>, length: usize| {
        part.filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|part| part.parse::<u32>().ok())
    };
    let year = number(parts.next(), 4);
    let of = number(parts.next(), 2);
    year.is_some_and(|year| year >= 2000)
        && of.is_some_and(|month| (1..=12).contains(&month))
        && parts.next().is_none()
}

/// How a month stands as a whole.
pub fn budget(tx: &ReadTx<'_>, month: &str) -> Result<Budget, Refusal> {
    let mut all = budgets(tx, month)?;
    Ok(all.swap_remove(0))
}

/// How a month stands: first as a whole, then each family that has a budget, or that cost something.
/// What the families' budgets come to need not be the whole's.
pub fn budgets(tx: &ReadTx<'_>, month: &str) -> Result<Vec<Budget>, Refusal> {
    if !is_month(month) {
        return Err(Refusal::Day);
    }
    let set = store::set_budgets(tx, month)?;
    let spent = store::spent(tx, month)?;
    let committed = store::committed(tx, month)?;
    let one = |family: Option<Id<Family>>| {
        let found = set.iter().find(|(of, ..)| *of == family);
        let sum = |of: &[(Id<Family>, i64)]| {
            let wanted = of
                .iter()
                .filter(|(id, _)| family.is_none_or(|it| it == *id));
            wanted.map(|(_, minor)| minor).sum()
        };
        Budget {
            month: month.to_owned(),
            family,
            amount_minor: found.map(|&(_, amount, _)| amount),
            spent_minor: sum(&spent),
            committed_minor: sum(&committed),
            version: found.map_or(0, |&(.., version)| version),
        }
    };
    let mut families: Vec<Id<Family>> = set.iter().filter_map(|&(family, ..)| family).collect();
    for (family, _) in spent.iter().chain(&committed) {
        if !families.contains(family) {
            families.push(*family);
        }
    }
    let mut all = vec![one(None)];
    all.extend(families.into_iter().map(|family| one(Some(family))));
    Ok(all)
}

/// Sets a month's budget, or a family's in it, over the version that was seen.
pub fn save_budget(
    tx: &mut WriteTx<'_>,
    month: &str,
    family: Option<Id<Family>>,
    amount_minor: i64,
    version: i64,
) -> Result<Budget, Refusal> {
    let standing = |all: Vec<Budget>| all.into_iter().find(|one| one.family == family);
    if let Some(family) = family
        && !stock::families(tx)?.iter().any(|one| one.id == family)
    {
        return Err(Refusal::FamilyUnknown);
    }
    let seen = standing(budgets(tx, month)?).map_or(0, |one| one.version);
    if !(0..=MOST_MINOR).contains(&amount_minor) {
        return Err(Refusal::Amount(amount_minor));
    }
    if seen != version {
        return Err(Refusal::Stale(seen));
    }
    store::save_budget(tx, month, family, amount_minor)?;
    tx.changed(Change::of("purchase"));
    standing(budgets(tx, month)?)
        .ok_or(StoreError::Unreadable("purchase_budget"))
        .map_err(Into::into)
}
