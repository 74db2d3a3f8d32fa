//! How a ticket was paid.

use serde::{Deserialize, Serialize};

/// One payment, or one repayment where the amount is negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub tender: Tender,
    /// What it pays of the total, in minor units: the change is already taken off.
    pub amount_minor: i64,
    /// Card authorisation, cheque or transfer reference.
    pub reference: Option<String>,
    /// Cash the customer handed over.
    pub given_minor: Option<i64>,
    /// Cash handed back of it.
    pub change_minor: Option<i64>,
}

/// A means of payment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tender {
    Cash,
    Card,
    Cheque,
    Transfer,
    /// Store credit or a credit note.
    Credit,
    Voucher,
    /// An earlier deposit set off against the total.
    Deposit,
    /// Another, by the shop's own name.
    Other(String),
}
