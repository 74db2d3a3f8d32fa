//! Asks a printer how it is, without printing.

use super::{Answers, Cause, Going, Outcome, Status, Timing, run};
use crate::port::Port;

/// The printer's state. An empty job takes the same path as a ticket and stops before its first byte.
pub fn query(port: &mut dyn Port, timing: Timing) -> Result<Status, Cause> {
    let timing = Timing {
        patience: timing.reply,
        ..timing
    };
    match run(port, &[], Answers::Status, timing, &mut |_| Going::On) {
        Outcome::Printed { status, .. }
        | Outcome::NotSent {
            cause: Cause::Printer(status),
        } => Ok(status),
        Outcome::NotSent { cause } | Outcome::Unsure { cause, .. } => Err(cause),
    }
}
