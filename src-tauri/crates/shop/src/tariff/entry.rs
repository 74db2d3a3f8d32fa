//! A line of the price list, and why it is not saved.

use units::Id;

use super::width::WidthPrice;

use crate::commission::Terms;
use crate::db::StoreError;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// What kind of work it is: it decides what has to be said of it.
    Kind {
        Sizing = "sizing",
        Setting = "setting",
        Rhodium = "rhodium",
        Polish = "polish",
        Battery = "battery",
        Engraving = "engraving",
        Solder = "solder",
        Cleaning = "cleaning",
        Stringing = "stringing",
        Other = "other",
    }
}

words! {
    /// How its price is reckoned.
    Charge {
        Fixed = "fixed",
        /// The price is that of an hour.
        Hourly = "hourly",
    }
}

/// Work with the price that holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    pub id: Id<Self>,
    pub code: String,
    pub kind: Kind,
    pub active: bool,
    pub version: i64,
    /// The row of this version: what a task keeps.
    pub version_seq: i64,
    pub title_fr: String,
    pub title_en: String,
    pub charge: Charge,
    /// VAT included; of an hour where it is hourly.
    pub price_minor: i64,
    pub cost_minor: Option<i64>,
    /// How long it takes as a rule.
    pub minutes: i64,
    pub vat_bp: i64,
    /// How long the shop answers for it, in months; None: as for all of its work.
    pub warranty_months: Option<i64>,
    /// What whoever does it earns by it.
    pub commission: Terms,
    /// By metal and width; none: the price above is that of every one.
    pub prices: Vec<WidthPrice>,
}

impl Tariff {
    /// What it comes to for so many minutes, rounded to the cent, halves up.
    pub fn amount_minor(&self, minutes: i64) -> i64 {
        match self.charge {
            Charge::Fixed => self.price_minor,
            Charge::Hourly => of_minutes(self.price_minor, minutes),
        }
    }
}

/// So many minutes of an hour's price, to the cent, halves up.
pub(super) const fn of_minutes(hour_minor: i64, minutes: i64) -> i64 {
    (hour_minor.saturating_mul(minutes) + 30) / 60
}

/// Why the price list stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum TariffError {
    #[error("the work is not known")]
    Unknown,
    /// Another line has it.
    #[error("the code is taken")]
    CodeTaken,
    #[error("the {0} cannot be")]
    Field(&'static str),
    /// Two rows hold of the same metal and width, counted from one.
    #[error("rows {first} and {second} hold of the same width")]
    Overlap { first: usize, second: usize },
    /// No rate of the law on this day.
    #[error("no VAT rate in force")]
    VatNotInForce { allowed_bp: Vec<i64> },
    /// Somebody has saved it meanwhile.
    #[error("it was changed meanwhile")]
    Changed { current: i64 },
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}
