//! The customer's metal account: old gold that a customer leaves to be used in what is made for them, or to
//! be kept; what is lost of it in the fire and at the bench; what goes into an order; what goes home again.
//!
//! An account is its objects ([`Lot`]): each has a weight and a title, and what is left of it is the sum of
//! its moves, so that no account can fall below nothing and nobody gives back a chain that was melted. A
//! fine weight is whole milligrams, rounded down per object, and what an entry changes of it is the
//! difference between before and after: whatever the order of entries, they add up to the balance.
//!
//! The metal is the customer's until it is used, and is none of the shop's position. It is not a piece of
//! the stock and not bought here: buying it is another feature's business.

mod account;
mod correct;
mod forget;
mod give_back;
mod melt;
mod nouns;
mod paper;
mod photo;
mod rule;
mod statement;
mod store;
mod take_in;
mod use_in;

pub use account::{Account, Balance, account, version};
pub use correct::{Correct, correct};
pub use forget::{forget_customer, stands_with, subjects};
pub use give_back::{Back, GiveBack, give_back};
pub use melt::{Melt, melt};
pub use nouns::{
    Entry, Held, Holder, Kind, Lot, MetalAccountError, PaperKind, Photo, Stones, Tested,
};
pub use paper::{pictures, print, slip};
pub use photo::{attach_photo, take_photo_off};
pub use statement::statement;
pub use store::{Paper, entry, held, holders, lot, lots, paper, papers, photos, used_in};
pub use take_in::{Object, TakeIn, take_in};
pub use use_in::{UseIn, gives_back, takes_metal, use_in};
