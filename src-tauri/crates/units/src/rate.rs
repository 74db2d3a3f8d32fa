//! Percentages and rates: the only decimals, and they never hold money.

use std::str::FromStr;

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

/// What a price of metal is quoted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MassUnit {
    Gram,
    Kilo,
    /// 31.1034768 g, exactly.
    TroyOunce,
}

/// Not one of the units that metal is quoted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a unit of metal")]
pub struct UnknownUnit;

impl MassUnit {
    pub const ALL: [Self; 3] = [Self::Gram, Self::Kilo, Self::TroyOunce];

    /// The word in the store and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gram => "g",
            Self::Kilo => "kg",
            Self::TroyOunce => "ozt",
        }
    }

    /// In ten-millionths of a gram, which an ounce is a whole number of.
    const fn parts(self) -> i128 {
        match self {
            Self::Gram => 10_000_000,
            Self::Kilo => 10_000_000_000,
            Self::TroyOunce => 311_034_768,
        }
    }
}

impl FromStr for MassUnit {
    type Err = UnknownUnit;

    fn from_str(code: &str) -> Result<Self, UnknownUnit> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.code() == code)
            .ok_or(UnknownUnit)
    }
}

/// Why a rate cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    #[error("a rate is more than nothing")]
    NotPositive,
    #[error("no metal costs that much")]
    Absurd,
}

/// More than a kilogram of any metal has cost, in millionths of a currency unit.
const MOST_MICRO: i64 = 1_000_000_000_000_000;

/// The price of fine metal as it was quoted: so much for a gram, a kilogram or a troy ounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    price_micro: i64,
    unit: MassUnit,
    currency: Currency,
}

impl Rate {
    /// `price_micro` millionths of the currency unit for one `unit` of fine metal.
    pub const fn new(
        price_micro: i64,
        unit: MassUnit,
        currency: Currency,
    ) -> Result<Self, RateError> {
        if price_micro <= 0 {
            return Err(RateError::NotPositive);
        }
        if price_micro > MOST_MICRO {
            return Err(RateError::Absurd);
        }
        Ok(Self {
            price_micro,
            unit,
            currency,
        })
    }

    /// Millionths of the currency unit, for one [`Rate::unit`].
    pub const fn price_micro(self) -> i64 {
        self.price_micro
    }

    pub const fn unit(self) -> MassUnit {
        self.unit
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Millionths of the currency unit for a gram, to be shown and compared; [`Rate::value`] counts
    /// with the price as it was quoted.
    pub fn gram_micro(self, rounding: Rounding) -> i64 {
        let scaled = i128::from(self.price_micro) * MassUnit::Gram.parts();
        rounding
            .divide(scaled, self.unit.parts())
            .unwrap_or(i64::MAX)
    }

    /// What the fine metal in this weight of alloy is worth, with so much more for what is lost in
    /// the work. Exact but for the one rounding to the cent.
    pub fn value(
        self,
        weight: Weight,
        fineness: Fineness,
        loss: Percent,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let product = [
            i128::from(fineness.per_ten_thousand()),
            i128::from(self.price_micro),
            i128::from(10_000 + loss.basis_points()),
        ]
        .into_iter()
        .try_fold(i128::from(weight.mg()), i128::checked_mul)
        .ok_or(MoneyError::Overflow)?;
        // mg, ‱, millionths and basis points, against ten-millionths of a gram and cents.
        let minor = rounding
            .divide(product, 100_000_000 * self.unit.parts())
            .ok_or(MoneyError::Overflow)?;
        Money::new(minor, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(price_micro: i64, unit: MassUnit) -> Rate {
        Rate::new(price_micro, unit, Currency::Eur).expect("a rate")
    }

    #[test]
    fn a_ring_of_342_centigrams_at_100_euros_a_fine_gram() {
        let ring = Weight::from_mg(3_420).expect("a weight");
        let title = Fineness::from_per_mille(750).expect("750");
        let check = |price_micro, unit, loss_bp, minor| {
            let loss = Percent::from_basis_points(loss_bp).expect("a loss");
            assert_eq!(
                rate(price_micro, unit).value(ring, title, loss, Rounding::HalfUp),
                Ok(Money::eur(minor)),
                "{price_micro} {unit:?} {loss_bp}"
            );
        };
        check(100_000_000, MassUnit::Gram, 0, 25_650);
        check(100_000_000_000, MassUnit::Kilo, 0, 25_650);
        check(3_110_347_680, MassUnit::TroyOunce, 0, 25_650);
        check(100_000_000, MassUnit::Gram, 800, 27_702);
    }

    #[test]
    fn an_ounce_is_shown_by_the_gram() {
        let check = |micro, expected| {
            let gram = rate(micro, MassUnit::TroyOunce).gram_micro(Rounding::HalfUp);
            assert_eq!(gram, expected);
        };
        check(3_110_347_680, 100_000_000);
        check(1_000_000, 32_151);
    }

    #[test]
    fn bad_rates() {
        let check = |micro, error| {
            assert_eq!(
                Rate::new(micro, MassUnit::Gram, Currency::Eur),
                Err(error),
                "{micro}"
            );
        };
        check(0, RateError::NotPositive);
        check(-1, RateError::NotPositive);
        check(MOST_MICRO + 1, RateError::Absurd);
        assert_eq!("lb".parse::<MassUnit>(), Err(UnknownUnit));
        let heaviest = Weight::from_mg(crate::MAX_SAFE_INTEGER).expect("a weight");
        let fine = Fineness::from_per_ten_thousand(10_000).expect("fine");
        assert_eq!(
            rate(MOST_MICRO, MassUnit::Gram).value(heaviest, fine, Percent::ZERO, Rounding::Up),
            Err(MoneyError::Overflow)
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

    proptest! {
        #[test]
        fn a_kilogram_quoted_is_a_thousand_grams(mg in 0i64..10_000_000, micro in 1i64..1_000_000_000, title in 1i64..=10_000) {
            let weight = Weight::from_mg(mg).expect("a weight");
            let title = Fineness::from_per_ten_thousand(title).expect("a title");
            let of = |rate: Rate| rate.value(weight, title, Percent::ZERO, Rounding::HalfUp);
            prop_assert_eq!(of(rate(micro, MassUnit::Gram)), of(rate(micro * 1000, MassUnit::Kilo)));
        }

        #[test]
        fn a_higher_rate_never_lowers_a_value(mg in 0i64..10_000_000, micro in 1i64..1_000_000_000, more in 0i64..1_000_000) {
            let weight = Weight::from_mg(mg).expect("a weight");
            let title = Fineness::from_per_mille(750).expect("a title");
            let of = |micro| rate(micro, MassUnit::TroyOunce).value(weight, title, Percent::ZERO, Rounding::HalfUp).map(Money::minor);
            prop_assert!(of(micro).expect("a value") <= of(micro + more).expect("a value"));
        }
    }
}
