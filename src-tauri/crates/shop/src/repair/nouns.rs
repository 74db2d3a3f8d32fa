//! A repair, its jobs, what is done to them, and why something about them is refused.

use chrono::{DateTime, NaiveDate, Utc};
use documents::{Language, PhotoMark};
use serde::{Deserialize, Serialize};
use units::{Id, Metal};
use uuid::Uuid;

use super::intake::Amended;
use super::state::{Act, Move, State};
use crate::commission::Terms;
use crate::customers::Customer;
use crate::cx::User;
use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::print::EnqueueError;
use crate::stock::{Custody, Piece, words};
use crate::tariff::{Kind, Tariff};
use crate::users::{MissingRight, SecondError};

words! {
    /// What was agreed about the price.
    Ceiling {
        None = "none",
        /// Work goes on up to an amount without asking.
        DoNotExceed = "do_not_exceed",
        /// Nothing is begun before the customer has agreed.
        CallFirst = "call_first",
    }
}

/// What a customer brings in at once: one claim slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub id: Id<Self>,
    pub seq: i64,
    pub number: String,
    pub customer: Id<Customer>,
    pub language: Language,
    pub ceiling: Ceiling,
    /// Of each object.
    pub ceiling_minor: Option<i64>,
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// One object of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: Id<Self>,
    pub seq: i64,
    pub repair: Id<Repair>,
    /// On its envelope.
    pub code: String,
    /// In neutral words: `bague, métal blanc, pierre blanche`.
    pub object: String,
    /// What the customer says of it and wants.
    pub said: String,
    /// What is seen.
    pub condition: String,
    pub declared_minor: Option<i64>,
    /// Micrograms, as the scale gave it.
    pub gross_ug: Option<i64>,
    pub ring_size: String,
    /// It was bought here.
    pub piece: Option<Id<Piece>>,
    /// The job that was not well done: its id and code.
    pub redo_of: Option<(Id<Self>, String)>,
    pub promised_on: NaiveDate,
    pub rush: bool,
    pub assignee: Option<(Id<User>, String)>,
    /// Of its tasks; None: one of them has no price yet.
    pub total_minor: Option<i64>,
    pub paid_minor: i64,
    /// What of its price stands on a ticket; the rest of what was paid is money in advance.
    pub charged_minor: i64,
    /// What is owed although it was refused or cancelled.
    pub fee_minor: Option<i64>,
    pub state: State,
    pub since: DateTime<Utc>,
    pub custody: Custody,
    pub version: i64,
}

impl Job {
    /// What is still to be paid; below zero: to be given back. None: it has no price yet.
    pub fn balance_minor(&self) -> Option<i64> {
        self.price_minor().map(|price| price - self.paid_minor)
    }

    /// What it comes to as it stands. None: a task has no price yet.
    pub fn price_minor(&self) -> Option<i64> {
        match self.state {
            // Nothing was done, but for what the fee is for.
            State::Refused | State::Cancelled => Some(self.fee_minor.unwrap_or(0)),
            _ => self.total_minor,
        }
    }

    pub(super) fn changes(&self) -> [Change; 2] {
        [Change::of("repair"), Change::one("repair", self.repair)]
    }
}

/// A place of the stone map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stone {
    /// `centre`, `épaule gauche, 2e`.
    pub seat: String,
    /// In neutral words: `pierre blanche, ronde`.
    pub stone: String,
    pub count: i64,
    pub length_um: Option<i64>,
    pub width_um: Option<i64>,
    /// Chipped, loose, missing.
    pub note: String,
}

/// Work on a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: Id<Self>,
    /// The line of the price list it was taken from.
    pub tariff: Option<Id<Tariff>>,
    pub kind: Kind,
    pub title: String,
    pub note: String,
    pub size_from: String,
    pub size_to: String,
    pub metal_in_mg: Option<i64>,
    pub metal_out_mg: Option<i64>,
    /// Letter by letter.
    pub engraving: String,
    pub font: String,
    pub placement: String,
    /// VAT included; None: to be quoted.
    pub price_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub minutes: i64,
    pub vat_bp: i64,
    /// The price is of all of them.
    pub quantity: i64,
    /// What it was priced by.
    pub metal: Option<Metal>,
    pub width_um: Option<i64>,
    /// What whoever does it earns by it, whatever the price list says since.
    pub commission: Terms,
    pub done: Option<(DateTime<Utc>, String)>,
}

