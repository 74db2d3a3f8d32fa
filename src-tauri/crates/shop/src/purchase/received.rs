//! A delivery and what came with it.

use chrono::{DateTime, Utc};
use units::Id;

use super::order::{Order, OrderLine};
use crate::stock::{Article, Piece, Supplier};

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reception {
    pub id: Id<Reception>,
    pub(super) seq: i64,
    pub number: String,
    pub supplier: Id<Supplier>,
    pub supplier_name: String,
    pub order: Option<Id<Order>>,
    pub order_number: Option<String>,
    /// The number of the supplier's delivery note.
    pub document: String,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub lines: Vec<Received>,
}

/// One piece, so many of an article, or what was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub id: Id<Received>,
    pub(super) seq: i64,
    pub(super) reception: i64,
    pub reception_number: String,
    pub supplier: Id<Supplier>,
    pub line: Option<Id<OrderLine>>,
    pub refused: bool,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    /// The piece's or article's, now; empty of what was refused.
    pub number: String,
    pub title: String,
    pub quantity: i64,
    /// Of one, without VAT, as expected when it came.
    pub cost_minor: Option<i64>,
    pub reason: String,
    /// Why it was undone, and by whom.
    pub undone: Option<(String, String)>,
    /// Our reference of the invoice that bills it.
    pub billed: Option<String>,
}
