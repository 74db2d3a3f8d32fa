//! Percentages and rates: the only decimals, and they never hold money.

use rust_decimal::Decimal;

use crate::{Currency, Fineness, Money, MoneyError, Rounding, Weight};

/// Why a percentage cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PercentError {
    #[error("a percentage lies between 0 and 100,000 %")]
    OutOfRange,
}

/// A percentage in basis points (parts per ten thousand). 20 % is `2_000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Percent {
    basis_points: i64,
}

impl Percent {
    pub const ZERO: Self = Self { basis_points: 0 };

    pub const fn from_basis_points(basis_points: i64) -> Result<Self, PercentError> {
        if basis_points < 0 || basis_points > 10_000_000 {
            return Err(PercentError::OutOfRange);
        }
        Ok(Self { basis_points })
    }

    pub const fn basis_points(self) -> i64 {
        self.basis_points
    }

    /// 20 % as 0.2000.
    pub fn as_fraction(self) -> Decimal {
        Decimal::new(self.basis_points, 4)
    }
}

/// Why a rate cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    #[error("a rate is more than nothing")]
    NotPositive,
}

/// The price of one gram of pure metal, in major units of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    per_fine_gram: Decimal,
    currency: Currency,
}

impl Rate {
    pub fn per_fine_gram(value: Decimal, currency: Currency) -> Result<Self, RateError> {
        if value <= Decimal::ZERO {
            return Err(RateError::NotPositive);
        }
        Ok(Self {
            per_fine_gram: value,
            currency,
        })
    }

    /// What the pure metal in `weight` of `fineness` is worth.
    pub fn value(
        self,
        weight: Weight,
        fineness: Fineness,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let fine_grams = weight
            .grams()
            .checked_mul(Decimal::new(fineness.per_ten_thousand(), 4))
            .ok_or(MoneyError::Overflow)?;
        let minor = fine_grams
            .checked_mul(self.per_fine_gram)
            .and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED))
            .ok_or(MoneyError::Overflow)?;
        let minor = rounding.to_integer(minor).ok_or(MoneyError::Overflow)?;
        Money::new(minor, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_342_centigrams_at_100_euros_a_fine_gram() {
        let rate = Rate::per_fine_gram(Decimal::ONE_HUNDRED, Currency::Eur).expect("a rate");
        let ring = Weight::from_mg(3_420).expect("a weight");
        let title = Fineness::from_per_mille(750).expect("750");
        assert_eq!(
            rate.value(ring, title, Rounding::HalfUp),
            Ok(Money::eur(25_650))
        );
    }

    #[test]
    fn bad_rates() {
        assert_eq!(
            Rate::per_fine_gram(Decimal::ZERO, Currency::Eur),
            Err(RateError::NotPositive)
        );
        assert_eq!(
            Percent::from_basis_points(-1),
            Err(PercentError::OutOfRange)
        );
        assert_eq!(
            Percent::from_basis_points(10_000_001),
            Err(PercentError::OutOfRange)
        );
    }
}
