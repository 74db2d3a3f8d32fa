//! What the work on one object would cost, as its customer agrees to it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, Language, QuotePaperTax, Shop, Software};

/// An estimate as a value. Amounts are integer minor units of [`EstimatePaper::currency`], VAT included;
/// times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimatePaper {
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    /// The envelope's code and the version: `P1-R26-118-2/1`.
    pub number: String,
    /// On the envelope.
    pub code: String,
    /// Of the claim slip, and when it was made out.
    pub claim: String,
    pub taken_at: NaiveDateTime,
    pub customer: Customer,
    pub object: String,
    pub at: NaiveDateTime,
    pub by: String,
    pub valid_until: NaiveDate,
    pub promised_on: NaiveDate,
    pub note: String,
    pub lines: Vec<EstimatePaperLine>,
    pub taxes: Vec<QuotePaperTax>,
    pub total_minor: i64,
    /// Of all the objects of the slip together.
    pub ceiling_minor: Option<i64>,
    /// What it costs when it is refused; None: nothing.
    pub refusal_fee_minor: Option<i64>,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// `refused`, `withdrawn` or `expired`: what must be seen before anything else.
    pub mark: Option<String>,
}

/// A task and its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimatePaperLine {
    pub title: String,
    /// `52 → 54`; may be empty.
    pub detail: String,
    pub quantity: i64,
    /// Of all of them.
    pub price_minor: i64,
    pub vat_bp: i64,
}
