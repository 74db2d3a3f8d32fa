//! A deposit slip, its objects, what happens to them, and why something about them is refused.

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// What it was left for.
    Of {
        Appraisal = "appraisal",
        Estate = "estate",
        /// Something is made of it.
        Custom = "custom",
    }
}

words! {
    /// What an entry records.
    What {
        TakenIn = "taken_in",
        GivenBack = "given_back",
        /// The entry that it names was a mistake.
        Corrected = "corrected",
    }
}

words! {
    /// Where an object is.
    Standing {
        Here = "here",
        /// Its owner has it again.
        Home = "home",
        /// It was never left: the slip was a mistake.
        Cancelled = "cancelled",
    }
}

/// What a customer leaves at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    pub id: Id<Self>,
    pub seq: i64,
    pub number: String,
    pub customer: Id<Customer>,
    /// Empty for somebody who was forgotten.
    pub customer_name: String,
    pub of: Of,
    pub of_id: Uuid,
    /// What people call it: a number, a title.
    pub about: String,
    pub language: Language,
    pub note: String,
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
}

impl Slip {
    pub(super) fn changes(&self) -> [Change; 2] {
        [
            Change::of("keeping"),
            Change::of(match self.of {
                Of::Appraisal => "appraisal",
                Of::Estate => "estate",
                Of::Custom => "custom",
            }),
        ]
    }
}

/// One object of it, or stones alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub id: Id<Self>,
    pub seq: i64,
    pub slip: Id<Slip>,
    /// On its envelope.
    pub code: String,
    /// In neutral words: `broche, métal jaune, pierre bleue`.
    pub object: String,
    pub count: i64,
    /// Micrograms, of all of them together; None: nobody weighed it.
    pub gross_ug: Option<i64>,
    /// What is seen of it.
    pub condition: String,
    pub declared_minor: Option<i64>,
    pub standing: Standing,
    /// The last entry that stands.
    pub(super) last: Option<i64>,
}

/// What happened to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub what: What,
    pub undone: bool,
    pub gross_ug: Option<i64>,
    pub differs: bool,
    pub reason: String,
    pub given_to: String,
    pub allowed_by: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// Why nothing was taken in or given back.
#[derive(Clone, Debug, thiserror::Error)]
pub enum KeepingError {
    /// The appraisal, the estate or the order is not known.
    #[error("what it is left for is not known")]
    SubjectUnknown,
    /// Nobody is named whose objects these are.
    #[error("it has no customer")]
    NoCustomer,
    /// It is over: nothing is left for it any more.
    #[error("it is over")]
    Over,
    #[error("the slip is not known")]
    SlipUnknown,
    #[error("the object is not known")]
    ObjectUnknown,
    #[error("the id is already used")]
    IdTaken,
    /// A field cannot be so; the position counts objects from one, 0 is the slip's own.
    #[error("{field} of object {position} cannot be so")]
    Field { field: &'static str, position: usize },
    /// It is not here.
    #[error("it is {}", .standing.code())]
    WrongStanding { standing: Standing },
    /// What was weighed when it came is weighed when it goes.
    #[error("object {position} was not weighed")]
    WeightMissing { position: usize },
    /// It weighs something else: say why.
    #[error("it came with {came_ug} µg and leaves with {gross_ug} µg")]
    Differs {
        position: usize,
        came_ug: i64,
        gross_ug: i64,
        tolerance_ug: i64,
    },
    #[error("the reason is missing")]
    ReasonMissing,
    /// Somebody has put it right already.
    #[error("there is nothing to take back")]
    NothingToCorrect,
    #[error("the till has no printer")]
    NoPrinter,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
