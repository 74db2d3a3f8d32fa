//! How long something may be away, by where it is.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::nouns::Kind;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::settings;
use crate::users::{Authority, MissingRight, Right, authorise};

const NAME: &str = "away.limits";

/// Ten years: who wants no reminder sets no limit.
pub const LONGEST_DAYS: i64 = 3_650;

/// Whole days; None: no reminder. Kept as the shop set them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    pub bench: Option<i64>,
    pub supplier: Option<i64>,
    pub customer: Option<i64>,
    /// Nights out of the safe.
    pub tray: Option<i64>,
}

impl Default for Limits {
    /// What the trade thinks usual: a fortnight on the bench, a month with a colleague, a week with a
    /// customer who is choosing, no night in the window.
    fn default() -> Self {
        Self {
            bench: Some(14),
            supplier: Some(30),
            customer: Some(7),
            tray: Some(0),
        }
    }
}

impl Limits {
    pub const fn of(&self, kind: Kind) -> Option<i64> {
        match kind {
            Kind::Bench => self.bench,
            Kind::Supplier => self.supplier,
            Kind::Customer => self.customer,
            Kind::Tray => self.tray,
        }
    }
}

/// Why the limits stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// Negative, or longer than ten years.
    #[error("0 to {LONGEST_DAYS} days")]
    Days,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The shop's limits.
pub fn limits(tx: &ReadTx<'_>) -> Result<Limits, StoreError> {
    Ok(settings::get(tx, NAME)?.unwrap_or_default())
}

/// Sets them all.
pub fn set_limits(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    limits: Limits,
) -> Result<(), LimitError> {
    authorise(by, None, Right::Settings)?;
    let all = Kind::ALL.iter().filter_map(|kind| limits.of(*kind));
    if all
        .into_iter()
        .any(|days| !(0..=LONGEST_DAYS).contains(&days))
    {
        return Err(LimitError::Days);
    }
    settings::set(tx, cx, NAME, &limits)?;
    let detail = json!({ "what": NAME, "bench": limits.bench, "supplier": limits.supplier,
        "customer": limits.customer, "tray": limits.tray });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("away"));
    Ok(())
}
