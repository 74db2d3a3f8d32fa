//! The SQL of bulk edits and views.

mod bulk;
mod line;
mod view;

pub(super) use bulk::{begin, delete_draft, drafts_of, end, insert_draft};
pub use bulk::{bulk_by_id, bulks};
pub(super) use line::{done_lines, insert_line, leave_the_rest, lines_left, settle_line};
pub use line::{done_pieces, lines};
pub use view::views;
pub(super) use view::{delete_view, save_view, set_first, view, view_named};
