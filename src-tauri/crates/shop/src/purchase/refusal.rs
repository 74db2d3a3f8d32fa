//! Why purchasing does not go on. Its verbs refuse for the same reasons, so they share the words.

use crate::db::StoreError;
use crate::journal::JournalError;
use crate::ledger::PostError;
use crate::stock::{CreatePieceError, RecordError, SaveArticleError, State};
use crate::till::MoveCashError;

/// Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the document is not known")]
    Unknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("the supplier is not known")]
    SupplierUnknown,
    #[error("the article is not known")]
    ArticleUnknown,
    #[error("the family is not known")]
    FamilyUnknown,
    #[error("the piece is not known")]
    PieceUnknown,
    #[error("the place is not known")]
    PlaceUnknown,
    /// The line is not of this order, or what it names is not of this supplier.
    #[error("the line is not known")]
    LineUnknown,
    /// Not 1 to 10 000, or of pieces not 1 to 500.
    #[error("the quantity {0} cannot be")]
    Quantity(i64),
    /// Negative, or beyond belief.
    #[error("the amount {0} cannot be")]
    Amount(i64),
    /// Not a day a shop buys on.
    #[error("the day cannot be")]
    Day,
    #[error("a description is missing")]
    TitleMissing,
    #[error("a text is too long")]
    TooLong,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the number is missing")]
    NumberMissing,
    #[error("there are no lines")]
    Empty,
    #[error("there are too many lines")]
    TooMany,
    /// The same goods twice.
    #[error("{0} is named twice")]
    Twice(String),
    #[error("it has version {0} by now")]
    Stale(i64),
    /// It stands in a way that does not allow this.
    #[error("it is {0}")]
    WrongStage(&'static str),
    /// More than was ordered, and nobody said that this is meant.
    #[error("{title}: {ordered} ordered, {received} with these")]
    Over {
        title: String,
        ordered: i64,
        received: i64,
    },
    /// It is undone already.
    #[error("it is undone")]
    Undone,
    /// It stands on an invoice that has to be reversed first.
    #[error("the invoice {0} bills it")]
    Billed(String),
    /// It is no longer as it came: the state, or the last word of its custody.
    #[error("{number} is {what}")]
    NotAsItCame { number: String, what: String },
    /// Fewer are there than would go.
    #[error("of {number} only {there} are there")]
    TooFew { number: String, there: i64 },
    #[error("{0} is reserved")]
    Reserved(String),
    /// It came from somebody else.
    #[error("{number} is of another supplier")]
    OtherSupplier { number: String },
    /// Somebody else's, left here.
    #[error("{0} is not the shop's")]
    NotOurs(String),
    /// An invoice of this supplier has the number.
    #[error("the supplier's invoice {number} is {reference}")]
    InvoiceTwice { number: String, reference: String },
    /// Net and VAT are not the gross.
    #[error("net and VAT are not the gross")]
    Totals,
    /// More is billed line by line than in all.
    #[error("the lines come to more than the net amount")]
    LinesOverNet,
    #[error("the means of payment is missing")]
    MeansMissing,
    /// The ceiling is below the floor.
    #[error("the ceiling is below the floor")]
    Ceiling,
    #[error(transparent)]
    Piece(#[from] CreatePieceError),
    #[error(transparent)]
    Article(#[from] SaveArticleError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Cash(#[from] MoveCashError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Refusal {
    pub(super) fn is(number: &str, state: State) -> Self {
        Self::NotAsItCame {
            number: number.to_owned(),
            what: state.code().to_owned(),
        }
    }
}

/// A reason in a person's words: said, and no longer than a line.
pub(super) fn reason(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    short(text)
}

/// A text no longer than 200 characters.
pub(super) fn short(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err(Refusal::TooLong);
    }
    Ok(text.to_owned())
}
