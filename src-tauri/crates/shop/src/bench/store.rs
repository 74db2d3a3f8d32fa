//! The SQL of the bench.

mod queue;
mod slip;
mod write;

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

pub(super) use queue::queue;
pub(super) use slip::{
    insert_bill, insert_due, insert_slip, insert_slip_line, insert_unworked, next_slip,
};
pub use slip::{sent, slip, slips};
pub(super) use write::{
    NewMetal, NewPart, NewTime, insert_assignment, insert_metal, insert_part, insert_rate,
    insert_time, stop,
};

use super::nouns::{Assigned, HourRate, MetalMove, Part, Time};
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};
use crate::repair::Job;

/// Who does the tasks of a job; a task that nobody ever had is not among them.
pub fn assigned(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<Assigned>, StoreError> {
    tx.all(
        "SELECT task.id, person_id, user.name, supplier_id, supplier.name
         FROM repair_task task JOIN repair_job ON repair_job.seq = task.job
         JOIN bench_assignment last ON last.seq =
            (SELECT max(seq) FROM bench_assignment WHERE task_id = task.id)
         LEFT JOIN user ON user.id = person_id LEFT JOIN supplier ON supplier.id = supplier_id
         WHERE repair_job.id = ?1 AND (person_id IS NOT NULL OR supplier_id IS NOT NULL)",
        [job.uuid()],
        |found| {
            let pair = |at: usize| -> rusqlite::Result<Option<(Uuid, String)>> {
                let pair: (Option<Uuid>, Option<String>) = (found.get(at)?, found.get(at + 1)?);
                Ok(pair.0.zip(pair.1))
            };
            Ok(Assigned {
                task: row::id(found, 0)?,
                person: pair(1)?.map(|(id, name)| (Id::from_uuid(id), name)),
                vendor: pair(3)?,
            })
        },
    )
}

/// What an hour of a person cost on a day: their own, else the bench's.
const HOUR: &str = "coalesce(
    (SELECT hour_minor FROM bench_rate rate
        WHERE rate.person_id = time.person_id AND rate.from_day <= time.on_day
        ORDER BY rate.from_day DESC, rate.seq DESC LIMIT 1),
    (SELECT hour_minor FROM bench_rate rate
        WHERE rate.person_id IS NULL AND rate.from_day <= time.on_day
        ORDER BY rate.from_day DESC, rate.seq DESC LIMIT 1))";

fn select_time(only: &str) -> String {
    format!(
        "SELECT time.id, time.job_id, job.code, time.task_id, time.person_id, user.name,
            time.on_day, time.started_at, time.stopped_at, time.minutes, time.corrects,
            EXISTS (SELECT 1 FROM bench_time newer WHERE newer.corrects = time.id), time.note, {HOUR}
         FROM bench_time time JOIN repair_job job ON job.id = time.job_id
         JOIN user ON user.id = time.person_id WHERE {only} ORDER BY time.seq"
    )
}

fn read_time(found: &Row<'_>) -> rusqlite::Result<Time> {
    let maybe = |at: usize| -> rusqlite::Result<_> {
        let ms: Option<i64> = found.get(at)?;
        ms.map(|_| row::time(found, at)).transpose()
    };
    Ok(Time {
        id: row::id(found, 0)?,
        job: row::id(found, 1)?,
        code: found.get(2)?,
        task: row::maybe_id(found, 3)?,
        person: row::id(found, 4)?,
        name: found.get(5)?,
        on_day: row::word(found, 6)?,
        started_at: maybe(7)?,
        stopped_at: maybe(8)?,
        minutes: found.get(9)?,
        corrects: row::maybe_id(found, 10)?,
        corrected: found.get(11)?,
        note: found.get(12)?,
        hour_minor: found.get(13)?,
    })
}

/// The times of a job, the oldest first; corrected ones too.
pub fn times(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<Time>, StoreError> {
    tx.all(&select_time("time.job_id = ?1"), [job.uuid()], read_time)
}

pub(super) fn time(tx: &ReadTx<'_>, id: Id<Time>) -> Result<Option<Time>, StoreError> {
    tx.maybe(&select_time("time.id = ?1"), [id.uuid()], read_time)
}

/// The clock of a person that runs.
pub fn running(tx: &ReadTx<'_>, person: Id<User>) -> Result<Option<Time>, StoreError> {
    let only = "time.person_id = ?1 AND time.minutes IS NULL";
    tx.maybe(&select_time(only), [person.uuid()], read_time)
}

/// Every clock that runs, the oldest first.
pub fn running_on(tx: &ReadTx<'_>) -> Result<Vec<Time>, StoreError> {
    tx.all(&select_time("time.minutes IS NULL"), [], read_time)
}

/// What is written of a person's day and stands.
pub(super) fn minutes_on(
    tx: &ReadTx<'_>,
    person: Id<User>,
    on_day: NaiveDate,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(sum(minutes), 0) FROM bench_time time
         WHERE person_id = ?1 AND on_day = ?2
           AND NOT EXISTS (SELECT 1 FROM bench_time newer WHERE newer.corrects = time.id)",
        params![person.uuid(), on_day.to_string()],
        |found| found.get(0),
    )
}

