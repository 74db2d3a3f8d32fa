//! Takes a price list back: the older ones stand again.

use units::Id;

use super::import_stones::StoneList;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// Why a list is not taken back.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WithdrawStonesError {
    #[error("no such list")]
    Unknown,
    #[error("it is withdrawn already")]
    Already,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the list says counts no more. Prices already made with it stay as they are: a re-pricing shows
/// what the other lists would make of them.
pub fn withdraw_stones(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<StoneList>,
) -> Result<StoneList, WithdrawStonesError> {
    let list = store::stone_list(tx, id)?.ok_or(WithdrawStonesError::Unknown)?;
    if list.withdrawn_at.is_some() {
        return Err(WithdrawStonesError::Already);
    }
    store::withdraw_stone_list(tx, cx, list.number)?;
    tx.changed(Change::of("pricing"));
    Ok(StoneList {
        withdrawn_at: Some(cx.now),
        ..list
    })
}
