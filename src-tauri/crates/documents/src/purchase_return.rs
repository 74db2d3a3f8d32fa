//! Goods that go back to a supplier, as the paper that goes with them.

use chrono::{NaiveDate, NaiveDateTime};
use units::Currency;

use crate::{Language, Shop, Software};

/// The return as a value. Amounts are integer minor units of [`PurchaseReturn::currency`], without VAT;
/// times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseReturn {
    pub language: Language,
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub number: String,
    pub supplier: String,
    pub at: NaiveDateTime,
    pub by: String,
    pub reason: String,
    /// The credit that is expected; None where none was said, or where it is not to be seen.
    pub credit_minor: Option<i64>,
    /// The supplier's credit note once it is here: its number, day and amount.
    pub credited: Option<(String, NaiveDate, Option<i64>)>,
    /// It was taken back: nothing goes.
    pub reversed: bool,
    pub lines: Vec<PurchaseReturnLine>,
}

/// What goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseReturnLine {
    pub number: String,
    pub title: String,
    pub quantity: i64,
    /// Of one; None where it is not known or not to be seen.
    pub cost_minor: Option<i64>,
}
