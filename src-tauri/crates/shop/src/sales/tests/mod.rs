//! Carts, sales and what becomes of them.

mod cash;
mod carts;
mod figures;
mod forgetting;
pub(crate) mod fixture;
mod model;
mod race;
mod returns;
mod sales;
mod store;
