//! Accounts for a customer's stones when what was made with them goes home: each is set in it, given back, or
//! missing.

use units::Id;

use super::correct::Undo;
use super::give_back::Moved;
use super::nouns::{EntrustedError, Object, What};
use super::rule;
use super::store::{self, NewEntry};
use crate::custom::Order;
use crate::cx::{Cx, User};
use crate::db::{Change, WriteTx};
use crate::stock::{Party, entrusted};
use crate::users::Authority;

/// Where each of some stones alike is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accounted {
    pub object: Id<Object>,
    /// In the piece.
    pub set: i64,
    /// Given back with it.
    pub given_back: i64,
    pub missing: i64,
}

/// The order's move that hands over what was made.
#[derive(Debug)]
pub struct Delivery<'a> {
    pub order: &'a Order,
    pub entry: i64,
    /// Of what is missing.
    pub reason: &'a str,
    pub given_to: &'a str,
    /// Who answers for what is missing.
    pub allowed_by: Option<Id<User>>,
}

/// Writes what became of everything that is here for an order. What is missing needs a reason and somebody who
/// answers for it.
pub fn account_for(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    of: &Delivery<'_>,
    said: &[Accounted],
) -> Result<(), EntrustedError> {
    let here = store::here_for(tx, of.order.id.uuid())?;
    let known = |one: &Accounted| here.iter().any(|object| object.id == one.object);
    if !said.iter().all(known) {
        return Err(EntrustedError::ObjectUnknown);
    }
    for object in &here {
        let of_it: Vec<_> = said.iter().filter(|one| one.object == object.id).collect();
        let [one] = of_it[..] else {
            return Err(unaccounted(object));
        };
        let counts = [one.set, one.given_back, one.missing];
        let fits = counts.iter().all(|count| (0..=object.left).contains(count));
        if !fits || counts.iter().sum::<i64>() != object.left {
            return Err(unaccounted(object));
        }
        let mut left = object.left;
        for (what, count, movement) in [
            (What::Set, one.set, entrusted::ObjectMovement::Set),
            (
                What::GivenBack,
                one.given_back,
                entrusted::ObjectMovement::HandedOver,
            ),
            (
                What::Missing,
                one.missing,
                entrusted::ObjectMovement::Missing,
            ),
        ] {
            if count == 0 {
                continue;
            }
            let reason = rule::said(of.reason, 400);
            let is_missing = what == What::Missing;
            let allowed_by = of.allowed_by.filter(|_| is_missing);
            if is_missing && (reason.is_empty() || allowed_by.is_none()) {
                let code = object.code.clone();
                return Err(EntrustedError::Missing { code, count });
            }
            let entry = NewEntry {
                delivery: Some(of.entry),
                differs: is_missing,
                reason: if is_missing { &reason } else { "" },
                given_to: of.given_to,
                allowed_by,
                ..NewEntry::of(object.seq, what, count, by.user())
            };
            store::insert_entry(tx, cx, &entry)?;
            left -= count;
            let moved = Moved {
                object,
                left,
                owner: Party::Customer(Some(of.order.customer.uuid())),
                movement,
            };
            moved.write(tx, cx)?;
        }
    }
    if !here.is_empty() {
        tx.changed(Change::of("entrusted"));
    }
    Ok(())
}

fn unaccounted(object: &Object) -> EntrustedError {
    EntrustedError::Unaccounted {
        code: object.code.clone(),
        left: object.left,
    }
}

/// What a delivery accounted for is here again: the delivery was a mistake. `entry` is the order's move that it
/// was.
pub fn not_delivered(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    entry: i64,
    reason: &str,
) -> Result<(), EntrustedError> {
    let reason = rule::reason(reason)?;
    for (seq, id, count) in store::of_delivery(tx, entry)? {
        let object = store::object(tx, id)?.ok_or(EntrustedError::ObjectUnknown)?;
        let undo = Undo {
            object: &object,
            customer: order.customer,
            entry: seq,
            count,
            left: object.left + count,
            reason: &reason,
            allowed_by: None,
        };
        undo.write(tx, cx, by)?;
        tx.changed(Change::of("entrusted"));
    }
    Ok(())
}
