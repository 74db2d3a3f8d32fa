//! A closing as it is kept, and the frozen facts of what the till's tables hold.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Value, json};
use units::Id;

use super::count::TenderCount;
use super::day::{Counts, Opening};
use super::move_cash::CashMovement;
use super::open_drawer::DrawerOpening;
use super::recount::Recount;
use super::totals::Totals;
use crate::cx::{Till, User};

/// What is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Day,
    Month,
    Year,
}

impl Period {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        [Self::Day, Self::Month, Self::Year]
            .into_iter()
            .find(|period| period.name() == name)
    }
}

/// A Z, or a month's or year's closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub id: Id<Self>,
    pub period: Period,
    /// In the GRANDTOTAL chain.
    pub number: i64,
    /// None for the whole shop's month and year.
    pub till: Option<Id<Till>>,
    pub opening: Option<Id<Opening>>,
    /// The day, or the first of the month or year.
    pub business_on: NaiveDate,
    /// The last day it covers; of a day, itself.
    pub until_on: NaiveDate,
    /// The day by which a month and a year count it: its own, or, where they were closed too early by
    /// a clock that ran ahead, the first one after them. No Z falls out of both.
    pub counted_on: NaiveDate,
    /// None: the program itself, when a new month begins.
    pub user: Option<Id<User>>,
    pub at: DateTime<Utc>,
    /// What the drawer held, and what it should have held. None for a month or year.
    pub counted_minor: Option<i64>,
    pub counted: Counts,
    pub expected_minor: Option<i64>,
    /// Each means of payment, the drawer's cash first. Empty for a month or year.
    pub tenders: Vec<TenderCount>,
    pub difference_reason: String,
    pub total_minor: i64,
    /// Since the first day: the till's for a day, the shop's for a month or year.
    pub perpetual_minor: i64,
    pub perpetual_absolute_minor: i64,
    pub totals: Totals,
}

pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(super) fn counts_value(counts: &Counts) -> Value {
    counts
        .iter()
        .map(|(value, count)| (value.to_string(), json!(count)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

impl Closing {
    /// What the record freezes of the row: every column.
    pub(super) fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "period": self.period.name(),
            "number": self.number,
            "till": self.till.map(|id| id.to_string()),
            "opening": self.opening.map(|id| id.to_string()),
            "business_on": self.business_on.to_string(),
            "until_on": self.until_on.to_string(),
            "counted_on": self.counted_on.to_string(),
            "user": self.user.map(|id| id.to_string()),
            "at": moment(self.at),
            "counted_minor": self.counted_minor,
            "counted": counts_value(&self.counted),
            "expected_minor": self.expected_minor,
            "tenders": self.tenders,
            "difference_reason": self.difference_reason,
            "total_minor": self.total_minor,
            "perpetual_minor": self.perpetual_minor,
            "perpetual_absolute_minor": self.perpetual_absolute_minor,
            "totals": self.totals,
        })
    }
}

impl Opening {
    /// What the record freezes of the row: every column.
    pub(super) fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "till": self.till.to_string(),
            "business_on": self.business_on.to_string(),
            "user": self.user.to_string(),
            "at": moment(self.at),
            "float_minor": self.float_minor,
            "float_count": counts_value(&self.float_count),
            "reason": self.reason,
        })
    }
}

impl CashMovement {
    /// What the record freezes of the row: every column.
    pub(super) fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "opening": self.opening.to_string(),
            "at": moment(self.at),
            "user": self.user.to_string(),
            "amount_minor": self.amount_minor,
            "reason": self.reason,
        })
    }
}

impl DrawerOpening {
    /// What the record freezes of the row: every column.
    pub(super) fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "till": self.till.to_string(),
            "at": moment(self.at),
            "user": self.user.to_string(),
            "reason": self.reason,
        })
    }
}

impl Recount {
    /// What the record freezes of the row: every column.
    pub(super) fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "opening": self.opening.to_string(),
            "at": moment(self.at),
            "user": self.user.to_string(),
            "differences": self.differences,
        })
    }
}
