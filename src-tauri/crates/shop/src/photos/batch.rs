//! Photos that were added together.

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use crate::stock::Piece;

/// One batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: Id<Self>,
    pub at: DateTime<Utc>,
    /// As shown; empty for the program itself.
    pub user_name: String,
    /// How many photos it has added, to how many pieces.
    pub photos: i64,
    pub pieces: i64,
    /// How many its taking back has taken off; None while it stands.
    pub taken_back: Option<i64>,
}

/// One photo of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub piece: Id<Piece>,
    /// The piece's number.
    pub number: String,
    /// The id of the kept picture.
    pub file: Uuid,
    /// The piece had this very picture already.
    pub is_known: bool,
}
