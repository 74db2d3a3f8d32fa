//! The slip for what a customer leaves and nobody repairs.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::Customer;

/// What the objects are left for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeepingFor {
    Appraisal,
    Estate,
    /// Something is made with them.
    Custom,
}

/// A numbered deposit slip, as it stands: what was left, and what of it has gone home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepingSlip {
    /// 0 is the first one that was printed.
    pub copy: u32,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub number: String,
    pub customer: Customer,
    pub at: NaiveDateTime,
    pub by: String,
    pub kept_for: KeepingFor,
    /// The appraisal, the estate or the order, by its number and title.
    pub about: String,
    pub note: String,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub lines: Vec<KeepingLine>,
}

/// An object, or several alike. Weights are micrograms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepingLine {
    /// On its envelope.
    pub code: String,
    pub object: String,
    pub count: i64,
    /// Of all of them together; None: not weighed.
    pub gross_ug: Option<i64>,
    pub condition: String,
    pub declared_minor: Option<i64>,
    pub standing: KeepingStanding,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum KeepingStanding {
    Here,
    Home {
        at: NaiveDateTime,
        by: String,
        gross_ug: Option<i64>,
        /// Where it was not the customer.
        given_to: String,
        /// Of a difference, and who answered for it.
        reason: String,
        allowed_by: String,
    },
    /// A mistake, taken back since.
    Cancelled,
}
