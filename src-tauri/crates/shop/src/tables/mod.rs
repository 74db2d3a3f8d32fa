//! The stock's table as a tool: many pieces chosen at once and changed together, and views that are
//! kept.
//!
//! A bulk edit is drawn up first: for each piece what it has, what it would have, and why not where
//! it would not. Carried out under a number, in small writes so that no till waits, each piece is
//! looked at again. Another takes it back, of every piece that still is as the first one left it; a
//! taking back is drawn up and looked at like any other. What is on record is never changed.

mod apply;
mod bulk;
mod draw;
mod plan;
mod save_view;
mod selection;
mod stop;
mod store;
mod undo;
mod value;
mod view;
mod wanted;

pub use apply::{ApplyError, begin, carry_out};
pub use bulk::{Bulk, BulkLine, Counts, Progress};
pub use draw::{DrawUp, DrawUpError, Drawn, MOST_PIECES, drop_draft, plan, put};
pub use plan::Why;
pub use save_view::{SaveViewError, delete_view, open_with, save_view};
pub use selection::{SelectError, Selection, select};
pub use stop::{StopError, stop};
pub use store::{bulk_by_id, bulks, done_pieces, lines, views};
pub use undo::plan_undo;
#[cfg(test)]
use value::value_of;
pub use value::{Field, Value};
pub use view::{View, ViewOf};
pub use wanted::{How, Wanted, WantedError};

#[cfg(test)]
mod tests;
