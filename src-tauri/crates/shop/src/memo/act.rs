//! What becomes of lines that are held: returned, bought, lost.

use serde_json::json;
use units::Id;

use super::becomes::becomes;
use super::entry::{NewEntry, What};
use super::line::{Line, LineState};
use super::nouns::{Direction, Memo, MemoError, Party, reason, said};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{self, Place, custody, words};
use crate::users::{Authority, Right, authorise};

words! {
    /// What is done with a line.
    Act {
        Return = "return",
        /// In: the shop buys it.
        Keep = "keep",
        /// Out: who has it buys it.
        Invoice = "invoice",
        Lose = "lose",
    }
}

impl Act {
    const fn what(self) -> (What, LineState) {
        match self {
            Self::Return => (What::Returned, LineState::Returned),
            Self::Keep => (What::Kept, LineState::Kept),
            Self::Invoice => (What::Invoiced, LineState::Invoiced),
            Self::Lose => (What::Lost, LineState::Lost),
        }
    }
}

/// The same for some lines.
#[derive(Clone, Debug)]
pub struct ActOnLines {
    pub lines: Vec<Id<Line>>,
    pub act: Act,
    /// Where what comes back goes; where it left from, if none is named.
    pub place: Option<Id<Place>>,
    /// The invoice's number: what is bought from a memo has one.
    pub document: String,
    /// A loss says why.
    pub note: String,
}

/// Writes the entries and moves the pieces, all of them or none.
pub fn act(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Memo>,
    input: &ActOnLines,
) -> Result<Memo, MemoError> {
    authorise(by, None, Right::EditStock)?;
    let memo = store::memo(tx, id)?.ok_or(MemoError::Unknown)?;
    match (memo.direction, input.act) {
        (Direction::In, Act::Invoice) | (Direction::Out, Act::Keep) => {
            return Err(MemoError::WrongDirection);
        }
        (Direction::Out, Act::Invoice) if is_private(tx, memo.party)? => {
            return Err(MemoError::SellAtTill);
        }
        _ => {}
    }
    if input.lines.is_empty() {
        return Err(MemoError::NoLines);
    }
    let note = match input.act {
        Act::Lose => reason(&input.note)?,
        _ => said(&input.note),
    };
    let document = said(&input.document);
    let bought = matches!(input.act, Act::Keep | Act::Invoice);
    if bought && document.is_empty() {
        return Err(MemoError::DocumentMissing);
    }
    let document = Some(document.as_str()).filter(|_| bought);
    let lines = store::lines(tx, memo.seq)?;
    let (what, state) = input.act.what();
    for id in &input.lines {
        let line = lines
            .iter()
            .find(|line| line.id == *id)
            .ok_or(MemoError::UnknownLine)?;
        // Read again: the same line may have been named twice.
        if store::line_state(tx, line.seq)? != LineState::Held {
            let state = store::line_state(tx, line.seq)?;
            let number = line.number.clone();
            return Err(MemoError::LineState { number, state });
        }
        check_standing(tx, cx, &memo, line)?;
        let movement = movement(tx, &memo, line, input, &note)?;
        custody::record(tx, cx, line.piece, &movement)?;
        becomes(tx, cx, line.seq, state, document)?;
        store::insert_entry(
            tx,
            cx,
            &NewEntry {
                memo: memo.seq,
                line: Some((line.seq, state)),
                what,
                due_on: None,
                document,
                note: &note,
            },
        )?;
        let detail = json!({ "what": "memo-line", "memo": memo.number, "piece": line.number,
            "state": state.code(), "document": document });
        journal::log(tx, cx, Event::Other, &detail)?;
    }
    for change in memo.changes() {
        tx.changed(change);
    }
    store::found(tx, memo.id)
}

/// A customer without a company's name.
fn is_private(tx: &ReadTx<'_>, party: Party) -> Result<bool, MemoError> {
    let Party::Customer(id) = party else {
        return Ok(false);
    };
    let customer = customers::customer(tx, Id::from_uuid(id))?;
    Ok(customer.is_none_or(|customer| customer.company.is_empty()))
}

/// The piece is where a held line says: here and its owner's, or with who has it.
fn check_standing(tx: &ReadTx<'_>, cx: &Cx, memo: &Memo, line: &Line) -> Result<(), MemoError> {
    let piece = stock::piece_by_id(tx, line.piece)?.ok_or(MemoError::PieceUnknown)?;
    let number = line.number.clone();
    let wanted = match memo.direction {
        Direction::In => stock::State::Available,
        Direction::Out => stock::State::OnMemo,
    };
    if piece.state != wanted {
        let state = piece.state;
        return Err(MemoError::MovedOn { number, state });
    }
    if stock::is_reserved(tx, cx, line.piece)? {
        return Err(MemoError::Reserved { number });
    }
    Ok(())
}

fn movement(
    tx: &ReadTx<'_>,
    of: &Memo,
    line: &Line,
    input: &ActOnLines,
    note: &str,
) -> Result<custody::Movement, MemoError> {
    let (memo, note) = (of.number.clone(), note.to_owned());
    Ok(match (input.act, of.direction) {
        (Act::Return, Direction::In) => custody::Movement::MemoGivenBack { memo, note },
        (Act::Return, Direction::Out) => custody::Movement::MemoReturned {
            memo,
            place: back_to(tx, line, input.place)?,
            note,
        },
        (Act::Keep, _) => custody::Movement::MemoKept { memo, note },
        (Act::Invoice, _) => custody::Movement::MemoInvoiced { memo, note },
        (Act::Lose, _) => custody::Movement::MemoLost { memo, note },
    })
}

/// The place that was named, or the one where the piece was last.
pub(super) fn back_to(
    tx: &ReadTx<'_>,
    line: &Line,
    named: Option<Id<Place>>,
) -> Result<Id<Place>, MemoError> {
    let place = match named {
        Some(place) => Some(place),
        None => store::last_place(tx, line.piece)?,
    };
    let place = place.ok_or(MemoError::PlaceUnknown)?;
    match stock::place_by_id(tx, place)? {
        Some(_) => Ok(place),
        None => Err(MemoError::PlaceUnknown),
    }
}