impl Task {
    /// As a paper names it: `4 × Griffe refaite`.
    pub fn counted(&self) -> String {
        if self.quantity == 1 {
            return self.title.clone();
        }
        format!("{}\u{a0}×\u{a0}{}", self.quantity, self.title)
    }

    /// `52 → 54`; empty where no size was said.
    pub fn sizes(&self) -> String {
        if self.size_from.is_empty() && self.size_to.is_empty() {
            return String::new();
        }
        format!("{} → {}", self.size_from, self.size_to)
    }
}

/// A picture of the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    pub file: Uuid,
    pub thumbnail: Uuid,
    /// How far the job was when it was taken.
    pub state: State,
    pub at: DateTime<Utc>,
    /// What is drawn on it; None: nothing ever was.
    pub drawn: Option<Drawn>,
}

/// What somebody drew on a picture. The version before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// From one on.
    pub version: i64,
    pub marks: Vec<PhotoMark>,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// A line of a job's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// Empty: the program itself.
    pub by: String,
    /// An act, or `amended`, `tasks`, `promised`, `assigned`, `notified`, `not_notified`, `photo_off`, `photo_marked`, `paid`,
    /// `unpaid`.
    pub what: String,
    pub from: Option<State>,
    pub to: Option<State>,
    pub undoes: Option<i64>,
    /// Where the object was afterwards: a place, or who had it.
    pub place: String,
    pub note: String,
    /// Of a promise that was changed: the day that was promised, and the one that is.
    pub promised: Option<(NaiveDate, NaiveDate)>,
    /// Of a correction: what the sheet said, and what it says.
    pub amended: Option<Box<Amended>>,
    /// Of a photo that was taken off.
    pub photo: Option<Uuid>,
    /// Who answered for a correction of what was taken in; empty: nobody had to.
    pub allowed_by: String,
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

/// What the customer was asked to agree to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub id: Id<Self>,
    pub seq: i64,
    pub version: i64,
    pub total_minor: i64,
    /// What was announced that a refusal costs.
    pub fee_minor: Option<i64>,
    pub valid_until: NaiveDate,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
    /// `approved`, `refused`, `withdrawn`, `expired`; None: it is open.
    pub answer: Option<String>,
    /// How they said so.
    pub channel: String,
    pub answered_at: Option<DateTime<Utc>>,
}

