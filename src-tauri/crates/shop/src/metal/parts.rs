//! What of a piece's cost and price is its own, beside its sheet.

use crate::stock::words;

words! {
    /// How a piece comes to its price.
    Mode {
        /// A person wrote it.
        Fixed = "fixed",
        /// Its family's formula.
        Formula = "formula",
    }
}

/// A piece's cost in its parts, and what it has instead of its family's formula. Cents without VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// None: as its family.
    pub mode: Option<Mode>,
    /// What was paid for the metal when it came in.
    pub metal_minor: Option<i64>,
    pub stones_minor: Option<i64>,
    pub labour_minor: Option<i64>,
    /// Settings, casting, carriage.
    pub other_minor: Option<i64>,
    /// Thousandths.
    pub coefficient_milli: Option<i64>,
    /// VAT included.
    pub floor_minor: Option<i64>,
    /// 0: nothing was ever written.
    pub version: i64,
}

impl Parts {
    /// What it cost in all, where it is known what was paid for the metal.
    pub fn cost_minor(&self) -> Option<i64> {
        let rest = [self.stones_minor, self.labour_minor, self.other_minor];
        rest.into_iter()
            .flatten()
            .try_fold(self.metal_minor?, i64::checked_add)
    }
}
