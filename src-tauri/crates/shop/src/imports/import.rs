//! An import: one file, from its reading to its end.

use chrono::{DateTime, Utc};
use units::Id;

use super::mapping::Mapping;
use crate::files::File;
use crate::stock::words;

/// A file on its way into the stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub id: Id<Import>,
    pub file_name: String,
    pub file: Id<File>,
    pub mapping: Mapping,
    pub state: ImportState,
    /// Rows of the file below its headers.
    pub row_count: i64,
    /// Rows that are behind us, entered or refused.
    pub done_count: i64,
    /// Rows that became pieces.
    pub piece_count: i64,
    /// Rows that became batch articles.
    pub article_count: i64,
    /// Of both, those that an undoing has taken back.
    pub back_count: i64,
    pub problem_count: i64,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

impl Import {
    /// What custody entries call it.
    pub fn document(&self) -> String {
        format!("import:{}", self.id)
    }
}

words! {
    /// How far an import is.
    ImportState {
        /// Read; its mapping may change.
        Draft = "draft",
        /// On its way in, or cut off there by a crash: it can go on or be undone.
        Running = "running",
        Committed = "committed",
        /// Stopped on the way by a person: it can go on or be undone.
        Cancelled = "cancelled",
        /// On its way out, or cut off there: it can only go on. What it brought is not sold any more.
        Undoing = "undoing",
        Undone = "undone",
    }
}
