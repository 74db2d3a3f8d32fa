//! What is away longer than it should be: at the bench, with a supplier or a customer on memo, a tray
//! that was not put back into the safe for the night.
//!
//! Each kind has a limit in days, which the shop sets. A stay is prolonged by an entry with its reason,
//! and that is taken back by another; it ends with the piece's coming back, which custody and the trays
//! write. So every past day reads as it was, but for the limits, which are today's.

mod extend;
mod limits;
mod list;
mod nouns;
mod store;

pub use extend::{Extend, ExtendError, Of, extend};
pub use limits::{LONGEST_DAYS, LimitError, Limits, limits, set_limits};
pub use list::{due, list};
pub use nouns::{Away, Extension, Kind};
