//! What is written of the bench.

use chrono::NaiveDate;
use rusqlite::params;
use units::{Id, Metal};

use crate::bench::assign_task::Who;
use crate::bench::nouns::{MetalMove, Part, Time, Way};
use crate::bench::set_rate::SetRate;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::metal::MetalRate;
use crate::repair::{Job, Task};
use crate::stock::{Article, Piece};

pub fn insert_assignment(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    task: Id<Task>,
    who: Who,
) -> Result<(), StoreError> {
    let (person, vendor) = match who {
        Who::Nobody => (None, None),
        Who::Person(id) => (Some(id.uuid()), None),
        Who::Vendor(id) => (None, Some(id.uuid())),
    };
    tx.execute(
        "INSERT INTO bench_assignment (task_id, person_id, supplier_id, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            task.uuid(),
            person,
            vendor,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid)
        ],
    )?;
    Ok(())
}

/// A row of time.
pub struct NewTime<'a> {
    pub id: Id<Time>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
    pub person: Id<User>,
    pub on_day: NaiveDate,
    /// The clock runs from now on.
    pub started: bool,
    pub minutes: Option<i64>,
    pub corrects: Option<Id<Time>>,
    pub note: &'a str,
}

pub fn insert_time(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    new: &NewTime<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bench_time (id, job_id, task_id, person_id, on_day, started_at, minutes,
            corrects, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            new.id.uuid(),
            new.job.uuid(),
            new.task.map(Id::uuid),
            new.person.uuid(),
            new.on_day.to_string(),
            new.started.then(|| cx.now_ms()),
            new.minutes,
            new.corrects.map(Id::uuid),
            new.note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}

/// The clock stands still, and shows so much.
pub fn stop(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Time>, minutes: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE bench_time SET stopped_at = ?2, minutes = ?3 WHERE id = ?1",
        params![id.uuid(), cx.now_ms(), minutes],
    )?;
    Ok(())
}

pub fn insert_rate(tx: &mut WriteTx<'_>, cx: &Cx, new: &SetRate) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bench_rate (person_id, from_day, hour_minor, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            new.person.map(Id::uuid),
            new.from_day.to_string(),
            new.hour_minor,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

/// A row of parts.
pub struct NewPart<'a> {
    pub id: Id<Part>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    pub number: &'a str,
    pub title: &'a str,
    pub quantity: i64,
    pub weight_mg: Option<i64>,
    pub cost_minor: Option<i64>,
    pub gives_back: Option<Id<Part>>,
    pub note: &'a str,
}

pub fn insert_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    new: &NewPart<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bench_part (id, job_id, task_id, piece_id, article_id, number, title, quantity,
            weight_mg, cost_minor, gives_back, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.id.uuid(),
            new.job.uuid(),
            new.task.map(Id::uuid),
            new.piece.map(Id::uuid),
            new.article.map(Id::uuid),
            new.number,
            new.title,
            new.quantity,
            new.weight_mg,
            new.cost_minor,
            new.gives_back.map(Id::uuid),
            new.note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}

/// A row of metal.
pub struct NewMetal<'a> {
    pub id: Id<MetalMove>,
    pub job: Id<Job>,
    pub task: Id<Task>,
    pub way: Way,
    pub metal: Metal,
    pub fineness: i64,
    pub weight_mg: i64,
    pub rate: Option<Id<MetalRate>>,
    pub value_minor: Option<i64>,
    pub undoes: Option<Id<MetalMove>>,
    pub note: &'a str,
}

pub fn insert_metal(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    new: &NewMetal<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bench_metal (id, job_id, task_id, way, metal, fineness, weight_mg, rate_id,
            value_minor, undoes, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            new.id.uuid(),
            new.job.uuid(),
            new.task.uuid(),
            new.way.code(),
            new.metal.code(),
            new.fineness,
            new.weight_mg,
            new.rate.map(Id::uuid),
            new.value_minor,
            new.undoes.map(Id::uuid),
            new.note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}
