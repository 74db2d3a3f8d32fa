//! An order to a supplier.

use chrono::{DateTime, NaiveDate, Utc};
use units::{Fineness, Id, Metal};

use super::step::{Step, StepKind};
use crate::stock::{Article, Family, Supplier, words};

words! {
    /// How an order stands. Between sent and received, its receptions say.
    Stage {
        Draft = "draft",
        Sent = "sent",
        /// Some of it has come.
        Part = "part",
        Received = "received",
        Cancelled = "cancelled",
        /// What has not come is no longer waited for.
        Closed = "closed",
    }
}

impl Stage {
    /// Whether goods are waited for.
    pub const fn is_awaited(self) -> bool {
        matches!(self, Self::Sent | Self::Part)
    }

    /// Whether a step leads on from here: the one table of what an order can do.
    pub const fn allows(self, step: StepKind) -> bool {
        use StepKind as S;
        match self {
            Self::Draft => matches!(step, S::Sent | S::Cancelled),
            Self::Sent => matches!(step, S::Reopened | S::Cancelled),
            Self::Part => matches!(step, S::Closed),
            Self::Received => false,
            Self::Cancelled => matches!(step, S::Reopened),
            Self::Closed => matches!(step, S::Resumed),
        }
    }
}

/// An order with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub id: Id<Order>,
    pub(super) seq: i64,
    pub number: String,
    pub supplier: Id<Supplier>,
    pub supplier_name: String,
    pub expected_on: Option<NaiveDate>,
    pub note: String,
    pub stage: Stage,
    pub at: DateTime<Utc>,
    pub by: String,
    pub version: i64,
    pub lines: Vec<OrderLine>,
    pub steps: Vec<Step>,
}

/// What is ordered: pieces to come one by one, or so many of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub id: Id<OrderLine>,
    /// None: pieces.
    pub article: Option<Id<Article>>,
    pub article_number: Option<String>,
    /// Of the pieces.
    pub family: Option<Id<Family>>,
    pub title: String,
    pub metal: Option<Metal>,
    pub fineness: Option<Fineness>,
    /// What the supplier calls it.
    pub reference: String,
    /// Of one, without VAT.
    pub cost_minor: Option<i64>,
    pub quantity: i64,
    /// Came and stayed; more than ordered where the supplier sent more.
    pub received: i64,
    /// Came and was refused.
    pub refused: i64,
}

impl OrderLine {
    /// What has still to come.
    pub const fn missing(&self) -> i64 {
        let missing = self.quantity - self.received;
        if missing > 0 { missing } else { 0 }
    }
}

impl Order {
    /// Cents without VAT, as far as the costs are known.
    pub fn total_minor(&self) -> i64 {
        let of = |line: &OrderLine| line.cost_minor.unwrap_or(0).saturating_mul(line.quantity);
        self.lines.iter().map(of).sum()
    }

    /// Goods are waited for that should have come by now.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.stage.is_awaited() && self.expected_on.is_some_and(|day| day < today)
    }
}
