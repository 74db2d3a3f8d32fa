//! The SQL of commissions.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::nouns::{Entry, Place, What};
use super::terms::Terms;
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx, row};
use crate::journal::{self, Event, JournalError};
use crate::repair::{Job, Task};

/// A line to be written.
pub(super) struct NewEntry<'a> {
    pub id: Id<Entry>,
    pub what: What,
    pub person: Id<User>,
    pub job: Option<Id<Job>>,
    pub task: Option<Id<Task>>,
    pub entry: Option<i64>,
    pub takes_back: Option<i64>,
    pub rate_bp: Option<i64>,
    pub net_minor: i64,
    pub amount_minor: i64,
    pub reason: &'a str,
    pub on_day: NaiveDate,
}

pub(super) fn insert(tx: &mut WriteTx<'_>, cx: &Cx, new: &NewEntry<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO commission (id, what, person_id, job_id, task_id, entry, takes_back, rate_bp,
            net_minor, amount_minor, reason, on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.id.uuid(),
            new.what.code(),
            new.person.uuid(),
            new.job.map(Id::uuid),
            new.task.map(Id::uuid),
            new.entry,
            new.takes_back,
            new.rate_bp,
            new.net_minor,
            new.amount_minor,
            new.reason,
            new.on_day.to_string(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("commission");
    Ok(())
}

/// The record that vouches for the entries of a move.
pub(super) fn log(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    what: &str,
    job: &str,
    amount_minor: i64,
) -> Result<(), JournalError> {
    let detail = json!({ "what": what, "job": job, "amount_minor": amount_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("commission"));
    Ok(())
}

const SELECT: &str = "SELECT entry.id, entry.seq, entry.what, person.id, person.name, person.active,
        job.id, repair.id, job.code, job.object, task.id, task.title, entry.rate_bp, entry.net_minor,
        entry.amount_minor, entry.reason, entry.on_day, entry.at, coalesce(said.name, '')
    FROM commission entry JOIN user person ON person.id = entry.person_id
    LEFT JOIN repair_job job ON job.id = entry.job_id
    LEFT JOIN repair ON repair.seq = job.repair
    LEFT JOIN repair_task task ON task.id = entry.task_id
    LEFT JOIN user said ON said.id = entry.user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Entry> {
    let what: What = row::word(found, 2)?;
    let rate_bp: Option<i64> = found.get(12)?;
    let amount_minor: i64 = found.get(14)?;
    let reckoned = (what != What::Correction && rate_bp.is_none()).then(|| amount_minor.abs());
    let job: Option<Uuid> = found.get(6)?;
    let task: Option<Uuid> = found.get(10)?;
    Ok(Entry {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        what,
        person: row::id(found, 3)?,
        name: found.get(4)?,
        works_here: found.get(5)?,
        job: match job {
            Some(job) => Some(Place {
                repair: row::id(found, 7)?,
                job: Id::from_uuid(job),
                code: found.get(8)?,
                object: found.get(9)?,
            }),
            None => None,
        },
        task: match task {
            Some(task) => Some((Id::from_uuid(task), found.get(11)?)),
            None => None,
        },
        terms: Terms::from_parts(rate_bp, reckoned),
        net_minor: found.get(13)?,
        amount_minor,
        reason: found.get(15)?,
        on_day: row::word(found, 16)?,
        at: row::time(found, 17)?,
        by: found.get(18)?,
    })
}

/// What stands in the reports of these days, the newest first; of one person or of all.
pub fn entries(
    tx: &ReadTx<'_>,
    from: NaiveDate,
    until: NaiveDate,
    of: Option<Id<User>>,
) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!(
            "{SELECT} WHERE entry.on_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR entry.person_id = ?3)
             ORDER BY entry.seq DESC"
        ),
        params![from.to_string(), until.to_string(), of.map(Id::uuid)],
        read,
    )
}

/// What a job earns still, the oldest first.
pub(super) fn standing(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!(
            "{SELECT} WHERE entry.job_id = ?1 AND entry.what = 'earned' AND NOT EXISTS
                (SELECT 1 FROM commission back WHERE back.takes_back = entry.seq)
             ORDER BY entry.seq"
        ),
        [job.uuid()],
        read,
    )
}

pub(super) fn is_known(tx: &ReadTx<'_>, id: Id<Entry>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM commission WHERE id = ?1)",
        [id.uuid()],
        |found| found.get(0),
    )
}
