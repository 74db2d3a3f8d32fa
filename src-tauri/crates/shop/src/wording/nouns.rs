//! Where the shop writes words of its own, and why they are refused.

use chrono::{DateTime, Utc};
use documents::Language;

use crate::db::StoreError;
use crate::journal::JournalError;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// The paper that they stand on.
    On {
        /// A ticket: a sale, a refund, a deposit.
        Receipt = "receipt",
        /// What a customer has left.
        Claim = "claim",
        /// What the work on it would cost.
        Estimate = "estimate",
        /// What they have back.
        Return = "return",
        /// To somebody who never came.
        Abandonment = "abandonment",
        /// What the shop answers for of its work.
        Warranty = "warranty",
        /// What the bench works by.
        Bench = "bench",
        /// What goes to a workshop outside.
        Vendor = "vendor",
        /// For custom work.
        Quote = "quote",
        /// For a customer's own metal, left or given back.
        Metal = "metal",
        /// What goes with a purchase.
        Evaluation = "evaluation",
        /// What an estate holds.
        Estate = "estate",
    }
}

impl On {
    /// How many characters, and how many typed lines: what is a page first has room for terms, a roll's
    /// paper for a hand's breadth.
    pub const fn most(self) -> (usize, usize) {
        match self {
            Self::Estimate
            | Self::Return
            | Self::Abandonment
            | Self::Vendor
            | Self::Quote
            | Self::Evaluation
            | Self::Estate => (4_000, 80),
            Self::Receipt | Self::Claim | Self::Warranty | Self::Bench | Self::Metal => (600, 12),
        }
    }
}

/// The words that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub on: On,
    pub language: Language,
    /// Lines are parted by `\n`; empty: nothing is added.
    pub text: String,
    pub at: DateTime<Utc>,
    /// Empty: the program itself.
    pub by: String,
}

/// Why the words stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum WordingError {
    #[error("longer than {most} characters")]
    TooLong { most: usize },
    #[error("more than {most} lines")]
    TooManyLines { most: usize },
    /// A control character: no printer's paper shows it.
    #[error("a character cannot be printed")]
    Unprintable,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
