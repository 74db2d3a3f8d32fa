//! Takes a reading back: a number that was mistyped, a piece that was scanned in the wrong count.

use units::Id;

use super::count::{Progress, Stocktake};
use super::line::{Of, Source};
use super::read::Reading;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why the reading stays.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TakeBackError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    /// It was not read, or was taken back already.
    #[error("it was not read")]
    NotRead,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The piece or code counts as not read, until it is read again.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Stocktake>,
    of: &Of,
) -> Result<(), TakeBackError> {
    authorise(by, None, Right::CountStock)?;
    let stocktake = store::stocktake(tx, id)?.ok_or(TakeBackError::Unknown)?;
    if stocktake.progress != Progress::Counting {
        return Err(TakeBackError::NotCounting(stocktake.progress));
    }
    let Some((true, place)) = store::last_reading(tx, stocktake.seq, of)? else {
        return Err(TakeBackError::NotRead);
    };
    let code = match of {
        Of::Piece(_) => String::new(),
        Of::Code(code) => code.clone(),
    };
    let reading = Reading {
        code: code.clone(),
        source: Source::Typed,
        place,
    };
    store::insert_reading(
        tx,
        cx,
        by.user(),
        &stocktake,
        of,
        &reading,
        &code,
        place,
        false,
    )?;
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    Ok(())
}
