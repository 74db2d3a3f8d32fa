//! One paper on its way to a printer.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use super::Paper;
use crate::cx::Till;
use crate::db::StoreError;
use crate::devices::Device;

/// A print job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: Id<Self>,
    pub device: Id<Device>,
    pub device_name: String,
    /// The till whose printer it is.
    pub till: Id<Till>,
    pub kind: JobKind,
    /// Frozen when the job was made: what comes out late is what was decided then.
    pub paper: Paper,
    /// What it is the paper of.
    pub of: Of,
    /// What a person knows it by: the ticket's number, a report's name, a piece's number.
    pub subject: String,
    /// The batch of labels that it belongs to.
    pub batch: Option<Uuid>,
    pub state: State,
    /// How often the printer was tried since a person last asked for it.
    pub attempts: u32,
    /// Not before, while waiting.
    pub next_at: DateTime<Utc>,
    /// The code of the last failure, or of what holds the printer up at this moment.
    pub problem: Option<String>,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// The record that a paper shows. Of each, one original at most comes out; then numbered copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// A ticket.
    Sale(Uuid),
    /// A day's, month's or year's closing.
    Closing(Uuid),
    /// Nothing that is signed: an X, a cash note, a test page.
    Nothing,
}

/// What kind of paper it is, for the law and for the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// The original of a fiscal ticket: at most one ever comes out.
    Receipt,
    /// A numbered copy of one, or of a closing.
    Duplicate,
    /// X, Z and the like.
    Report,
    /// Test pages, cash movements.
    Slip,
    /// The tag of a piece, for a label printer.
    Label,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Waiting,
    Sending,
    Done,
    /// Certainly nothing came out, and the program has stopped trying.
    Failed,
    /// It may have come out: a person looks.
    Unsure,
    Cancelled,
}

/// Not a word of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word of the print spool")]
pub struct UnknownWord;

macro_rules! words {
    ($type:ident: $($variant:ident = $name:literal),+) => {
        impl $type {
            /// The word on the wire and in the store.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl FromStr for $type {
            type Err = UnknownWord;

            fn from_str(name: &str) -> Result<Self, UnknownWord> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(UnknownWord),
                }
            }
        }
    };
}

words!(JobKind: Receipt = "receipt", Duplicate = "duplicate", Report = "report", Slip = "slip",
    Label = "label");
words!(State: Waiting = "waiting", Sending = "sending", Done = "done", Failed = "failed",
    Unsure = "unsure", Cancelled = "cancelled");

impl State {
    /// Whether it is not over: it waits, is going out, or a person has to look.
    pub const fn wants_something(self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Sending | Self::Failed | Self::Unsure
        )
    }
}

impl JobKind {
    /// Whether it is a fiscal ticket, of which no second original may exist.
    pub const fn is_fiscal(self) -> bool {
        matches!(self, Self::Receipt | Self::Duplicate)
    }
}

/// Why a person's wish for a job cannot be met.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error("there is no such job")]
    Unknown,
    /// Its state does not allow it; somebody else may have decided meanwhile.
    #[error("the job is {}", .0.name())]
    State(State),
    #[error(transparent)]
    Store(#[from] StoreError),
}
