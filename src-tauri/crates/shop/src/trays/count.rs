//! A count of a tray.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use crate::stock::{Piece, Place, words};

words! {
    /// When a tray is counted.
    Occasion {
        Opening = "opening",
        Closing = "closing",
        Other = "other",
    }
}

words! {
    /// How it is counted.
    Method {
        /// Piece by piece with the scanner.
        Scan = "scan",
        /// With the sheet in hand.
        Number = "number",
    }
}

words! {
    /// What the count says of a piece.
    Status {
        Found = "found",
        /// The ledger has it in the tray, and it is not there.
        Missing = "missing",
        /// It is in the tray, and the ledger has it elsewhere, or nobody knows the code.
        Unexpected = "unexpected",
        /// Read, and sold or moved while the count went on.
        Left = "left",
        /// Put into the tray while the count went on, and not read.
        Arrived = "arrived",
        /// In a cart, and not read: it is being shown.
        Reserved = "reserved",
    }
}

words! {
    /// Whether a count still says how it was.
    Standing {
        Stands = "stands",
        /// Another says it better.
        Corrected = "corrected",
        Cancelled = "cancelled",
    }
}

/// A count, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub id: Id<Self>,
    pub seq: i64,
    pub tray: Id<Place>,
    /// The tray's name now.
    pub tray_name: String,
    pub at: DateTime<Utc>,
    pub by: String,
    /// The shop's day it stands for.
    pub counted_on: NaiveDate,
    pub occasion: Occasion,
    pub method: Method,
    /// Where the tray stood.
    pub place_name: Option<String>,
    pub expected: i64,
    pub counted: i64,
    pub missing: i64,
    pub unexpected: i64,
    pub note: String,
    /// The count that this one says better.
    pub corrects: Option<Id<Self>>,
    pub standing: Standing,
    /// When, by whom and why it was cancelled.
    pub cancelled: Option<(DateTime<Utc>, String, String)>,
}

/// A piece of a count, or a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountLine {
    pub piece: Option<Id<Piece>>,
    /// The piece's number then, or what was read.
    pub code: String,
    /// The piece's title and picture now.
    pub title: String,
    pub thumbnail: Option<Uuid>,
    pub status: Status,
    pub price_minor: Option<i64>,
}

/// Which counts, the newest first.
#[derive(Clone, Debug, Default)]
pub struct CountQuery {
    pub tray: Option<Id<Place>>,
    pub on: Option<NaiveDate>,
    /// 1 to 500.
    pub limit: usize,
}
