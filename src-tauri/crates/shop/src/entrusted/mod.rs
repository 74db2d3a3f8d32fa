//! Objects that customers leave and nobody repairs: a jewel to be appraised, what an estate is made of, stones
//! of their own for an order. Each time a numbered slip says what was left (C. com. L834-6: numbered slips
//! stand in the place of the register of deposits), and the custody ledger says where it is
//! ([`crate::stock::entrusted`]), as of a repair's object. It goes home against the slip, weighed again, or with
//! the piece that it was set in; a mistake is taken back by another entry.

mod account_for;
mod correct;
mod forget;
mod give_back;
mod nouns;
mod paper;
mod photo;
mod rule;
mod store;
mod take_in;

pub use account_for::{Accounted, Delivery, account_for, not_delivered};
pub use correct::correct;
pub use forget::{forget_customer, stands_with, subjects};
pub use give_back::{Back, GiveBack, give_back};
pub use nouns::{EntrustedError, Entry, Object, Of, Photo, Slip, Standing, What};
pub use paper::{pictures, print, slip};
pub use photo::{attach_photo, take_photo_off};
pub use store::{entries, held, here_for, object, objects, photos, slip_by_id, slips};
pub use take_in::{NewObject, TakeIn, take_in};
