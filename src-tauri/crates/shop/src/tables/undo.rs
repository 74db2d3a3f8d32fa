//! Draws up the taking back of a bulk edit: each piece that still is as it was left gets what it had.

use units::Id;

use super::bulk::{Bulk, Progress};
use super::draw::{DrawUpError, Drawn};
use super::plan::{Planned, Why, not_in_stock};
use super::store;
use super::value::value_of;
use crate::cx::Cx;
use crate::db::ReadTx;
use crate::stock;

/// Looks at every piece that was changed.
pub fn plan_undo(tx: &ReadTx<'_>, cx: &Cx, undone: Id<Bulk>) -> Result<Drawn, DrawUpError> {
    let bulk = store::bulk_by_id(tx, undone)?.ok_or(DrawUpError::Unknown)?;
    if bulk.progress != Progress::Done {
        return Err(DrawUpError::WrongState(bulk.progress));
    }
    let mut lines = Vec::new();
    for line in store::done_lines(tx, undone)? {
        let piece = stock::piece_by_id(tx, line.piece)?.ok_or(DrawUpError::PieceUnknown)?;
        let now = value_of(tx, &bulk.wanted, &piece)?;
        let why = match not_in_stock(tx, cx, &piece)? {
            Some(why) => Some(why),
            None if now == line.old => Some(Why::Same),
            None if now != line.new => Some(Why::Changed),
            None => None,
        };
        let new = if why.is_none() { line.old } else { now.clone() };
        let planned = Planned { old: now, new, why };
        lines.push((piece.id, planned));
    }
    Ok(Drawn {
        wanted: bulk.wanted,
        undoes: Some(undone),
        lines,
    })
}
