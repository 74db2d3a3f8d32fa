//! An entry and its postings.

use units::Id;

/// Why value moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The float goes into the drawer.
    Opening,
    Sale,
    Void,
    CashIn,
    CashOut,
    /// The counted cash leaves the drawer, and the difference is told.
    Closing,
}

impl EntryKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Sale => "sale",
            Self::Void => "void",
            Self::CashIn => "cash_in",
            Self::CashOut => "cash_out",
            Self::Closing => "closing",
        }
    }
}

/// What moves together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Id<Self>,
    pub kind: EntryKind,
    /// The ticket, opening or closing it follows from.
    pub document: Option<String>,
    pub postings: Vec<Posting>,
}

/// One account's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    pub account: String,
    /// `EUR` in cents; later `XAU` in milligrams of fine gold.
    pub asset: &'static str,
    /// Received is positive. Postings of nothing are dropped.
    pub amount: i64,
}

impl Posting {
    pub fn new(account: impl Into<String>, asset: &'static str, amount: i64) -> Self {
        Self {
            account: account.into(),
            asset,
            amount,
        }
    }
}

/// The accounts' names. The accounting export maps them to numbers of the chart of accounts.
pub mod account {
    /// The drawer of a till.
    pub fn cash(till_code: &str) -> String {
        format!("cash:{till_code}")
    }

    /// Where floats come from and the day's cash goes.
    pub const SAFE: &str = "safe";
    /// Cash that came or went for another reason than a sale.
    pub const CASH_MOVEMENTS: &str = "cash_movements";
    /// What the count found over or short.
    pub const CASH_DIFFERENCE: &str = "cash_difference";
    /// Revenue, tax excluded.
    pub const REVENUE: &str = "revenue";
    /// Tax collected for the state.
    pub const VAT: &str = "vat";
}
