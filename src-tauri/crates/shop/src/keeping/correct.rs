//! Takes the last entry of an object back: it did not go home, or was never left.

use serde_json::json;
use units::Id;

use super::give_back::moved;
use super::nouns::{KeepingError, Object, Slip, Standing, What};
use super::rule;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::stock::{Party, entrusted};
use crate::users::{Authority, Right, authorise};

/// Writes an entry that names the one that was a mistake. Of what went home and did not, the shop answers
/// again: that takes somebody who may.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Object>,
    reason: &str,
) -> Result<Slip, KeepingError> {
    authorise(by, None, Right::TakeRepairs)?;
    let object = store::object(tx, id)?.ok_or(KeepingError::ObjectUnknown)?;
    let slip = store::slip_by_id(tx, object.slip)?.ok_or(KeepingError::SlipUnknown)?;
    let reason = rule::reason(reason)?;
    let undoes = object.last.ok_or(KeepingError::NothingToCorrect)?;
    let owner = Party::Customer(Some(slip.customer.uuid()));
    let holder = match object.standing {
        Standing::Home => {
            authorise(by, vouched, Right::AllowDifference)?;
            Party::Shop
        }
        Standing::Here => owner,
        Standing::Cancelled => return Err(KeepingError::NothingToCorrect),
    };
    let entry = NewEntry {
        undoes: Some(undoes),
        reason: &reason,
        ..NewEntry::of(object.seq, What::Corrected, by.user())
    };
    store::insert_entry(tx, cx, &entry)?;
    moved(tx, cx, &object, owner, holder, entrusted::Movement::Corrected)?;
    let detail = json!({ "what": "keeping-corrected", "object": object.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}
