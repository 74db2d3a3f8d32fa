//! The slip for what a customer leaves and nobody repairs.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::Customer;

/// What the objects are left for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrustedFor {
    Appraisal,
    Estate,
    /// Something is made with them.
    Custom,
}

/// A numbered deposit slip, as it stands: what was left, and what of it has gone home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrustedSlip {
    /// 0 is the first one that was printed.
    pub copy: u32,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub number: String,
    pub customer: Customer,
    pub at: NaiveDateTime,
    pub by: String,
    pub entrusted_for: EntrustedFor,
    /// The appraisal, the estate or the order, by its number and title.
    pub about: String,
    pub note: String,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub lines: Vec<EntrustedLine>,
}

/// An object, or several alike. Weights are micrograms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrustedLine {
    /// On its envelope.
    pub code: String,
    pub object: String,
    pub count: i64,
    /// Of all of them together; None: not weighed.
    pub gross_ug: Option<i64>,
    /// Of stones.
    pub cut: String,
    pub size: String,
    /// By which it is known again.
    pub marks: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    /// It was never left: a mistake, taken back since.
    pub cancelled: bool,
    /// What of it is not here any more, the oldest first.
    pub gone: Vec<EntrustedGone>,
}

/// How it left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrustedHow {
    GivenBack,
    /// In the piece that was made.
    Set,
    Missing,
}

/// What became of it, or of some of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrustedGone {
    pub how: EntrustedHow,
    pub count: i64,
    pub at: NaiveDateTime,
    pub by: String,
    pub gross_ug: Option<i64>,
    /// Where it was not the customer.
    pub given_to: String,
    /// Of a difference, and who answered for it.
    pub reason: String,
    pub allowed_by: String,
}
