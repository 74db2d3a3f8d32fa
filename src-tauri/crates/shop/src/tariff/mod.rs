//! The price list of work: what the shop does for its customers, fixed or by the hour.
//!
//! A price is never changed, it has another version: what was agreed yesterday refers to yesterday's.
//! Repairs take their tasks from it; whoever else sells work may.

mod entry;
mod save;
mod store;
mod width;

pub use entry::{Charge, Kind, Tariff, TariffError};
pub use save::{SaveTariff, save};
pub use store::{tariff, tariffs};
pub use width::{Asked, Lacks, MOST_UM, WidthPrice, each_minor};
