//! Carts, sales and what becomes of them.

mod carts;
pub(crate) mod fixture;
mod figures;
mod model;
mod race;
mod sales;
mod verified;
