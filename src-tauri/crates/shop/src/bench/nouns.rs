//! What the bench writes down, and why something of it is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::{Id, Metal};
use uuid::Uuid;

use crate::cx::User;
use crate::db::StoreError;
use crate::journal::JournalError;
use crate::print::EnqueueError;
use crate::repair::{Job, RepairError, State, Task};
use crate::stock::{self, Article, Piece, words};
use crate::users::MissingRight;

/// Who does a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    pub task: Id<Task>,
    pub person: Option<(Id<User>, String)>,
    pub vendor: Option<(Uuid, String)>,
}

/// A person's time on a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    pub id: Id<Self>,
    pub job: Id<Job>,
    /// On its envelope.
    pub code: String,
    pub task: Option<Id<Task>>,
    pub person: Id<User>,
    pub name: String,
    /// The shop's day; of a clock that on which it began.
    pub on_day: NaiveDate,
    /// None: not by the clock.
    pub started_at: Option<DateTime<Utc>>,
    pub stopped_at: Option<DateTime<Utc>>,
    /// None: the clock runs.
    pub minutes: Option<i64>,
    /// The row that was wrong.
    pub corrects: Option<Id<Self>>,
    /// Another row stands in its place.
    pub corrected: bool,
    pub note: String,
    /// What an hour of theirs cost that day; None: nobody has said.
    pub hour_minor: Option<i64>,
}

/// Something of the stock that went into a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: Id<Self>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    pub number: String,
    pub title: String,
    pub quantity: i64,
    /// Of one.
    pub weight_mg: Option<i64>,
    /// Of one, as it was then; None: nobody knows.
    pub cost_minor: Option<i64>,
    /// The entry by which it was taken.
    pub gives_back: Option<Id<Self>>,
    /// How many of what was taken are in the object now.
    pub left: i64,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

words! {
    /// Where metal goes.
    Way {
        /// Into the object.
        In = "in",
        /// Out of it: it stays the customer's, in their envelope.
        Out = "out",
    }
}

/// Metal put into an object or taken out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalMove {
    pub id: Id<Self>,
    pub job: Id<Job>,
    pub task: Id<Task>,
    pub way: Way,
    pub metal: Metal,
    /// Parts per ten thousand.
    pub fineness: i64,
    pub weight_mg: i64,
    /// Of what went in, at the rate of the day; None: there was none.
    pub value_minor: Option<i64>,
    /// The entry that was a mistake.
    pub undoes: Option<Id<Self>>,
    /// Another entry takes it back.
    pub undone: bool,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// What an hour costs from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourRate {
    /// None: the bench's, for whoever has none of their own.
    pub person: Option<(Id<User>, String)>,
    pub from_day: NaiveDate,
    /// None: the bench's again.
    pub hour_minor: Option<i64>,
    pub at: DateTime<Utc>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    #[error("the entry is not known")]
    Unknown,
    #[error("the id is already used")]
    IdTaken,
    /// The person stands at no till, or it has no printer for this.
    #[error("there is no printer for it")]
    NoPrinter,
    /// Nothing is recorded of a job in this state.
    #[error("it is {}", state.code())]
    WrongState { state: State },
    /// It is no task of this job that stands.
    #[error("the task is not known")]
    TaskUnknown,
    #[error("the person is not known")]
    PersonUnknown,
    #[error("the vendor is not known")]
    VendorUnknown,
    #[error("the reason is missing")]
    ReasonMissing,
    /// The person's clock runs on this job already; or what is to be corrected runs still.
    #[error("the clock runs")]
    ClockRunning,
    #[error("no clock runs")]
    NoClock,
    /// It has run for longer than anybody works: say how long it was.
    #[error("the clock runs since {since}")]
    ClockForgotten { since: DateTime<Utc> },
    /// None, negative, or more than a day has.
    #[error("the minutes cannot be")]
    Minutes,
    /// With what is written already, the day would have more than 24 hours.
    #[error("{left} minutes are left of the day")]
    DayFull { left: i64 },
    /// In the future, or before the object came in.
    #[error("the day cannot be")]
    Day,
    /// Another entry stands in its place already.
    #[error("it was corrected already")]
    Corrected,
    #[error("no piece and no article has the code {code}")]
    PartUnknown { code: String },
    /// Sold, out on memo, withdrawn or mounted.
    #[error("{number} is {}", state.code())]
    PartNotHere { number: String, state: stock::State },
    /// It stands in a cart.
    #[error("{number} is reserved")]
    PartReserved { number: String },
    /// It is kept for a custom order.
    #[error("{number} is kept for {order}")]
    PartKept { number: String, order: String },
    /// It is somebody else's, here on memo.
    #[error("{number} is not the shop's")]
    PartNotOurs { number: String },
    /// No longer offered, or a model whose variants are taken.
    #[error("{number} is not taken")]
    PartNotTaken { number: String },
    #[error("{left} of {number} are left")]
    PartShort { number: String, left: i64 },
    /// None, negative, or more of a piece than the one there is; or more than is in the object.
    #[error("the quantity cannot be")]
    Quantity,
    /// None, negative, or more than any jewel weighs.
    #[error("the weight cannot be")]
    Weight,
    /// No precious metal, or no title of one.
    #[error("the title cannot be")]
    Title,
    /// Negative, or more than any hour costs.
    #[error("the cost of an hour cannot be")]
    HourCost,
    /// The day until which a workshop has it is past, or years ahead.
    #[error("the due day cannot be")]
    Due,
    /// None, too many, or one of them twice.
    #[error("the objects cannot be")]
    Lines,
    /// Negative, or more than anything costs.
    #[error("the amount cannot be")]
    Amount,
    /// It is out still, or never went.
    #[error("{code} has not come back")]
    NotBack { code: String },
    /// Another invoice that stands bills it.
    #[error("{reference} bills it")]
    Billed { reference: String },
    /// It is not billed as agreed: say why.
    #[error("{code} is not billed as agreed")]
    NotAgreed { code: String },
    #[error(transparent)]
    Purchase(#[from] crate::purchase::Refusal),
    #[error(transparent)]
    Repair(#[from] RepairError),
    #[error(transparent)]
    Record(#[from] stock::RecordError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<EnqueueError> for BenchError {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::Store(error) => error.into(),
            EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => Self::NoPrinter,
        }
    }
}
