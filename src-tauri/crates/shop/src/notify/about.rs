//! What a message is about. Each kind of work says for itself whom to tell, in which words, whether that is
//! still so, and what its own history keeps of it; nothing else here knows one kind from another.

mod appraisal;
mod custom;
mod repair;

use chrono::{DateTime, Utc};
use documents::Language;
use units::Id;
use uuid::Uuid;

pub use appraisal::certificate_issued;
pub use custom::order_moved;
pub use repair::{job_moved, job_promised, repair_taken_in};

use super::blank::Values;
use super::message::{Event, Message};
use super::state::Act;
use super::{store, tell};
use crate::appraisal::Appraisal;
use crate::custom::Order;
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::JournalError;
use crate::repair::{Job, Repair};
use crate::stock::words;

words! {
    /// The word in the store.
    Kind {
        /// All objects of one slip.
        Repair = "repair",
        /// One of them.
        Job = "job",
        Custom = "custom",
        Appraisal = "appraisal",
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Repair(Id<Repair>),
    Job(Id<Job>),
    Custom(Id<Order>),
    Appraisal(Id<Appraisal>),
}

/// Whose a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// There is no such subject.
    Unknown,
    /// A certificate of a piece of the shop's own.
    Nobody,
    Customer(Id<Customer>),
}

impl Owner {
    fn of(found: Option<Id<Customer>>) -> Self {
        found.map_or(Self::Unknown, Self::Customer)
    }
}

/// What there is to tell.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub customer: Id<Customer>,
    pub language: Language,
    pub values: Values,
    /// The quote that an e-mail carries.
    pub document: Option<Uuid>,
}

/// A kind of work, as far as messages go.
pub(super) trait About {
    /// Whose it is.
    fn owner(&self, tx: &ReadTx<'_>) -> Result<Owner, StoreError>;

    /// What is told of an event now; None: nobody is.
    fn told(&self, tx: &ReadTx<'_>, cx: &Cx, event: Event) -> Result<Option<Told>, StoreError>;

    /// Whether what was written then is still so. What is not does not leave any more.
    fn holds(
        &self,
        tx: &ReadTx<'_>,
        cx: &Cx,
        event: Event,
        written: DateTime<Utc>,
    ) -> Result<bool, StoreError>;

    /// Keeps in the work's own history that a message left, or turned out not to have arrived.
    fn note(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        message: &Message,
        arrived: bool,
    ) -> Result<(), JournalError>;
}

impl Subject {
    pub const fn kind(self) -> Kind {
        match self {
            Self::Repair(_) => Kind::Repair,
            Self::Job(_) => Kind::Job,
            Self::Custom(_) => Kind::Custom,
            Self::Appraisal(_) => Kind::Appraisal,
        }
    }

    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Repair(id) => id.uuid(),
            Self::Job(id) => id.uuid(),
            Self::Custom(id) => id.uuid(),
            Self::Appraisal(id) => id.uuid(),
        }
    }

    pub const fn new(kind: Kind, id: Uuid) -> Self {
        match kind {
            Kind::Repair => Self::Repair(Id::from_uuid(id)),
            Kind::Job => Self::Job(Id::from_uuid(id)),
            Kind::Custom => Self::Custom(Id::from_uuid(id)),
            Kind::Appraisal => Self::Appraisal(Id::from_uuid(id)),
        }
    }

    pub(super) fn about(&self) -> &dyn About {
        match self {
            Self::Repair(id) => id,
            Self::Job(id) => id,
            Self::Custom(id) => id,
            Self::Appraisal(id) => id,
        }
    }
}

/// Whose something is; None: it is not known. It may be nobody's.
pub fn customer_of(tx: &ReadTx<'_>, subject: Subject) -> Result<Owner, StoreError> {
    subject.about().owner(tx)
}

/// Cancels what waits to be told of a subject and is no longer so.
fn overtake(tx: &mut WriteTx<'_>, cx: &Cx, subject: Subject) -> Result<(), StoreError> {
    for mut message in store::waiting(tx, subject)? {
        let (event, written) = (message.event, message.created_at);
        if !subject.about().holds(tx, cx, event, written)? {
            store::go(tx, cx, &mut message, Act::Overtake)?;
            tell(tx);
        }
    }
    Ok(())
}
