//! A picture that an import's file names by its address.

use chrono::{DateTime, Utc};
use units::Id;

use super::import::Import;
use crate::stock::words;

words! {
    /// How far it is.
    ImageState {
        /// To be fetched, now or at its next try.
        Waiting = "waiting",
        /// On its piece or article.
        Kept = "kept",
        /// Not to be had: a person may ask for it again.
        Failed = "failed",
        /// Its import was taken back.
        Dropped = "dropped",
    }
}

/// An address that is to be asked now. Several pieces may wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueImage {
    pub import: Id<Import>,
    pub url: String,
}

/// A picture that is not here, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingImage {
    /// The line of the file.
    pub line: i64,
    /// The piece's or article's.
    pub number: String,
    pub url: String,
    pub state: ImageState,
    /// `image.status`, `file.not_a_picture`…; empty before the first try.
    pub code: String,
    /// What the code is about: a status.
    pub detail: String,
    pub tries: i64,
}

/// How an import's pictures stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    pub waiting: i64,
    pub kept: i64,
    pub failed: i64,
    /// Of those that wait, how many have been tried in vain.
    pub tried: i64,
    /// When the next of those that wait is tried.
    pub next_at: Option<DateTime<Utc>>,
    /// What failed, then what was tried in vain; as many as a person reads.
    pub missing: Vec<MissingImage>,
}

impl Images {
    /// What the file named in all.
    pub const fn total(&self) -> i64 {
        self.waiting + self.kept + self.failed
    }
}
