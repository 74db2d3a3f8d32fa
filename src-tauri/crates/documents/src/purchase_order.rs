//! An order to a supplier.

use chrono::{NaiveDate, NaiveDateTime};
use units::Currency;

use crate::{Language, MetalContent, Shop, Software};

/// The order as a value. Amounts are integer minor units of [`PurchaseOrder::currency`], without VAT;
/// times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseOrder {
    pub language: Language,
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub number: String,
    pub supplier: String,
    /// When it was sent; of a draft, written.
    pub at: NaiveDateTime,
    pub expected_on: Option<NaiveDate>,
    pub note: String,
    pub by: String,
    /// `draft` or `cancelled`: not to be delivered.
    pub mark: Option<String>,
    pub lines: Vec<PurchaseOrderLine>,
}

/// What is ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseOrderLine {
    /// The shop's own number of a batch article.
    pub number: Option<String>,
    pub title: String,
    /// What the supplier calls it.
    pub reference: String,
    pub metal: Option<MetalContent>,
    pub quantity: i64,
    /// Of one; None where it is not known or not to be seen.
    pub cost_minor: Option<i64>,
}
