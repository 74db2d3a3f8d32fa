//! Gives objects back to their owner against the slip: weighed again where they were weighed.

use serde_json::json;
use units::Id;

use super::nouns::{EntrustedError, Object, Slip, Standing, What};
use super::rule;
use super::store::{self, NewEntry};
use crate::customers;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair;
use crate::stock::{Custody, Party, Place, entrusted};
use crate::till;
use crate::users::{self, Authority, Right, authorise};

/// What goes home.
#[derive(Clone, Debug)]
pub struct GiveBack {
    pub slip: Id<Slip>,
    /// The number on the slip that the customer shows; empty: they have none, and the reason says how they
    /// are known.
    pub shown: String,
    pub objects: Vec<Back>,
    /// Of a difference, and of a missing slip.
    pub reason: String,
    /// Where it is not the customer.
    pub given_to: String,
}

/// One object, as it is on the scale now.
#[derive(Clone, Copy, Debug)]
pub struct Back {
    pub object: Id<Object>,
    /// How many of them; None: all that are here.
    pub count: Option<i64>,
    pub gross_ug: Option<i64>,
}

/// Writes an entry an object, and that of the custody ledger. All of them go, or none.
pub fn give_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: &GiveBack,
) -> Result<Slip, EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    let slip = store::slip_by_id(tx, input.slip)?.ok_or(EntrustedError::SlipUnknown)?;
    if input.objects.is_empty() {
        return Err(field("objects", 0));
    }
    let shown = input.shown.trim();
    if !shown.is_empty() && !shown.eq_ignore_ascii_case(&slip.number) {
        return Err(EntrustedError::WrongSlip {
            number: shown.to_owned(),
        });
    }
    let reason = rule::said(&input.reason, 400);
    if shown.is_empty() && reason.is_empty() {
        return Err(EntrustedError::ReasonMissing);
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let tolerance_ug = repair::tolerance_ug(tx, today)?;
    let given_to = rule::said(&input.given_to, 100);
    for (at, back) in input.objects.iter().enumerate() {
        let position = at + 1;
        let object = store::object(tx, back.object)?
            .filter(|object| object.slip == slip.id)
            .ok_or(EntrustedError::ObjectUnknown)?;
        if object.standing != Standing::Here {
            return Err(EntrustedError::WrongStanding {
                standing: object.standing,
            });
        }
        let count = back.count.unwrap_or(object.left);
        if !(1..=object.left).contains(&count) {
            return Err(field("count", position));
        }
        let off = compared(&object, count, back.gross_ug, position, tolerance_ug)?;
        let differs = off.is_some();
        let allowed_by = match off {
            None => None,
            Some(differs) => Some(answers(tx, by, vouched, &reason, differs)?),
        };
        let entry = NewEntry {
            gross_ug: back.gross_ug,
            tolerance_ug: Some(tolerance_ug),
            differs,
            shown: !shown.is_empty(),
            reason: &reason,
            given_to: &given_to,
            allowed_by,
            ..NewEntry::of(object.seq, What::GivenBack, count, by.user())
        };
        store::insert_entry(tx, cx, &entry)?;
        let moved = Moved {
            object: &object,
            left: object.left - count,
            owner: Party::Customer(Some(slip.customer.uuid())),
            movement: entrusted::ObjectMovement::HandedOver,
        };
        moved.write(tx, cx)?;
    }
    customers::touch(tx, slip.customer, cx.now_ms())?;
    let detail = json!({ "what": "entrusted-given-back", "slip": slip.number,
        "objects": input.objects.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

const fn field(field: &'static str, position: usize) -> EntrustedError {
    EntrustedError::Field { field, position }
}

/// What the ledger is told of an object: who has it now. No note: what was said of it stands in the entry.
pub(super) struct Moved<'a> {
    pub object: &'a Object,
    /// How many of them are here now.
    pub left: i64,
    pub owner: Party,
    pub movement: entrusted::ObjectMovement,
}

impl Moved<'_> {
    pub(super) fn write(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), StoreError> {
        let id = self.object.id;
        let is_here = self.left > 0;
        let place: Option<Id<Place>> = match self.object.place {
            Some(place) if is_here => Some(place),
            None if is_here => store::last_place(tx, id)?,
            _ => None,
        };
        // For what is missing the shop answers, wherever it is.
        let is_ours = is_here || self.movement == entrusted::ObjectMovement::Missing;
        let custody = Custody {
            place,
            owner: self.owner,
            holder: if is_ours { Party::Shop } else { self.owner },
        };
        entrusted::record_object(tx, cx, id.uuid(), self.movement, &self.object.code, custody)
    }
}

/// The difference, where there is one. What was weighed has to be weighed again where all of it goes at once.
fn compared(
    object: &Object,
    count: i64,
    gross_ug: Option<i64>,
    position: usize,
    tolerance_ug: i64,
) -> Result<Option<EntrustedError>, EntrustedError> {
    if gross_ug.is_some_and(|ug| ug <= 0) {
        return Err(field("weight", position));
    }
    let Some(came_ug) = object.gross_ug.filter(|_| count == object.count) else {
        return Ok(None);
    };
    let gross_ug = gross_ug.ok_or(EntrustedError::WeightMissing { position })?;
    let is_off = (gross_ug - came_ug).abs() > tolerance_ug;
    Ok(is_off.then_some(EntrustedError::Differs {
        position,
        came_ug,
        gross_ug,
        tolerance_ug,
    }))
}

/// Who answers for a difference: a second person who may, with a reason.
fn answers(
    tx: &ReadTx<'_>,
    by: &Authority,
    vouched: Option<&Authority>,
    reason: &str,
    differs: EntrustedError,
) -> Result<Id<User>, EntrustedError> {
    if reason.is_empty() {
        return Err(differs);
    }
    Ok(users::second(tx, by, vouched, Right::AllowDifference)?.user())
}
