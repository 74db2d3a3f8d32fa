//! Whom the shop buys from.

use units::Id;

/// A supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    pub id: Id<Supplier>,
    pub code: String,
    pub name: String,
    pub version: i64,
}
