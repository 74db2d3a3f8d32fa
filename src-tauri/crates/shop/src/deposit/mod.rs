//! Money in advance on work that somebody ordered, and its balance when the work is done.
//!
//! A deposit is a line of a ticket, with its VAT (CGI 269, 2: it falls due when the money comes in), but
//! it is no revenue: the ledger owes it to the customer. The ticket of the work has every task in full
//! and takes each deposit off again, as used, with the VAT it had: so revenue and VAT by rate are right
//! on every ticket. What stands of a deposit is what no later line has used, given back or annulled;
//! nothing of it is kept beside the tickets' own rows, which the journal proves.
//!
//! Who draws back where arrhes were taken loses them, or pays them back twice: an indemnity, without VAT.
//! An acompte binds both: of work that was begun and cancelled, the part done is charged as such, and the
//! rest goes back.
//!
//! What the money is for is a [`Subject`]: a repair's job, an appraisal's fee, what a
//! customer has made. Nothing here but `owed.rs`
//! and `settle.rs` knows more of it than its name.

mod nouns;
mod owed;
mod parts;
mod settle;
mod store;
mod usual;

pub use nouns::{About, DepositError, Kind, Outcome, Role, Subject};
pub use owed::{Owed, Stage, Standing, cash_taken, owed};
pub use parts::{Part, of_balance, of_deposit, of_give_back};
pub use settle::{SettleError, settle};
pub(crate) use store::tickets;
pub use usual::{KIND, SHARE_BP, usual_bp, usual_kind};
