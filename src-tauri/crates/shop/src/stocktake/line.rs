//! A line of a stocktake: a piece that was expected or read, or a code that is nobody's.

use chrono::{DateTime, Utc};
use units::{Id, Metal};
use uuid::Uuid;

use super::count::Stocktake;
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::stock::{Piece, Place, words};

words! {
    /// What the count says of a piece.
    Status {
        /// Expected, and read where the ledger has it.
        Found = "found",
        /// Expected and not read.
        Missing = "missing",
        /// Read, though the ledger has it at another place.
        Elsewhere = "elsewhere",
        /// Read, though it is of another scope, not in the stock, or nobody's code.
        Unexpected = "unexpected",
        /// It was sold, moved or withdrawn while the count went on.
        Left = "left",
        /// It came into the scope while the count went on, and was read.
        Arrived = "arrived",
        /// Reserved, on memo or at the bench when the count began: not looked for.
        Excluded = "excluded",
    }
}

impl Status {
    /// Whether somebody has to decide what becomes of it.
    pub const fn is_difference(self) -> bool {
        matches!(self, Self::Missing | Self::Elsewhere | Self::Unexpected)
    }
}

words! {
    /// What is to become of a difference.
    Action {
        /// Out of the stock: nobody found it.
        WriteOff = "write_off",
        /// The ledger follows what was seen.
        Move = "move",
        /// Back into the stock, which had written it off.
        BringBack = "bring_back",
        /// Nothing moves; the reason says why.
        Leave = "leave",
        /// The decision is taken back.
        Open = "open",
    }
}

words! {
    /// How a code was read.
    Source {
        Scanner = "scanner",
        Typed = "typed",
        Rfid = "rfid",
    }
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    Piece(Id<Piece>),
    /// A code that no piece has.
    Code(String),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub of: Of,
    /// The piece's number, or the code.
    pub number: String,
    /// Empty for a code.
    pub title: String,
    pub thumbnail: Option<Uuid>,
    pub status: Status,
    /// Of an excluded piece `reserved`, `on_memo` or `bench`; of one that left, the ledger's word;
    /// of an unexpected one its state, `other_scope`, `article` or `unknown`; of a missing one
    /// `reserved` where a cart has it now. Else empty.
    pub why: String,
    /// The document it left with: a ticket.
    pub document: Option<String>,
    /// Where the ledger has it.
    pub place: Option<Id<Place>>,
    /// Where it was read, where that was said.
    pub seen_place: Option<Id<Place>>,
    pub seen_at: Option<DateTime<Utc>>,
    pub seen_by: Option<String>,
    /// The round it was read in.
    pub seen_round: Option<i64>,
    /// Of the shop's own.
    pub cost_minor: Option<i64>,
    /// Of others' pieces.
    pub theirs: Option<Theirs>,
    pub price_minor: Option<i64>,
    pub metal: Option<Metal>,
    pub fine_mg: i64,
    pub settlement: Option<Settlement>,
}

/// Of a piece that somebody left with the shop: no loss of the shop's, but what it owes for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// As agreed in the memo that has it; else what its sheet says it costs.
    pub owed_minor: Option<i64>,
    /// The memo's number. The owner's name stays out of what is frozen.
    pub memo: Option<String>,
}

/// What was decided of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub action: Action,
    pub place: Option<Id<Place>>,
    pub reason: String,
    pub by: String,
    pub approved_by: Option<String>,
}

/// Which lines.
#[derive(Clone, Debug, Default)]
pub struct LineQuery {
    pub status: Option<Status>,
    /// Only what waits for a decision.
    pub open: bool,
    pub skip: usize,
    /// 1 to 500.
    pub limit: usize,
}

/// The lines of a stocktake by their numbers: of an open one as they stand now, of a closed one as
/// they were frozen.
pub fn lines(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    now_ms: i64,
    query: &LineQuery,
) -> Result<Vec<Line>, StoreError> {
    store::lines(tx, stocktake, now_ms, query)
}
