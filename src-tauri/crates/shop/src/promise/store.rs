//! The SQL of promises.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::close_days::CloseDays;
use super::load::Load;
use super::nouns::{Closure, Week};
use super::set_week::SetWeek;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::repair::Job;

fn person(found: &Row<'_>, at: usize) -> rusqlite::Result<Option<(Id<User>, String)>> {
    let id: Option<Uuid> = found.get(at)?;
    let name: Option<String> = found.get(at + 1)?;
    Ok(id.map(Id::from_uuid).zip(name))
}

/// The weeks that hold: the bench's first, then people's by name. Who left has none.
pub fn weeks(tx: &ReadTx<'_>) -> Result<Vec<Week>, StoreError> {
    tx.all(
        "SELECT week.person_id, person.name, monday, tuesday, wednesday, thursday, friday, saturday,
            sunday, week.at, coalesce(user.name, '')
         FROM workshop_week week LEFT JOIN user person ON person.id = week.person_id
         LEFT JOIN user ON user.id = week.user_id
         WHERE week.seq = (SELECT max(seq) FROM workshop_week last
                WHERE last.person_id IS week.person_id)
            AND monday IS NOT NULL AND (week.person_id IS NULL OR person.active = 1)
         ORDER BY week.person_id IS NOT NULL, person.name",
        [],
        |found| {
            let mut minutes = [0; 7];
            for (at, day) in minutes.iter_mut().enumerate() {
                *day = found.get(at + 2)?;
            }
            Ok(Week {
                person: person(found, 0)?,
                minutes,
                at: row::time(found, 9)?,
                by: found.get(10)?,
            })
        },
    )
}

pub(super) fn insert_week(tx: &mut WriteTx<'_>, cx: &Cx, new: &SetWeek) -> Result<(), StoreError> {
    let day = |at: usize| new.minutes.and_then(|week| week.get(at).copied());
    tx.execute(
        "INSERT INTO workshop_week (person_id, monday, tuesday, wednesday, thursday, friday, saturday,
            sunday, at, user_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            new.person.map(Id::uuid),
            day(0),
            day(1),
            day(2),
            day(3),
            day(4),
            day(5),
            day(6),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

/// The days that are not like the week's and stand, from a day on, as they were said.
pub fn closures(tx: &ReadTx<'_>, from: NaiveDate) -> Result<Vec<Closure>, StoreError> {
    tx.all(
        "SELECT closure.id, person_id, user.name, from_day, to_day, minutes, note
         FROM workshop_closure closure LEFT JOIN user ON user.id = person_id
         WHERE to_day >= ?1
            AND NOT EXISTS (SELECT 1 FROM workshop_closure_back WHERE closure = closure.seq)
         ORDER BY closure.seq",
        [from.to_string()],
        |found| {
            Ok(Closure {
                id: row::id(found, 0)?,
                person: person(found, 1)?,
                from: row::word(found, 3)?,
                to: row::word(found, 4)?,
                minutes: found.get(5)?,
                note: found.get(6)?,
            })
        },
    )
}

/// Its place, and whether it was taken back.
pub(super) fn closure(tx: &ReadTx<'_>, id: Id<Closure>) -> Result<Option<(i64, bool)>, StoreError> {
    tx.maybe(
        "SELECT closure.seq, back.closure IS NOT NULL FROM workshop_closure closure
         LEFT JOIN workshop_closure_back back ON back.closure = closure.seq WHERE id = ?1",
        [id.uuid()],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}

pub(super) fn insert_closure(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &CloseDays,
    note: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO workshop_closure (id, person_id, from_day, to_day, minutes, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.id.uuid(),
            new.person.map(Id::uuid),
            new.from.to_string(),
            new.to.to_string(),
            new.minutes,
            note,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

pub(super) fn insert_closure_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    closure: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO workshop_closure_back (closure, at, user_id) VALUES (?1, ?2, ?3)",
        params![closure, cx.now_ms(), cx.actor.user().map(Id::uuid)],
    )?;
    Ok(())
}

/// What is still to be done of a job here: `?1` is the minutes of work without a time of its own, `?2`
/// whose work. What a workshop outside does takes no time of the bench.
const LEFT: &str = "CASE WHEN job.state = 'vendor' THEN 0 ELSE coalesce(
    (SELECT sum(CASE WHEN task.minutes = 0 THEN ?1 ELSE task.minutes END)
        FROM repair_task task LEFT JOIN bench_assignment last ON last.seq =
            (SELECT max(seq) FROM bench_assignment WHERE task_id = task.id)
        WHERE task.job = job.seq AND task.off_at IS NULL AND task.done_at IS NULL
            AND last.supplier_id IS NULL
            AND (?2 IS NULL OR coalesce(last.person_id, job.assignee_id) = ?2)),
    CASE WHEN EXISTS (SELECT 1 FROM repair_task WHERE job = job.seq AND off_at IS NULL)
        OR (?2 IS NOT NULL AND job.assignee_id IS NOT ?2) THEN 0 ELSE ?1 END) END";

/// The states in which work is still to be done.
const OPEN: &str = "('received', 'estimate', 'awaiting_approval', 'bench', 'vendor',
    'awaiting_parts', 'quality_check', 'on_hold')";

/// The days with repairs that are promised, in their order; of a person those jobs in which something is theirs.
pub(super) fn job_loads(
    tx: &ReadTx<'_>,
    task_minutes: i64,
    person: Option<Id<User>>,
    except: Option<Id<Job>>,
) -> Result<Vec<Load>, StoreError> {
    tx.all(
        &format!(
            "SELECT promised_on, sum(minutes), count(*) FROM (
                SELECT job.promised_on, {LEFT} AS minutes, job.assignee_id
                FROM repair_job job WHERE job.state IN {OPEN} AND (?3 IS NULL OR job.id <> ?3))
             WHERE ?2 IS NULL OR minutes > 0 OR assignee_id = ?2
             GROUP BY promised_on ORDER BY promised_on"
        ),
        params![
            task_minutes,
            person.map(Id::uuid) as Option<Uuid>,
            except.map(Id::uuid) as Option<Uuid>
        ],
        |found| {
            Ok(Load {
                on: row::word(found, 0)?,
                minutes: found.get(1)?,
                jobs: found.get(2)?,
                orders: 0,
            })
        },
    )
}

/// What is still to be done of one job.
pub(super) fn minutes_left(
    tx: &ReadTx<'_>,
    id: Id<Job>,
    task_minutes: i64,
) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        &format!("SELECT {LEFT} FROM repair_job job WHERE job.id = ?3"),
        params![task_minutes, None::<Uuid>, id.uuid()],
        |found| found.get(0),
    )
}

/// How many are ready of what is promised for each of these days.
pub(super) fn ready(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, StoreError> {
    tx.all(
        "SELECT promised_on, count(*) FROM repair_job
         WHERE promised_on BETWEEN ?1 AND ?2 AND state = 'ready'
            AND (?3 IS NULL OR assignee_id = ?3)
         GROUP BY promised_on",
        params![
            from.to_string(),
            to.to_string(),
            person.map(Id::uuid) as Option<Uuid>
        ],
        |found| Ok((row::word(found, 0)?, found.get(1)?)),
    )
}
