//! Amounts of money, as integer minor units with their currency.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::{MAX_SAFE_INTEGER, Percent, Rounding};

/// An ISO 4217 currency that a shop may keep its books in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    Eur,
    Chf,
    Gbp,
    Usd,
}

impl Currency {
    /// The three-letter ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Chf => "CHF",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        [Self::Eur, Self::Chf, Self::Gbp, Self::Usd]
            .into_iter()
            .find(|currency| currency.code() == code)
            .ok_or(MoneyError::UnknownCurrency)
    }
}

/// Why an amount cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("the amount is beyond what the books can hold")]
    Overflow,
    #[error("the amounts are in different currencies")]
    CurrencyMismatch,
    #[error("the currency is not one the shop can keep books in")]
    UnknownCurrency,
    #[error("an amount cannot be divided among nothing")]
    NoShares,
}

/// An amount in minor units (cents), within ±(2⁵³ − 1) so that every JSON reader keeps it exact.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// `minor` cents of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor > MAX_SAFE_INTEGER || minor < -MAX_SAFE_INTEGER {
            return Err(MoneyError::Overflow);
        }
        Ok(Self { minor, currency })
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// `minor` euro cents; for amounts known to be small, such as a rule's limit or a test's price.
    ///
    /// # Panics
    /// Beyond ±(2⁵³ − 1) cents.
    pub const fn eur(minor: i64) -> Self {
        match Self::new(minor, Currency::Eur) {
            Ok(money) => money,
            Err(_) => panic!("beyond 2^53 - 1 cents"),
        }
    }

    /// Cents.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The same amount owed the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            minor: -self.minor,
            currency: self.currency,
        }
    }

    /// The sum, in the one currency both share.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        Self::new(self.minor + other.minor, self.currency)
    }

    /// The difference, in the one currency both share.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated())
    }

    /// The price of `count` things at this price each.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(count).ok_or(MoneyError::Overflow)?;
        Self::new(minor, self.currency)
    }

    /// The sum of many amounts; nothing sums to zero of `currency`.
    pub fn sum(
        amounts: impl IntoIterator<Item = Self>,
        currency: Currency,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), Self::plus)
    }

    /// `percent` of this amount.
    pub fn percent(self, percent: Percent, rounding: Rounding) -> Result<Self, MoneyError> {
        self.scaled(percent.as_fraction(), rounding)
    }

    /// This amount multiplied by a plain number.
    pub fn scaled(self, factor: Decimal, rounding: Rounding) -> Result<Self, MoneyError> {
        let product = Decimal::from(self.minor)
            .checked_mul(factor)
            .ok_or(MoneyError::Overflow)?;
        let minor = rounding.to_integer(product).ok_or(MoneyError::Overflow)?;
        Self::new(minor, self.currency)
    }

    /// The tax contained in this tax-inclusive amount at `rate`: what is left is the net.
    pub fn tax_included(self, rate: Percent, rounding: Rounding) -> Result<Self, MoneyError> {
        let fraction = rate.as_fraction();
        let share = fraction
            .checked_div(Decimal::ONE + fraction)
            .ok_or(MoneyError::Overflow)?;
        self.scaled(share, rounding)
    }

    /// This amount split in proportion to `weights`, to the cent: the parts always sum to the
    /// whole, and the cents left over go to the largest remainders, first come first served.
    pub fn allocate(self, weights: &[i64]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
        if total <= 0 || weights.iter().any(|&weight| weight < 0) {
            return Err(MoneyError::NoShares);
        }
        let whole = i128::from(self.minor);
        let mut parts: Vec<i128> = Vec::with_capacity(weights.len());
        let mut remainders: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
        for (index, &weight) in weights.iter().enumerate() {
            let product = whole * i128::from(weight);
            parts.push(product / total);
            remainders.push(((product % total).abs(), index));
        }
        let left = whole - parts.iter().sum::<i128>();
        remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(_, index) in remainders
            .iter()
            .take(usize::try_from(left.abs()).unwrap_or(0))
        {
            parts[index] += left.signum();
        }
        parts
            .into_iter()
            .map(|part| {
                let minor = i64::try_from(part).map_err(|_| MoneyError::Overflow)?;
                Self::new(minor, self.currency)
            })
            .collect()
    }
}

