//! Papers of a piece: what came with it or was written about it, each a PDF or a picture. (Its photos
//! and its stones' certificates are `files`' business.)
//!
//! A paper is never deleted. Taking it off is an entry with its reason, putting it back another paper
//! that follows the first: the file is kept once, its history whole.

mod attach;
mod paper;
mod put_back;
mod store;
mod take_off;
#[cfg(test)]
mod tests;

pub use attach::{Content, NewPaper, attach, content};
pub use paper::{Kind, Paper, PaperError, TakenOff};
pub use put_back::put_back;
pub use store::{paper_by_id, papers_of, says_cost};
pub use take_off::take_off;
