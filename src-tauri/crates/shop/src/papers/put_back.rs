//! A paper was taken off by mistake.

use units::Id;

use super::attach::MOST_PAPERS;
use super::attach::NewPaper;
use super::paper::{Paper, PaperError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};

/// Puts the same file on the piece again, as a paper that follows the one that was taken off.
pub fn put_back(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Paper>) -> Result<Paper, PaperError> {
    let paper = store::paper_by_id(tx, id)?.ok_or(PaperError::PaperUnknown)?;
    if paper.taken_off.is_none() || paper.put_back {
        return Err(PaperError::StillOn);
    }
    let standing = store::papers_of(tx, paper.piece)?.into_iter();
    let standing: Vec<Paper> = standing.filter(|one| one.taken_off.is_none()).collect();
    if standing.iter().any(|one| one.file == paper.file) {
        return Err(PaperError::Twice);
    }
    if i64::try_from(standing.len()).unwrap_or(i64::MAX) >= MOST_PAPERS {
        return Err(PaperError::TooMany(MOST_PAPERS));
    }
    let again = NewPaper {
        id: cx.new_id(),
        piece: paper.piece,
        kind: paper.kind,
        name: paper.name,
        note: paper.note,
    };
    store::insert(tx, cx, &again, paper.file, &again.name, Some(id))?;
    tx.changed(Change::one("piece", paper.piece));
    store::paper_by_id(tx, again.id)?.ok_or(PaperError::PaperUnknown)
}
