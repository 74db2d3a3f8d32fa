//! ESC/POS receipt printers: send a job and know what became of it, read the status.
//!
//! Source: Epson's ESC/POS command reference (DLE EOT, GS r, GS a), which other makers follow.

mod outcome;
mod print;
mod query;
mod replies;
mod run;
mod status;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_bytes;

pub use outcome::{Cause, Outcome};
pub use print::{Answers, Print, Step, Timing};
pub use query::query;
pub use replies::{Replies, Reply};
pub use run::{Going, run};
pub(crate) use run::{forget_what_was_left, named};
pub use status::{Fault, Paper, Status};

/// `DLE EOT n`: asks for status byte `n`, answered at once even when the printer is offline.
///
/// Three bytes and no fourth: `escpos` 0.20 appends a NUL, which lands in the print data.
pub(crate) const fn status_request(n: u8) -> [u8; 3] {
    [0x10, 0x04, n]
}

/// `GS r 1`: answered in its turn, when everything before it was printed.
pub(crate) const MARK: [u8; 3] = [0x1D, 0x72, 0x01];
