//! Draws a bulk edit up: nothing happens yet.

use units::Id;

use super::bulk::{Bulk, Progress};
use super::plan::{Planned, plan_one};
use super::selection::{SelectError, Selection, select};
use super::store;
use super::wanted::{Wanted, WantedError};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::stock::{self, Piece};

/// The most pieces of one bulk edit.
pub const MOST_PIECES: usize = 20_000;

/// What is wanted, of which pieces.
#[derive(Clone, Debug)]
pub struct DrawUp {
    pub selection: Selection,
    pub wanted: Wanted,
}

/// What was found out about each piece, to be written down.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub(super) wanted: Wanted,
    pub(super) undoes: Option<Id<Bulk>>,
    pub(super) lines: Vec<(Id<Piece>, Planned)>,
}

/// Why there is no draft.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DrawUpError {
    #[error(transparent)]
    Selection(#[from] SelectError),
    #[error(transparent)]
    Wanted(#[from] WantedError),
    #[error("a piece is not known")]
    PieceUnknown,
    #[error("the bulk edit is not known")]
    Unknown,
    /// Only what was carried out is taken back.
    #[error("the bulk edit is {}", .0.code())]
    WrongState(Progress),
    #[error("a bulk edit with this id is there already")]
    IdTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks at every piece; reads only, for it takes a while.
pub fn plan(tx: &ReadTx<'_>, cx: &Cx, input: &DrawUp) -> Result<Drawn, DrawUpError> {
    input.wanted.check(tx, cx)?;
    let pieces = select(tx, &input.selection, MOST_PIECES)?;
    let mut lines = Vec::with_capacity(pieces.len());
    for id in pieces {
        let piece = stock::piece_by_id(tx, id)?.ok_or(DrawUpError::PieceUnknown)?;
        lines.push((id, plan_one(tx, cx, &input.wanted, &piece)?));
    }
    Ok(Drawn {
        wanted: input.wanted.clone(),
        undoes: None,
        lines,
    })
}

/// Writes the draft down. A person has one draft: the one before goes.
pub fn put(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Bulk>,
    drawn: &Drawn,
) -> Result<Bulk, DrawUpError> {
    if store::bulk_by_id(tx, id)?.is_some() {
        return Err(DrawUpError::IdTaken);
    }
    for old in store::drafts_of(tx, cx)? {
        store::delete_draft(tx, old)?;
    }
    store::insert_draft(tx, cx, id, &drawn.wanted, drawn.undoes)?;
    for (position, (piece, planned)) in (1_i64..).zip(&drawn.lines) {
        store::insert_line(tx, id, position, *piece, planned)?;
    }
    tx.changed(Change::of("bulk"));
    store::bulk_by_id(tx, id)?.ok_or(DrawUpError::Unknown)
}

/// Drops a draft.
pub fn drop_draft(tx: &mut WriteTx<'_>, id: Id<Bulk>) -> Result<(), DrawUpError> {
    let bulk = store::bulk_by_id(tx, id)?.ok_or(DrawUpError::Unknown)?;
    if bulk.progress != Progress::Draft {
        return Err(DrawUpError::WrongState(bulk.progress));
    }
    store::delete_draft(tx, id)?;
    tx.changed(Change::of("bulk"));
    Ok(())
}
