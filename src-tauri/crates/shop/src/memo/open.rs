//! Opens a memo: pieces leave for somebody, or are left by somebody.

use chrono::{Months, NaiveDate};
use serde_json::json;
use units::{Id, Money};

use super::entry::{NewEntry, What};
use super::line::{Line, LineState};
use super::nouns::{Direction, Kind, Memo, MemoError, Party, said};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::stock::{self, Piece, State, custody};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// A new memo, named by its client.
#[derive(Clone, Debug)]
pub struct OpenMemo {
    pub id: Id<Memo>,
    pub direction: Direction,
    pub kind: Kind,
    pub party: Party,
    /// A supplier's, for the paper.
    pub address: String,
    pub due_on: NaiveDate,
    pub note: String,
    pub lines: Vec<NewLine>,
}

/// A piece on it.
#[derive(Clone, Debug)]
pub struct NewLine {
    pub id: Id<Line>,
    pub piece: Id<Piece>,
    /// The cost (in) or the price (out) that was agreed.
    pub agreed_minor: i64,
    /// As agreed where it is not said.
    pub insured_minor: Option<i64>,
}

/// A tray, not a stock.
const MOST_LINES: usize = 300;
/// Ten years: what is due later was typed wrong.
const LONGEST_MONTHS: u32 = 120;

/// Gives the memo its number, moves the custody of every piece and journals it.
pub fn open(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &OpenMemo,
) -> Result<Memo, MemoError> {
    authorise(by, None, Right::EditStock)?;
    if store::memo(tx, input.id)?.is_some() {
        return Err(MemoError::IdTaken);
    }
    if store::party(tx, input.party)?.is_none() {
        return Err(MemoError::PartyUnknown);
    }
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let today = house.day(cx.now);
    check_due(input.due_on, today)?;
    if input.lines.is_empty() {
        return Err(MemoError::NoLines);
    }
    if input.lines.len() > MOST_LINES {
        return Err(MemoError::TooMany { most: MOST_LINES });
    }
    let most_minor = rules().price_limit(today).minor();
    let mut pieces: Vec<Piece> = Vec::with_capacity(input.lines.len());
    for line in &input.lines {
        let piece = stock::piece_by_id(tx, line.piece)?.ok_or(MemoError::PieceUnknown)?;
        let number = || piece.sheet.number.clone();
        if pieces.iter().any(|other| other.id == piece.id) {
            return Err(MemoError::Twice { number: number() });
        }
        if store::line_seq(tx, line.id)?.is_some() {
            return Err(MemoError::IdTaken);
        }
        let amounts = [line.agreed_minor, line.insured_minor.unwrap_or(1).max(1)];
        let wrong = amounts
            .iter()
            .any(|minor| !(1..=most_minor).contains(minor))
            || line.insured_minor.is_some_and(|minor| minor < 0);
        if wrong {
            return Err(MemoError::Amount { number: number() });
        }
        check_piece(tx, cx, input.direction, input.party, &piece)?;
        pieces.push(piece);
    }
    let series = store::next_series(tx, input.direction)?;
    let number = format!("{}-{}{series}", house.code, input.direction.letters());
    let note = said(&input.note);
    let seq = store::insert(tx, cx, by.user(), input, series, &number, &note)?;
    for (position, (line, piece)) in input.lines.iter().zip(&pieces).enumerate() {
        let line_seq = store::insert_line(tx, seq, position, line, piece)?;
        store::insert_entry(
            tx,
            cx,
            &NewEntry {
                memo: seq,
                line: Some((line_seq, LineState::Held)),
                what: What::Opened,
                due_on: Some(input.due_on),
                document: None,
                note: "",
            },
        )?;
        let memo = number.clone();
        let movement = match input.direction {
            Direction::In => custody::Movement::MemoReceived {
                memo,
                owner: input.party.custody(),
            },
            Direction::Out => custody::Movement::MemoSent {
                memo,
                holder: input.party.custody(),
            },
        };
        custody::record(tx, cx, piece.id, &movement)?;
        if input.direction == Direction::In {
            // What it will have cost the shop, if the shop sells it: margins read the sheet.
            let cost = Money::new(line.agreed_minor, house.currency).ok();
            stock::change_cost(tx, piece.id, cost)?;
        }
    }
    let detail = json!({ "what": "memo-opened", "memo": number, "lines": pieces.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    let memo = store::found(tx, input.id)?;
    for change in memo.changes() {
        tx.changed(change);
    }
    Ok(memo)
}

/// Today or later, and within reason.
pub(super) fn check_due(due_on: NaiveDate, today: NaiveDate) -> Result<(), MemoError> {
    if due_on < today {
        return Err(MemoError::DuePast);
    }
    match today.checked_add_months(Months::new(LONGEST_MONTHS)) {
        Some(latest) if due_on <= latest => Ok(()),
        _ => Err(MemoError::DueTooFar),
    }
}

fn check_piece(
    tx: &ReadTx<'_>,
    cx: &Cx,
    direction: Direction,
    party: Party,
    piece: &Piece,
) -> Result<(), MemoError> {
    let number = piece.sheet.number.clone();
    if let Some(memo) = store::held_on(tx, piece.id)? {
        return Err(MemoError::OnMemo { number, memo });
    }
    // What its owner has had back may be left here again.
    let is_theirs =
        piece.custody.owner == party.custody() && piece.custody.holder == party.custody();
    let comes_again = direction == Direction::In && piece.state == State::Withdrawn && is_theirs;
    if piece.state != State::Available && !comes_again {
        let state = piece.state;
        return Err(MemoError::PieceState { number, state });
    }
    let owner = piece.custody.owner;
    let fits = match direction {
        Direction::Out => owner == stock::Party::Shop,
        Direction::In => owner == stock::Party::Shop || owner == party.custody(),
    };
    if !fits {
        return Err(MemoError::NotOurs { number });
    }
    if stock::is_reserved(tx, cx, piece.id)? {
        return Err(MemoError::Reserved { number });
    }
    Ok(())
}
