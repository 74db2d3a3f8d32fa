//! Writes down what a stocktake expects, some thousand pieces a step, so that no till waits for long.
//!
//! All of it is of one moment: the custody ledger up to the movement the stocktake began behind. What
//! was sold or moved since then is written down as it was, so it does not matter when its step comes.

use units::Id;

use super::count::{Progress, Stocktake};
use super::store;
use crate::db::{StoreError, WriteTx};

/// Pieces looked at in one write: a till waits behind one of these at most.
pub const STEP: i64 = 3_000;

/// Looks at so many pieces behind those of the last step that is on the disk; None: there is no such
/// stocktake. One that is not being prepared stays as it is.
pub fn prepare(
    tx: &mut WriteTx<'_>,
    id: Id<Stocktake>,
    step: i64,
) -> Result<Option<Stocktake>, StoreError> {
    let Some(stocktake) = store::stocktake(tx, id)? else {
        return Ok(None);
    };
    if stocktake.progress != Progress::Preparing {
        return Ok(Some(stocktake));
    }
    let to = stocktake.prepare_to.min(stocktake.prepared + step);
    store::expect(tx, &stocktake, to)?;
    store::prepared(tx, stocktake.seq, to, to == stocktake.prepare_to)?;
    if to == stocktake.prepare_to {
        for change in Stocktake::changes(id) {
            tx.changed(change);
        }
    }
    store::stocktake(tx, id)
}