/// The shop's day on which a job's object came in.
pub(super) fn taken_in_on(tx: &ReadTx<'_>, job: i64) -> Result<NaiveDate, StoreError> {
    tx.one(
        "SELECT on_day FROM repair JOIN repair_job ON repair_job.repair = repair.seq
         WHERE repair_job.seq = ?1",
        [job],
        |found| row::word(found, 0),
    )
}

/// Every cost of an hour that was ever set, the newest first.
pub fn rates(tx: &ReadTx<'_>) -> Result<Vec<HourRate>, StoreError> {
    tx.all(
        "SELECT person_id, user.name, from_day, hour_minor, at
         FROM bench_rate LEFT JOIN user ON user.id = person_id ORDER BY from_day DESC, seq DESC",
        [],
        |found| {
            let id: Option<Uuid> = found.get(0)?;
            let name: Option<String> = found.get(1)?;
            Ok(HourRate {
                person: id.map(Id::from_uuid).zip(name),
                from_day: row::word(found, 2)?,
                hour_minor: found.get(3)?,
                at: row::time(found, 4)?,
            })
        },
    )
}

/// What an hour of a person costs on a day; None: nobody has said.
pub fn hour_on(
    tx: &ReadTx<'_>,
    person: Id<User>,
    on_day: NaiveDate,
) -> Result<Option<i64>, StoreError> {
    tx.one(
        &format!("SELECT {HOUR} FROM (SELECT ?1 AS person_id, ?2 AS on_day) AS time"),
        params![person.uuid(), on_day.to_string()],
        |found| found.get(0),
    )
}

fn select_part(only: &str) -> String {
    format!(
        "SELECT part.id, job_id, task_id, piece_id, article_id, number, title, quantity, weight_mg,
            cost_minor, gives_back, quantity - (SELECT coalesce(sum(back.quantity), 0)
                FROM bench_part back WHERE back.gives_back = part.id), note, at, user.name
         FROM bench_part part JOIN user ON user.id = user_id WHERE {only} ORDER BY part.seq"
    )
}

fn read_part(found: &Row<'_>) -> rusqlite::Result<Part> {
    Ok(Part {
        id: row::id(found, 0)?,
        job: row::id(found, 1)?,
        task: row::maybe_id(found, 2)?,
        piece: row::maybe_id(found, 3)?,
        article: row::maybe_id(found, 4)?,
        number: found.get(5)?,
        title: found.get(6)?,
        quantity: found.get(7)?,
        weight_mg: found.get(8)?,
        cost_minor: found.get(9)?,
        gives_back: row::maybe_id(found, 10)?,
        left: found.get(11)?,
        note: found.get(12)?,
        at: row::time(found, 13)?,
        by: found.get(14)?,
    })
}

/// The parts of a job as they were taken and given back, the oldest first.
pub fn parts(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<Part>, StoreError> {
    tx.all(&select_part("job_id = ?1"), [job.uuid()], read_part)
}

pub(super) fn part(tx: &ReadTx<'_>, id: Id<Part>) -> Result<Option<Part>, StoreError> {
    tx.maybe(&select_part("part.id = ?1"), [id.uuid()], read_part)
}

fn select_metal(only: &str) -> String {
    format!(
        "SELECT moved.id, job_id, task_id, way, metal, fineness, weight_mg, value_minor, undoes,
            EXISTS (SELECT 1 FROM bench_metal back WHERE back.undoes = moved.id), note, at, user.name
         FROM bench_metal moved JOIN user ON user.id = user_id WHERE {only} ORDER BY moved.seq"
    )
}

fn read_metal(found: &Row<'_>) -> rusqlite::Result<MetalMove> {
    Ok(MetalMove {
        id: row::id(found, 0)?,
        job: row::id(found, 1)?,
        task: row::id(found, 2)?,
        way: row::word(found, 3)?,
        metal: row::word(found, 4)?,
        fineness: found.get(5)?,
        weight_mg: found.get(6)?,
        value_minor: found.get(7)?,
        undoes: row::maybe_id(found, 8)?,
        undone: found.get(9)?,
        note: found.get(10)?,
        at: row::time(found, 11)?,
        by: found.get(12)?,
    })
}

/// The metal of a job, the oldest first; what was taken back too.
pub fn metals(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<MetalMove>, StoreError> {
    tx.all(&select_metal("job_id = ?1"), [job.uuid()], read_metal)
}

pub(super) fn metal(tx: &ReadTx<'_>, id: Id<MetalMove>) -> Result<Option<MetalMove>, StoreError> {
    tx.maybe(&select_metal("moved.id = ?1"), [id.uuid()], read_metal)
}
