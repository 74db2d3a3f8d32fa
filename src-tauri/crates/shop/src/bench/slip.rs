//! What goes to an outside workshop at once: one vendor slip.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use crate::repair::{Job, Repair};
use crate::stock::{Supplier, words};

words! {
    /// How an object on a slip stands.
    LineState {
        Out = "out",
        /// It came back, worked on.
        Back = "back",
        /// It came back as it went.
        Unworked = "unworked",
        /// It never went: that it was sent was a mistake.
        Cancelled = "cancelled",
    }
}

/// A slip with its objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorSlip {
    pub id: Id<Self>,
    pub seq: i64,
    /// `P1-ST3`.
    pub number: String,
    pub supplier: Id<Supplier>,
    pub vendor: String,
    /// As it was last said.
    pub due_on: NaiveDate,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub lines: Vec<SlipLine>,
}

/// An object that went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipLine {
    pub id: Id<Self>,
    pub seq: i64,
    pub supplier: Id<Supplier>,
    pub vendor: String,
    pub job: Id<Job>,
    pub repair: Id<Repair>,
    pub code: String,
    pub object: String,
    /// Without VAT; None: nothing was agreed.
    pub agreed_minor: Option<i64>,
    pub state: LineState,
    /// Why it came back unworked.
    pub why: String,
    /// As the vendor's invoice says, without VAT, and our reference of it; None: not billed.
    pub billed: Option<(i64, String)>,
}

impl VendorSlip {
    /// Something of it is out.
    pub fn is_open(&self) -> bool {
        self.lines.iter().any(|line| line.state == LineState::Out)
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due_on < today && self.is_open()
    }
}
