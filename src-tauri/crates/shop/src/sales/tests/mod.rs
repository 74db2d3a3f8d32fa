//! Carts, sales and what becomes of them.

mod approvals;
mod carts;
mod cash;
mod figures;
pub(crate) mod fixture;
mod floor;
mod forgetting;
mod model;
mod race;
mod returns;
mod sales;
mod store;
