//! Steps: rows that are only ever added.

use chrono::NaiveDate;
use rusqlite::params;
use units::Id;
use uuid::Uuid;

use super::that_day;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::step::{Step, StepKind};
use crate::till::{self, CashMovement};

/// What a step says beside its kind.
#[derive(Debug)]
pub struct NewStep<'a> {
    /// None: today.
    pub on: Option<NaiveDate>,
    pub amount_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub means: &'a str,
    pub cash: Option<Id<CashMovement>>,
    pub reference: &'a str,
    pub note: &'a str,
}

pub fn insert_step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    subject: Uuid,
    kind: StepKind,
    step: &NewStep<'_>,
) -> Result<(), StoreError> {
    let on = match step.on {
        Some(on) => on,
        None => till::house(tx, cx.till, None)?.day(cx.now),
    };
    tx.execute(
        "INSERT INTO purchase_step (subject_id, step, at, user_id, on_day, amount_minor, means,
            reference, note, cash_movement, vat_minor)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            subject,
            kind.code(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            on.to_string(),
            step.amount_minor,
            step.means,
            step.reference,
            step.note,
            step.cash.map(Id::uuid),
            step.vat_minor,
        ],
    )?;
    tx.wrote("purchase_step");
    Ok(())
}

/// Adds a step of today that says nothing but why.
pub fn add_step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    subject: Uuid,
    kind: StepKind,
    note: &str,
) -> Result<(), StoreError> {
    let step = NewStep {
        on: None,
        amount_minor: None,
        vat_minor: None,
        means: "",
        cash: None,
        reference: "",
        note,
    };
    insert_step(tx, cx, subject, kind, &step)
}

/// The steps of a document, oldest first.
pub fn steps(tx: &ReadTx<'_>, subject: Uuid) -> Result<Vec<Step>, StoreError> {
    tx.all(
        "SELECT step, at, coalesce(user.name, ''), on_day, amount_minor, means, reference, note,
            cash_movement, vat_minor
         FROM purchase_step LEFT JOIN user ON user.id = user_id
         WHERE subject_id = ?1 ORDER BY seq",
        [subject],
        |found| {
            Ok(Step {
                kind: row::word(found, 0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                on: that_day(found, 3)?,
                amount_minor: found.get(4)?,
                means: found.get(5)?,
                reference: found.get(6)?,
                note: found.get(7)?,
                cash: row::maybe_id(found, 8)?,
                vat_minor: found.get(9)?,
            })
        },
    )
}