/// `1290.00 EUR`: for logs and tests; people see amounts through their language's format.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(
            f,
            "{sign}{}.{:02} {}",
            minor / 100,
            minor % 100,
            self.currency.code()
        )
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_the_books_cannot_hold() {
        assert_eq!(
            Money::new(MAX_SAFE_INTEGER + 1, Currency::Eur),
            Err(MoneyError::Overflow)
        );
        let most = Money::eur(MAX_SAFE_INTEGER);
        assert_eq!(most.plus(Money::eur(1)), Err(MoneyError::Overflow));
        assert_eq!(most.times(2), Err(MoneyError::Overflow));
        assert_eq!(Money::eur(1).times(i64::MAX), Err(MoneyError::Overflow));
        assert_eq!(
            Money::eur(1).plus(Money::zero(Currency::Chf)),
            Err(MoneyError::CurrencyMismatch)
        );
        assert_eq!(Money::eur(5).allocate(&[]), Err(MoneyError::NoShares));
        assert_eq!(
            Money::eur(5).allocate(&[1, -1, 4]),
            Err(MoneyError::NoShares)
        );
        assert_eq!("XXX".parse::<Currency>(), Err(MoneyError::UnknownCurrency));
    }

    #[test]
    fn french_vat_inside_a_price() {
        let twenty = Percent::from_basis_points(2000).expect("20 %");
        let check = |price, vat| {
            assert_eq!(
                Money::eur(price).tax_included(twenty, Rounding::HalfUp),
                Ok(Money::eur(vat))
            );
        };
        check(129_000, 21_500);
        check(100, 17);
        check(-100, -17);
        check(3, 1);
        check(2, 0);
    }

    #[test]
    fn allocation_gives_the_odd_cents_to_the_largest_remainders() {
        assert_eq!(
            Money::eur(100).allocate(&[1, 1, 1]),
            Ok(vec![Money::eur(34), Money::eur(33), Money::eur(33)])
        );
        assert_eq!(
            Money::eur(-100).allocate(&[1, 1, 1]),
            Ok(vec![Money::eur(-34), Money::eur(-33), Money::eur(-33)])
        );
    }

    #[test]
    fn is_shown_exactly() {
        assert_eq!(Money::eur(-5).to_string(), "-0.05 EUR");
        assert_eq!(Money::eur(129_000).to_string(), "1290.00 EUR");
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(minor in -1_000_000_000i64..1_000_000_000, weights in proptest::collection::vec(0i64..1_000_000, 1..20)) {
            prop_assume!(weights.iter().sum::<i64>() > 0);
            let whole = Money::eur(minor);
            let parts = whole.allocate(&weights).expect("in range");
            prop_assert_eq!(Money::sum(parts.iter().copied(), Currency::Eur), Ok(whole));
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0 || part.is_zero());
            }
        }

        #[test]
        fn the_tax_of_a_refund_is_the_tax_of_the_sale(minor in 0i64..1_000_000_000, bp in 0i64..10_000) {
            let rate = Percent::from_basis_points(bp).expect("a rate");
            let tax = Money::eur(minor).tax_included(rate, Rounding::HalfUp).expect("in range");
            let back = Money::eur(-minor).tax_included(rate, Rounding::HalfUp).expect("in range");
            prop_assert_eq!(back, tax.negated());
            prop_assert!(tax.minor() <= minor);
        }

        #[test]
        fn minus_undoes_plus(a in -1_000_000_000_000i64..1_000_000_000_000, b in -1_000_000_000_000i64..1_000_000_000_000) {
            let (a, b) = (Money::eur(a), Money::eur(b));
            prop_assert_eq!(a.plus(b).and_then(|sum| sum.minus(b)), Ok(a));
        }
    }
}
