//! A place in the shop where pieces are kept.

use units::Id;

use super::piece::words;

/// A place with its code, as scanned or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: Id<Place>,
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub active: bool,
    pub version: i64,
}

words! {
    /// What a place is, from the most open to the most shut.
    PlaceKind {
        Shop = "shop",
        Window = "window",
        Tray = "tray",
        Safe = "safe",
        Bench = "bench",
    }
}
