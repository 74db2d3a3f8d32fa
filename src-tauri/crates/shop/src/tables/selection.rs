//! The pieces that somebody chose: one by one, or all that a filter finds but for some.

use std::collections::HashSet;

use units::Id;

use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Piece, PieceQuery};

/// Which pieces.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// In this order, where no filter is said.
    pub pieces: Vec<Id<Piece>>,
    /// All that it finds, in its order.
    pub filter: Option<PieceQuery>,
    /// But for these.
    pub except: HashSet<uuid::Uuid>,
}

/// Why there is no selection.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SelectError {
    #[error("no piece was chosen")]
    Nothing,
    #[error("at most {0} pieces at once")]
    TooMany(usize),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The pieces, each once.
pub fn select(
    tx: &ReadTx<'_>,
    selection: &Selection,
    most: usize,
) -> Result<Vec<Id<Piece>>, SelectError> {
    let found = match &selection.filter {
        Some(query) => stock::list_ids(tx, query, most + selection.except.len() + 1)?,
        None => selection.pieces.clone(),
    };
    let mut seen = selection.except.clone();
    let chosen: Vec<_> = found
        .into_iter()
        .filter(|piece| seen.insert(piece.uuid()))
        .collect();
    if chosen.is_empty() {
        return Err(SelectError::Nothing);
    }
    if chosen.len() > most {
        return Err(SelectError::TooMany(most));
    }
    Ok(chosen)
}
