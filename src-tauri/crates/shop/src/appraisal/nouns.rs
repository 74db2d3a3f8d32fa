//! An appraisal, what happens to it, and why something about it is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::stock::{Piece, words};
use crate::users::MissingRight;

words! {
    /// What it is for: each has a template.
    Kind {
        Insurance = "insurance",
        Estate = "estate",
        Sale = "sale",
        Comparison = "comparison",
    }
}

words! {
    /// What has become of it, as the store keeps it.
    State {
        Draft = "draft",
        /// A draft that was given up.
        Cancelled = "cancelled",
        Issued = "issued",
        /// Another one stands in its place.
        Superseded = "superseded",
        /// Taken back with a reason.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The same on a day: an issued one ends with its validity.
    Standing {
        Draft = "draft",
        Cancelled = "cancelled",
        Issued = "issued",
        Expired = "expired",
        Superseded = "superseded",
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What a value rests on.
    Basis {
        MetalRate = "metal_rate",
        PriceList = "price_list",
        /// Prices asked or paid for the like.
        Market = "market",
        Replacement = "replacement",
        Auction = "auction",
        Invoice = "invoice",
        Estimate = "estimate",
    }
}

words! {
    /// Who has the object while it is appraised.
    HeldBy {
        Shop = "shop",
        Customer = "customer",
        Other = "other",
    }
}

words! {
    /// What an entry records.
    What {
        Created = "created",
        Issued = "issued",
        Cancelled = "cancelled",
        Reopened = "reopened",
        Superseded = "superseded",
        Withdrawn = "withdrawn",
        /// What it costs was set, or taken off.
        Fee = "fee",
        /// A ticket has its fee.
        Paid = "paid",
        /// A ticket gives it back, or is annulled.
        Unpaid = "unpaid",
    }
}

/// An appraisal as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appraisal {
    pub id: Id<Self>,
    pub seq: i64,
    pub kind: Kind,
    pub state: State,
    pub customer: Option<Id<Customer>>,
    /// Empty for nobody, and for somebody who was forgotten.
    pub customer_name: String,
    /// Of its first object.
    pub title: String,
    pub items: i64,
    pub total_minor: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub version: i64,
    /// What the work of it costs, VAT included.
    pub fee_minor: Option<i64>,
    /// From its issue on.
    pub number: Option<String>,
    pub issued_at: Option<DateTime<Utc>>,
    pub valid_until: Option<NaiveDate>,
    /// In hexadecimal.
    pub sha256: Option<String>,
    /// The one it is written in place of.
    pub replaces: Option<(Id<Self>, String)>,
}

impl Appraisal {
    /// What it is worth on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.state {
            State::Draft => Standing::Draft,
            State::Cancelled => Standing::Cancelled,
            State::Issued if self.valid_until.is_some_and(|until| until < today) => {
                Standing::Expired
            }
            State::Issued => Standing::Issued,
            State::Superseded => Standing::Superseded,
            State::Withdrawn => Standing::Withdrawn,
        }
    }

    pub(super) fn changes(&self) -> [Change; 2] {
        [Change::of("appraisal"), Change::one("appraisal", self.id)]
    }
}

/// A line of its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: What,
    pub note: String,
    /// The successor's number.
    pub other: Option<String>,
}

/// Which appraisals.
#[derive(Clone, Debug, Default)]
pub struct AppraisalQuery {
    pub standing: Option<Standing>,
    /// Words of a number, a name or a title.
    pub text: String,
    pub piece: Option<Id<Piece>>,
    pub customer: Option<Uuid>,
    pub skip: usize,
    /// 1 to 500.
    pub limit: usize,
}

/// Why an appraisal is not written, changed or issued. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AppraisalError {
    #[error("the appraisal is not known")]
    Unknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("there is no such template")]
    TemplateUnknown,
    /// Somebody has changed it since: look again.
    #[error("the appraisal has version {current}")]
    Changed { current: i64 },
    /// Not what can be done with one in this state.
    #[error("the appraisal is {}", state.code())]
    State { state: State },
    #[error("there is nothing on it")]
    NoItems,
    #[error("more than {most} of {field}")]
    TooMany { field: &'static str, most: usize },
    #[error("{field} is too long")]
    TooLong { field: &'static str },
    /// A letter that no paper takes.
    #[error("{field} has letters that cannot be printed")]
    Unprintable { field: &'static str },
    #[error("an object has no title")]
    TitleMissing,
    /// Below zero, or beyond any piece of a shop like this.
    #[error("a value of {title} cannot be")]
    Amount { title: String },
    /// Nothing on it is worth anything.
    #[error("{title} is not valued")]
    NotValued { title: String },
    /// A value without what it rests on.
    #[error("a value of {title} has no basis")]
    BasisMissing { title: String },
    /// Not a word of the closed vocabulary of this field.
    #[error("{word} is not a known {field}")]
    WordUnknown { field: &'static str, word: String },
    /// A laboratory-grown stone under a name that is barred for it.
    #[error("{0} is barred for a laboratory-grown stone")]
    Misleading(String),
    #[error("a weight of {title} cannot be")]
    Weight { title: String },
    /// A field of the template holds what it cannot.
    #[error("the field {field} cannot be so")]
    Field { field: String },
    /// The validity ends before the value's day, or decades later.
    #[error("the validity cannot be")]
    Validity,
    /// The day of the value is to come, or decades ago.
    #[error("the day of the value cannot be")]
    ValuedOn,
    #[error("a photo is not known")]
    PhotoUnknown,
    #[error("the customer is not known")]
    CustomerUnknown,
    #[error("the piece is not known")]
    PieceUnknown,
    /// Who issues has not said who they are and by what right.
    #[error("the appraiser has no credentials")]
    AppraiserMissing,
    /// Its successor is the one to reissue.
    #[error("{number} stands in its place")]
    Superseded { number: String },
    /// A successor is being written.
    #[error("a successor is being written")]
    BeingReissued,
    #[error("the estate is not known")]
    EstateUnknown,
    /// Open it again first.
    #[error("the estate is closed")]
    EstateClosed,
    #[error("the estate is open")]
    EstateOpen,
    #[error("the name of the deceased is missing")]
    DeceasedMissing,
    /// Issue them, give them up or take them out first.
    #[error("{drafts} drafts are left")]
    EstateDrafts { drafts: i64 },
    #[error("the appraisal is not in this estate")]
    NotInEstate,
    /// An insurance value is no value of an estate.
    #[error("the appraisal was not written for an estate")]
    NotForEstate,
    #[error("the appraisal is in the estate of {deceased}")]
    InEstate { deceased: String },
    #[error("the reason is missing")]
    ReasonMissing,
    /// Nothing, or beyond any price.
    #[error("a fee is between 1 and {most_minor}")]
    Fee { most_minor: i64 },
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
