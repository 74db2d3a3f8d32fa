//! What a move of an order does to what is kept, used and made for it.

use super::add_part::remember;
use super::finish::{make_again, unmake};
use super::nouns::{CustomError, Order};
use super::part::{Part, PartKind, Use};
use super::part_refusal::PartRefusal;
use super::state::State;
use super::store::{self, NewUse};
use super::take_back::undo;
use super::take_off::{put_off, put_on};
use super::use_part::{remember_use, take, work_in};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::stock::{self, custody};
use crate::users::Authority;

/// A move that was just written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moved<'a> {
    pub to: State,
    /// Its entry.
    pub entry: i64,
    /// The entry that it takes back.
    pub undoes: Option<i64>,
    pub note: &'a str,
}

const fn is_given_up(state: State) -> bool {
    matches!(state, State::Refused | State::Cancelled)
}

/// Follows it. `order` is as it was before.
pub(super) fn follow(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    moved: &Moved<'_>,
) -> Result<(), CustomError> {
    use State as S;
    let from = order.state;
    match (from, moved.to) {
        (S::Production, S::Ready) if moved.undoes.is_some() => {
            make_again(tx, cx, by, order, moved.entry)?;
            // What came onto the list since goes as it does when the piece is finished.
            finished(tx, cx, by, order, moved)?;
        }
        (S::Production, S::Ready) => finished(tx, cx, by, order, moved)?,
        (S::Ready, S::Production) => {
            unmake(tx, cx, by, order, moved.entry)?;
            again(tx, cx, by, order, moved)?;
        }
        (S::Ready, S::Delivered) => hand_over(tx, cx, order)?,
        (S::Delivered, S::Ready) => hand_back(tx, cx, order)?,
        // What is finished stays as it is: the shop's, and free.
        (S::Ready, to) if is_given_up(to) => {
            if let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) {
                store::release(tx, made.piece)?;
            }
        }
        (from, S::Ready) if is_given_up(from) => keep_made(tx, cx, order)?,
        (_, to) if is_given_up(to) => give_up(tx, cx, by, order, moved)?,
        (from, _) if is_given_up(from) => again(tx, cx, by, order, moved)?,
        _ => {}
    }
    Ok(())
}

/// What was kept and not used is free when the piece is finished. What was used went into a piece, which
/// [`super::finish`] has made by now.
fn finished(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    moved: &Moved<'_>,
) -> Result<(), CustomError> {
    let uses = store::uses(tx, order.seq)?;
    let made = store::made(tx, order.seq)?.is_some_and(|made| made.stands);
    if !made && uses.iter().any(|one| !one.undone) {
        return Err(PartRefusal::PieceMissing.into());
    }
    let_go(tx, cx, by, order, moved, &uses)
}

/// Nothing is made any more: what went in and has a number of the stock comes back, the rest is lost.
fn give_up(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    moved: &Moved<'_>,
) -> Result<(), CustomError> {
    let parts = store::parts(tx, order.seq)?;
    for used in store::uses(tx, order.seq)?.iter().filter(|one| !one.undone) {
        let part = parts.iter().find(|part| part.seq == used.part);
        if let Some(part) = part.filter(|part| of_stock(part)) {
            let entry = Some(moved.entry);
            undo(tx, cx, by, order, part, used, None, entry, moved.note)?;
        }
    }
    // A piece that was taken apart before stays kept: it is no more, and a person who found it in the
    // stock would count its stones twice.
    let uses = store::uses(tx, order.seq)?;
    let_go(tx, cx, by, order, moved, &uses)
}

const fn of_stock(part: &Part) -> bool {
    matches!(part.kind, PartKind::Piece | PartKind::Article)
}

/// Takes off every line that keeps something and was not used.
fn let_go(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    moved: &Moved<'_>,
    uses: &[Use],
) -> Result<(), CustomError> {
    for part in store::parts(tx, order.seq)? {
        let is_used = uses.iter().any(|one| one.part == part.seq && !one.undone);
        if !part.off && of_stock(&part) && !is_used {
            put_off(tx, cx, by, order, &part, Some(moved.entry), "")?;
        }
    }
    Ok(())
}

/// Puts back what the move that is taken back had let go, as far as it is still free: what somebody else
/// has by now stays off, and the history says so.
fn again(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    moved: &Moved<'_>,
) -> Result<(), CustomError> {
    let Some(undone) = moved.undoes else {
        return Ok(());
    };
    for seq in store::stepped_by(tx, undone)? {
        let Some(part) = store::part_by_seq(tx, seq)?.filter(|part| part.off) else {
            continue;
        };
        match put_on(tx, cx, by, order, &part, Some(moved.entry)) {
            Ok(()) => {}
            Err(CustomError::Part(taken)) => {
                // Who has it, where another order does: data, no sentence of ours.
                let told = match taken {
                    PartRefusal::Kept { order, .. } => format!("{} · {order}", part.called()),
                    _ => part.called(),
                };
                remember(tx, cx, by, order, "part_off", &told)?;
            }
            Err(error) => return Err(error),
        }
    }
    for used in store::undone_by(tx, undone)? {
        let Some(part) = store::part_by_seq(tx, used.part)?.filter(|part| !part.off) else {
            continue;
        };
        let cost_minor = match part.kind {
            PartKind::Piece => work_in(tx, cx, order, &part)?,
            _ => take(tx, cx, order, &part, used.quantity)?,
        };
        let new = NewUse {
            quantity: used.quantity,
            entry: Some(moved.entry),
            cost_minor,
            ..NewUse::of(cx.new_id(), part.seq)
        };
        store::insert_use(tx, cx, by.user(), &new)?;
        remember_use(tx, cx, by, order, &part, &new)?;
    }
    Ok(())
}

/// The piece that was finished, where there is one, and it is still in the shop.
fn keep_made(tx: &mut WriteTx<'_>, cx: &Cx, order: &Order) -> Result<(), CustomError> {
    let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) else {
        return Ok(());
    };
    let gone = || PartRefusal::PieceGone {
        number: made.number.clone(),
    };
    let piece = stock::piece_by_id(tx, made.piece)?.ok_or_else(gone)?;
    if piece.state != stock::State::Available || stock::is_reserved(tx, cx, made.piece)? {
        return Err(gone().into());
    }
    Ok(store::keep(tx, cx, made.piece, order.seq, None)?)
}

fn hand_over(tx: &mut WriteTx<'_>, cx: &Cx, order: &Order) -> Result<(), CustomError> {
    let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) else {
        return Ok(());
    };
    let movement = custody::Movement::HandedOver {
        order: order.number.clone(),
        customer: order.customer.uuid(),
    };
    custody::record(tx, cx, made.piece, &movement).map_err(PartRefusal::from)?;
    Ok(store::release(tx, made.piece)?)
}

fn hand_back(tx: &mut WriteTx<'_>, cx: &Cx, order: &Order) -> Result<(), CustomError> {
    let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) else {
        return Ok(());
    };
    let movement = custody::Movement::HandedBack {
        order: order.number.clone(),
    };
    custody::record(tx, cx, made.piece, &movement).map_err(PartRefusal::from)?;
    Ok(store::keep(tx, cx, made.piece, order.seq, None)?)
}
