//! What the people of the shop earn by the work they do, beside their wages.
//!
//! The price list says what a task earns ([`Terms`]); the task of a job keeps what it said. Earned is what
//! goes home ([`earn`]), by whoever the workshop's report says did it; outside workshops send invoices and
//! earn nothing. Entries are only ever added to: what is undone is taken back by another ([`take_back`]),
//! what was wrong is corrected by another ([`correct`]), and each stands in the report of the day on which
//! it was written. So a span that is over reads as it was printed.

mod correct;
mod earn;
mod nouns;
mod store;
mod take_back;
mod terms;

pub use correct::{Correct, correct, people};
pub(crate) use earn::earn;
pub use nouns::{CommissionError, Entry, What};
pub use store::entries;
pub(crate) use take_back::take_back;
pub use terms::{Terms, net_of};
