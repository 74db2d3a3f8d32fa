//! The whole stock as it stood at a past moment.

use chrono::{DateTime, Utc};
use units::Id;

use super::custody::Entry;
use super::piece::{Custody, Piece, State};
use super::store;
use crate::db::{ReadTx, StoreError};

/// Where a piece stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub piece: Id<Piece>,
    pub state: State,
    pub custody: Custody,
    /// The entry that made it so.
    pub entry: Id<Entry>,
    pub since: DateTime<Utc>,
}

/// Every piece that had come in by then, as its last entry up to that moment says. What the clock
/// said when an entry was written is what counts; entries of one moment hold in their order.
pub fn as_of(tx: &ReadTx<'_>, at: DateTime<Utc>) -> Result<Vec<Standing>, StoreError> {
    let last = store::standings_as_of(tx, at)?;
    let standing = |(piece, entry): (Id<Piece>, Entry)| Standing {
        piece,
        state: entry.state(),
        custody: entry.custody,
        entry: entry.id,
        since: entry.at,
    };
    Ok(last.into_iter().map(standing).collect())
}
