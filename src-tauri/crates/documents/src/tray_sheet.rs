//! The sheet of a tray.

use chrono::NaiveDateTime;
use units::Currency;

use crate::{Language, Photo, Shop, Software};

/// What should be in a tray at a moment, to be ticked off. Amounts are integer minor units of
/// [`TraySheet::currency`]; the time is the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraySheet {
    pub language: Language,
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub at: NaiveDateTime,
    pub tray: String,
    /// Where it stands, if that was said.
    pub stands: Option<String>,
    /// By number.
    pub pieces: Vec<TraySheetPiece>,
}

/// A piece in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraySheetPiece {
    pub number: String,
    pub title: String,
    /// None: not priced, or the sheet is one without prices.
    pub price_minor: Option<i64>,
    pub photo: Option<Photo>,
}
