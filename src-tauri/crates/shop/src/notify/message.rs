//! A message, what it is about, and why something about it is refused.

use chrono::{DateTime, Utc};
use documents::Language;
use units::Id;
use uuid::Uuid;

use super::about::Subject;
use super::blank::Blank;
use super::state::State;
use crate::customers::Customer;
use crate::db::StoreError;
use crate::journal::JournalError;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// What a customer is told of.
    Event {
        Received = "received",
        EstimateReady = "estimate_ready",
        Ready = "ready",
        PromiseMoved = "promise_moved",
        /// It is ready, and nobody came.
        StillWaiting = "still_waiting",
        /// What somebody has made: the shop waits for their word.
        QuoteSent = "quote_sent",
        /// Its last day is near, and they have not answered.
        QuoteExpiring = "quote_expiring",
        ProductionBegun = "production_begun",
        OrderReady = "order_ready",
        OrderWaiting = "order_waiting",
        OrderCancelled = "order_cancelled",
        CertificateReady = "certificate_ready",
        /// Somebody tries whether messages leave.
        Test = "test",
    }
}

impl Event {
    /// What can be filled into its text, besides who it is for and from whom.
    pub const fn blanks(self) -> &'static [Blank] {
        use Blank as B;
        match self {
            Self::Received => &[B::Slip, B::Object, B::PromisedOn],
            Self::EstimateReady => &[
                B::Slip,
                B::Object,
                B::Amount,
                B::ValidUntil,
                B::PromisedOn,
                B::Balance,
            ],
            Self::Ready | Self::PromiseMoved => &[B::Slip, B::Object, B::PromisedOn, B::Balance],
            Self::StillWaiting => &[B::Slip, B::Object, B::PromisedOn, B::Balance, B::Days],
            Self::QuoteSent | Self::QuoteExpiring => &[
                B::Number,
                B::Object,
                B::Total,
                B::Deposit,
                B::Balance,
                B::ValidUntil,
            ],
            Self::ProductionBegun | Self::OrderReady => {
                &[B::Number, B::Object, B::Total, B::Deposit, B::Balance]
            }
            Self::OrderWaiting => &[
                B::Number,
                B::Object,
                B::Total,
                B::Deposit,
                B::Balance,
                B::Days,
            ],
            Self::OrderCancelled => &[B::Number, B::Object, B::Deposit],
            Self::CertificateReady => &[B::Number, B::Object, B::Balance],
            Self::Test => &[],
        }
    }

    /// Whether customers are told of it where the shop has not said otherwise.
    pub const fn is_usual(self) -> bool {
        !matches!(self, Self::Test | Self::ProductionBegun)
    }
}

words! {
    /// How.
    Channel {
        Email = "email",
        Sms = "sms",
    }
}

words! {
    /// How a customer wants to be told.
    Choice {
        /// As the shop does it.
        Any = "any",
        Email = "email",
        Sms = "sms",
        None = "none",
    }
}

/// One message to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: Id<Self>,
    pub seq: i64,
    pub event: Event,
    pub channel: Channel,
    pub language: Language,
    pub customer: Option<Id<Customer>>,
    /// None: a test.
    pub of: Option<Subject>,
    /// Whose sheet shows it: of a job its repair, of anything else itself.
    pub sheet: Option<Uuid>,
    /// The quote that an e-mail carries.
    pub document: Option<Uuid>,
    /// Slip, envelope or number; empty for a test.
    pub about: String,
    pub name: String,
    /// An e-mail address, or a number with its country: `+33612345678`.
    pub address: String,
    pub subject: String,
    pub body: String,
    /// What the mail server knows it by.
    pub message_id: Uuid,
    /// The message that this one repeats.
    pub again_of: Option<Uuid>,
    /// The one that repeats this one.
    pub repeated_by: Option<Uuid>,
    pub state: State,
    pub attempts: u32,
    pub next_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// Code of the last failure; empty: there is none.
    pub problem: String,
    /// What the other side said.
    pub detail: String,
    pub reference: String,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// A line of a message's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub at: DateTime<Utc>,
    /// Empty: the program itself.
    pub by: String,
    pub what: String,
    pub state: State,
    pub problem: String,
    pub detail: String,
}

/// What a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct MessageQuery {
    /// None: every state; with `troubles` only what wants a person.
    pub state: Option<State>,
    pub troubles: bool,
    /// Part of a name, an address or a slip.
    pub text: String,
    /// The seq of the last one seen.
    pub before: Option<i64>,
    pub limit: usize,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub messages: Vec<Message>,
    /// Where the next page begins; None: this is the last.
    pub next: Option<i64>,
}

/// Why a message, a text or a setting is not as it was asked for. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    #[error("the message is not known")]
    Unknown,
    #[error("the id is already used")]
    IdTaken,
    /// Not what is done in this state; somebody else, or the program, was faster.
    #[error("the message is {}", .0.code())]
    State(State),
    /// Somebody has sent it again already.
    #[error("it was repeated")]
    Repeated,
    /// No address that a message can go to.
    #[error("{0:?} is no address of this kind")]
    Address(Channel),
    /// The channel is off, or was never set up.
    #[error("{} is not set up", .0.code())]
    NotSetUp(Channel),
    #[error("the customer is not known")]
    CustomerUnknown,
    /// Something in braces that is not on the list.
    #[error("{{{0}}} is not filled in")]
    Blank(String),
    /// A brace without its partner.
    #[error("a brace stands alone")]
    Brace,
    /// Longer than a message of this kind may be.
    #[error("at most {most} letters")]
    TooLong { most: usize },
    #[error("there is no text")]
    Empty,
    /// `host`, `port`, `from`, `login`, `certificate`, `quiet`, `remind`, `term`, `address`, `url`…
    #[error("the field {0} cannot be so")]
    Field(&'static str),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
