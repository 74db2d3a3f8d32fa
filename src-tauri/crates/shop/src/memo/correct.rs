//! Puts a line back to held: what was written of it was a mistake.

use serde_json::json;
use units::{Id, Money};

use super::act::back_to;
use super::becomes::becomes;
use super::entry::{NewEntry, What};
use super::line::{Line, LineState};
use super::nouns::{Direction, Memo, MemoError, reason};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::stock::{self, Party, Piece, State, custody};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// The line is held again, and its piece where it was: as long as the piece still stands where the
/// mistake had put it. What a ticket sold is annulled by a ticket, not here.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Memo>,
    line: Id<Line>,
    note: &str,
) -> Result<Memo, MemoError> {
    authorise(by, None, Right::EditStock)?;
    let memo = store::memo(tx, id)?.ok_or(MemoError::Unknown)?;
    let note = reason(note)?;
    let lines = store::lines(tx, memo.seq)?;
    let line = lines
        .iter()
        .find(|one| one.id == line)
        .ok_or(MemoError::UnknownLine)?;
    let number = line.number.clone();
    let piece = stock::piece_by_id(tx, line.piece)?.ok_or(MemoError::PieceUnknown)?;
    if let Some(memo) = store::held_on(tx, line.piece)? {
        if line.state == LineState::Held {
            let state = line.state;
            return Err(MemoError::LineState { number, state });
        }
        return Err(MemoError::OnMemo { number, memo });
    }
    if !left_by(&memo, line)?.is_of(&piece) && !is_back(&memo, &piece) {
        let state = piece.state;
        return Err(MemoError::MovedOn { number, state });
    }
    if stock::is_reserved(tx, cx, line.piece)? {
        return Err(MemoError::Reserved { number });
    }
    let (of, why) = (memo.number.clone(), note.clone());
    let movement = match memo.direction {
        Direction::In => custody::Movement::MemoHeldHere {
            memo: of,
            owner: memo.party.custody(),
            place: back_to(tx, line, piece.custody.place)?,
            note: why,
        },
        Direction::Out => custody::Movement::MemoHeldThere {
            memo: of,
            holder: memo.party.custody(),
            note: why,
        },
    };
    custody::record(tx, cx, line.piece, &movement)?;
    if memo.direction == Direction::In && line.state == LineState::Cancelled {
        let currency = till::house(tx, None, None)?.currency;
        stock::change_cost(tx, line.piece, Money::new(line.agreed_minor, currency).ok())?;
    }
    becomes(tx, cx, line.seq, LineState::Held, None)?;
    store::insert_entry(
        tx,
        cx,
        &NewEntry {
            memo: memo.seq,
            line: Some((line.seq, LineState::Held)),
            what: What::Corrected,
            due_on: None,
            document: None,
            note: &note,
        },
    )?;
    let detail = json!({ "what": "memo-line", "memo": memo.number, "piece": line.number,
        "state": "held", "was": line.state.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in memo.changes() {
        tx.changed(change);
    }
    store::found(tx, memo.id)
}

/// How a piece stands after what became of its line.
#[derive(Debug, PartialEq, Eq)]
struct Stands {
    state: State,
    owner: Party,
    holder: Party,
}

impl Stands {
    fn is_of(&self, piece: &Piece) -> bool {
        *self
            == Self {
                state: piece.state,
                owner: piece.custody.owner,
                holder: piece.custody.holder,
            }
    }
}

/// It was brought back into the shop by hand, and is still theirs.
fn is_back(memo: &Memo, piece: &Piece) -> bool {
    memo.direction == Direction::In
        && Stands {
            state: State::Available,
            owner: memo.party.custody(),
            holder: Party::Shop,
        }
        .is_of(piece)
}

fn left_by(memo: &Memo, line: &Line) -> Result<Stands, MemoError> {
    let them = memo.party.custody();
    let (state, owner, holder) = match (memo.direction, line.state) {
        (_, LineState::Held | LineState::Sold) => {
            let (number, state) = (line.number.clone(), line.state);
            return Err(MemoError::LineState { number, state });
        }
        (Direction::In, LineState::Returned) => (State::Withdrawn, them, them),
        (Direction::In, LineState::Lost) => (State::Withdrawn, them, Party::Shop),
        (Direction::Out, LineState::Lost) => (State::Withdrawn, Party::Shop, them),
        (Direction::Out, LineState::Invoiced) => (State::Sold, them, them),
        (Direction::In, LineState::Cancelled) => (State::Available, line.before_owner, Party::Shop),
        _ => (State::Available, Party::Shop, Party::Shop),
    };
    Ok(Stands {
        state,
        owner,
        holder,
    })
}
