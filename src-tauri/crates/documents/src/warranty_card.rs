//! What a shop promises of its work, as the customer takes it home.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{Customer, Language, Shop, Software};

/// A warranty card of one object. Times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarrantyCard {
    pub language: Language,
    pub shop: Shop,
    pub software: Software,
    /// Of the claim slip.
    pub number: String,
    /// On the envelope.
    pub code: String,
    pub object: String,
    pub customer: Customer,
    pub returned_at: NaiveDateTime,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub lines: Vec<WarrantyLine>,
}

/// A task of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarrantyLine {
    pub title: String,
    pub months: i64,
    /// The last day.
    pub until: NaiveDate,
}
