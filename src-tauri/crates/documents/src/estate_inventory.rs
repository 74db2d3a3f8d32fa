//! What an estate holds, object by object, with its values and its certificates.

use chrono::{NaiveDate, NaiveDateTime};
use units::Currency;

use crate::{Shop, Software};

/// An inventory on a day. It is made anew each time: what is certified stands in the certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateInventory {
    pub language: crate::Language,
    pub shop: Shop,
    pub software: Software,
    /// In the shop's local time.
    pub at: NaiveDateTime,
    pub currency: Currency,
    pub deceased: String,
    /// Who asked for it; empty: nobody, or somebody who was forgotten.
    pub customer: String,
    /// The day that every value is of.
    pub valued_on: NaiveDate,
    pub place: String,
    /// Who has the objects.
    pub held: String,
    pub note: String,
    /// The shop's own words, a line each.
    pub words: Vec<String>,
    pub lines: Vec<EstateLine>,
    pub total_minor: i64,
    /// Who signs; empty where they have not said who they are.
    pub appraiser: String,
    pub credentials: String,
}

/// An object of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateLine {
    /// Its number in the inventory.
    pub lot: String,
    pub title: String,
    /// Of its certificate; None: it is a draft still.
    pub number: Option<String>,
    pub value_minor: i64,
}
