//! A family of pieces: rings, watches, loose stones.

use units::Id;

/// A family and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub id: Id<Family>,
    pub code: String,
    pub name_fr: String,
    pub name_en: String,
    /// Sold with the mention of the legal warranty: watches.
    pub durable: bool,
    pub version: i64,
}
