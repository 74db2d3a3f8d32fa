//! Stocktakes: what should be in a place, of a family or in the whole shop, against what is there.
//!
//! What is expected is frozen at the moment the count begins, by small writes, and selling goes on: a piece that leaves
//! meanwhile is neither found nor missing. Readings are entries, by scanner, by hand or by RFID. Of
//! each difference somebody decides what is to become of it; closing carries the decisions out as
//! custody movements, freezes the result and signs its hash into the JET chain. Before that a count
//! can be cancelled and leaves no trace in the stock; after it, mistakes are put right by new
//! entries.
//!
//! Batch articles are counted by their quantity, not here: their codes are told apart and listed.

mod cancel;
mod close;
mod correct;
mod count;
mod frozen;
mod line;
mod prepare;
mod read;
mod recount;
mod report;
mod settle;
mod start;
mod store;
mod take_back;
mod tally;
mod verify;

pub use cancel::{CancelError, cancel};
pub use close::{CloseError, close};
pub use correct::{CorrectError, CorrectStocktake, Correction, correct, corrections};
pub use count::{Progress, Scope, Stocktake, UnknownScope};
pub use line::{Action, Line, LineQuery, Of, Settlement, Source, Status, Theirs, lines};
pub use prepare::{STEP, prepare};
pub use read::{ReadError, Reading, Seen, read};
pub use recount::{RecountError, recount};
pub use report::report;
pub use settle::{SettleError, SettleLines, settle};
pub use start::{StartError, StartStocktake, start};
pub use store::{Sum, preparing, stocktake, stocktakes, sums};
pub use take_back::{TakeBackError, take_back};
pub use tally::{Fine, Tally, TheirsTally, tally};
pub use verify::verify;

#[cfg(test)]
mod tests;
