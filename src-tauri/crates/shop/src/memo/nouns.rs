//! A memo, who it is with, and why something about it is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use super::line::LineState;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::ledger::PostError;
use crate::stock::{RecordError, State, words};
use crate::users::MissingRight;

words! {
    /// Which way the pieces went.
    Direction {
        /// Somebody's pieces, held by the shop.
        In = "in",
        /// The shop's pieces, held by somebody.
        Out = "out",
    }
}

impl Direction {
    /// What its numbers have behind the shop's code: mémo d’entrée, mémo de sortie.
    pub(super) const fn letters(self) -> &'static str {
        match self {
            Self::In => "ME",
            Self::Out => "MS",
        }
    }
}

words! {
    /// What was agreed: in French `confié` and `dépôt-vente`.
    Kind {
        /// To choose from, to be returned or bought by a day.
        Memo = "memo",
        /// To be sold for its owner.
        Consignment = "consignment",
    }
}

words! {
    /// How far a memo is, by its lines.
    Progress {
        /// A piece is still held.
        Open = "open",
        /// Of every piece it is known what became of it.
        Settled = "settled",
        /// All of it was a mistake.
        Cancelled = "cancelled",
    }
}

/// Whom a memo is with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    Supplier(Uuid),
    Customer(Uuid),
}

impl Party {
    /// The kind and the id, as the store keeps them.
    pub const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Supplier(id) => ("supplier", id),
            Self::Customer(id) => ("customer", id),
        }
    }

    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "supplier" => Some(Self::Supplier(id)),
            "customer" => Some(Self::Customer(id)),
            _ => None,
        }
    }

    /// As the custody ledger names them.
    pub const fn custody(self) -> crate::stock::Party {
        match self {
            Self::Supplier(id) => crate::stock::Party::Supplier(Some(id)),
            Self::Customer(id) => crate::stock::Party::Customer(Some(id)),
        }
    }
}

/// A memo with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    pub id: Id<Self>,
    pub seq: i64,
    pub number: String,
    pub direction: Direction,
    pub kind: Kind,
    pub party: Party,
    /// Empty for a customer who was erased.
    pub party_name: String,
    /// A supplier's, as typed for this document; one line a line.
    pub address: String,
    pub due_on: NaiveDate,
    pub note: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub pieces: i64,
    pub held: i64,
    pub cancelled: i64,
    /// Of the lines that are held: costs (in) or prices (out).
    pub held_minor: i64,
    pub insured_minor: i64,
    pub chased_at: Option<DateTime<Utc>>,
}

impl Memo {
    pub fn progress(&self) -> Progress {
        if self.held > 0 {
            Progress::Open
        } else if self.cancelled == self.pieces {
            Progress::Cancelled
        } else {
            Progress::Settled
        }
    }

    /// Something is still held on a day after the agreed one.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.held > 0 && self.due_on < today
    }

    pub(super) fn changes(&self) -> [Change; 2] {
        [Change::of("memo"), Change::one("memo", self.id)]
    }
}

/// Which memos.
#[derive(Clone, Debug, Default)]
pub struct MemoQuery {
    pub direction: Option<Direction>,
    /// Only those with something held.
    pub open: bool,
    /// Only those that were due before this day and have something held.
    pub overdue_on: Option<NaiveDate>,
    /// Words of the number, the party's name or a piece's number.
    pub text: String,
    pub skip: usize,
    /// 1 to 500.
    pub limit: usize,
}

/// Why a memo is not opened or not changed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum MemoError {
    #[error("the memo is not known")]
    Unknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("the party is not known")]
    PartyUnknown,
    /// Before today.
    #[error("the due date is past")]
    DuePast,
    /// Years ahead: a slip of the hand.
    #[error("the due date is too far ahead")]
    DueTooFar,
    #[error("there is no piece on it")]
    NoLines,
    #[error("more than {most} lines")]
    TooMany { most: usize },
    /// Nothing, negative or beyond belief.
    #[error("the amount of {number} cannot be")]
    Amount { number: String },
    #[error("{number} stands on it twice")]
    Twice { number: String },
    #[error("the piece is not known")]
    PieceUnknown,
    /// Sold, withdrawn or set in another piece.
    #[error("{number} is {}", state.code())]
    PieceState { number: String, state: State },
    /// It is not the shop's to send, nor this party's to leave.
    #[error("{number} belongs to somebody else")]
    NotOurs { number: String },
    /// It stands in a cart.
    #[error("{number} is reserved")]
    Reserved { number: String },
    /// Another memo has it.
    #[error("{number} is on {memo}")]
    OnMemo { number: String, memo: String },
    #[error("the memo has no such line")]
    UnknownLine,
    /// The line is not in a state from which this can be done.
    #[error("{number} is {} on this memo", state.code())]
    LineState { number: String, state: LineState },
    /// Not what is done with a memo of this direction.
    #[error("not of a memo of this direction")]
    WrongDirection,
    /// What the memo had put somewhere has gone on from there.
    #[error("{number} has moved on: {}", state.code())]
    MovedOn { number: String, state: State },
    /// A private person buys at the till, where the sale is recorded as the law wants it.
    #[error("a private person buys at the till")]
    SellAtTill,
    /// Something on it is no longer held: correct that first.
    #[error("{number} is {} already", state.code())]
    NotAllHeld { number: String, state: LineState },
    /// Nothing on it is held any more.
    #[error("nothing on it is held")]
    NothingHeld,
    #[error("the reason is missing")]
    ReasonMissing,
    /// The number of the invoice.
    #[error("the document is missing")]
    DocumentMissing,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(400).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, MemoError> {
    let text = said(text);
    if text.is_empty() {
        Err(MemoError::ReasonMissing)
    } else {
        Ok(text)
    }
}
