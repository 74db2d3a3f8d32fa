//! How much there is, and what it is worth: what a file brings beside what the shop has, so that
//! nobody needs to believe that a whole stock came over.

use units::Id;

use super::draft::Draft;
use super::import::Import;
use super::store;
use crate::db::{ReadTx, StoreError};

/// A count with its values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub pieces: i64,
    /// Of batch articles, each counted.
    pub units: i64,
    /// Both by quantity; what has no cost or no price counts for nothing.
    pub cost_minor: i64,
    pub price_minor: i64,
    /// Pieces and articles without a cost, and without a price.
    pub without_cost: i64,
    pub without_price: i64,
}

impl Figures {
    pub(super) fn add(&mut self, draft: &Draft) {
        let quantity = draft.batch.unwrap_or(1);
        let (cost, price) = (draft.sheet.cost, draft.sheet.price);
        match draft.batch {
            Some(units) => self.units += units,
            None => self.pieces += 1,
        }
        let worth = |each: Option<units::Money>| {
            each.map_or(0, |money| money.minor().saturating_mul(quantity))
        };
        self.cost_minor = self.cost_minor.saturating_add(worth(cost));
        self.price_minor = self.price_minor.saturating_add(worth(price));
        self.without_cost += i64::from(cost.is_none());
        self.without_price += i64::from(price.is_none());
    }
}

/// What is in stock: the pieces that are here or out on memo, the articles by quantity.
pub fn in_stock(tx: &ReadTx<'_>) -> Result<Figures, StoreError> {
    store::figures(tx, None)
}

/// What of an import is in stock.
pub fn of_import(tx: &ReadTx<'_>, id: Id<Import>) -> Result<Figures, StoreError> {
    store::figures(tx, Some(id))
}
