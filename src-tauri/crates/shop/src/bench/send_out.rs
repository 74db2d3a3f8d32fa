//! Sends objects to an outside workshop with a numbered slip.

use std::collections::HashSet;

use chrono::{Months, NaiveDate};
use serde_json::json;
use units::Id;

use super::nouns::BenchError;
use super::slip::{SlipLine, VendorSlip};
use super::{rule, store};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair::{self, Act, ActOn, Job};
use crate::rules::rules;
use crate::stock::{self, Supplier};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What goes, to whom, until when.
#[derive(Clone, Debug)]
pub struct SendOut {
    pub id: Id<VendorSlip>,
    pub supplier: Id<Supplier>,
    pub due_on: NaiveDate,
    pub note: String,
    pub lines: Vec<Sent>,
}

/// One object of it.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    pub id: Id<SlipLine>,
    pub job: Id<Job>,
    /// Without VAT.
    pub agreed_minor: Option<i64>,
}

const MOST_LINES: usize = 50;

/// Sends them all or none: each is moved as the board would, and refused as there.
pub fn send_out(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &SendOut,
) -> Result<VendorSlip, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    if store::slip(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    let known = stock::suppliers(tx)?
        .iter()
        .any(|one| one.id == input.supplier);
    known.then_some(()).ok_or(BenchError::VendorUnknown)?;
    let house = till::house(tx, cx.till, None)?;
    let today = house.day(cx.now);
    check_due(input.due_on, today)?;
    let jobs: HashSet<_> = input.lines.iter().map(|line| line.job).collect();
    if input.lines.is_empty() || input.lines.len() > MOST_LINES || jobs.len() < input.lines.len() {
        return Err(BenchError::Lines);
    }
    let most = rules().price_limit(today).minor();
    let agrees = |line: &Sent| {
        line.agreed_minor
            .is_none_or(|minor| (0..=most).contains(&minor))
    };
    if !input.lines.iter().all(agrees) {
        return Err(BenchError::Amount);
    }
    let note = rule::said(&input.note);
    let seq = store::next_slip(tx)?;
    let number = format!("{}-ST{seq}", house.code);
    store::insert_slip(tx, cx, by.user(), seq, &number, &note, input)?;
    for line in &input.lines {
        let send = ActOn {
            act: Act::Send,
            note: number.clone(),
            place: None,
            vendor: Some(input.supplier),
        };
        let job = repair::act(tx, cx, by, None, line.job, &send)?;
        let entry = last_move(tx, &job)?;
        store::insert_slip_line(tx, seq, line, entry)?;
        super::clock::changed(tx, &job);
    }
    let detail = json!({ "what": "vendor-slip", "number": number, "objects": input.lines.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    changed(tx);
    found(tx, input.id)
}

/// Not past, not years ahead.
pub(super) fn check_due(due_on: NaiveDate, today: NaiveDate) -> Result<(), BenchError> {
    let last = today + Months::new(36);
    if due_on < today || due_on > last {
        return Err(BenchError::Due);
    }
    Ok(())
}

/// The move that a job has just made.
pub(super) fn last_move(tx: &WriteTx<'_>, job: &Job) -> Result<i64, BenchError> {
    let (seq, _, _) = repair::past(tx, job)?
        .last
        .ok_or(StoreError::Unreadable("repair_entry"))?;
    Ok(seq)
}

pub(super) fn found(tx: &WriteTx<'_>, id: Id<VendorSlip>) -> Result<VendorSlip, BenchError> {
    store::slip(tx, id)?.ok_or(BenchError::Unknown)
}

pub(super) fn changed(tx: &mut WriteTx<'_>) {
    tx.changed(Change::of("bench"));
    tx.changed(Change::of("repair"));
}
