//! A tray, what is in it, where it was carried, and why something about it is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use crate::db::{Change, StoreError};
use crate::journal::JournalError;
use crate::stock::{Piece, Place};
use crate::users::MissingRight;

/// A tray with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tray {
    pub id: Id<Place>,
    pub code: String,
    pub name: String,
    pub active: bool,
    /// In it now, and what they are sold for together.
    pub pieces: i64,
    pub price_minor: i64,
    /// Where it stands; None: nobody has said so yet.
    pub stands: Option<Id<Place>>,
    pub stands_name: Option<String>,
    pub stands_since: Option<DateTime<Utc>>,
    pub carried_by: Option<String>,
    /// The last count that stands: its day, and how far off it was.
    pub counted_on: Option<NaiveDate>,
    pub difference: Option<i64>,
}

/// A piece in a tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub piece: Id<Piece>,
    pub number: String,
    pub title: String,
    pub thumbnail: Option<Uuid>,
    pub price_minor: Option<i64>,
    /// In a cart.
    pub reserved: bool,
    /// Its last custody movement.
    pub since: i64,
}

/// A tray that was carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub seq: i64,
    /// What was carried together.
    pub act: Uuid,
    pub tray: Id<Place>,
    pub at: DateTime<Utc>,
    pub by: String,
    pub place: Option<Id<Place>>,
    pub place_name: Option<String>,
    pub pieces: i64,
    pub note: String,
    pub is_undoing: bool,
    pub is_undone: bool,
    /// Nobody has carried it on since.
    pub is_last: bool,
}

/// Why a tray is not carried or a count not taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum TrayError {
    #[error("the tray is not known")]
    Unknown,
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error("no tray was named")]
    NoTray,
    #[error("more than {MOST} at once")]
    TooMany,
    #[error("the place is not known or not used any more")]
    PlaceUnknown,
    /// A tray stands in no other.
    #[error("a tray does not stand in a tray")]
    IntoTray,
    #[error("they all stand there already")]
    AlreadyThere,
    #[error("nothing was carried so")]
    MoveUnknown,
    #[error("it was undone already")]
    Undone,
    /// Somebody has carried it on since.
    #[error("{tray} was carried on since")]
    CarriedOn { tray: String },
    /// A count that is off says why; a correction and a cancellation always do.
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the number cannot be")]
    Number,
    #[error("a piece that is named as missing is not in the tray")]
    NotInTray,
    #[error("the code is not one")]
    NotACode,
    #[error("the count is not known")]
    CountUnknown,
    /// Cancelled, or corrected by another.
    #[error("the count stands no more")]
    CountStandsNoMore,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The trays of one act, and the codes of one count.
pub(super) const MOST: usize = 500;

/// What windows that show trays listen to.
pub(super) fn change() -> Change {
    Change::of("trays")
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(400).collect()
}
