//! A till: a place where money is taken, with a day of its own.

use units::Id;

use crate::cx;

/// One till. Never deleted: documents name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Till {
    pub id: Id<cx::Till>,
    /// Short and unique, on every receipt.
    pub code: String,
    pub name: String,
    pub active: bool,
    pub version: i64,
}
