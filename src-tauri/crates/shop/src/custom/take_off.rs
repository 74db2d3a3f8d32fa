//! Takes a line off the list, and puts it back: what was kept for it is free, and kept again.

use units::Id;

use super::add_part::{free, free_article, remember, told};
use super::nouns::{CustomError, Order, said};
use super::part::{self, Part};
use super::part_refusal::PartRefusal;
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::stock;
use crate::users::{Authority, Right, authorise};

/// Takes it off. What of it went into the work is taken back first.
pub fn take_off_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Part>,
    note: &str,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let part = store::part(tx, id)?.ok_or(PartRefusal::Unknown)?;
    let order = store::work_on(tx, part.order)?;
    if !part::takes_back(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    if part.off {
        return Err(PartRefusal::Off.into());
    }
    let uses = store::uses(tx, order.seq)?;
    if uses.iter().any(|one| one.part == part.seq && !one.undone) {
        return Err(PartRefusal::Used.into());
    }
    put_off(tx, cx, by, &order, &part, None, &said(note, 400))?;
    told(tx, cx, &order, "custom-part-off")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

/// Writes that it is off; `entry` is the move that did it, where a move did.
pub(super) fn put_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    part: &Part,
    entry: Option<i64>,
    note: &str,
) -> Result<(), CustomError> {
    store::insert_step(tx, cx, part.seq, "off", entry, note, by.user())?;
    if let Some(piece) = part.piece {
        store::release(tx, piece)?;
    }
    let called = part.called();
    let told = if note.is_empty() {
        called
    } else {
        format!("{called} · {note}")
    };
    remember(tx, cx, by, order, "part_off", &told)
}

/// Puts it back where what it needs is still free.
pub fn put_back_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Part>,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let part = store::part(tx, id)?.ok_or(PartRefusal::Unknown)?;
    let order = store::work_on(tx, part.order)?;
    if !part::lists(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    if !part.off {
        return Err(PartRefusal::Off.into());
    }
    if let Some(number) = store::came_as(tx, part.seq)? {
        return Err(PartRefusal::Came { number }.into());
    }
    put_on(tx, cx, by, &order, &part, None)?;
    told(tx, cx, &order, "custom-part-back")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

pub(super) fn put_on(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    part: &Part,
    entry: Option<i64>,
) -> Result<(), CustomError> {
    if let Some(id) = part.piece {
        let piece = stock::piece_by_id(tx, id)?.ok_or(PartRefusal::Unknown)?;
        free(tx, cx, &piece)?;
        store::keep(tx, cx, id, order.seq, Some(part.seq))?;
    }
    if let Some(id) = part.article {
        let article = stock::article_by_id(tx, id)?.ok_or(PartRefusal::Unknown)?;
        free_article(tx, &article, part.quantity)?;
    }
    store::insert_step(tx, cx, part.seq, "back", entry, "", by.user())?;
    remember(tx, cx, by, order, "part_back", &part.called())
}
