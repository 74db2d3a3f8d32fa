//! What tickets do to the lines of memos, and what the till asks of them.

use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::becomes::becomes;
use super::entry::{NewEntry, What};
use super::line::LineState;
use super::nouns::Party;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::ledger::PostError;
use crate::stock::Piece;

/// Why a line does not follow its ticket: nothing that a person could mend.
#[derive(Debug, thiserror::Error)]
pub enum TicketMovedError {
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A ticket sold a piece, or brought it back. The line of a piece that others left with the shop says
/// so, and its owner is to be paid, or no longer.
pub fn ticket_moved(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    ticket: &str,
    sold: bool,
) -> Result<(), TicketMovedError> {
    let Some((memo, memo_id, line, state)) = store::last_line_in(tx, piece)? else {
        return Ok(());
    };
    let (what, after) = match (state, sold) {
        // It may have been lost or returned and be here again, with nobody having said so to the memo.
        (LineState::Held | LineState::Lost | LineState::Returned, true)
            if store::was_others(tx, piece)? =>
        {
            (What::Sold, LineState::Sold)
        }
        (LineState::Sold, false) => (What::SaleUndone, LineState::Held),
        _ => return Ok(()),
    };
    becomes(tx, cx, line, after, Some(ticket).filter(|_| sold))?;
    let entry = NewEntry {
        memo,
        line: Some((line, after)),
        what,
        due_on: None,
        document: Some(ticket),
        note: "",
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "memo-line", "document": ticket, "state": after.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("memo"));
    tx.changed(Change::one("memo", memo_id));
    Ok(())
}

/// The memo a piece is out on and whom it is with: why it cannot be sold.
pub fn out_with(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<(String, String)>, StoreError> {
    store::out_with(tx, piece)
}

/// The number of a memo that a customer still has something to do with: pieces held, or money due.
/// Such a person is not forgotten yet.
pub fn stands_with(tx: &ReadTx<'_>, customer: Uuid) -> Result<Option<String>, StoreError> {
    store::stands_with(tx, Party::Customer(customer))
}
