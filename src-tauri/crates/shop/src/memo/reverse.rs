//! Takes a settlement back by another entry: a cheque that came back, a line typed twice.

use serde_json::json;
use units::Id;

use super::nouns::said;
use super::settle::{Settle, SettleError, Settlement};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What was settled is owed again.
pub fn reverse(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Settlement>,
    note: &str,
) -> Result<(), SettleError> {
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
    let input = Settle {
        id: cx.new_id(),
        direction,
        party,
        paid_on: till::house(tx, None, None)?.day(cx.now),
        means: settled.means,
        amount_minor: -settled.amount_minor,
        reference: settled.reference,
        note,
    };
    store::insert_settlement(tx, cx, by.user(), &input, Some(settled.seq))?;
    let detail = json!({ "what": "memo-settlement-reversed", "settlement": id.to_string() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("memo"));
    Ok(())
}
