//! What is owed although nothing will be made: the drawing of what was refused, the work of what was begun.

use serde_json::json;
use units::Id;

use super::nouns::{CustomError, Order, reason};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Charges it, VAT included, or takes it off again. Somebody says why and answers for it.
pub fn charge_fee(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Order>,
    fee_minor: Option<i64>,
    why: &str,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if !matches!(order.state, State::Refused | State::Cancelled) {
        return Err(CustomError::WrongState { state: order.state });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    // No more than all of it would have cost.
    let limit = rules().price_limit(today).minor();
    let quoted = store::last_sent(tx, order.seq)?.and_then(|quote| quote.total_minor);
    let most_minor = quoted.unwrap_or(limit).min(limit);
    if fee_minor.is_some_and(|minor| !(1..=most_minor).contains(&minor)) {
        return Err(CustomError::Fee { most_minor });
    }
    let note = reason(why)?;
    authorise(by, vouched, Right::Refund)?;
    store::set_fee(tx, order.seq, fee_minor)?;
    let detail = json!({ "fee_minor": fee_minor }).to_string();
    let entry = NewEntry {
        note: &note,
        detail: &detail,
        ..NewEntry::of(order.seq, by.user(), "fee")
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "custom-fee", "order": order.number, "fee_minor": fee_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}