/// Why a repair is not taken in or not changed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    #[error("the repair is not known")]
    Unknown,
    #[error("the job is not known")]
    JobUnknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("the customer is not known")]
    CustomerUnknown,
    #[error("there is no object")]
    NoObjects,
    #[error("more than {most} objects")]
    TooMany { most: usize },
    /// `object`, `declared`, `weight`, `stone`, `title`, `price`, `minutes`, `vat`, `metal`, `ceiling`.
    #[error("the {field} of object {position} cannot be")]
    Field {
        field: &'static str,
        position: usize,
    },
    /// What is to be engraved has a sign that no paper shows: the engraver would read a question mark.
    #[error("{sign} cannot be printed")]
    Engraving { sign: char },
    /// Promised for a day that is past, or years ahead.
    #[error("the promised day cannot be")]
    Promised,
    /// Not what is done in this state.
    #[error("it is {}", state.code())]
    WrongState { state: State },
    /// The tasks stand still now.
    #[error("its tasks do not change while it is {}", state.code())]
    TasksStand { state: State },
    #[error("it was changed meanwhile")]
    Changed { current: i64 },
    #[error("the reason is missing")]
    ReasonMissing,
    /// Where it goes, or who gets it, is missing or unknown.
    #[error("the vendor is not known")]
    VendorUnknown,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error("the person is not known")]
    PersonUnknown,
    #[error("the work is not on the price list")]
    TariffUnknown,
    /// A task has no price, or there is none.
    #[error("it has no price yet")]
    Unpriced,
    /// Dearer than what was said.
    #[error("{total_minor} is above {ceiling_minor}")]
    AboveCeiling {
        total_minor: i64,
        ceiling_minor: i64,
    },
    /// The customer is to be asked first.
    #[error("nothing was approved")]
    ApprovalNeeded,
    /// It was never given back.
    #[error("it was not given back yet")]
    NotReturned,
    /// The estimate is not known.
    #[error("the estimate is not known")]
    EstimateUnknown,
    /// Refused, withdrawn or over: nobody signs it any more.
    #[error("the estimate does not hold any more")]
    EstimateClosed,
    /// They are said to have signed the estimate, and nobody did.
    #[error("nobody signed the estimate")]
    NotSigned,
    /// A registered letter needs an address.
    #[error("the customer has no address")]
    NoAddress,
    /// No letter went out since it waits.
    #[error("no letter was written")]
    NoLetter,
    /// The day until which the estimate holds is past.
    #[error("the estimate held until {until}")]
    EstimateExpired { until: NaiveDate },
    /// It holds still.
    #[error("the estimate holds until {until}")]
    EstimateHolds { until: NaiveDate },
    /// A day that is past, or years ahead.
    #[error("the day until which it holds cannot be")]
    ValidUntil,
    /// How the customer answered is missing.
    #[error("the channel is missing")]
    ChannelMissing,
    /// To be paid at the till first.
    #[error("{balance_minor} is still owed")]
    BalanceDue { balance_minor: i64 },
    /// To be given back at the till first.
    #[error("{paid_minor} was paid for nothing")]
    RefundDue { paid_minor: i64 },
    /// It is paid, but not on a ticket of its own yet: money in advance is no sale.
    #[error("its ticket is not made yet")]
    NotTicketed,
    /// The claim slip is another one's.
    #[error("the slip is that of {number}")]
    WrongSlip { number: String },
    /// What was shown is an envelope, not the customer's slip.
    #[error("that is the envelope {code}")]
    EnvelopeShown { code: String },
    /// It was weighed when it came in.
    #[error("the weight is missing")]
    WeightMissing,
    /// It is not as it came in: say why, and let somebody answer for it.
    #[error("it is not as it came in")]
    Differs {
        expected_ug: i64,
        gross_ug: i64,
        tolerance_ug: i64,
    },
    /// Not every stone of the map was looked at, or more than it has.
    #[error("{seen} of {stones} stones were looked at")]
    StonesUnseen { stones: usize, seen: usize },
    /// Stones or photos do not agree: say why.
    #[error("stones or photos differ")]
    NotTheSame,
    /// Nothing, or more than the work would have come to.
    #[error("the fee cannot be")]
    Fee { most_minor: i64 },
    /// The term of the law is not over.
    #[error("not before {from}")]
    TooEarly { from: NaiveDate },
    /// Nobody has written to the customer.
    #[error("the customer was not notified")]
    NotNotified,
    /// The job to be done again is not a collected one of this customer.
    #[error("it cannot be done again")]
    NoRedo,
    /// Nothing is promised of the first work any more; None: nothing ever was.
    #[error("its warranty is over")]
    WarrantyOver { until: Option<NaiveDate> },
    /// It is being done again already.
    #[error("{code} does it again")]
    RedoUnderway { code: String },
    /// The person stands at no till, or it has no printer for this.
    #[error("there is no printer for it")]
    NoPrinter,
    /// Nothing was promised of it, or what was is taken back.
    #[error("it has no warranty")]
    NoWarranty,
    #[error("there is no such photo")]
    PhotoUnknown,
    #[error("at most {most} marks")]
    TooManyMarks { most: usize },
    /// Beyond the picture's edges, counted from one.
    #[error("mark {position} is not on the picture")]
    MarkOutside { position: usize },
    /// Tail and tip, or both corners, are in one place.
    #[error("mark {position} has no size")]
    MarkSize { position: usize },
    /// Nothing is written, too much, or what cannot be printed; or it stands where nothing is written.
    #[error("the text of mark {position} cannot be")]
    MarkText { position: usize },
    #[error("at most {most} photos")]
    TooManyPhotos { most: i64 },
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

impl From<EnqueueError> for RepairError {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::Store(error) => error.into(),
            EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => Self::NoPrinter,
        }
    }
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, RepairError> {
    let text = said(text, 400);
    if text.is_empty() {
        Err(RepairError::ReasonMissing)
    } else {
        Ok(text)
    }
}
