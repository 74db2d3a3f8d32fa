//! Sends an order, takes it back to a draft, cancels it, gives up what has not come, waits for it again.

use serde_json::json;
use units::Id;

use super::order::Order;
use super::refusal::{Refusal, reason};
use super::step::StepKind;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};

/// Adds the step; `note` says why where something ends.
pub fn step_order(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    step: StepKind,
    note: &str,
) -> Result<Order, Refusal> {
    let order = store::order(tx, id)?.ok_or(Refusal::Unknown)?;
    if !order.stage.allows(step) {
        return Err(Refusal::WrongStage(order.stage.code()));
    }
    if step == StepKind::Sent && order.lines.is_empty() {
        return Err(Refusal::Empty);
    }
    let note = if matches!(step, StepKind::Cancelled | StepKind::Closed) {
        reason(note)?
    } else {
        super::refusal::short(note)?
    };
    store::add_step(tx, cx, id.uuid(), step, &note)?;
    let detail = json!({ "what": "purchase-order", "number": order.number, "step": step.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    store::order(tx, id)?
        .ok_or(StoreError::Unreadable("purchase_order"))
        .map_err(Into::into)
}
