//! An estate, what it holds, and what happened to it.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use super::super::nouns::{Appraisal, HeldBy, State};
use crate::db::Change;
use crate::stock::words;

words! {
    /// Whether it is still worked on.
    EstateState {
        Open = "open",
        Closed = "closed",
    }
}

words! {
    /// What an entry records.
    EstateWhat {
        Created = "created",
        Changed = "changed",
        Added = "added",
        TakenOut = "taken_out",
        PutBack = "put_back",
        /// All that were complete.
        Issued = "issued",
        Fees = "fees",
        Closed = "closed",
        Reopened = "reopened",
    }
}

/// What an estate says of itself, and its drafts with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name as the heirs write it.
    pub deceased: String,
    /// Who asks for it: an heir, a notary.
    pub customer: Option<Uuid>,
    /// The day that every value is of.
    pub valued_on: NaiveDate,
    /// Where the objects were seen.
    pub place: String,
    pub held_by: HeldBy,
    pub held_note: String,
    pub note: String,
}

/// An estate as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estate {
    pub id: Id<Self>,
    pub seq: i64,
    pub state: EstateState,
    pub about: About,
    /// Empty for nobody, and for somebody who was forgotten.
    pub customer_name: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub version: i64,
    pub sum: Sum,
}

/// What an estate comes to. What was superseded, withdrawn or given up counts for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub drafts: i64,
    pub issued: i64,
    pub total_minor: i64,
}

/// An appraisal of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// As it was entered, from one on; gaps where one was taken out.
    pub position: i64,
    pub appraisal: Appraisal,
}

impl Member {
    /// It is in the inventory.
    pub fn counts(&self) -> bool {
        matches!(self.appraisal.state, State::Draft | State::Issued)
    }
}

/// A line of its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateEntry {
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: EstateWhat,
    pub note: String,
    /// The object it is about.
    pub title: Option<String>,
}

impl Estate {
    pub(super) fn changes(&self) -> [Change; 3] {
        [
            Change::of("appraisal"),
            Change::of("estate"),
            Change::one("estate", self.id),
        ]
    }
}
