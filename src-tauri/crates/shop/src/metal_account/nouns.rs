//! An account's objects and entries, and why one is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::{Fineness, Id, Metal, Weight};
use uuid::Uuid;

use crate::custom::{self, Order};
use crate::customers::Customer;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// What an entry is.
    Kind {
        /// The customer leaves an object.
        In = "in",
        /// Objects become an ingot.
        Melt = "melt",
        /// Some of it goes into an order.
        Use = "use",
        /// The customer has it again.
        Return = "return",
        /// The entry that it names was a mistake, or is undone.
        Correct = "correct",
    }
}

words! {
    /// How the title is known, the least sure first.
    Tested {
        /// The customer says so.
        Declared = "declared",
        /// A hallmark says so.
        Hallmark = "hallmark",
        /// Acids and the stone.
        Touchstone = "touchstone",
        /// X-ray fluorescence.
        Xrf = "xrf",
        /// A laboratory or a refiner.
        Assay = "assay",
    }
}

words! {
    /// What became of an object's stones.
    Stones {
        None = "none",
        /// Taken out before it was weighed.
        Removed = "removed",
        /// Weighed with it: their weight is taken off.
        LeftIn = "left_in",
    }
}

words! {
    /// What a numbered paper is.
    PaperKind {
        Receipt = "receipt",
        Return = "return",
    }
}

/// An object, or the ingot of a melt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    pub id: Id<Self>,
    pub seq: i64,
    pub customer: Id<Customer>,
    pub metal: Metal,
    /// In neutral words: `chaîne, métal jaune`.
    pub description: String,
    pub fineness: Fineness,
    pub tested: Tested,
    pub gross: Weight,
    pub stones: Stones,
    /// Of the stones left in.
    pub stones_weight: Weight,
    /// It came out of a melt.
    pub melted: bool,
    /// Of its receipt; empty for what was melted.
    pub paper: String,
    pub at: DateTime<Utc>,
    /// What is left of it: metal alone.
    pub left: Weight,
    pub left_fine: Weight,
}

impl Lot {
    /// What of it is metal, as it came.
    pub fn weight_mg(&self) -> i64 {
        self.gross.mg() - self.stones_weight.mg()
    }
}

/// A picture of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Photo {
    pub lot: Id<Lot>,
    pub file: Uuid,
    pub thumbnail: Uuid,
}

/// A line of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Id<Self>,
    pub seq: i64,
    pub customer: Id<Customer>,
    pub metal: Metal,
    pub kind: Kind,
    pub paper: Option<(Uuid, String)>,
    /// That it was used in.
    pub order: Option<(Id<Order>, String)>,
    pub undoes: Option<i64>,
    /// Another entry takes it back.
    pub undone: bool,
    /// Of weight; what was lost in work or in the fire.
    pub loss_mg: i64,
    /// Below zero: the assay found more than was thought.
    pub loss_fine_mg: i64,
    /// By how much it changes the account.
    pub weight_mg: i64,
    pub fine_mg: i64,
    /// The objects it is about, in words.
    pub objects: Vec<String>,
    pub note: String,
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// Metal of customers that is here, of one title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub metal: Metal,
    pub fineness: Fineness,
    pub object_count: i64,
    pub weight: Weight,
    pub fine: Weight,
}

/// A customer whose metal is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub customer: Id<Customer>,
    pub name: String,
    pub metal: Metal,
    pub fine: Weight,
    /// When the oldest of it came.
    pub since: NaiveDate,
}

/// What is told of a change to somebody's account.
pub(super) fn changes(customer: Id<Customer>) -> [Change; 2] {
    [
        Change::of("metal_account"),
        Change::one("metal_account", customer),
    ]
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum MetalAccountError {
    #[error("the customer is not known")]
    CustomerUnknown,
    #[error("the object is not known")]
    LotUnknown,
    #[error("the entry is not known")]
    EntryUnknown,
    #[error("the paper is not known")]
    PaperUnknown,
    #[error("the order is not known")]
    OrderUnknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    /// `objects`, `description`, `metal`, `fineness`, `gross`, `stones`, `weight`, `loss`.
    #[error("the {field} cannot be")]
    Field {
        field: &'static str,
        /// Of the object, from 1; 0: of the whole.
        position: usize,
    },
    /// More than there is of an object.
    #[error("{} mg are left", left.mg())]
    TooMuch { left: Weight },
    /// Of several metals nothing is made at once.
    #[error("not of one metal")]
    MixedMetals,
    /// An order of somebody else.
    #[error("the order is somebody else’s")]
    OtherCustomer,
    /// The order is not in a state in which metal goes into it, or comes out of it.
    #[error("the order is {}", state.code())]
    OrderState { state: custom::State },
    #[error("it was taken back already")]
    Corrected,
    /// What came in or was melted is used, melted or given back since.
    #[error("some of it is gone since")]
    Touched,
    #[error("the account was changed meanwhile")]
    Changed { current: i64 },
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("no printer")]
    NoPrinter,
    #[error("at most {most} photos")]
    TooManyPhotos { most: i64 },
    #[error("there is no such photo")]
    PhotoUnknown,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
