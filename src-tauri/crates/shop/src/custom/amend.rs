//! Writes what the customer says now.

use serde_json::json;
use units::Id;

use super::create::About;
use super::nouns::{CustomError, Order};
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Changes the brief and what belongs to it; the history keeps what it said before.
pub fn amend(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    version: i64,
    about: &About,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if order.version != version {
        return Err(CustomError::Changed {
            current: order.version,
        });
    }
    if !order.state.is_open() {
        return Err(CustomError::WrongState { state: order.state });
    }
    let about = about.checked(till::house(tx, None, None)?.day(cx.now))?;
    store::amend(tx, order.seq, &about)?;
    let before = json!({ "title": order.title, "brief": order.brief,
        "budget_minor": order.budget_minor, "wished_on": order.wished_on.map(|day| day.to_string()),
        "ring_size": order.ring_size, "fields": order.fields })
    .to_string();
    let entry = NewEntry {
        detail: &before,
        ..NewEntry::of(order.seq, by.user(), "amended")
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "custom-amended", "order": order.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}
