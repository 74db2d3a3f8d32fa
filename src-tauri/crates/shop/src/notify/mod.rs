//! Messages to customers about their own objects: a repair, what they have made, a certificate
//! ([`Subject`]). A message is written in the transaction of what
//! causes it, with its text frozen, and waits here; nothing in this crate sends anything, the server's
//! workers do.
//!
//! ```text
//! queued ──claim──▶ sending ──accepted──▶ sent ──reported, asked──▶ delivered | failed
//!   ▲ ▲               │ ├──certainly not gone──▶ queued (later and later), at last expired
//!   │ │               │ ├──refused for good──▶ failed
//!   │ └───────────────┘ └──cut short, killed──▶ unsure ──a person──▶ sent | again | cancelled
//!   └──a person── failed, expired
//! ```
//!
//! After `unsure` nothing happens by itself: the customer may have read it. Whoever sends it again makes a
//! new message; of an e-mail it keeps the Message-ID, so that a mail server that has it drops the second.

mod about;
mod address;
mod again;
mod ask;
mod blank;
mod choose;
mod claim;
mod decide;
mod forget;
mod house;
mod message;
mod queue;
mod quiet;
mod recover;
mod remind;
mod report;
mod save_text;
mod settle;
mod setup;
mod setup_sms;
mod state;
mod store;
mod test_message;
#[cfg(test)]
mod tests;
mod text;

pub use about::{
    Kind, Owner, Subject, certificate_issued, customer_of, job_moved, job_promised, order_moved,
    repair_taken_in,
};
pub use address::{email, mobile};
pub use again::again;
pub use ask::{Asked, Said, ToAsk, answered, to_ask};
pub use blank::{ALWAYS, Blank, Values, sample};
pub use choose::{choice, choose};
pub use claim::{Claimed, claim};
pub use decide::{Decision, decide};
pub use forget::forget_customer;
pub use message::{Channel, Choice, Entry, Event, Listed, Message, MessageQuery, NotifyError};
pub use queue::reach;
pub use quiet::not_before;
pub use recover::recover;
pub use remind::{is_due as reminders_due, remind};
pub use report::{Heard, report};
pub use save_text::save_text;
pub use settle::{Ending, settle};
pub use setup::{Mail, Rules, Security, has_channel, is_set_up, mail, rules, set_mail, set_rules};
pub use setup_sms::{Form, Sms, Way, refuse_pin, set_sms, sms, states};
pub use state::{Act, State, acts, next};
pub use store::{count_troubles as troubles, entries, list, message, of};
pub use test_message::test_message;
pub use text::{Text, TextSource, check, fill, text};

use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::JournalError;

fn tell(tx: &mut WriteTx<'_>) {
    tx.changed(Change::of("notify"));
}

/// Keeps in the history of what a message is about that it left, or turned out not to have arrived.
fn note(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    message: &Message,
    arrived: bool,
) -> Result<(), JournalError> {
    match message.of {
        Some(subject) => subject.about().note(tx, cx, message, arrived),
        None => Ok(()),
    }
}
