//! How a decimal becomes an integer. Every conversion names one of these.

use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

/// A named rounding rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, halves away from zero: what French invoices use.
    HalfUp,
    /// To the nearest, halves to the even neighbour: for averages, which must not drift.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    /// The nearest whole number by this rule, or `None` where it exceeds an `i64`.
    pub fn to_integer(self, value: Decimal) -> Option<i64> {
        use rust_decimal::prelude::ToPrimitive;
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Down => RoundingStrategy::ToZero,
            Self::Up => RoundingStrategy::AwayFromZero,
        };
        value.round_dp_with_strategy(0, strategy).to_i64()
    }

    /// `part` of `whole` (more than nothing) as the nearest whole number by this rule, without a
    /// decimal in between; `None` where it exceeds an `i64`.
    pub fn divide(self, part: i128, whole: i128) -> Option<i64> {
        if whole <= 0 {
            return None;
        }
        let (quotient, rest) = (part / whole, part % whole);
        let twice = rest.checked_abs()?.checked_mul(2)?;
        let away = match self {
            Self::Down => false,
            Self::Up => rest != 0,
            Self::HalfUp => twice >= whole,
            Self::HalfEven => twice > whole || (twice == whole && quotient % 2 != 0),
        };
        let step = if away { part.signum() } else { 0 };
        i64::try_from(quotient + step).ok()
    }
}

/// The ending a shop likes its prices to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceEnding {
    /// As computed, to the cent.
    Exact,
    /// Whole euros: `1 290,00`.
    WholeUnits,
    /// `…,90`.
    Ninety,
    /// `…,99`.
    NinetyNine,
    /// Multiples of five: `1 291` becomes `1 295`.
    WholeFives,
    /// Whole tens: `1 290` becomes `1 290`, `1 291` becomes `1 300`.
    WholeTens,
}

/// Not one of the endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ending of prices")]
pub struct UnknownEnding;

impl PriceEnding {
    pub const ALL: [Self; 6] = [
        Self::Exact,
        Self::WholeUnits,
        Self::Ninety,
        Self::NinetyNine,
        Self::WholeFives,
        Self::WholeTens,
    ];

    /// The word in the store and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::WholeUnits => "whole",
            Self::Ninety => "ninety",
            Self::NinetyNine => "ninety_nine",
            Self::WholeFives => "fives",
            Self::WholeTens => "tens",
        }
    }

    /// Every so many cents, and what stands behind them.
    const fn steps(self) -> (i128, i128) {
        match self {
            Self::Exact => (1, 0),
            Self::WholeUnits => (100, 0),
            Self::Ninety => (100, 90),
            Self::NinetyNine => (100, 99),
            Self::WholeFives => (500, 0),
            Self::WholeTens => (1000, 0),
        }
    }

    /// The smallest amount with this ending that is not below `part` of `whole` cents.
    /// `None` where that exceeds an `i64`.
    pub fn up(self, part: i128, whole: i128) -> Option<i64> {
        let (step, offset) = self.steps();
        let (below, width) = (
            part.checked_sub(offset.checked_mul(whole)?)?,
            step.checked_mul(whole)?,
        );
        if width <= 0 {
            return None;
        }
        let steps = below.div_euclid(width) + i128::from(below.rem_euclid(width) != 0);
        i64::try_from(steps.checked_mul(step)?.checked_add(offset)?).ok()
    }

    /// The amount with this ending that is nearest to `part` of `whole` cents, the higher of two,
    /// and never nothing or less. `None` where that exceeds an `i64`.
    pub fn nearest(self, part: i128, whole: i128) -> Option<i64> {
        let (step, offset) = self.steps();
        let (below, width) = (
            part.checked_sub(offset.checked_mul(whole)?)?,
            step.checked_mul(whole)?,
        );
        if width <= 0 {
            return None;
        }
        let steps = below
            .checked_mul(2)?
            .checked_add(width)?
            .div_euclid(width.checked_mul(2)?);
        let ended = steps.checked_mul(step)?.checked_add(offset)?;
        let ended = if ended <= 0 {
            ended.checked_add(step)?
        } else {
            ended
        };
        i64::try_from(ended).ok()
    }
}

impl FromStr for PriceEnding {
    type Err = UnknownEnding;

