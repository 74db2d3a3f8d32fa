//! The fiscal journal: what happened, as frozen bytes in signed chains.
//!
//! A feature that does something the law wants kept calls [`append`] in the same transaction as its
//! rows. The record's bytes are made once, signed and never made again: the verifier reads them as
//! they stand. `ARCHITECTURE.md` documents the record byte by byte.
//!
//! Source of the chains and of the event codes: CGI art. 286 I-3° bis, BOI-TVA-DECLA-30-10-30, and
//! the published code lists of certified tills.

mod append;
mod canonical;
mod chain;
mod difference;
mod event;
mod export;
mod key;
mod record;
mod rows;
mod store;
mod verify;
mod walk;

pub use append::{Appended, JournalError, append};
pub use chain::Chain;
pub use difference::difference;
pub use event::{Event, log};
pub use export::{ExportError, export};
pub use key::{create_key, public_key};
pub(crate) use record::hex;
pub use record::{Header, MalformedRecord, Record};
pub use rows::{Table, verify_rows, vouched_for};
pub use verify::{Broken, Fault, Verified, verify, verify_heads};
pub use walk::{find, heads, next_seq, walk};

#[cfg(test)]
mod tests;
