//! Weights of stones, in integer thousandths of a metric carat (0.2 mg).

use rust_decimal::Decimal;

use crate::{Rounding, Weight, WeightError};

/// Why a stone's weight cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaratError {
    #[error("a stone's weight cannot be negative")]
    Negative,
    #[error("the stone is heavier than any stone known")]
    Absurd,
    #[error("the weight has more than three decimals of a carat")]
    TooPrecise,
}

/// The heaviest rough ever found had about 3,107 ct; parcels of melee may weigh more together.
const MOST_MILLI_CT: i64 = 1_000_000_000;

/// A stone's weight in thousandths of a carat. 0.70 ct is `700`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Carat {
    milli: i64,
}

impl Carat {
    /// From thousandths of a carat.
    pub const fn from_milli(milli: i64) -> Result<Self, CaratError> {
        if milli < 0 {
            return Err(CaratError::Negative);
        }
        if milli > MOST_MILLI_CT {
            return Err(CaratError::Absurd);
        }
        Ok(Self { milli })
    }

    /// From carats with at most three decimals, as written on a certificate.
    pub fn from_carats(carats: Decimal) -> Result<Self, CaratError> {
        let milli = carats
            .checked_mul(Decimal::ONE_THOUSAND)
            .ok_or(CaratError::Absurd)?;
        if !milli.fract().is_zero() {
            return Err(CaratError::TooPrecise);
        }
        Self::from_milli(Rounding::Down.to_integer(milli).ok_or(CaratError::Absurd)?)
    }

    /// Thousandths of a carat.
    pub const fn milli(self) -> i64 {
        self.milli
    }

    /// Carats, exactly.
    pub fn carats(self) -> Decimal {
        Decimal::new(self.milli, 3)
    }

    /// The same in milligrams, rounded to the nearest (1 ct = 200 mg).
    pub fn weight(self, rounding: Rounding) -> Result<Weight, WeightError> {
        let mg = rounding
            .to_integer(Decimal::new(self.milli * 2, 1))
            .ok_or(WeightError::Overflow)?;
        Weight::from_mg(mg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_carats() {
        assert_eq!(Carat::from_milli(-1), Err(CaratError::Negative));
        assert_eq!(Carat::from_milli(i64::MAX), Err(CaratError::Absurd));
        assert_eq!(
            Carat::from_carats(Decimal::new(70_001, 5)),
            Err(CaratError::TooPrecise)
        );
        assert_eq!(Carat::from_carats(Decimal::MAX), Err(CaratError::Absurd));
    }

    #[test]
    fn a_carat_is_200_milligrams() {
        let stone = Carat::from_milli(1_000).expect("1 ct");
        assert_eq!(stone.weight(Rounding::HalfUp).map(Weight::mg), Ok(200));
    }

    proptest! {
        #[test]
        fn carats_and_back(milli in 0..MOST_MILLI_CT) {
            let carat = Carat::from_milli(milli).expect("in range");
            prop_assert_eq!(Carat::from_carats(carat.carats()), Ok(carat));
        }
    }
}
