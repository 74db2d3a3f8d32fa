//! Takes a settlement back by another entry: a cheque that came back, a line typed twice.

use serde_json::json;
use units::Id;

use super::nouns::said;
use super::settle::{Settle, SettleError, Settlement, pay};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::till::{self, CashMovement};
use crate::users::{Authority, Right, authorise};

/// What was settled is owed again. Cash goes back into the drawer that it came out of, or out of it.
pub fn reverse(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Settlement>,
    note: &str,
) -> Result<Option<CashMovement>, SettleError> {
    authorise(by, None, Right::EditStock)?;
    authorise(by, None, Right::SeeCost)?;
    let (direction, party, settled) = store::settlement(tx, id)?.ok_or(SettleError::Unknown)?;
    if settled.reversed || settled.reverses.is_some() {
        return Err(SettleError::Reversed);
    }
    let note = said(note);
    if note.is_empty() {
        return Err(SettleError::ReasonMissing);
    }
    let till = match settled.cash {
        Some(movement) => till::till_of(tx, movement)?,
        None => None,
    };
    let input = Settle {
        id: cx.new_id(),
        direction,
        party,
        paid_on: till::house(tx, None, None)?.day(cx.now),
        means: settled.means,
        amount_minor: -settled.amount_minor,
        reference: settled.reference,
        note,
        till,
    };
    let cash = pay(tx, cx, by, &input, None, "")?;
    let moved = cash.as_ref().map(|movement| movement.id);
    store::insert_settlement(tx, cx, by.user(), &input, moved, Some(settled.seq))?;
    let detail = json!({ "what": "memo-settlement-reversed", "settlement": id.to_string() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("memo"));
    Ok(cash)
}
