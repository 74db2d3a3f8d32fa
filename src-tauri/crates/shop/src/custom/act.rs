//! Moves an order along, back, or aside.

use serde_json::json;
use units::Id;

use super::follow::{Moved, follow};
use super::nouns::{CustomError, Order, reason, said};
use super::state::{self, Act, State};
use super::store::{self, NewEntry};
use super::{own_metal, own_stones};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::entrusted;
use crate::journal::{self, Event};
use crate::notify;
use crate::users::{Authority, Right, authorise};

/// Does what needs no more than a word. Sending a quote, answering it and delivering have verbs of their own.
pub fn act(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    act: Act,
    note: &str,
) -> Result<Order, CustomError> {
    authorise(by, None, right(act))?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    let wrong = CustomError::WrongState { state: order.state };
    if matches!(
        act,
        Act::Create
            | Act::Send
            | Act::Approve
            | Act::Refuse
            | Act::Withdraw
            | Act::Expire
            | Act::Deliver
    ) {
        return Err(wrong);
    }
    let past = super::past(tx, &order)?;
    let Some(to) = state::next(order.state, act, past) else {
        return Err(wrong);
    };
    if to == State::Cancelled {
        own_stones::check_returned(tx, &order)?;
    }
    let note = if act.needs_reason() {
        reason(note)?
    } else {
        said(note, 400)
    };
    let mut undoes = None;
    if act == Act::Correct {
        let Some((seq, undone, _)) = past.last else {
            return Err(wrong);
        };
        undoes = Some(seq);
        if undone == Act::Deliver {
            entrusted::not_delivered(tx, cx, by, &order, seq, &note)?;
        }
        // The quote is open again, or was never sent: the shop takes it back.
        let word = match undone {
            Act::Send => Some("withdrawn"),
            Act::Approve | Act::Refuse | Act::Withdraw | Act::Expire => Some("corrected"),
            _ => None,
        };
        if let Some(word) = word
            && let Some(quote) = store::last_sent(tx, order.seq)?
        {
            store::insert_answer(tx, cx, quote.seq, by.user(), word, "", "", &note)?;
        }
    }
    go(tx, cx, by, &order, act, to, &note, undoes)?;
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}

/// What is agreed with the customer is the counter's; what is made is the bench's.
const fn right(act: Act) -> Right {
    match act {
        Act::BeginDesign | Act::Produce | Act::Finish | Act::Rework | Act::Hold | Act::Resume => {
            Right::WorkRepairs
        }
        _ => Right::TakeRepairs,
    }
}

/// What is agreed now, or again, promises metal of the customer: no two orders the same.
fn check_own_metal(tx: &WriteTx<'_>, cx: &Cx, order: &Order, to: State) -> Result<(), CustomError> {
    use State as S;
    let was_open = matches!(
        order.state,
        S::Enquiry | S::Design | S::Quoted | S::Refused | S::Cancelled
    );
    if !was_open || !matches!(to, S::Approved | S::Production) {
        return Ok(());
    }
    let Some(quote) = store::last_sent(tx, order.seq)? else {
        return Ok(());
    };
    own_metal::check(tx, cx, order, &store::lines(tx, quote.seq)?)
}

/// Writes the move, and gives its entry.
#[expect(
    clippy::too_many_arguments,
    reason = "a move says who, what, where and why"
)]
pub(super) fn go(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    act: Act,
    to: State,
    note: &str,
    undoes: Option<i64>,
) -> Result<i64, CustomError> {
    check_own_metal(tx, cx, order, to)?;
    let entry = NewEntry {
        moved: Some((Some(order.state), to)),
        undoes,
        note,
        ..NewEntry::of(order.seq, by.user(), act.code())
    };
    let entry = store::insert_entry(tx, cx, &entry)?;
    store::move_to(tx, cx, order.seq, to)?;
    // What is kept, used and made goes with the order.
    let moved = Moved {
        to,
        entry,
        undoes,
        note,
    };
    follow(tx, cx, by, order, &moved)?;
    notify::order_moved(tx, cx, order.id, act)?;
    let detail = json!({ "what": "custom-moved", "order": order.number, "act": act.code(),
        "to": to.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    Ok(entry)
}
