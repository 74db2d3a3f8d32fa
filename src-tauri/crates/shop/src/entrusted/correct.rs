//! Takes the last entry of an object back: it did not go home, or was never left.

use serde_json::json;
use units::Id;

use super::give_back::Moved;
use super::nouns::{EntrustedError, Object, Slip, What};
use super::rule;
use super::store::{self, NewEntry};
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{Party, entrusted};
use crate::users::{self, Authority, Right, authorise};

/// Writes an entry that names the one that was a mistake. Of what went home and did not, the shop answers
/// again: that takes somebody who may.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Object>,
    reason: &str,
) -> Result<Slip, EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    let object = store::object(tx, id)?.ok_or(EntrustedError::ObjectUnknown)?;
    let slip = store::slip_by_id(tx, object.slip)?.ok_or(EntrustedError::SlipUnknown)?;
    let reason = rule::reason(reason)?;
    let last = object.last.ok_or(EntrustedError::NothingToCorrect)?;
    if object.of_delivery {
        return Err(EntrustedError::OfDelivery);
    }
    let mut allowed_by = None;
    let left = if last.what == What::TakenIn {
        0
    } else {
        allowed_by = Some(users::second(tx, by, vouched, Right::AllowDifference)?.user());
        object.left + last.count
    };
    let undo = Undo {
        object: &object,
        customer: slip.customer,
        entry: last.seq,
        count: last.count,
        left,
        reason: &reason,
        allowed_by,
    };
    undo.write(tx, cx, by)?;
    let detail = json!({ "what": "entrusted-corrected", "object": object.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

/// An entry that was a mistake, and what it leaves behind.
pub(super) struct Undo<'a> {
    pub object: &'a Object,
    pub customer: Id<Customer>,
    pub entry: i64,
    pub count: i64,
    /// How many of them are here now.
    pub left: i64,
    pub reason: &'a str,
    pub allowed_by: Option<Id<User>>,
}

impl Undo<'_> {
    pub(super) fn write(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        by: &Authority,
    ) -> Result<(), StoreError> {
        let entry = NewEntry {
            undoes: Some(self.entry),
            reason: self.reason,
            allowed_by: self.allowed_by,
            ..NewEntry::of(self.object.seq, What::Corrected, self.count, by.user())
        };
        store::insert_entry(tx, cx, &entry)?;
        let moved = Moved {
            object: self.object,
            left: self.left,
            owner: Party::Customer(Some(self.customer.uuid())),
            movement: entrusted::ObjectMovement::Corrected,
        };
        moved.write(tx, cx)
    }
}
