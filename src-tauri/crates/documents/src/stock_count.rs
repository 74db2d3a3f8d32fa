//! A closed stocktake.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Language, Shop, Software};

/// The result of a stocktake, as a value. Amounts are integer minor units of
/// [`StockCount::currency`]; times are the shop's local time; statuses and decisions are the words of
/// the stock's own vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockCount {
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub number: String,
    /// `place`, `family` or `all`.
    pub scope: String,
    pub scope_fr: String,
    pub scope_en: String,
    pub note: String,
    pub rounds: i64,
    pub started_at: NaiveDateTime,
    pub started_by: String,
    pub closed_at: NaiveDateTime,
    pub closed_by: String,
    pub sums: Vec<StockCountSum>,
    /// By number.
    pub lines: Vec<StockCountLine>,
    /// SHA-256 of the frozen result, in hexadecimal.
    pub result_sha256: String,
    /// Its record in the JET chain.
    pub journal_seq: i64,
    pub short_signature: String,
}

/// The lines of one status together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockCountSum {
    pub status: String,
    pub count: i64,
    /// Of the shop's own, as are the next two. None for who may not see costs.
    pub cost_minor: Option<i64>,
    pub price_minor: i64,
    pub fine: Vec<CountedMetal>,
    /// Others' pieces among them.
    pub theirs: Option<StockCountTheirs>,
}

/// What of a sum is not the shop's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockCountTheirs {
    pub count: i64,
    /// What their owners are owed for them. None for who may not see costs.
    pub owed_minor: Option<i64>,
    pub price_minor: i64,
    pub fine: Vec<CountedMetal>,
}

/// Fine metal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedMetal {
    /// `gold`, `silver`…
    pub metal: String,
    pub mg: i64,
}

/// One piece, or a code that no piece has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockCountLine {
    pub number: String,
    pub title: String,
    pub status: String,
    pub why: String,
    pub document: Option<String>,
    pub place: Option<String>,
    pub seen_place: Option<String>,
    pub cost_minor: Option<i64>,
    /// It is somebody else's.
    pub theirs: bool,
    pub owed_minor: Option<i64>,
    /// The number of the memo it was left on.
    pub memo: Option<String>,
    pub price_minor: Option<i64>,
    /// Empty where nothing had to be decided.
    pub action: String,
    pub to_place: Option<String>,
    pub reason: String,
    pub settled_by: String,
    pub approved_by: Option<String>,
}
