//! Notes that the customer was told.

use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::nouns::Order;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event, JournalError};

/// Notes that a message about an order left, or that it turned out not to have arrived.
pub fn note_told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    event: &str,
    channel: &str,
    message: Uuid,
    arrived: bool,
) -> Result<(), JournalError> {
    let Some(order) = store::order(tx, id)? else {
        return Ok(());
    };
    let what = if arrived { "notified" } else { "not_notified" };
    let detail = json!({ "event": event, "notice": channel, "message": message }).to_string();
    let entry = NewEntry {
        order: order.seq,
        user: cx.actor.user(),
        what,
        moved: None,
        undoes: None,
        note: "",
        detail: &detail,
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "custom-noted", "order": order.number, "noted": what });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    Ok(())
}
