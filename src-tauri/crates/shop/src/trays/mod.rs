//! Trays: carried whole from the safe to the window and back, printed as a sheet, counted in the
//! morning and in the evening.
//!
//! A piece is in its tray wherever the tray stands: carrying a tray is one entry of its own, and the
//! custody of the pieces does not change. A count says what was there and moves nothing: a piece that
//! is missing is looked for, and written off by a stocktake where it is not found.
//!
//! Every entry has its way back: a carrying is undone as long as nobody carried the tray on, a count is
//! corrected or cancelled by another entry. A reminder is of its day and ends with it.

mod cancel;
mod carry;
mod correct;
mod count;
mod due;
mod nouns;
mod paper;
mod store;
mod take_count;
mod undo;

pub use cancel::cancel;
pub use carry::{CarryTrays, carry};
pub use correct::{CorrectCount, correct};
pub use count::{Count, CountLine, CountQuery, Method, Occasion, Standing, Status};
pub use due::{Due, due};
pub use nouns::{Content, Move, Tray, TrayError};
pub use paper::paper;
pub use store::{content, count, counts, lines, moves, tray, trays};
pub use take_count::{How, TakeCount, take_count};
pub use undo::undo;
