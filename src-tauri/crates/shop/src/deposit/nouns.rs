//! What a deposit is, what it is for, and why one is not taken.

use units::Id;
use uuid::Uuid;

use crate::appraisal::Appraisal;
use crate::custom::Order;
use crate::db::StoreError;
use crate::ledger::account;
use crate::repair::Job;
use crate::stock::words;

words! {
    /// What money in advance means for both sides (C. conso. L214-1, C. civ. 1590).
    Kind {
        /// A part of the price: both are bound.
        Acompte = "acompte",
        /// Either may draw back: the customer loses it, the shop pays it back twice.
        Arrhes = "arrhes",
    }
}

words! {
    /// What a ticket's line is of the money of some work.
    Role {
        /// A part of the price.
        Work = "work",
        Acompte = "acompte",
        Arrhes = "arrhes",
        /// A deposit that the ticket of the work takes off.
        Used = "used",
        /// Arrhes that are kept, or paid on top of those given back: an indemnity, and no price of
        /// anything, so that no VAT is due (CJEU C-277/05, Société thermale d'Eugénie-les-Bains).
        Kept = "kept",
    }
}

impl Role {
    /// Money that the shop owes until the work is done: no revenue.
    pub const fn is_deposit(self) -> bool {
        !matches!(self, Self::Work | Self::Kept)
    }
}

impl From<Kind> for Role {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Acompte => Self::Acompte,
            Kind::Arrhes => Self::Arrhes,
        }
    }
}

words! {
    /// What becomes of arrhes when nothing is done (C. conso. L214-1; C. civ. 1590).
    Outcome {
        /// Nobody draws back on purpose: they go back.
        Back = "back",
        /// The customer draws back, and loses them.
        Kept = "kept",
        /// The shop does, and pays them back twice.
        Doubled = "doubled",
    }
}

/// What the money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An object that was brought in.
    Job(Id<Job>),
    /// A certificate: its fee.
    Appraisal(Id<Appraisal>),
    /// What a customer has made.
    Custom(Id<Order>),
}

impl Subject {
    /// The word in the store.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Job(_) => "job",
            Self::Appraisal(_) => "appraisal",
            Self::Custom(_) => "custom",
        }
    }

    pub fn uuid(self) -> Uuid {
        match self {
            Self::Job(id) => id.uuid(),
            Self::Appraisal(id) => id.uuid(),
            Self::Custom(id) => id.uuid(),
        }
    }

    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "job" => Some(Self::Job(Id::from_uuid(id))),
            "appraisal" => Some(Self::Appraisal(Id::from_uuid(id))),
            "custom" => Some(Self::Custom(Id::from_uuid(id))),
            _ => None,
        }
    }

    /// The account of what was paid in advance for it: below zero while the shop has it.
    pub fn account(self) -> String {
        format!("{}{}:{}", account::DEPOSITS, self.kind(), self.uuid())
    }
}

/// What a line of a ticket has to do with some work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub role: Role,
    pub subject: Subject,
}

/// Why money for some work does not go into a cart. Nothing has changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DepositError {
    #[error("the work is not known")]
    Unknown,
    /// Nothing, or below.
    #[error("the amount cannot be")]
    Amount,
    /// More than what is not paid yet.
    #[error("{left_minor} of {code} are not paid")]
    OverPrice { code: String, left_minor: i64 },
    /// More is to go back than was paid in advance.
    #[error("{paid_minor} of {code} are paid in advance")]
    OverPaid { code: String, paid_minor: i64 },
    /// A task has no price: nobody can say what the money is a part of.
    #[error("{code} has no price yet")]
    Unpriced { code: String },
    /// What is done, refused, cancelled or gone is paid, not paid in advance.
    #[error("{code} is {state}")]
    NoDeposit { code: String, state: &'static str },
    /// It is still worked on, or has gone.
    #[error("{code} is {state}")]
    NotDue { code: String, state: &'static str },
    /// All of it stands on a ticket already.
    #[error("nothing is owed of {code}")]
    NothingOwed { code: String },
    /// There are no arrhes to keep or to double: there is work to be paid, or none were taken.
    #[error("there are no arrhes of {code} to keep")]
    NoArrhes { code: String },
    /// The cart has money of this work already.
    #[error("the cart has {code} already")]
    Twice { code: String },
    /// The cart is somebody else's.
    #[error("{code} is not of this customer")]
    OtherCustomer { code: String },
    /// A line of a ticket of work does not come back by itself: the ticket is annulled whole.
    #[error("a line of work does not come back")]
    NotReturned,
    #[error(transparent)]
    Store(#[from] StoreError),
}
