//! Follows a memo up: a later or earlier due date, and a note that somebody was chased.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;

use super::entry::{NewEntry, What};
use super::nouns::{Memo, MemoError, reason};
use super::open::check_due;
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Agrees on another day.
pub fn change_due(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Memo>,
    due_on: NaiveDate,
    note: &str,
) -> Result<Memo, MemoError> {
    let memo = held(tx, by, id)?;
    check_due(due_on, till::house(tx, None, None)?.day(cx.now))?;
    let note = reason(note)?;
    store::set_due(tx, memo.seq, due_on)?;
    let entry = NewEntry {
        memo: memo.seq,
        line: None,
        what: What::DueChanged,
        due_on: Some(due_on),
        document: None,
        note: &note,
    };
    store::insert_entry(tx, cx, &entry)?;
    told(tx, cx, &memo, What::DueChanged)
}

/// Notes that the party was asked about it, and what they said.
pub fn chase(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Memo>,
    note: &str,
) -> Result<Memo, MemoError> {
    let memo = held(tx, by, id)?;
    let note = reason(note)?;
    let entry = NewEntry {
        memo: memo.seq,
        line: None,
        what: What::Chased,
        due_on: None,
        document: None,
        note: &note,
    };
    store::insert_entry(tx, cx, &entry)?;
    told(tx, cx, &memo, What::Chased)
}

/// Of a memo with nothing held there is nothing to wait for.
fn held(tx: &WriteTx<'_>, by: &Authority, id: Id<Memo>) -> Result<Memo, MemoError> {
    authorise(by, None, Right::EditStock)?;
    let memo = store::memo(tx, id)?.ok_or(MemoError::Unknown)?;
    if memo.held == 0 {
        return Err(MemoError::NothingHeld);
    }
    Ok(memo)
}

fn told(tx: &mut WriteTx<'_>, cx: &Cx, memo: &Memo, what: What) -> Result<Memo, MemoError> {
    let detail = json!({ "what": "memo-followed", "memo": memo.number, "entry": what.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in memo.changes() {
        tx.changed(change);
    }
    store::found(tx, memo.id)
}
