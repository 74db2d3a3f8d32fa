//! Puts right what was written at the counter, moves a promise, gives a job to somebody, and notes that
//! the customer was told.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::intake::{self, Amended, Intake};
use super::nouns::{Job, RepairError, Stone, reason, said};
use super::state::State;
use super::store::{self, NewEntry};
use super::take_in::{NewObject, check_object, check_promised};
use super::worked::noted;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, WriteTx};
use crate::journal::JournalError;
use crate::notify as messages;
use crate::rules::rules;
use crate::stock::words;
use crate::till;
use crate::users::{self, Authority, Right, Role, authorise};

/// What the sheet of an object says, as it should have been.
#[derive(Clone, Debug)]
pub struct Amend {
    pub version: i64,
    pub object: String,
    pub said: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    pub gross_ug: Option<i64>,
    pub ring_size: String,
    pub stones: Vec<Stone>,
    pub note: String,
}

/// Corrects the sheet; what it said before stays in the history. What was handed over stays as it is.
///
/// Once a paper of it is out, or it has moved, its weight, size and stones are what it will be compared
/// with: changing them needs somebody who may allow a difference.
pub fn amend(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Job>,
    input: &Amend,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if job.version != input.version {
        return Err(RepairError::Changed {
            current: job.version,
        });
    }
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    let note = reason(&input.note)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let object = NewObject {
        id: job.id,
        object: input.object.clone(),
        said: input.said.clone(),
        condition: input.condition.clone(),
        declared_minor: input.declared_minor,
        gross_ug: input.gross_ug,
        ring_size: input.ring_size.clone(),
        piece: job.piece,
        redo_of: None,
        // Its promise is not what is corrected here.
        promised_on: today,
        rush: job.rush,
        assignee: None,
        stones: input.stones.clone(),
        tasks: Vec::new(),
    };
    check_object(tx, &object, 1, today, rules().price_limit(today).minor())?;
    let before = Intake::of(tx, &job)?;
    store::amend_job(tx, job.seq, &object)?;
    let now = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let amended = Amended {
        after: Intake::of(tx, &now)?,
        held: intake::is_held(tx, cx, &job)?,
        before,
    };
    let mut detail = json!(amended);
    if amended.held && !amended.before.is_same_object(&amended.after) {
        let allowed = intake::answer_for_difference(tx, by, vouched)?;
        detail["allowed_by"] = json!(users::user(tx, allowed.user())?.map(|person| person.name));
    }
    write(tx, cx, &job, "amended", &note, &detail.to_string())
}

/// Promises another day, or makes it a rush.
pub fn promise(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    promised_on: NaiveDate,
    rush: bool,
    note: &str,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if !job.state.is_open() {
        return Err(RepairError::WrongState { state: job.state });
    }
    let note = reason(note)?;
    if promised_on != job.promised_on {
        check_promised(promised_on, till::house(tx, None, None)?.day(cx.now))?;
    }
    // Both days: the old promise stays readable beside the one that took its place.
    let days = json!({ "promised_on": job.promised_on, "to": promised_on, "rush": job.rush });
    store::promise_job(tx, job.seq, promised_on, rush)?;
    messages::job_promised(tx, cx, job.id, job.promised_on)?;
    write(tx, cx, &job, "promised", &note, &days.to_string())
}

/// Gives a job to a person, or to nobody.
pub fn assign(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    person: Option<Id<User>>,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if !job.state.is_open() {
        return Err(RepairError::WrongState { state: job.state });
    }
    if let Some(person) = person {
        check_person(tx, person)?;
    }
    let before = json!({ "assignee": job.assignee.as_ref().map(|(_, name)| name) }).to_string();
    store::assign_job(tx, job.seq, person)?;
    write(tx, cx, &job, "assigned", "", &before)
}

/// Somebody who works here, and not at the books.
pub(super) fn check_person(tx: &ReadTx<'_>, id: Id<User>) -> Result<(), RepairError> {
    users::user(tx, id)?
        .filter(|person| person.active && person.role != Role::Accountant)
        .map(|_| ())
        .ok_or(RepairError::PersonUnknown)
}

words! {
    /// How the customer was told.
    Notice {
        Phone = "phone",
        Email = "email",
        Sms = "sms",
        /// The registered letter that the law's term wants.
        Letter = "letter",
    }
}

/// Notes that the customer was told that their object waits.
pub fn notify(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    notice: Notice,
    note: &str,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if !job.state.waits() {
        return Err(RepairError::WrongState { state: job.state });
    }
    let detail = json!({ "notice": notice.code() }).to_string();
    write(tx, cx, &job, "notified", &said(note, 400), &detail)
}

/// Notes that a message about a job that waits left, or that it turned out not to have arrived. Of a job
/// that was moved meanwhile nothing is noted.
pub fn note_told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    notice: Notice,
    message: Uuid,
    arrived: bool,
) -> Result<(), JournalError> {
    let Some(job) = store::job(tx, id)?.filter(|job| job.state.waits()) else {
        return Ok(());
    };
    let what = if arrived { "notified" } else { "not_notified" };
    let detail = json!({ "notice": notice.code(), "message": message }).to_string();
    let entry = NewEntry {
        detail: &detail,
        ..NewEntry::of(job.seq, what)
    };
    noted(tx, cx, &job, &entry)?;
    Ok(())
}

fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    what: &'static str,
    note: &str,
    detail: &str,
) -> Result<Job, RepairError> {
    let entry = NewEntry {
        note,
        detail,
        ..NewEntry::of(job.seq, what)
    };
    noted(tx, cx, job, &entry)?;
    store::job(tx, job.id)?.ok_or(RepairError::JobUnknown)
}
