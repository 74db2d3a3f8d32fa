//! What sells: revenue, cost and margin of the lines that were sold in a span of days, in groups, and
//! how much of what there was has gone. Voids and returns are lines of their own and take away what
//! they undo.

mod store;
mod turn_over;

use crate::stock::words;
pub use turn_over::{Turnover, TurnoverError, turnover};

words! {
    /// What the lines are grouped by.
    By {
        Family = "family",
        Supplier = "supplier",
        Seller = "seller",
        /// One by one: the best and the worst.
        Title = "title",
    }
}

/// A group's figures, or those of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// A family's code, a supplier's, seller's or piece's name; None where nobody said.
    pub key: Option<String>,
    /// Sold, less what came back.
    pub quantity: i64,
    /// VAT included, after every discount.
    pub total_minor: i64,
    pub vat_minor: i64,
    /// Of the lines whose cost is known.
    pub cost_minor: i64,
    /// Revenue without VAT, less cost, of the lines whose cost is known.
    pub margin_minor: i64,
    /// How many have no cost: the margin leaves them out.
    pub without_cost: i64,
    /// Pieces of the group that were in stock when the span ended; None for sellers and titles.
    pub in_stock: Option<i64>,
}
