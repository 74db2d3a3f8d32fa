//! A piece on a memo.

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use crate::stock::{self, Piece, words};

words! {
    /// What has become of it.
    LineState {
        Held = "held",
        /// Back with its owner.
        Returned = "returned",
        /// In: sold at the till for its owner, who is to be paid.
        Sold = "sold",
        /// In: bought by the shop.
        Kept = "kept",
        /// Out: bought by who had it.
        Invoiced = "invoiced",
        Lost = "lost",
        Cancelled = "cancelled",
    }
}

impl LineState {
    /// Its agreed amount is to be paid.
    pub const fn is_due(self) -> bool {
        matches!(self, Self::Sold | Self::Kept | Self::Invoiced)
    }
}

/// A line of a memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: Id<Self>,
    pub seq: i64,
    pub piece: Id<Piece>,
    /// The piece's number and title now.
    pub number: String,
    pub title: String,
    pub thumbnail: Option<Uuid>,
    /// A cost (in) or a price (out).
    pub agreed_minor: i64,
    pub insured_minor: i64,
    /// The piece's selling price now.
    pub price_minor: Option<i64>,
    pub state: LineState,
    /// The ticket or the invoice.
    pub document: Option<String>,
    /// When it came into this state.
    pub since: DateTime<Utc>,
    /// What a cancellation restores.
    pub(super) before_owner: stock::Party,
    pub(super) before_cost_minor: Option<i64>,
}
