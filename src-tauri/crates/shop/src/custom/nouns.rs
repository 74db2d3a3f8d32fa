//! An order, its quotes and files, and why something about them is refused.

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use units::{Id, Metal};
use uuid::Uuid;

use super::part_refusal::PartRefusal;
use super::state::{Act, Move, State};
use crate::customers::Customer;
use crate::db::{Change, StoreError};
use crate::entrusted::EntrustedError;
use crate::files::File;
use crate::journal::JournalError;
use crate::users::{MissingRight, SecondError};

/// What a customer has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub id: Id<Self>,
    pub seq: i64,
    pub number: String,
    pub customer: Id<Customer>,
    /// Of its papers' first lines.
    pub language: Language,
    /// `Alliance deux ors`.
    pub title: String,
    /// What they dream of, in their words.
    pub brief: String,
    /// VAT included.
    pub budget_minor: Option<i64>,
    pub wished_on: Option<NaiveDate>,
    pub ring_size: String,
    /// The shop's own fields: what they are called, and what they say.
    pub fields: Vec<(String, String)>,
    /// Owed although it was refused or cancelled, VAT included.
    pub fee_minor: Option<i64>,
    pub state: State,
    pub since: DateTime<Utc>,
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
    pub version: i64,
}

impl Order {
    pub(super) fn changes(&self) -> [Change; 2] {
        [Change::of("custom"), Change::one("custom", self.id)]
    }
}

/// A version of the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub id: Id<Self>,
    pub seq: i64,
    pub order: Id<Order>,
    pub version: i64,
    pub valid_until: NaiveDate,
    /// Printed on it.
    pub note: String,
    /// VAT included; None: a line has no price.
    pub total_minor: Option<i64>,
    /// Without VAT; None: a line's cost is not known.
    pub cost_minor: Option<i64>,
    /// The order's, as it was sent; of a draft empty.
    pub title: String,
    pub ring_size: String,
    pub wished_on: Option<NaiveDate>,
    /// Of the board, as it was sent.
    pub pictures: Vec<Uuid>,
    pub at: DateTime<Utc>,
    pub by: String,
    /// None: a draft.
    pub sent: Option<(DateTime<Utc>, String)>,
    /// `approved`, `refused`, `withdrawn`, `expired`; None: it is open.
    pub answer: Option<String>,
    /// How they said so.
    pub channel: String,
    /// Who gave it; empty: the customer, or nobody.
    pub said_by: String,
    pub answer_note: String,
    /// When it was heard, and by whom.
    pub answered: Option<(DateTime<Utc>, String)>,
}

/// A file of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    pub file: Id<File>,
    /// None: it is no picture.
    pub thumbnail: Option<Id<File>>,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
    /// Of the bytes as they are kept.
    pub sha256: Vec<u8>,
    pub at: DateTime<Utc>,
    pub by: String,
    /// Taken off the board; kept.
    pub off: bool,
}

/// A line of an order's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// Empty: the program itself.
    pub by: String,
    /// An act, or `amended`, `file`, `file_off`, `file_back`, `part`, `part_off`, `part_back`, `used`,
    /// `use_back`, `paid`, `unpaid`, `fee`, `notified`, `not_notified`.
    pub what: String,
    pub from: Option<State>,
    pub to: Option<State>,
    pub undoes: Option<i64>,
    pub note: String,
    /// What the customer was told of, where they were; else empty.
    pub event: String,
    /// `email` or `sms`; else empty.
    pub notice: String,
    /// Of metal that was used or taken back.
    pub weight_mg: Option<i64>,
    /// Of labour that was done or taken back.
    pub minutes: Option<i64>,
}

impl Entry {
    /// As a move, where it is one.
    pub(super) fn as_move(&self) -> Option<Move> {
        self.to?;
        Some(Move {
            seq: self.seq,
            act: self.what.parse::<Act>().ok()?,
            from: self.from,
            undoes: self.undoes,
        })
    }
}

/// An order as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: Id<Order>,
    pub number: String,
    pub title: String,
    /// Empty for a customer who was erased.
    pub customer: String,
    pub state: State,
    pub since: DateTime<Utc>,
    pub wished_on: Option<NaiveDate>,
    pub budget_minor: Option<i64>,
    /// Of the newest quote that was sent.
    pub total_minor: Option<i64>,
    pub thumbnail: Option<Uuid>,
}

/// An order that keeps something of the stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    pub order: Id<Order>,
    pub number: String,
    /// Of a piece 1.
    pub quantity: i64,
}

