//! A bulk edit and its lines.

use chrono::{DateTime, Utc};
use units::Id;

use super::plan::Why;
use super::value::Value;
use super::wanted::Wanted;
use crate::cx::User;
use crate::stock::{Piece, words};

words! {
    /// How far a bulk edit is.
    Progress {
        /// Looked at; nothing has happened.
        Draft = "draft",
        Running = "running",
        Done = "done",
    }
}

/// One change to many pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    pub id: Id<Self>,
    /// From one, without gaps; None while it is a draft.
    pub number: Option<i64>,
    pub progress: Progress,
    /// Of one that takes another back: what that one wanted.
    pub wanted: Wanted,
    /// The one it takes back.
    pub undoes: Option<Id<Self>>,
    pub undoes_number: Option<i64>,
    /// The number of the last one that took it back.
    pub undone_by: Option<i64>,
    pub user: Option<Id<User>>,
    /// As shown; empty for the program itself.
    pub user_name: String,
    /// When it was drawn up, or begun.
    pub at: DateTime<Utc>,
    pub counts: Counts,
}

/// How many pieces are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub pieces: i64,
    /// Changed.
    pub done: i64,
    /// Still to be changed.
    pub left: i64,
    /// That stay as they are, for one reason or another.
    pub kept: i64,
}

/// One piece of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkLine {
    /// From one.
    pub position: i64,
    pub piece: Id<Piece>,
    pub number: String,
    pub title: String,
    pub old: Value,
    pub new: Value,
    pub why: Option<Why>,
    pub done: bool,
}
