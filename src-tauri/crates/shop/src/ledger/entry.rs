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
    /// A line of a memo is to be paid from now on, or no longer.
    MemoLine,
    /// What was due for memos is paid, or the payment is taken back.
    MemoSettlement,
    /// A supplier's invoice is to be paid, or it was a mistake.
    PurchaseInvoice,
    /// A supplier's credit note is taken off what is to be paid, or it was a mistake.
    PurchaseCredit,
    /// It is paid, or the payment is taken back.
    PurchasePayment,
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
            Self::MemoLine => "memo_line",
            Self::MemoSettlement => "memo_settlement",
            Self::PurchaseInvoice => "purchase_invoice",
            Self::PurchaseCredit => "purchase_credit",
            Self::PurchasePayment => "purchase_payment",
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
    /// What others' pieces cost the shop that were sold or kept from a memo.
    pub const MEMO_PURCHASES: &str = "memo_purchases";
    /// What was invoiced from a memo to who had the pieces.
    pub const MEMO_SALES: &str = "memo_sales";
    /// What one side owes set against what the other does.
    pub const OFFSET: &str = "offset";
    /// What suppliers have invoiced, tax excluded.
    pub const PURCHASES: &str = "purchases";
    /// Tax that suppliers have invoiced.
    pub const VAT_PAID: &str = "vat_paid";

    /// What begins the accounts of those the shop owes for what was theirs: below zero while it does.
    pub const MEMO_PAYABLE: &str = "payable:memo:";
    /// What begins the accounts of those who bought from a memo: above zero while they owe.
    pub const MEMO_RECEIVABLE: &str = "receivable:memo:";
    /// Tax on money in advance: due to the state already (CGI 269, 2), and not revenue's yet. In the chart
    /// of accounts a sub-account of 4458; houses differ (44584, 44587).
    pub const VAT_AHEAD: &str = "vat_ahead";

    /// Arrhes kept from who drew back, less those paid back twice (758, 658): without tax.
    pub const INDEMNITIES: &str = "indemnities";

    /// What begins the accounts of what customers paid in advance, tax included (4191): below zero while
    /// the shop owes the work for it.
    pub const DEPOSITS: &str = "payable:deposit:";
    /// What begins the accounts of suppliers for their invoices: below zero while the shop owes.
    pub const PURCHASE_PAYABLE: &str = "payable:purchase:";
}
