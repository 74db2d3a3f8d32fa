//! A stocktake: its scope and how far it has come.

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use crate::cx::User;
use crate::db::Change;
use crate::stock::{Family, Place, words};

/// One count of the stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stocktake {
    pub id: Id<Stocktake>,
    /// Its place among the shop's stocktakes.
    pub seq: i64,
    /// On its papers and in the custody ledger: `P1-INV3`.
    pub number: String,
    pub scope: Scope,
    /// What the scope is called now; empty for the whole shop. A family's in both languages.
    pub scope_names: (String, String),
    pub note: String,
    pub progress: Progress,
    /// 1, and one more with every recount.
    pub round: i64,
    /// The last custody movement before it began.
    pub since: i64,
    /// Up to which piece, in the order of their entry, is written down what is expected.
    pub prepared: i64,
    /// The last piece when it began.
    pub prepare_to: i64,
    pub started_at: DateTime<Utc>,
    pub started_by: Id<User>,
    pub started_by_name: String,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended_by_name: Option<String>,
    /// Why it was cancelled.
    pub end_note: String,
    /// SHA-256 of the frozen result, in hexadecimal; of a closed one.
    pub result_hash: Option<String>,
    /// Its record in the JET chain.
    pub journal_seq: Option<i64>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Place(Id<Place>),
    Family(Id<Family>),
    All,
}

/// Not a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a scope")]
pub struct UnknownScope;

impl Scope {
    /// The word and the id, as the store keeps them.
    pub const fn parts(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Place(id) => ("place", Some(id.uuid())),
            Self::Family(id) => ("family", Some(id.uuid())),
            Self::All => ("all", None),
        }
    }

    /// The scope of a word and an id.
    pub fn from_parts(word: &str, id: Option<Uuid>) -> Result<Self, UnknownScope> {
        match (word, id) {
            ("place", Some(id)) => Ok(Self::Place(Id::from_uuid(id))),
            ("family", Some(id)) => Ok(Self::Family(Id::from_uuid(id))),
            ("all", None) => Ok(Self::All),
            _ => Err(UnknownScope),
        }
    }

    /// Where a piece that was read is, unless the reader said it: the place that is counted.
    pub const fn place(self) -> Option<Id<Place>> {
        match self {
            Self::Place(id) => Some(id),
            Self::Family(_) | Self::All => None,
        }
    }
}

words! {
    /// How far a stocktake has come.
    Progress {
        /// What is expected is being written down.
        Preparing = "preparing",
        Counting = "counting",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

impl Stocktake {
    /// The tags that windows showing it listen to.
    pub(super) fn changes(id: Id<Self>) -> [Change; 2] {
        [Change::of("stocktakes"), Change::one("stocktake", id)]
    }
}
