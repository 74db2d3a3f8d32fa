//! What was seen when an object was given back, beside what was seen when it came in.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{Customer, Language, Shop, Software};

/// A hand-over as both sides sign it. Times are the shop's local time; weights are micrograms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairReturn {
    pub language: Language,
    pub shop: Shop,
    pub software: Software,
    /// Of the claim slip.
    pub number: String,
    /// On the envelope.
    pub code: String,
    pub object: String,
    pub customer: Customer,
    pub taken_at: NaiveDateTime,
    pub taken_by: String,
    pub returned_at: NaiveDateTime,
    pub returned_by: String,
    /// Where it was not the customer.
    pub given_to: String,
    pub came_ug: Option<i64>,
    /// What was seen first, where it was corrected since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<RepairCorrected>,
    /// As it came in, with the metal that the work put in or took out.
    pub expected_ug: Option<i64>,
    pub left_ug: Option<i64>,
    pub tolerance_ug: i64,
    pub stones_same: bool,
    pub photos_same: bool,
    /// A line a stone, as it came in.
    pub stones: Vec<String>,
    /// What was seen of each of them; shorter where nobody has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<StoneSeen>,
    /// Who signed for the shop, once somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_signed: Option<SlipSignature>,
    /// What is written on the photos: which, counted from one, and the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(usize, String)>,
    /// What was done.
    pub tasks: Vec<String>,
    /// What differs, and who answers for it; both empty where nothing does.
    pub reason: String,
    pub allowed_by: String,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// A correction of what was seen when an object came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairCorrected {
    /// What was seen first: micrograms, the size, a line a stone.
    pub came_ug: Option<i64>,
    pub ring_size: String,
    pub stones: Vec<String>,
    pub at: NaiveDateTime,
    pub by: String,
    /// Who answered for it.
    pub allowed_by: String,
    pub reason: String,
}

/// A name under a paper, drawn on the screen or written on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipSignature {
    pub signer: String,
    pub at: NaiveDateTime,
    /// SHA-256 of the PDF that was signed, in hexadecimal.
    pub sha256: String,
    /// Why nobody signed; empty: somebody did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A stone of the map, looked for when the object goes home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoneSeen {
    Present,
    Missing,
    Replaced,
}
