//! Small papers that are no fiscal document.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{
    EntrustedSlip, EstimatePaper, Language, MetalSlip, RepairReturn, RepairSlip, Shop, Software,
    VendorSlip, WarrantyCard,
};

/// A note for the drawer, or a test page. Frozen as JSON in the print spool like a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub language: Language,
    pub training: bool,
    pub shop: Shop,
    /// In the shop's local time.
    pub at: NaiveDateTime,
    pub till: String,
    pub by: String,
    pub software: Software,
    pub content: SlipContent,
}

/// What the slip is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "slip")]
pub enum SlipContent {
    /// Cash put into the drawer (positive) or taken out of it (negative), with room to sign.
    Cash {
        amount_minor: i64,
        #[serde(with = "crate::codes::currency")]
        currency: Currency,
        reason: String,
    },
    /// Shows that accents, euro, widths, QR code, logo and cut are right.
    Test { printer: String },
    /// What a customer has left to be worked on, for them or for the bench.
    Repair(Box<RepairSlip>),
    /// What the work on an object would cost.
    Estimate(Box<EstimatePaper>),
    /// What was seen when an object was given back.
    Return(Box<RepairReturn>),
    /// What goes to a workshop outside.
    Vendor(Box<VendorSlip>),
    /// What the shop answers for of work that was handed over.
    Warranty(Box<WarrantyCard>),
    /// What a customer has left of metal, or has again.
    Metal(Box<MetalSlip>),
    /// What a customer has left that nobody repairs.
    Entrusted(Box<EntrustedSlip>),
}
