//! Gives objects back to their owner: weighed again where they were weighed.

use serde_json::json;
use units::Id;

use super::nouns::{KeepingError, Object, Slip, Standing, What};
use super::rule;
use super::store::{self, NewEntry};
use crate::customers;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair;
use crate::stock::{Custody, Party, entrusted};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What goes home.
#[derive(Clone, Debug)]
pub struct GiveBack {
    pub slip: Id<Slip>,
    pub objects: Vec<Back>,
    /// Of a difference.
    pub reason: String,
    /// Where it is not the customer.
    pub given_to: String,
}

/// One object, as it is on the scale now.
#[derive(Clone, Copy, Debug)]
pub struct Back {
    pub object: Id<Object>,
    pub gross_ug: Option<i64>,
}

/// Writes an entry an object, and that of the custody ledger. All of them go, or none.
pub fn give_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: &GiveBack,
) -> Result<Slip, KeepingError> {
    authorise(by, None, Right::TakeRepairs)?;
    let slip = store::slip_by_id(tx, input.slip)?.ok_or(KeepingError::SlipUnknown)?;
    if input.objects.is_empty() {
        return Err(KeepingError::Field {
            field: "objects",
            position: 0,
        });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let tolerance_ug = repair::tolerance_ug(tx, today)?;
    let reason = rule::said(&input.reason);
    let given_to: String = input.given_to.trim().chars().take(100).collect();
    for (at, back) in input.objects.iter().enumerate() {
        let object = store::object(tx, back.object)?
            .filter(|object| object.slip == slip.id)
            .ok_or(KeepingError::ObjectUnknown)?;
        if object.standing != Standing::Here {
            return Err(KeepingError::WrongStanding {
                standing: object.standing,
            });
        }
        let off = compared(&object, back.gross_ug, at + 1, tolerance_ug)?;
        let allowed_by = match off {
            None => None,
            Some(differs) => Some(answers(by, vouched, &reason, differs)?),
        };
        let entry = NewEntry {
            gross_ug: back.gross_ug,
            tolerance_ug: Some(tolerance_ug),
            reason: &reason,
            given_to: &given_to,
            allowed_by,
            ..NewEntry::of(object.seq, What::GivenBack, by.user())
        };
        store::insert_entry(tx, cx, &entry)?;
        let owner = Party::Customer(Some(slip.customer.uuid()));
        moved(tx, cx, &object, owner, owner, entrusted::Movement::HandedOver)?;
    }
    customers::touch(tx, slip.customer, cx.now_ms())?;
    let detail = json!({ "what": "keeping-given-back", "slip": slip.number,
        "objects": input.objects.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

/// Writes into the ledger who has it now. No note: what was said of it stands in the entry.
pub(super) fn moved(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    object: &Object,
    owner: Party,
    holder: Party,
    movement: entrusted::Movement,
) -> Result<(), StoreError> {
    let custody = Custody {
        place: None,
        owner,
        holder,
    };
    entrusted::record(tx, cx, object.id.uuid(), movement, &object.code, "", custody)
}

/// The difference, where there is one. What was weighed has to be weighed again.
fn compared(
    object: &Object,
    gross_ug: Option<i64>,
    position: usize,
    tolerance_ug: i64,
) -> Result<Option<KeepingError>, KeepingError> {
    if gross_ug.is_some_and(|ug| ug <= 0) {
        return Err(KeepingError::Field {
            field: "weight",
            position,
        });
    }
    let Some(came_ug) = object.gross_ug else {
        return Ok(None);
    };
    let gross_ug = gross_ug.ok_or(KeepingError::WeightMissing { position })?;
    let is_off = (gross_ug - came_ug).abs() > tolerance_ug;
    Ok(is_off.then_some(KeepingError::Differs {
        position,
        came_ug,
        gross_ug,
        tolerance_ug,
    }))
}

/// Who answers for a difference: somebody who may, with a reason.
fn answers(
    by: &Authority,
    vouched: Option<&Authority>,
    reason: &str,
    differs: KeepingError,
) -> Result<Id<User>, KeepingError> {
    if reason.is_empty() {
        return Err(differs);
    }
    Ok(authorise(by, vouched, Right::AllowDifference)?.user())
}
