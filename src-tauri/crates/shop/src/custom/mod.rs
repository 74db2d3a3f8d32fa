//! Custom work: what a customer has made, from the enquiry through design, quotes and production to the
//! finished piece. Sketches, drawings and pictures lie with it.
//!
//! How an order moves is `state.rs` alone. Every move is an entry with who, when and why, and a mistake
//! is another entry. A quote has versions: the one that was sent is locked, the next is another one.
//! What the customer said to it, who heard it and how stands beside it.

mod act;
mod amend;
mod answer;
mod create;
mod fee;
mod files;
mod line;
mod money;
mod nouns;
mod number;
mod paper;
mod quote;
mod send;
mod state;
mod store;

pub use act::act;
pub use amend::amend;
pub use answer::{Answer, Channel, GiveAnswer, answer};
pub use create::{About, Create, create};
pub use fee::charge_fee;
pub use files::{Upload, attach, kept, put_back, take_off};
pub use line::{LineKind, NewLine, QuoteLine, markup_bp_on, taxes};
pub use money::{agreed, cost_of, settle};
pub use nouns::{Attached, CustomError, Entry, Listed, Only, Order, OrderQuery, Quote};
pub use paper::{Paper, paper};
pub use quote::{DEFAULT_VALID_DAYS, SaveQuote, save_quote};
pub use send::send;
pub use state::{Act, Past, State, acts, next};
pub use store::{
    attached, by_number, entries, forget_customer, lines, order, orders, quote, quotes, stands_with,
};

use crate::db::{ReadTx, StoreError};

/// What of an order's past decides where it can go.
pub fn past(tx: &ReadTx<'_>, order: &Order) -> Result<Past, StoreError> {
    let mut moves: Vec<_> = store::entries(tx, order.seq)?
        .iter()
        .filter_map(Entry::as_move)
        .collect();
    moves.reverse();
    Ok(Past::of(&moves))
}
