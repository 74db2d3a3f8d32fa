//! What was seen when something that was made went home, beside what was agreed.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{Customer, Language, Shop, SlipSignature, Software};

/// A delivery as both sides sign it. Times are the shop's local time; weights are micrograms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryNote {
    pub language: Language,
    pub shop: Shop,
    pub software: Software,
    /// Of the order.
    pub number: String,
    pub title: String,
    pub customer: Customer,
    pub delivered_at: NaiveDateTime,
    pub delivered_by: String,
    /// Where it was not the customer.
    pub given_to: String,
    pub ring_size: String,
    /// What else was agreed to be on it: what it is called, and what it says.
    pub fields: Vec<(String, String)>,
    /// What was agreed, a line each.
    pub agreed: Vec<String>,
    /// As it left the bench, and as it goes home.
    pub expected_ug: Option<i64>,
    pub weighed_ug: Option<i64>,
    /// The customer's own.
    pub own_stones: Vec<DeliveredStones>,
    pub stones_same: bool,
    pub engraving_same: bool,
    pub pictures_same: bool,
    /// What differs, and who answers for it; both empty where nothing does.
    pub reason: String,
    pub allowed_by: String,
    /// Who signed for the shop, once somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_signed: Option<SlipSignature>,
}

/// Where a customer's own stones are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveredStones {
    /// On their envelope.
    pub code: String,
    pub stones: String,
    pub set: i64,
    pub given_back: i64,
    pub missing: i64,
}
