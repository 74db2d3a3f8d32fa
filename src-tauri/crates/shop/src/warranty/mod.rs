//! What the shop promises of work that it has handed over: which task, until when, and the card that says so.
//!
//! The term is that of the version of the price list by which the work was agreed, else the shop's; where it
//! is 0 nothing is promised. Done again under it, the work is free ([`crate::repair::take_in`]).

mod card;
mod give;
mod nouns;
mod print;
mod store;

pub use card::card;
pub use give::{MONTHS, give, months};
pub use nouns::{Warranty, last_day};
pub use print::print;
pub use store::{redo_underway, warranties};
