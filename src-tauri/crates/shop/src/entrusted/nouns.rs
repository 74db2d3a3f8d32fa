//! A deposit slip, its objects, what happens to them, and why something about them is refused.

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::stock::{Place, words};
use crate::users::{MissingRight, SecondError};

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
        /// It is in the piece that was made, and went home with it.
        Set = "set",
        /// It was looked for and is not there.
        Missing = "missing",
        /// The entry that it names was a mistake.
        Corrected = "corrected",
    }
}

words! {
    /// Where an object is.
    Standing {
        /// All of it, or some.
        Here = "here",
        /// Its owner has it again, or has answered for what is missing.
        Gone = "gone",
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
            Change::of("entrusted"),
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
    /// Of stones: `ronde, taille brillant`.
    pub cut: String,
    /// As it was measured: `5,2 × 5,1 mm`.
    pub size: String,
    /// By which it is known again.
    pub marks: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    pub standing: Standing,
    /// How many of them are here.
    pub left: i64,
    /// An order's delivery accounted for it last.
    pub of_delivery: bool,
    /// Where, as the ledger says; empty: nobody said, or it is not here.
    pub place_name: String,
    pub(super) place: Option<Id<Place>>,
    /// The last entry that stands.
    pub(super) last: Option<Last>,
}

/// What a correction takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Last {
    pub seq: i64,
    pub what: What,
    pub count: i64,
}

/// A picture of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Photo {
    pub object: Id<Object>,
    pub file: Uuid,
    pub thumbnail: Uuid,
}

/// What happened to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub what: What,
    /// How many of them.
    pub count: i64,
    pub undone: bool,
    pub gross_ug: Option<i64>,
    pub differs: bool,
    /// The slip was, when it went home.
    pub shown: bool,
    pub reason: String,
    pub given_to: String,
    pub allowed_by: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// Why nothing was taken in or given back.
#[derive(Debug, thiserror::Error)]
pub enum EntrustedError {
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
    Field {
        field: &'static str,
        position: usize,
    },
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
    /// The customer shows another paper than the one it came with.
    #[error("{number} is not its slip")]
    WrongSlip { number: String },
    #[error("the place is not known")]
    PlaceUnknown,
    #[error("it has {most} pictures")]
    TooManyPhotos { most: i64 },
    #[error("the picture is not known")]
    PhotoUnknown,
    /// It went with an order: whoever takes the delivery back takes this back.
    #[error("it is of a delivery")]
    OfDelivery,
    /// Not all of what is here is said to be set, returned or missing.
    #[error("{code}: {left} are here")]
    Unaccounted { code: String, left: i64 },
    /// Stones are missing: say why.
    #[error("{code}: {count} are missing")]
    Missing { code: String, count: i64 },
    /// Somebody has put it right already.
    #[error("there is nothing to take back")]
    NothingToCorrect,
    #[error("the till has no printer")]
    NoPrinter,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    /// Nobody answers for a difference.
    #[error(transparent)]
    Second(#[from] SecondError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