    fn from_str(code: &str) -> Result<Self, UnknownEnding> {
        Self::ALL
            .into_iter()
            .find(|ending| ending.code() == code)
            .ok_or(UnknownEnding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_where_the_rule_says() {
        let check = |rule: Rounding, value: &str, expected: i64| {
            let value: Decimal = value.parse().expect("a decimal");
            assert_eq!(rule.to_integer(value), Some(expected), "{rule:?} {value}");
        };
        check(Rounding::HalfUp, "2.5", 3);
        check(Rounding::HalfUp, "-2.5", -3);
        check(Rounding::HalfEven, "2.5", 2);
        check(Rounding::HalfEven, "3.5", 4);
        check(Rounding::Down, "-2.9", -2);
        check(Rounding::Up, "2.1", 3);
        assert_eq!(Rounding::Down.to_integer(Decimal::MAX), None);
    }

    #[test]
    fn a_share_is_rounded_as_a_decimal_is() {
        for (part, whole) in [
            (5, 2),
            (-5, 2),
            (7, 2),
            (29, 10),
            (-29, 10),
            (21, 10),
            (0, 3),
        ] {
            let value = Decimal::from(part) / Decimal::from(whole);
            for rule in [
                Rounding::HalfUp,
                Rounding::HalfEven,
                Rounding::Down,
                Rounding::Up,
            ] {
                let divided = rule.divide(i128::from(part), i128::from(whole));
                assert_eq!(divided, rule.to_integer(value), "{rule:?} {part}/{whole}");
            }
        }
        assert_eq!(Rounding::Up.divide(1, 0), None);
        assert_eq!(Rounding::Up.divide(i128::MAX, 1), None);
    }

    #[test]
    fn endings() {
        let check = |ending: PriceEnding, minor, up, nearest| {
            assert_eq!(ending.up(minor, 1), Some(up), "{ending:?} {minor}");
            assert_eq!(
                ending.nearest(minor, 1),
                Some(nearest),
                "{ending:?} {minor}"
            );
        };
        check(PriceEnding::Exact, 12_345, 12_345, 12_345);
        check(PriceEnding::WholeUnits, 12_301, 12_400, 12_300);
        check(PriceEnding::WholeUnits, 12_300, 12_300, 12_300);
        check(PriceEnding::WholeUnits, 12_350, 12_400, 12_400);
        check(PriceEnding::Ninety, 12_391, 12_490, 12_390);
        check(PriceEnding::Ninety, 12_390, 12_390, 12_390);
        check(PriceEnding::Ninety, 1, 90, 90);
        check(PriceEnding::NinetyNine, 12_400, 12_499, 12_399);
        check(PriceEnding::WholeFives, 129_100, 129_500, 129_000);
        check(PriceEnding::WholeTens, 129_100, 130_000, 129_000);
        // Nothing is no price.
        check(PriceEnding::WholeTens, 3, 1_000, 1_000);
        let half = PriceEnding::WholeFives;
        assert_eq!(half.nearest(24_999, 100), Some(500), "249.99 cents");
        assert_eq!(half.nearest(74_999, 100), Some(500), "749.99 cents");
        assert_eq!(half.nearest(75_000, 100), Some(1_000), "750 cents");
        assert_eq!(half.up(50_001, 100), Some(1_000), "500.01 cents");
        assert_eq!(PriceEnding::Ninety.up(i128::from(i64::MAX), 1), None);
        assert_eq!(PriceEnding::Ninety.nearest(i128::MAX, 1), None);
        assert_eq!("sevens".parse::<PriceEnding>(), Err(UnknownEnding));
        for ending in PriceEnding::ALL {
            assert_eq!(ending.code().parse(), Ok(ending));
        }
    }

    proptest! {
        #[test]
        fn an_ending_never_lowers_a_price_nor_raises_it_by_a_step(minor in 0i128..1_000_000_000) {
            for ending in PriceEnding::ALL {
                let (step, _) = ending.steps();
                let ended = i128::from(ending.up(minor, 1).expect("in range"));
                prop_assert!(ended >= minor && ended - minor < step);
                prop_assert_eq!(ending.up(ended, 1).map(i128::from), Some(ended));
                let near = i128::from(ending.nearest(minor, 1).expect("in range"));
                prop_assert!(near > 0 && ((near - minor).abs() * 2 <= step || near <= step));
                prop_assert_eq!(ending.nearest(near, 1).map(i128::from), Some(near));
            }
        }
    }
}
