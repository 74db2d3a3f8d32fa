//! Begins a draft: from pieces of the stock or of a customer, or empty for objects on the counter.

use chrono::Months;
use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::check::check;
use super::draft::Draft;
use super::nouns::{Appraisal, AppraisalError, HeldBy, Kind, What};
use super::template::template;
use super::{propose, store, texts};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::stock::Piece;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// A new draft, named by its client.
#[derive(Clone, Debug)]
pub struct CreateAppraisal {
    pub id: Id<Appraisal>,
    pub kind: Kind,
    pub customer: Option<Uuid>,
    /// What it is about; more objects are added in the draft.
    pub pieces: Vec<Id<Piece>>,
}

/// Writes the draft with what its template says and the values of today.
pub fn create(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &CreateAppraisal,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    if store::appraisal(tx, input.id)?.is_some() {
        return Err(AppraisalError::IdTaken);
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let template = template(input.kind);
    let texts = texts::texts(tx, input.kind)?;
    let mut items = Vec::with_capacity(input.pieces.len());
    for piece in &input.pieces {
        items.push(propose::item_of(tx, cx, *piece, input.kind)?);
    }
    let held_by = if input.customer.is_some() {
        HeldBy::Customer
    } else {
        HeldBy::Shop
    };
    let draft = Draft {
        customer_id: input.customer,
        purpose: template.purpose.clone(),
        held_by: held_by.code().to_owned(),
        held_note: String::new(),
        valued_on: today,
        valid_until: today
            .checked_add_months(Months::new(template.valid_months))
            .filter(|_| template.valid_months > 0),
        method: texts.method,
        conditions: texts.conditions,
        note: String::new(),
        items,
    };
    check(tx, input.kind, &draft, today)?;
    store::insert(tx, cx, by.user(), input.id, input.kind, &draft, None)?;
    told(tx, cx, by, input.id, What::Created, "", None)
}

/// Leaves an entry, tells who looks, and reads it again.
pub(super) fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    what: What,
    note: &str,
    other: Option<i64>,
) -> Result<Appraisal, AppraisalError> {
    let appraisal = store::found(tx, id)?;
    store::insert_entry(tx, cx, by.user(), appraisal.seq, what, note, other)?;
    let detail = json!({ "what": "appraisal-entry", "entry": what.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in appraisal.changes() {
        tx.changed(change);
    }
    Ok(appraisal)
}
