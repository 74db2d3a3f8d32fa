//! A reading of the till (X) and a closing (Z).

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Language, Shop, Software, Tender};

/// The totals of a till or a period, as a value. Amounts are integer minor units of
/// [`Report::currency`]; times are the shop's local time.
///
/// It is frozen as JSON in the print spool, so fields are only ever added, with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub kind: ReportKind,
    /// 0 for the original, k for `DUPLICATA n° k`.
    pub copy: u32,
    pub training: bool,
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    /// The closing's number; an X reading has none.
    pub number: Option<String>,
    pub till: String,
    pub software: Software,
    pub opened_at: NaiveDateTime,
    pub opened_by: String,
    /// The last day of a month or year, which was opened by nobody.
    #[serde(default)]
    pub until_on: Option<NaiveDate>,
    /// When the reading was taken or the period closed.
    pub at: NaiveDateTime,
    pub by: String,
    /// Numbers of the period's first and last ticket.
    pub first_ticket: Option<String>,
    pub last_ticket: Option<String>,
    #[serde(default)]
    pub ticket_count: i64,
    /// Sales before refunds and voids.
    pub sales: Tally,
    /// Refunds, as a negative amount.
    pub refunds: Tally,
    /// Tickets annulled by another, as a negative amount.
    pub voids: Tally,
    /// What the period's tickets come to, tax included: sales, refunds, voids and deposits.
    pub total_minor: i64,
    /// Ordinary VAT by rate.
    pub vat: Vec<VatTotal>,
    /// Revenue under the margin scheme, tax included.
    pub margin_scheme_minor: i64,
    /// Revenue in exempt investment gold.
    pub exempt_gold_minor: i64,
    /// Discounts given, positive.
    pub discounts: Tally,
    /// What a manager allowed beyond the seller's right.
    pub overrides: Tally,
    /// Lines at another price than the stock's, and by how much less they went in all.
    #[serde(default)]
    pub price_changes: Tally,
    /// Deposits taken: apart from revenue.
    pub deposits: Tally,
    /// Deposits that the ticket of the work has taken off, negative.
    #[serde(default)]
    pub deposits_used: Tally,
    /// Deposits given back, negative.
    #[serde(default)]
    pub deposits_back: Tally,
    /// Indemnities of who drew back, without VAT: kept, or paid out, negative.
    #[serde(default)]
    pub indemnities: Tally,
    pub duplicates: i64,
    /// Times the drawer was opened without a sale.
    pub drawer_openings: i64,
    /// Counts of the evening that did not agree before one was accepted.
    #[serde(default)]
    pub recounts: i64,
    pub tenders: Vec<TenderTotal>,
    /// Why counted and expected differ; on a Z with a difference.
    pub difference_reason: Option<String>,
    pub float_minor: i64,
    pub cash_movements: Vec<CashMovement>,
    /// Their sums: in positive, out negative.
    #[serde(default)]
    pub cash_in_minor: i64,
    #[serde(default)]
    pub cash_out_minor: i64,
    /// The cash counted, by coin and note, largest first.
    pub denominations: Vec<Denomination>,
    /// The running total of all periods, corrections taken off.
    pub perpetual_minor: i64,
    /// The running total of all periods in absolute value.
    pub perpetual_absolute_minor: i64,
    /// Where each signed chain stood.
    pub chains: Vec<ChainHead>,
    /// None on an X reading, which is not signed.
    pub short_signature: Option<String>,
}

/// What the report reads or closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    X,
    Z,
    Month,
    Year,
}

/// How many, and how much in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub count: i64,
    pub amount_minor: i64,
}

/// Ordinary VAT at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatTotal {
    pub rate_bp: i64,
    pub net_minor: i64,
    pub vat_minor: i64,
    /// Tax included.
    pub gross_minor: i64,
}

/// What one means of payment should hold, and what was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderTotal {
    pub tender: Tender,
    pub count: i64,
    /// Taken in the period: payments less repayments.
    pub taken_minor: i64,
    /// What should be there: for cash with the float and the movements.
    pub expected_minor: i64,
    /// None on an X reading, which counts nothing.
    pub counted_minor: Option<i64>,
    /// How many papers, where they were counted one by one: cheques.
    #[serde(default)]
    pub expected_count: Option<i64>,
    #[serde(default)]
    pub counted_count: Option<i64>,
}

/// Cash put in or taken out without a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashMovement {
    pub at: NaiveDateTime,
    pub by: String,
    /// Positive in, negative out.
    pub amount_minor: i64,
    pub reason: String,
}

/// So many of one coin or note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denomination {
    pub value_minor: i64,
    pub count: i64,
}

/// The last record of a signed chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    /// `TICKET`, `DUPLICATE`, `GRANDTOTAL`, `JET` or `ARCHIVE`.
    pub chain: String,
    pub sequence: i64,
    pub short_signature: String,
}
