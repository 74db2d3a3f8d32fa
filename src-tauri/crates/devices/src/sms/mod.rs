//! SMS: by a GSM modem on a serial line (AT commands, PDU mode), or by somebody's HTTP gateway.
//!
//! - [`split`]: a text as parts, in the GSM alphabet where it fits and in UCS-2 where it does not.
//! - [`pdu`]: a part as the modem takes it, and the network's report as it gives it (3GPP TS 23.040).
//! - [`Modem`]: the talk with it (3GPP TS 27.005 and 27.007), every wait bounded.
//! - [`gateway`]: one POST, described by the shop.
//!
//! What became of a message is one of four things, as with [`crate::mail`]: it is called sent only where
//! the network or the gateway said so, and not sent only where nothing of it can be with them.

mod alphabet;
mod codes;
pub mod gateway;
mod modem;
mod parts;
pub mod pdu;
mod talk;
#[cfg(test)]
mod tests;

pub use codes::Trouble;
pub use modem::{Modem, Setup};
pub use parts::{Alphabet, Split, split};

/// What became of a message, with a code and what the other side said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The network has all of it; its parts are reported by these references.
    Accepted {
        references: Vec<String>,
        said: String,
    },
    /// They certainly have nothing of it: another time.
    NotSent { code: &'static str, said: String },
    /// They will not take it, ever.
    Refused { code: &'static str, said: String },
    /// It left, in whole or in part, and the end is not known.
    Unsure { code: &'static str, said: String },
}

/// What the network says later of a part that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The modem's number of the part, which comes round again after 255.
    pub reference: String,
    /// Whom it was for: `+33612345678`.
    pub number: String,
    /// On the telephone; false: it never will be.
    pub arrived: bool,
    /// The network's own code.
    pub said: String,
}
