//! Open to buy: what a month may cost, what has come, what is on its way.

use super::refusal::Refusal;
use super::store;
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// A month's budget, cents without VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// `2026-11`.
    pub month: String,
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

/// How a month stands.
pub fn budget(tx: &ReadTx<'_>, month: &str) -> Result<Budget, Refusal> {
    if !is_month(month) {
        return Err(Refusal::Day);
    }
    Ok(store::budget(tx, month)?)
}

/// Sets a month's budget over the version that was seen.
pub fn save_budget(
    tx: &mut WriteTx<'_>,
    month: &str,
    amount_minor: i64,
    version: i64,
) -> Result<Budget, Refusal> {
    let standing = budget(tx, month)?;
    if !(0..=MOST_MINOR).contains(&amount_minor) {
        return Err(Refusal::Amount(amount_minor));
    }
    if standing.version != version {
        return Err(Refusal::Stale(standing.version));
    }
    store::save_budget(tx, month, amount_minor)?;
    tx.changed(Change::of("purchase"));
    store::budget(tx, month).map_err(|error: StoreError| error.into())
}
