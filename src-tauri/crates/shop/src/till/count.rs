//! The evening's blind count, means by means, beside what the books expect.

use serde::{Deserialize, Serialize};
use units::MAX_SAFE_INTEGER;

use super::totals::Totals;
use crate::sales::Tender;

/// What was counted of a means of payment other than cash, without seeing what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub tender: Tender,
    /// Of cards the total of the terminal's slip, of cheques their sum.
    pub amount_minor: i64,
    /// How many papers, where they are counted one by one: cheques.
    pub count: Option<i64>,
}

/// A means of payment at a closing.
/// A key that the program did not write is no such value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenderCount {
    /// `cash`, `card`, `cheque`, `transfer`.
    pub tender: String,
    pub expected_minor: i64,
    pub counted_minor: i64,
    /// How many papers, where they were counted.
    pub expected_count: Option<i64>,
    pub counted_count: Option<i64>,
}

impl TenderCount {
    /// More or less than expected.
    pub fn difference_minor(&self) -> i64 {
        self.counted_minor - self.expected_minor
    }

    /// Papers too many or too few.
    pub fn difference_count(&self) -> i64 {
        self.counted_count
            .zip(self.expected_count)
            .map_or(0, |(counted, expected)| counted - expected)
    }

    pub(super) fn is_beyond(&self, tolerance_minor: i64) -> bool {
        self.difference_minor().abs() > tolerance_minor || self.difference_count() != 0
    }
}

/// The order in which a till is counted, and a Z printed.
pub(super) const ORDER: [Tender; 4] =
    [Tender::Cash, Tender::Card, Tender::Cheque, Tender::Transfer];

/// Every means of payment, expected and counted; what nobody counted is nought. None for a count
/// that cannot be.
pub(super) fn compare(
    totals: &Totals,
    drawer_minor: i64,
    cash_minor: i64,
    others: &[Counted],
) -> Option<Vec<TenderCount>> {
    const MOST: i64 = MAX_SAFE_INTEGER / 1000;
    let named = |tender| others.iter().filter(move |one| one.tender == tender);
    if named(Tender::Cash).next().is_some() {
        return None;
    }
    ORDER
        .into_iter()
        .map(|tender| {
            let name = tender.name();
            if tender == Tender::Cash {
                return Some(TenderCount {
                    tender: name.to_owned(),
                    expected_minor: drawer_minor,
                    counted_minor: cash_minor,
                    expected_count: None,
                    counted_count: None,
                });
            }
            let counted = named(tender).next();
            if named(tender).count() > 1 {
                return None;
            }
            let amount = counted.map_or(0, |one| one.amount_minor);
            let count = counted.and_then(|one| one.count);
            if amount.checked_abs()? > MOST || count.is_some_and(|n| !(0..=MOST).contains(&n)) {
                return None;
            }
            Some(TenderCount {
                tender: name.to_owned(),
                expected_minor: totals.taken(name),
                counted_minor: amount,
                expected_count: count.is_some().then(|| totals.papers(name)),
                counted_count: count,
            })
        })
        .collect()
}
