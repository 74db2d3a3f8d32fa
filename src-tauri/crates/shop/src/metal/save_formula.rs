//! Writes a family's formula.

use super::formula::Formula;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::rules;
use crate::stock;

/// Why a formula is not saved.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SaveFormulaError {
    #[error("the family is not known")]
    FamilyUnknown,
    /// A loss beyond all of the metal, a negative labour.
    #[error("{0} cannot be")]
    Value(&'static str),
    /// Nothing, or more than a hundredfold.
    #[error("the coefficient is beyond belief")]
    Coefficient,
    /// Somebody else changed it meanwhile.
    #[error("the formula has version {0} by now")]
    Stale(i64),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Thousandths: a hundredfold.
pub(super) const MOST_COEFFICIENT_MILLI: i64 = 100_000;

/// Whether a coefficient can be.
pub(super) fn is_coefficient(milli: i64) -> bool {
    (1..=MOST_COEFFICIENT_MILLI).contains(&milli)
}

/// Saves the formula over the version that was seen; 0 where the family had none.
pub fn save_formula(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    formula: &Formula,
) -> Result<Formula, SaveFormulaError> {
    if stock::family_by_id(tx, formula.family)?.is_none() {
        return Err(SaveFormulaError::FamilyUnknown);
    }
    let most = rules::trade().most_price_minor(cx.now.date_naive());
    if !(0..=10_000).contains(&formula.loss.basis_points()) {
        return Err(SaveFormulaError::Value("loss_bp"));
    }
    if !(0..=most).contains(&formula.labour_minor) {
        return Err(SaveFormulaError::Value("labour_minor"));
    }
    if !is_coefficient(formula.coefficient_milli)
        || formula
            .floor_milli
            .is_some_and(|milli| !is_coefficient(milli))
    {
        return Err(SaveFormulaError::Coefficient);
    }
    let standing = store::formula_of(tx, formula.family)?.map_or(0, |known| known.version);
    if standing != formula.version {
        return Err(SaveFormulaError::Stale(standing));
    }
    store::save_formula(tx, formula)?;
    tx.changed(Change::of("pricing"));
    Ok(Formula {
        version: formula.version + 1,
        ..formula.clone()
    })
}
