//! What a task earns whoever does it. Nothing here reads or writes.

use units::{Currency, Money, Percent, Rounding};

use crate::db::StoreError;

/// As the price list and the task of a job say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terms {
    #[default]
    None,
    /// Basis points of what the task brings without VAT.
    Rate(i64),
    /// So much a task, in minor units; never more than it brings.
    Amount(i64),
}

/// All of what a task brings.
const WHOLE_BP: i64 = 10_000;

impl Terms {
    /// Of its two columns. A rate or an amount of nothing is none.
    pub fn from_parts(rate_bp: Option<i64>, amount_minor: Option<i64>) -> Self {
        match (rate_bp, amount_minor) {
            (Some(bp), _) if bp != 0 => Self::Rate(bp),
            (_, Some(minor)) if minor != 0 => Self::Amount(minor),
            _ => Self::None,
        }
    }

    /// The rate and the amount; one of them at most.
    pub const fn parts(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::None => (None, None),
            Self::Rate(bp) => (Some(bp), None),
            Self::Amount(minor) => (None, Some(minor)),
        }
    }

    /// Whether it can be promised of a price without VAT. None: the work is still to be quoted, and only
    /// the rate can be judged.
    pub fn fits(self, net_minor: Option<i64>) -> bool {
        match self {
            Self::None => true,
            Self::Rate(bp) => (0..=WHOLE_BP).contains(&bp),
            Self::Amount(minor) => minor >= 0 && net_minor.is_none_or(|net| minor <= net),
        }
    }

    /// What a task earns that brought so much without VAT: to the cent, halves up, each task by itself, so
    /// that every line of a report can be reckoned again by hand. What brought nothing earns nothing, an
    /// amount included: work that was given away or done again under its warranty was paid for once, and
    /// whoever shall have something for it all the same is given it by a correction with its reason.
    pub fn of(self, net_minor: i64) -> i64 {
        if net_minor <= 0 {
            return 0;
        }
        match self {
            Self::None => 0,
            Self::Rate(bp) => Rounding::HalfUp
                .divide(i128::from(net_minor) * i128::from(bp), i128::from(WHOLE_BP))
                .unwrap_or(0),
            Self::Amount(minor) => minor.min(net_minor),
        }
    }
}

/// A price without the VAT in it, to the cent.
pub fn net_of(price_minor: i64, vat_bp: i64, currency: Currency) -> Result<i64, StoreError> {
    let unreadable = |_| StoreError::Unreadable("price_minor");
    let vat = Percent::from_basis_points(vat_bp).map_err(|_| StoreError::Unreadable("vat_bp"))?;
    let tax = Money::new(price_minor, currency)
        .and_then(|price| price.tax_included(vat, Rounding::HalfUp))
        .map_err(unreadable)?;
    Ok(price_minor - tax.minor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_task_earns() {
        for (terms, net, earned) in [
            (Terms::None, 10_000, 0),
            (Terms::Rate(1_000), 10_000, 1_000),
            // Half a cent up, less than half down.
            (Terms::Rate(1_000), 4_165, 417),
            (Terms::Rate(1_000), 4_164, 416),
            (Terms::Rate(1), 10, 0),
            (Terms::Rate(10_000), 4_165, 4_165),
            (Terms::Amount(500), 10_000, 500),
            // A price that was reduced meanwhile.
            (Terms::Amount(500), 300, 300),
            (Terms::Amount(500), 0, 0),
            (Terms::Rate(1_000), 0, 0),
            (Terms::Rate(1_000), -5_000, 0),
        ] {
            assert_eq!(terms.of(net), earned, "{terms:?} of {net}");
        }
    }

    #[test]
    fn what_cannot_be_promised() {
        for (terms, net, fits) in [
            (Terms::None, Some(0), true),
            (Terms::Rate(10_000), Some(0), true),
            (Terms::Rate(10_001), None, false),
            (Terms::Rate(-1), None, false),
            (Terms::Amount(500), Some(500), true),
            (Terms::Amount(501), Some(500), false),
            (Terms::Amount(501), None, true),
            (Terms::Amount(-1), None, false),
        ] {
            assert_eq!(terms.fits(net), fits, "{terms:?} of {net:?}");
        }
    }

    #[test]
    fn nothing_is_none_however_it_is_written() {
        for terms in [Terms::None, Terms::Rate(250), Terms::Amount(250)] {
            let (bp, minor) = terms.parts();
            assert_eq!(Terms::from_parts(bp, minor), terms);
        }
        assert_eq!(Terms::from_parts(Some(0), None), Terms::None);
        assert_eq!(Terms::from_parts(None, Some(0)), Terms::None);
    }
}
