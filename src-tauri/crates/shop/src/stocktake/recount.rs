//! Begins another pass over what is missing.

use units::Id;

use super::count::{Progress, Stocktake};
use super::line::Status;
use super::tally::tally;
use super::{store, tally::Tally};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why there is no other pass.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RecountError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    #[error("nothing is missing")]
    NothingMissing,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is read from now on was found in the next round.
pub fn recount(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Stocktake>,
) -> Result<Stocktake, RecountError> {
    authorise(by, None, Right::CountStock)?;
    let stocktake = store::stocktake(tx, id)?.ok_or(RecountError::Unknown)?;
    if stocktake.progress != Progress::Counting {
        return Err(RecountError::NotCounting(stocktake.progress));
    }
    let tallies = tally(tx, &stocktake, cx.now_ms())?;
    if Tally::count_of(&tallies, Status::Missing) == 0 {
        return Err(RecountError::NothingMissing);
    }
    store::next_round(tx, stocktake.seq)?;
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    let round = stocktake.round + 1;
    Ok(Stocktake { round, ..stocktake })
}
