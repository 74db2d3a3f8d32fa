//! Takes a paper off a piece; it stays readable in the piece's history.

use units::Id;

use super::attach::LONGEST_TEXT;
use super::paper::{Paper, PaperError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};

/// Enters that the paper is off, and why.
pub fn take_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Paper>,
    reason: &str,
) -> Result<Paper, PaperError> {
    let paper = store::paper_by_id(tx, id)?.ok_or(PaperError::PaperUnknown)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(PaperError::ReasonMissing);
    }
    if reason.chars().count() > LONGEST_TEXT {
        return Err(PaperError::NoteTooLong);
    }
    if paper.taken_off.is_some() {
        return Err(PaperError::AlreadyOff);
    }
    store::insert_taken_off(tx, cx, id, reason)?;
    tx.changed(Change::one("piece", paper.piece));
    store::paper_by_id(tx, id)?.ok_or(PaperError::PaperUnknown)
}