/// Which part of the orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// What is neither delivered nor refused nor cancelled.
    Open,
    State(State),
    All,
}

/// Which orders.
#[derive(Clone, Debug)]
pub struct OrderQuery {
    /// A part of the number, of the title or of the customer's name.
    pub text: String,
    pub only: Only,
    pub skip: usize,
    /// 1 to 200.
    pub limit: usize,
}

/// Why an order does not begin or does not change. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CustomError {
    #[error("the order is not known")]
    Unknown,
    #[error("the quote is not known")]
    QuoteUnknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("the customer is not known")]
    CustomerUnknown,
    /// `title`, `budget`, `wished`, `fields`; of a line `line`, `metal`, `weight`, `loss`, `own`, `count`,
    /// `minutes`, `cost`, `markup`, `price`, `vat`.
    #[error("the {field} cannot be")]
    Field {
        field: &'static str,
        /// Of a quote; 0: of the order.
        line: usize,
    },
    #[error("more than {most} lines")]
    TooManyLines { most: usize },
    /// Not what is done in this state.
    #[error("it is {}", state.code())]
    WrongState { state: State },
    #[error("it was changed meanwhile")]
    Changed { current: i64 },
    #[error("the reason is missing")]
    ReasonMissing,
    /// No draft to send.
    #[error("there is no draft")]
    NoDraft,
    /// A line has no price, or there is none.
    #[error("it has no price yet")]
    Unpriced,
    /// A metal's rate is another one than the one its line was worked out by.
    #[error("the rate has moved since")]
    RateMoved,
    /// The customer's account has less than the quote takes of it; fine milligrams.
    #[error("the account has {has_mg} mg, not {asked_mg}")]
    OwnMetal {
        metal: Metal,
        has_mg: i64,
        asked_mg: i64,
    },
    /// A line names stones that are not here for this order, twice, or more than there are.
    #[error("line {line}: these stones are not here for it")]
    OwnStones { line: usize },
    /// Something of the customer's is here: it goes home first.
    #[error("{code} is here")]
    StonesHere { code: String },
    /// What was weighed at the bench is weighed when it goes.
    #[error("the weight is missing")]
    WeightMissing,
    /// It is not as it left the bench: say why, and let somebody answer for it.
    #[error("it should weigh {expected_ug} µg and weighs {gross_ug} µg")]
    Differs {
        expected_ug: i64,
        gross_ug: i64,
        tolerance_ug: i64,
    },
    /// It is not what was agreed: say why, and let somebody answer for it.
    #[error("it is not what was agreed")]
    NotAsAgreed,
    #[error(transparent)]
    Second(#[from] SecondError),
    #[error(transparent)]
    Entrusted(#[from] EntrustedError),
    /// The customer's other order, which is agreed, takes of the account what this quote would need; fine milligrams.
    #[error("{order} takes what is on the account: {left_mg} mg are left, not {asked_mg}")]
    OwnMetalPromised {
        metal: Metal,
        left_mg: i64,
        asked_mg: i64,
        order: String,
    },
    #[error("the quote held until {until}")]
    QuoteExpired { until: NaiveDate },
    #[error("the quote holds until {until}")]
    QuoteHolds { until: NaiveDate },
    /// A day that is past, or years ahead.
    #[error("the day until which it holds cannot be")]
    ValidUntil,
    /// How the customer answered is missing.
    #[error("the channel is missing")]
    ChannelMissing,
    /// It is said to be signed, and nobody has.
    #[error("nobody has signed the quote")]
    NotSigned,
    #[error("the file is empty")]
    EmptyFile,
    #[error("at most {most} files")]
    TooManyFiles { most: i64 },
    #[error("there is no such file")]
    FileUnknown,
    #[error("{balance_minor} is still owed")]
    BalanceDue { balance_minor: i64 },
    /// More was paid than it costs: that goes back first.
    #[error("{paid_minor} is to be given back")]
    RefundDue { paid_minor: i64 },
    /// All of it was paid in advance; the ticket that makes a sale of it is still to come.
    #[error("no ticket has its price")]
    NotTicketed,
    #[error("the till has no such printer")]
    NoPrinter,
    #[error("the fee is from 1 to {most_minor}")]
    Fee { most_minor: i64 },
    #[error(transparent)]
    Part(#[from] PartRefusal),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, CustomError> {
    let text = said(text, 400);
    if text.is_empty() {
        Err(CustomError::ReasonMissing)
    } else {
        Ok(text)
    }
}
