//! Cancels a whole memo: it should never have been written.

use serde_json::json;
use units::{Id, Money};

use super::act::back_to;
use super::becomes::becomes;
use super::entry::{NewEntry, What};
use super::line::LineState;
use super::nouns::{Direction, Memo, MemoError, reason};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::stock::{self, State, custody};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Every piece is whose it was before, in the shop. A line that is no longer held is corrected first.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Memo>,
    note: &str,
) -> Result<Memo, MemoError> {
    authorise(by, None, Right::EditStock)?;
    let memo = store::memo(tx, id)?.ok_or(MemoError::Unknown)?;
    let note = reason(note)?;
    let currency = till::house(tx, None, None)?.currency;
    let lines = store::lines(tx, memo.seq)?;
    if lines.iter().all(|line| line.state == LineState::Cancelled) {
        return Err(MemoError::NothingHeld);
    }
    for line in lines
        .iter()
        .filter(|line| line.state != LineState::Cancelled)
    {
        let number = line.number.clone();
        if line.state != LineState::Held {
            let state = line.state;
            return Err(MemoError::NotAllHeld { number, state });
        }
        let piece = stock::piece_by_id(tx, line.piece)?.ok_or(MemoError::PieceUnknown)?;
        let wanted = match memo.direction {
            Direction::In => State::Available,
            Direction::Out => State::OnMemo,
        };
        if piece.state != wanted {
            let state = piece.state;
            return Err(MemoError::MovedOn { number, state });
        }
        if stock::is_reserved(tx, cx, line.piece)? {
            return Err(MemoError::Reserved { number });
        }
        let movement = custody::Movement::MemoCancelled {
            memo: memo.number.clone(),
            owner: line.before_owner,
            place: back_to(tx, line, piece.custody.place)?,
            note: note.clone(),
        };
        custody::record(tx, cx, line.piece, &movement)?;
        let cost_is_ours = piece.sheet.cost.map(Money::minor) == Some(line.agreed_minor);
        if memo.direction == Direction::In && cost_is_ours {
            let before = line
                .before_cost_minor
                .and_then(|minor| Money::new(minor, currency).ok());
            stock::change_cost(tx, line.piece, before)?;
        }
        becomes(tx, cx, line.seq, LineState::Cancelled, None)?;
        store::insert_entry(
            tx,
            cx,
            &NewEntry {
                memo: memo.seq,
                line: Some((line.seq, LineState::Cancelled)),
                what: What::Cancelled,
                due_on: None,
                document: None,
                note: &note,
            },
        )?;
    }
    let detail = json!({ "what": "memo-cancelled", "memo": memo.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in memo.changes() {
        tx.changed(change);
    }
    store::found(tx, memo.id)
}
