//! A re-pricing: prices that were accepted together, under one number.

use chrono::{DateTime, Utc};
use units::Id;

use super::rate::MetalRate;
use crate::cx::User;
use crate::stock::Piece;

/// One re-pricing with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repricing {
    pub id: Id<Self>,
    /// From one, without gaps.
    pub number: i64,
    pub at: DateTime<Utc>,
    pub user: Option<Id<User>>,
    /// As shown; empty for the program itself.
    pub user_name: String,
    pub note: String,
    /// The number of the one it takes back.
    pub undoes: Option<i64>,
    /// The number of the one that takes it back.
    pub undone_by: Option<i64>,
    /// How many pieces.
    pub count: i64,
    /// What it was worked out with.
    pub rates: Vec<MetalRate>,
}

/// One piece of a re-pricing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepricingLine {
    pub piece: Id<Piece>,
    pub number: String,
    pub title: String,
    pub old_minor: Option<i64>,
    pub new_minor: Option<i64>,
    /// What the piece costs by now.
    pub price_minor: Option<i64>,
}

/// Why a piece was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Sold,
    /// In a cart.
    Reserved,
    OnMemo,
    Withdrawn,
    /// A stone that is set in another piece.
    Mounted,
    /// Its price, its sheet or the rate is not what was seen.
    Changed,
    Unknown,
}

impl Why {
    /// The stable word that screens translate.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sold => "sold",
            Self::Reserved => "reserved",
            Self::OnMemo => "on_memo",
            Self::Withdrawn => "withdrawn",
            Self::Mounted => "mounted",
            Self::Changed => "changed",
            Self::Unknown => "unknown",
        }
    }
}
