//! Objects that go to an outside workshop, as the paper that goes with them.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Language, Shop, Software};

/// The slip as a value. It names no customer: the workshop knows the objects by their envelopes. Amounts
/// are integer minor units of [`VendorSlip::currency`], without VAT; times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorSlip {
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub number: String,
    pub vendor: String,
    pub at: NaiveDateTime,
    pub by: String,
    pub due_on: NaiveDate,
    pub note: String,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub lines: Vec<VendorSlipLine>,
}

/// An object in its envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorSlipLine {
    /// On the envelope.
    pub code: String,
    pub object: String,
    /// Its condition as the shop saw it.
    pub condition: String,
    /// Micrograms, as the scale gave it.
    pub gross_ug: Option<i64>,
    /// What is to be done, a task each.
    pub tasks: Vec<String>,
    /// What was agreed; None where nothing was, or where it is not to be seen.
    pub agreed_minor: Option<i64>,
}
