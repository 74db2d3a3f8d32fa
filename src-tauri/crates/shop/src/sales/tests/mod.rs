//! Carts, sales and what becomes of them.

mod approvals;
mod carts;
mod cash;
mod figures;
mod forgetting;
pub(crate) mod fixture;
mod model;
mod race;
mod returns;
mod sales;
mod store;
