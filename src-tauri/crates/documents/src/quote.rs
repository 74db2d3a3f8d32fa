//! A quote for custom work, as the customer reads and signs it: French and English on one page.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, Language, MetalContent, Shop, Software};

/// The quote as a value. Amounts are integer minor units of [`QuotePaper::currency`], VAT included; times
/// are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotePaper {
    /// That leads: the other stands beside it.
    pub language: Language,
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    /// The order's number and the version: `P1-C26-7/2`.
    pub number: String,
    pub customer: Customer,
    pub title: String,
    pub ring_size: String,
    pub wished_on: Option<NaiveDate>,
    pub at: NaiveDateTime,
    pub by: String,
    pub valid_until: NaiveDate,
    pub note: String,
    /// The shop's own words, a line each, in the language that leads; then the same in the other.
    pub words: [Vec<String>; 2],
    pub lines: Vec<QuotePaperLine>,
    pub taxes: Vec<QuotePaperTax>,
    /// None on a draft that has no price yet.
    pub total_minor: Option<i64>,
    /// `draft`, `withdrawn` or `expired`: what must be seen before anything else.
    pub mark: Option<String>,
}

/// What is asked for, and its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotePaperLine {
    /// `metal`, `stone`, `labour` or `other`.
    pub kind: String,
    pub title: String,
    pub metal: Option<MetalContent>,
    pub weight_mg: Option<i64>,
    /// What of it is the customer's own, at the same title, with what is lost in the work; not charged.
    pub own_mg: Option<i64>,
    /// On the envelope of the customer's own stones, which are not charged; empty: they are the shop's.
    pub own_code: String,
    pub count: Option<i64>,
    /// Of all its stones.
    pub weight_milli_ct: Option<i64>,
    pub price_minor: Option<i64>,
    pub vat_bp: i64,
}

/// The tax inside the prices of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotePaperTax {
    pub vat_bp: i64,
    pub vat_minor: i64,
}
