//! A cart: what stands on a till before anything is final. It lives in the store, so that a crash
//! finds it again, and it may change at will: nothing of it is fiscal.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use units::Id;

use super::error::CartError;
use super::sale::{SaleLine, Tender};
use crate::customers::Customer;
use crate::cx::{Till, User};
use crate::deposit::{Kind, Outcome, Subject};
use crate::stock::{Article, Piece};

/// Where a cart is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartState {
    /// On its till. A till has at most one.
    Open,
    /// Put aside under a name; its pieces stay reserved until a time.
    Parked,
    Completed,
    Abandoned,
}

impl CartState {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Parked => "parked",
            Self::Completed => "completed",
            Self::Abandoned => "abandoned",
        }
    }
}

/// Not one of the words of a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word of this set")]
pub struct UnknownWord;

impl FromStr for CartState {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, UnknownWord> {
        [Self::Open, Self::Parked, Self::Completed, Self::Abandoned]
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or(UnknownWord)
    }
}

/// Money taken off: a percentage or an amount, never both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discount {
    /// Basis points.
    pub bp: i64,
    pub minor: i64,
    pub reason: String,
    /// Who answers for it.
    pub by: Option<Id<User>>,
    /// Whether they are not who gave it: a colleague typed their PIN for it.
    pub vouched: bool,
    /// The share of the price that was allowed, in basis points: of the line, or of all that is sold.
    /// An amount becomes a larger share when a line leaves.
    pub allowed_bp: i64,
}

impl Discount {
    pub fn is_none(&self) -> bool {
        self.bp == 0 && self.minor == 0
    }
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOf {
    Piece(Id<Piece>),
    Article(Id<Article>),
    /// A line of an earlier ticket comes back.
    Return(Id<SaleLine>),
    /// Money in advance on some work; the line's unit price is its amount.
    Deposit(Subject, Kind),
    /// What is owed of some work, deposits taken off.
    Balance(Subject, Outcome),
    /// A part of what was paid in advance goes back; the line's unit price is how much.
    GiveBack(Subject),
}

impl LineOf {
    /// Sold from the stock: its price and its discount are the till's to change.
    pub const fn is_sold(self) -> bool {
        matches!(self, Self::Piece(_) | Self::Article(_))
    }

    /// The work whose money it is.
    pub const fn subject(self) -> Option<Subject> {
        match self {
            Self::Deposit(of, _) | Self::Balance(of, _) | Self::GiveBack(of) => Some(of),
            Self::Piece(_) | Self::Article(_) | Self::Return(_) => None,
        }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartLine {
    pub id: Id<Self>,
    pub position: i64,
    pub of: LineOf,
    /// At least one; how many come back, on a return.
    pub quantity: i64,
    pub unit_price_minor: i64,
    /// Why it is not the stock's price; empty where it is.
    pub price_reason: String,
    pub price_by: Option<Id<User>>,
    /// Whether a colleague typed their PIN for the price.
    pub price_vouched: bool,
    pub discount: Discount,
    /// The least that somebody with the right has let it come to, below its floor price.
    pub floor_allowed_minor: Option<i64>,
}

/// A payment as prepared at the till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub id: Id<super::sale::Payment>,
    pub tender: Tender,
    /// What it settles; negative: given back.
    pub amount_minor: i64,
    /// Cash handed over.
    pub given_minor: Option<i64>,
    pub reference: String,
}

/// A cart with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cart {
    pub id: Id<Self>,
    pub till: Id<Till>,
    pub user: Id<User>,
    pub state: CartState,
    pub customer: Option<Id<Customer>>,
    /// What a parked cart is called.
    pub label: String,
    pub parked_until: Option<DateTime<Utc>>,
    pub discount: Discount,
    pub changed_at: DateTime<Utc>,
    pub version: i64,
    pub lines: Vec<CartLine>,
    pub payments: Vec<Prepared>,
}

impl Cart {
    pub(super) fn line(&self, id: Id<CartLine>) -> Option<&CartLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub(super) fn line_mut(&mut self, id: Id<CartLine>) -> Result<&mut CartLine, CartError> {
        let mut lines = self.lines.iter_mut();
        lines
            .find(|line| line.id == id)
            .ok_or(CartError::UnknownLine)
    }

    pub(super) fn next_position(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.position) + 1
    }
}
