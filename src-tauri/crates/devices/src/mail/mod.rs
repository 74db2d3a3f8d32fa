//! E-mail by SMTP, to the shop's own mail server.
//!
//! Everything is measured: how long it may take in all, and how much the server may say. What became of a
//! mail is one of four things, and it is called sent only where the server has said so, and lost only
//! where not one letter of it can be with the server.

mod bounded;
mod certificate;
mod letter;
mod send;

pub use letter::{Attached, Letter};
pub use send::{Outcome, Security, Server, send};
