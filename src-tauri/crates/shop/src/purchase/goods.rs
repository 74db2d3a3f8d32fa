//! Goods that go back to their supplier.

use chrono::{DateTime, Utc};
use units::Id;

use super::invoice::Standing;
use super::step::Step;
use crate::stock::{Article, Piece, Supplier};

/// What goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    Piece(Id<Piece>),
    Article(Id<Article>, i64),
}

/// A return with its goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    pub id: Id<Return>,
    pub(super) seq: i64,
    pub number: String,
    pub supplier: Id<Supplier>,
    pub supplier_name: String,
    pub reason: String,
    /// Expected, without VAT.
    pub credit_minor: Option<i64>,
    pub standing: Standing,
    pub at: DateTime<Utc>,
    pub by: String,
    pub lines: Vec<ReturnLine>,
    pub steps: Vec<Step>,
}

/// One piece, or so many of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLine {
    pub going: Going,
    pub number: String,
    pub title: String,
    pub quantity: i64,
    /// Of one, as its sheet said.
    pub cost_minor: Option<i64>,
}
