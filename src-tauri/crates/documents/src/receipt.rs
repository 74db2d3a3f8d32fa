//! One fiscal document as handed to the customer.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, Discount, Language, Line, Payment, Shop, Software, VatTotal, Work};

/// A sale, refund, exchange or void, as a value: everything printed, nothing looked up.
///
/// It is frozen as JSON in the print spool, so fields are only ever added, with a default.
/// Amounts are integer minor units of [`Receipt::currency`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub kind: ReceiptKind,
    /// 0 for the original, k for `DUPLICATA n° k`.
    pub copy: u32,
    /// Marks the ticket `MODE ÉCOLE — SANS VALEUR`.
    pub training: bool,
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    /// The document's number in its chain, as printed.
    pub number: String,
    /// When it was issued, in the shop's local time.
    pub at: NaiveDateTime,
    pub till: String,
    pub seller: String,
    pub software: Software,
    pub customer: Option<Customer>,
    /// The ticket that this one annuls; always there on a void.
    pub annuls: Option<Reference>,
    /// The tickets whose lines come back; on a refund or an exchange.
    pub returns: Vec<Reference>,
    pub lines: Vec<Line>,
    /// A discount on the whole ticket, after those of the lines.
    pub discount: Option<Discount>,
    /// What is due, tax included, after every discount; negative where money goes back.
    pub total_minor: i64,
    /// Ordinary VAT by rate. Margin and exempt lines are never in it.
    pub vat: Vec<VatTotal>,
    pub payments: Vec<Payment>,
    /// The shop's own mentions (exchange terms, thanks). Those the law demands are derived from
    /// the lines, so that none is forgotten.
    pub mentions: Vec<String>,
    /// The few characters of the signature that the law wants in print.
    pub short_signature: String,
    /// The whole signature, in text, for the QR code.
    pub signature: String,
}

/// What the document does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    Sale,
    Refund,
    Exchange,
    Void,
}

/// Another fiscal document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub number: String,
    /// When it was issued, in the shop's local time.
    pub at: Option<NaiveDateTime>,
}

impl Receipt {
    /// Whether the law has it on paper even when the customer wants none: voids, goods under the
    /// printed two-year guarantee (decree of 14 Dec. 2022), and services, whose note is handed over
    /// (arrêté 83-50/A, from 25 euros on; a deposit's is its proof).
    pub fn must_be_printed(&self) -> bool {
        let demands = |line: &Line| line.legal_guarantee || line.work.is_some();
        self.kind == ReceiptKind::Void || self.lines.iter().any(demands)
    }

    /// Whether it only takes money in advance.
    pub fn is_deposit(&self) -> bool {
        let deposit = |line: &Line| line.work.as_ref().is_some_and(Work::is_deposit);
        self.kind == ReceiptKind::Sale && !self.lines.is_empty() && self.lines.iter().all(deposit)
    }

    /// Whether it only gives such money back, all of it or a part.
    pub fn is_give_back(&self) -> bool {
        let deposit = |line: &Line| line.work.as_ref().is_some_and(Work::is_deposit);
        matches!(self.kind, ReceiptKind::Refund | ReceiptKind::Exchange)
            && self.lines.iter().all(deposit)
    }

    /// The QR code's text: `ECRIN1;number;total in minor units and currency;local time;signature`.
    pub fn qr(&self) -> String {
        format!(
            "ECRIN1;{};{}{};{};{}",
            self.number,
            self.total_minor,
            self.currency.code(),
            self.at.format("%Y-%m-%dT%H:%M:%S"),
            self.signature
        )
    }
}

/// The ticket number in a scanned text, if it is the QR code of one of our receipts: so a return
/// begins with one scan.
pub fn number_in_qr(scanned: &str) -> Option<&str> {
    let (number, rest) = scanned.strip_prefix("ECRIN1;")?.split_once(';')?;
    (!number.is_empty() && rest.contains(';')).then_some(number)
}
