//! What the stock is worth: how many pieces, at cost, at retail and in fine metal, in groups, on any
//! day. Where a piece was on a past day is the custody ledger's word; what it cost and what it is
//! priced at are those of today, because a sheet keeps no past prices.

mod store;
#[cfg(test)]
mod tests;
mod value;

use crate::stock::words;
pub use value::{Value, ValueError, value};

words! {
    /// What the pieces are grouped by.
    By {
        Family = "family",
        Place = "place",
        Supplier = "supplier",
        Metal = "metal",
        /// Since they were entered.
        Age = "age",
    }
}

/// A group's figures, or those of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// A family's code, a place's or supplier's name, a metal's code, the months an age begins with;
    /// None where the sheets say nothing.
    pub key: Option<String>,
    pub pieces: i64,
    /// How many of them have no cost, or no price: the sums leave these out.
    pub without_cost: i64,
    pub without_price: i64,
    pub cost_minor: i64,
    pub price_minor: i64,
    /// Of the pieces whose net weight is known, whatever their metal.
    pub fine_mg: i64,
}

/// The months at which another age begins: what is older than the last but one is slow to sell.
pub const AGES: [u32; 5] = [0, 6, 12, 18, 24];
