//! Photos in bulk: each file goes to the piece whose number its name begins with.
//!
//! What was added together is one batch, taken back as a whole: every photo of it that is still on
//! its piece comes off.

mod add;
mod batch;
mod find;
mod name;
mod start;
mod store;
mod undo;

pub use add::{AddPhotoError, add};
pub use batch::{Added, Batch};
pub use find::{MOST_NAMES, Match, find};
pub use start::{StartError, start};
pub use store::{batch_by_id, batches};
pub use undo::{UndoError, undo};

#[cfg(test)]
mod tests;
