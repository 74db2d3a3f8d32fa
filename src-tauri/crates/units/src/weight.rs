//! Weights of metal and of whole pieces, in integer milligrams.

use rust_decimal::Decimal;

use crate::{Fineness, MAX_SAFE_INTEGER, Rounding};

/// Why a weight cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightError {
    #[error("a weight cannot be negative")]
    Negative,
    #[error("the weight is beyond what a scale can show")]
    Overflow,
    #[error("the weight has more than three decimals of a gram")]
    TooPrecise,
}

/// A weight in milligrams, never negative. 3.42 g is `3_420`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Weight {
    mg: i64,
}

impl Weight {
    pub const ZERO: Self = Self { mg: 0 };

    /// From milligrams.
    pub const fn from_mg(mg: i64) -> Result<Self, WeightError> {
        if mg < 0 {
            return Err(WeightError::Negative);
        }
        if mg > MAX_SAFE_INTEGER {
            return Err(WeightError::Overflow);
        }
        Ok(Self { mg })
    }

    /// From grams with at most three decimals, as written on a supplier's list.
    pub fn from_grams(grams: Decimal) -> Result<Self, WeightError> {
        let mg = grams
            .checked_mul(Decimal::ONE_THOUSAND)
            .ok_or(WeightError::Overflow)?;
        if !mg.fract().is_zero() {
            return Err(WeightError::TooPrecise);
        }
        Self::from_mg(Rounding::Down.to_integer(mg).ok_or(WeightError::Overflow)?)
    }

    /// Milligrams.
    pub const fn mg(self) -> i64 {
        self.mg
    }

    /// Grams, exactly.
    pub fn grams(self) -> Decimal {
        Decimal::new(self.mg, 3)
    }

    pub fn plus(self, other: Self) -> Result<Self, WeightError> {
        Self::from_mg(self.mg + other.mg)
    }

    /// What remains when `other` is taken away.
    pub fn minus(self, other: Self) -> Result<Self, WeightError> {
        Self::from_mg(self.mg - other.mg)
    }

    /// The pure metal in this weight of alloy, rounded down: a shop never counts metal it has not.
    #[must_use]
    pub fn fine(self, fineness: Fineness) -> Self {
        let mg = i128::from(self.mg) * i128::from(fineness.per_ten_thousand()) / 10_000;
        Self {
            mg: i64::try_from(mg).unwrap_or(self.mg),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_weights() {
        assert_eq!(Weight::from_mg(-1), Err(WeightError::Negative));
        assert_eq!(Weight::from_mg(i64::MAX), Err(WeightError::Overflow));
        assert_eq!(
            Weight::from_grams(Decimal::new(12_345, 4)),
            Err(WeightError::TooPrecise)
        );
        assert_eq!(
            Weight::ZERO.minus(Weight { mg: 1 }),
            Err(WeightError::Negative)
        );
    }

    #[test]
    fn fine_gold_in_an_18_carat_ring() {
        let ring = Weight::from_grams(Decimal::new(342, 2)).expect("3.42 g");
        let title = Fineness::from_per_mille(750).expect("750");
        assert_eq!(ring.fine(title).mg(), 2_565);
    }

    proptest! {
        #[test]
        fn grams_and_back(mg in 0..MAX_SAFE_INTEGER) {
            let weight = Weight::from_mg(mg).expect("in range");
            prop_assert_eq!(Weight::from_grams(weight.grams()), Ok(weight));
        }

        #[test]
        fn fine_never_exceeds_gross(mg in 0..MAX_SAFE_INTEGER, title in 1i64..=10_000) {
            let weight = Weight::from_mg(mg).expect("in range");
            let title = Fineness::from_per_ten_thousand(title).expect("in range");
            prop_assert!(weight.fine(title) <= weight);
        }
    }
}
