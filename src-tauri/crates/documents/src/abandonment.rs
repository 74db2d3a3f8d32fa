//! The letter to somebody who never came for their object.

use chrono::{NaiveDate, NaiveDateTime};
use units::Currency;

use crate::{Customer, Language, Shop, Software};

/// The notice that the law asks for before an object may be sold, as a value. Amounts are integer minor
/// units of [`AbandonmentNotice::currency`], VAT included; times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbandonmentNotice {
    pub language: Language,
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    /// On the envelope.
    pub code: String,
    /// Of the claim slip.
    pub claim: String,
    /// To whom, with the address where one is known.
    pub customer: Customer,
    pub object: String,
    pub taken_at: NaiveDateTime,
    /// Since when it could be fetched.
    pub waits_since: NaiveDate,
    /// From this day on the judge may be asked.
    pub abandoned_from: NaiveDate,
    /// The term of the law, in months.
    pub months: i64,
    /// None: it has no price.
    pub price_minor: Option<i64>,
    pub paid_minor: i64,
    pub at: NaiveDateTime,
    pub by: String,
    /// The shop's own words, a line each.
    pub words: Vec<String>,
}
