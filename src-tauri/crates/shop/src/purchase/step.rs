//! A step of a document: what became of it, when, by whom.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use crate::stock::words;
use crate::till::CashMovement;

words! {
    /// What can become of an order, an invoice or a return.
    StepKind {
        /// An order goes to its supplier.
        Sent = "sent",
        /// An order is a draft again.
        Reopened = "reopened",
        Cancelled = "cancelled",
        /// What has not come of an order is no longer waited for.
        Closed = "closed",
        /// It is waited for again.
        Resumed = "resumed",
        /// An invoice is paid.
        Paid = "paid",
        /// The payment was a mistake.
        Unpaid = "unpaid",
        /// The supplier has credited a return.
        Credited = "credited",
        /// The credit was a mistake.
        Uncredited = "uncredited",
        /// An invoice or a return was a mistake as a whole.
        Reversed = "reversed",
    }
}

/// One step, as read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub at: DateTime<Utc>,
    pub by: String,
    /// The day it is about: of the payment, of the credit note.
    pub on: NaiveDate,
    /// Paid; credited, without VAT.
    pub amount_minor: Option<i64>,
    /// Of what was credited.
    pub vat_minor: Option<i64>,
    pub means: String,
    /// Of cash: how it went through the drawer.
    pub cash: Option<Id<CashMovement>>,
    pub reference: String,
    pub note: String,
}
