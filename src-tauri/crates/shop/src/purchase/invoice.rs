//! A supplier's invoice.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use super::received::Received;
use super::step::Step;
use crate::stock::{Supplier, words};

words! {
    /// How an invoice or a return stands.
    Standing {
        /// To be paid; of a return, the credit is waited for.
        Open = "open",
        /// Paid, or credited.
        Settled = "settled",
        /// It was a mistake.
        Reversed = "reversed",
    }
}

words! {
    /// What became of the cost on the goods' sheet.
    Outcome {
        Same = "same",
        /// The sheet says what was billed.
        Carried = "carried",
        /// Sold by then: the ticket keeps the cost it was sold with.
        Sold = "sold",
        /// The sheet's cost is the sum of its parts, which only a person can divide.
        Parts = "parts",
        /// No longer in stock otherwise.
        Gone = "gone",
    }
}

/// An invoice with what it bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    pub id: Id<Invoice>,
    pub(super) seq: i64,
    /// Ours.
    pub reference: String,
    pub supplier: Id<Supplier>,
    pub supplier_name: String,
    /// The supplier's.
    pub number: String,
    pub invoiced_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub net_minor: i64,
    pub vat_minor: i64,
    pub gross_minor: i64,
    pub note: String,
    pub standing: Standing,
    pub at: DateTime<Utc>,
    pub by: String,
    pub lines: Vec<InvoiceLine>,
    pub steps: Vec<Step>,
}

/// What of a reception is billed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    pub received: Received,
    /// Of one, without VAT, as billed.
    pub cost_minor: i64,
    /// What the goods' sheet said before.
    pub old_minor: Option<i64>,
    pub outcome: Outcome,
}

impl InvoiceLine {
    /// Billed above what was expected; below it where negative.
    pub fn difference_minor(&self) -> i64 {
        let expected = self.received.cost_minor.unwrap_or(0);
        (self.cost_minor - expected).saturating_mul(self.received.quantity)
    }
}

impl Invoice {
    /// What its lines come to.
    pub fn matched_minor(&self) -> i64 {
        let of = |line: &InvoiceLine| line.cost_minor.saturating_mul(line.received.quantity);
        self.lines.iter().map(of).sum()
    }

    /// To be paid, and the day has gone by.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.standing == Standing::Open && self.due_on.is_some_and(|day| day < today)
    }
}
