//! How a decimal becomes an integer. Every conversion names one of these.

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
}

/// The ending a shop likes its prices to have: the next price at or above the computed one
/// that ends so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceEnding {
    /// As computed, to the cent.
    Exact,
    /// Whole euros: `1 290,00`.
    WholeUnits,
    /// `…,90`.
    Ninety,
    /// Whole tens: `1 290` becomes `1 290`, `1 291` becomes `1 300`.
    WholeTens,
}

impl PriceEnding {
    /// The smallest amount with this ending that is not below `minor` (cents).
    /// `None` where that exceeds an `i64`.
    pub fn apply(self, minor: i64) -> Option<i64> {
        let (step, offset) = match self {
            Self::Exact => return Some(minor),
            Self::WholeUnits => (100, 0),
            Self::Ninety => (100, 90),
            Self::WholeTens => (1000, 0),
        };
        let below = minor.checked_sub(offset)?;
        let steps = below.div_euclid(step) + i64::from(below.rem_euclid(step) != 0);
        steps.checked_mul(step)?.checked_add(offset)
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
    fn endings() {
        let check = |ending: PriceEnding, minor, expected| {
            assert_eq!(ending.apply(minor), Some(expected), "{ending:?} {minor}");
        };
        check(PriceEnding::Exact, 12_345, 12_345);
        check(PriceEnding::WholeUnits, 12_301, 12_400);
        check(PriceEnding::WholeUnits, 12_300, 12_300);
        check(PriceEnding::Ninety, 12_391, 12_490);
        check(PriceEnding::Ninety, 12_390, 12_390);
        check(PriceEnding::Ninety, 1, 90);
        check(PriceEnding::WholeTens, 129_100, 130_000);
        assert_eq!(PriceEnding::Ninety.apply(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn an_ending_never_lowers_a_price_nor_raises_it_by_a_step(minor in 0i64..1_000_000_000) {
            for (ending, step) in [(PriceEnding::WholeUnits, 100), (PriceEnding::Ninety, 100), (PriceEnding::WholeTens, 1000)] {
                let ended = ending.apply(minor).expect("in range");
                prop_assert!(ended >= minor && ended - minor < step);
                prop_assert_eq!(ending.apply(ended), Some(ended));
            }
        }
    }
}
