//! Takes an act of carrying back: each tray stands where it stood before.

use uuid::Uuid;

use super::nouns::{TrayError, change};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Only while nobody has carried one of them on; all of them, or none. Says how many went back.
pub fn undo(tx: &mut WriteTx<'_>, cx: &Cx, by: &Authority, act: Uuid) -> Result<usize, TrayError> {
    authorise(by, None, Right::CountStock)?;
    let moves = store::act(tx, act)?;
    if moves.is_empty() {
        return Err(TrayError::MoveUnknown);
    }
    if moves.iter().any(|one| one.is_undone || one.is_undoing) {
        return Err(TrayError::Undone);
    }
    let back = cx.new_id::<super::Move>().uuid();
    for one in &moves {
        let tray = store::tray(tx, one.tray)?.ok_or(TrayError::Unknown)?;
        if !one.is_last {
            return Err(TrayError::CarriedOn { tray: tray.name });
        }
        let before = store::stood_before(tx, one.tray, one.seq)?;
        store::insert_move(tx, cx, by.user(), back, &tray, before, "", Some(one.seq))?;
    }
    tx.changed(change());
    Ok(moves.len())
}
