//! One line of a receipt: a piece with what the law makes the seller name, or a batch article.

use serde::{Deserialize, Serialize};
use units::Metal;

/// A sold or returned thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub label: String,
    /// The piece's or the article's number, as on its tag.
    pub piece_number: Option<String>,
    pub metals: Vec<MetalContent>,
    /// Weight of the whole piece, in milligrams.
    pub weight_mg: Option<i64>,
    /// Finger size, length…, as the shop writes it.
    pub size: Option<String>,
    pub stones: Vec<Stone>,
    /// Never nothing; negative where the customer brings back.
    pub quantity: i64,
    /// Price of one, tax included, before discount, in minor units.
    pub unit_price_minor: i64,
    pub discount: Option<Discount>,
    /// What the line adds to the total, tax included, after discount; negative on a return.
    pub total_minor: i64,
    pub vat: VatRegime,
    /// A watch or another durable good under the two-year legal guarantee: its mention is printed
    /// and the ticket is always printed (decree of 14 Dec. 2022).
    pub legal_guarantee: bool,
    /// Of work that is done for a customer: its label is the task's, or the object's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
}

/// What a line has to do with work that is done for a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The job's number, as on its envelope, the certificate's, or the order's.
    pub job: String,
    pub role: WorkPart,
    #[serde(default, skip_serializing_if = "is_default")]
    pub subject: WorkOf,
}

/// Which kind of work it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkOf {
    #[default]
    Repair,
    /// The fee of a certificate.
    Appraisal,
    /// What a customer has made.
    Custom,
}

/// What was frozen before there was another kind has none written, and keeps its bytes.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What of the work's money a line is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum WorkPart {
    /// A part of its price.
    Work,
    /// A part of the price in advance: both sides are bound.
    Acompte,
    /// Money in advance that either side may draw back for (C. conso. L214-1).
    Arrhes,
    /// Arrhes that are kept, or what is paid on top of those given back: an indemnity, without VAT.
    Kept,
    /// A deposit of an earlier ticket, taken off.
    Used { arrhes: bool, ticket: String },
}

impl Work {
    /// Whether the line takes money in advance, or gives it back.
    pub fn is_deposit(&self) -> bool {
        matches!(self.role, WorkPart::Acompte | WorkPart::Arrhes)
    }
}

/// A metal with its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalContent {
    #[serde(with = "crate::codes::metal")]
    pub metal: Metal,
    /// A code of [`crate::words::COLOURS`] (`yellow`, `white`, `rose`…), or the shop's own word.
    pub colour: Option<String>,
    /// Parts per ten thousand: 750 ‰ is 7 500. None for metals without a legal title.
    pub fineness: Option<i64>,
}

/// A stone, or a lot of like stones (decree 2002-65: species, treatment and manufacture are named).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stone {
    /// A code of [`crate::words::SPECIES`] (`diamond`, `sapphire`…), or the shop's own word.
    pub species: String,
    pub origin: StoneOrigin,
    pub count: i64,
    /// Weight of all of them, in thousandths of a carat.
    pub weight_milli_ct: Option<i64>,
    pub colour: Option<String>,
    pub clarity: Option<String>,
    pub laboratory: Option<String>,
    pub certificate_number: Option<String>,
    /// Codes of [`crate::words::TREATMENTS`] (`heated`, `oiled`…), or the shop's own words. The
    /// mandatory "traité" stands before them.
    pub treatments: Vec<String>,
}

/// Where a stone comes from, in the words of decree 2002-65.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoneOrigin {
    /// Nothing is printed: a bare species name is a natural stone.
    #[default]
    Natural,
    /// Grown in a laboratory: "synthétique".
    Synthetic,
    /// A pearl "de culture".
    Cultured,
    /// Glass, cubic zirconia…: "imitation".
    Imitation,
}

/// Money taken off a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// What is taken off, positive on a sale, in minor units.
    pub amount_minor: i64,
    /// The percentage it was given as, in basis points.
    pub percent_bp: Option<i64>,
    pub reason: String,
}

/// How a line is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "regime")]
pub enum VatRegime {
    /// The ordinary regime at `rate_bp` basis points.
    Standard { rate_bp: i64 },
    /// Second-hand margin scheme (CGI 297 A): its VAT is never printed.
    Margin,
    /// Investment gold (CGI 298 sexdecies A).
    ExemptGold,
}
