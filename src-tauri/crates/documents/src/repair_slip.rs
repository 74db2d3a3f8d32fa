//! What a customer has left: their claim slip, and the bench's sheet.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, Picture};

/// A repair as it was when its paper was asked for. Amounts are integer minor units of
/// [`RepairSlip::currency`]; times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairSlip {
    /// The bench's: without the customer's contact, with a code an envelope.
    pub for_bench: bool,
    /// 0 is the first one that was printed.
    pub copy: u32,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub number: String,
    pub customer: Customer,
    pub taken_at: NaiveDateTime,
    pub taken_by: String,
    /// Nothing is begun before the customer has agreed.
    pub call_first: bool,
    /// Of each object: up to there nobody is asked.
    pub ceiling_minor: Option<i64>,
    /// What an estimate costs that is refused.
    #[serde(default)]
    pub refusal_fee_minor: Option<i64>,
    /// After so many months what nobody fetched may be sold.
    pub abandoned_months: i64,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub objects: Vec<RepairObject>,
}

/// One object of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairObject {
    /// On its envelope.
    pub code: String,
    pub object: String,
    pub said: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    /// Micrograms.
    pub gross_ug: Option<i64>,
    pub ring_size: String,
    /// A line a stone: seat, words, flaw.
    pub stones: Vec<String>,
    /// What is written on the photos: which, counted from one, and the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(usize, String)>,
    /// As it came in, small and grey: for a roll, which shows no photos in colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Picture>,
    pub promised_on: NaiveDate,
    pub rush: bool,
    /// Who does it; empty: nobody yet.
    pub assignee: String,
    pub tasks: Vec<RepairWork>,
    /// None: a task has no price yet.
    pub total_minor: Option<i64>,
    pub paid_minor: i64,
}

/// A task of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairWork {
    pub title: String,
    /// Sizes, metal, what is engraved.
    pub detail: String,
    pub price_minor: Option<i64>,
}
