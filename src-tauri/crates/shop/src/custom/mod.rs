//! Custom work: what a customer has made, from the enquiry through design, quotes and production to the
//! finished piece. Sketches, drawings and pictures lie with it.
//!
//! How an order moves is `state.rs` alone. Every move is an entry with who, when and why, and a mistake
//! is another entry. A quote has versions: the one that was sent is locked, the next is another one.
//! What the customer said to it, who heard it and how stands beside it.

mod act;
mod add_part;
mod amend;
mod answer;
mod arrive;
mod create;
mod deliver;
mod delivery_note;
mod envelope;
mod fee;
mod files;
mod finish;
mod follow;
mod forget;
mod line;
mod making;
mod money;
mod note_told;
mod nouns;
mod number;
mod own_metal;
mod own_stones;
mod paper;
mod part;
mod part_refusal;
mod plan;
mod progress;
mod quote;
mod send;
mod state;
mod store;
mod take_back;
mod take_off;
mod take_over;
mod use_part;
mod verify;

pub use act::act;
pub use add_part::{AddPart, add_part};
pub use amend::amend;
pub use answer::{Answer, Channel, GiveAnswer, answer};
pub use arrive::arrive;
pub use create::{About, Create, create};
pub use deliver::{Deliver, Delivery, deliver, expected_ug};
pub use delivery_note::{agreed_pictures, delivery_note};
pub use envelope::{envelope, print_envelope};
pub use fee::charge_fee;
pub use files::{Upload, attach, kept, put_back, take_off};
pub use finish::{Finish, MakePiece, finish};
pub use forget::forget_customer;
pub use line::{LineKind, NewLine, QuoteLine, markup_bp_on, taxes};
pub use making::{Compared, Making, Suggested, making, suggested};
pub use money::{agreed, cost_of, settle};
pub use note_told::note_told;
pub use nouns::{Attached, CustomError, Entry, Keeper, Listed, Only, Order, OrderQuery, Quote};
pub use paper::{Paper, paper};
pub use part::{Made, Ordered, Part, PartKind, Use};
pub use part_refusal::PartRefusal;
pub use plan::{Planned, planned};
pub use progress::{InProgress, Progress, in_progress};
pub use quote::{DEFAULT_VALID_DAYS, SaveQuote, save_quote};
pub use send::send;
pub use state::{Act, Past, State, acts, next};
pub use store::{
    attached, by_number, deliveries, entries, keeper_of_piece, keepers_of_article, kept_of_article,
    lines, order, orders, quote, quotes, stands_with, subjects,
};
pub use take_back::take_back_use;
pub use take_off::{put_back_part, take_off_part};
pub use take_over::take_over;
pub use use_part::{UsePart, use_part};
pub use verify::verify;

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
