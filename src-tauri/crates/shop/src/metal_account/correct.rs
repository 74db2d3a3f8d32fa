//! Takes an entry back: it was a mistake, or the metal came out of the piece again.

use serde_json::json;
use units::{Id, Weight};

use super::nouns::{Entry, Kind, MetalAccountError, changes};
use super::rule;
use super::store::{self, Move, NewEntry};
use super::use_in::gives_back;
use crate::custom;
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// Which, and why.
#[derive(Clone, Debug)]
pub struct Correct {
    pub id: Id<Entry>,
    pub wrong: Id<Entry>,
    /// Of the account, as it was seen.
    pub version: i64,
    pub note: String,
}

/// Writes the entry that takes another back, each object by what that one moved. What came in or was
/// melted is only taken back while nothing of it is gone; what was used, as long as the piece is here.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Correct,
) -> Result<Id<Customer>, MetalAccountError> {
    let wrong = store::entry(tx, input.wrong)?.ok_or(MetalAccountError::EntryUnknown)?;
    authorise(by, None, right(wrong.kind))?;
    if wrong.kind == Kind::Correct {
        return Err(MetalAccountError::EntryUnknown);
    }
    let customer = rule::customer(tx, wrong.customer)?;
    if wrong.undone {
        return Err(MetalAccountError::Corrected);
    }
    rule::check_version(tx, customer.id, input.version)?;
    if store::entry(tx, input.id)?.is_some() {
        return Err(MetalAccountError::IdTaken);
    }
    let order = match &wrong.order {
        Some((id, _)) => custom::order(tx, *id)?,
        None => None,
    };
    // What has left the shop has no metal to give back.
    if let Some(order) = order.as_ref().filter(|one| !gives_back(one.state)) {
        return Err(MetalAccountError::OrderState { state: order.state });
    }
    let note = rule::reason(&input.note)?;
    let mut moves = Vec::new();
    for (lot, moved) in store::moves_of(tx, wrong.seq)? {
        let left = Weight::from_mg(lot.left.mg() - moved.weight_mg)
            .map_err(|_| MetalAccountError::Touched)?;
        moves.push(Move {
            lot: lot.seq,
            weight_mg: -moved.weight_mg,
            fine_mg: left.fine(lot.fineness).mg() - lot.left_fine.mg(),
        });
    }
    let on_day = rule::today(tx, cx)?;
    let entry = NewEntry {
        undoes: Some(wrong.seq),
        note: &note,
        ..NewEntry::of(
            input.id,
            customer.id,
            wrong.metal,
            Kind::Correct,
            on_day,
            by.user(),
        )
    };
    let seq = store::insert_entry(tx, cx, &entry)?;
    for moved in &moves {
        store::insert_move(tx, seq, moved)?;
    }
    let detail = json!({ "what": "metal-corrected", "kind": wrong.kind.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in changes(customer.id) {
        tx.changed(change);
    }
    if let Some(order) = order {
        tx.changed(Change::one("custom", order.id));
    }
    Ok(customer.id)
}

/// Who may write an entry takes it back.
const fn right(kind: Kind) -> Right {
    match kind {
        Kind::Melt | Kind::Use => Right::WorkRepairs,
        Kind::In | Kind::Return | Kind::Correct => Right::TakeRepairs,
    }
}
