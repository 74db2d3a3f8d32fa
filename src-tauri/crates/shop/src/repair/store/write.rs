//! What is written of repairs and their jobs; what was agreed and paid stands in `agreed`.

use chrono::NaiveDate;
use documents::Language;
use rusqlite::params;
use serde_json::json;
use units::{Id, Metal};
use uuid::Uuid;

use super::language_code;
use crate::commission::Terms;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::repair::hand_over::{SeenAgain, StoneLooked};
use crate::repair::nouns::{Job, Stone, Task, said};
use crate::repair::state::State;
use crate::repair::take_in::{NewObject, TakeIn};
use crate::repair::tasks::NewTask;
use crate::stock::{Custody, Place};

/// What the program adds to what somebody brings in.
pub struct NewRepair<'a> {
    pub year: i64,
    pub series: i64,
    pub number: &'a str,
    pub language: Language,
    pub ceiling_minor: Option<i64>,
    pub on_day: NaiveDate,
}

pub fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    input: &TakeIn,
    new: &NewRepair<'_>,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO repair (id, year, series, number, customer_id, language, ceiling,
            ceiling_minor, on_day, at, user_id, till_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            input.id.uuid(),
            new.year,
            new.series,
            new.number,
            input.customer.uuid(),
            language_code(new.language),
            input.ceiling.code(),
            new.ceiling_minor,
            new.on_day.to_string(),
            cx.now_ms(),
            by.uuid(),
            cx.till.map(Id::uuid),
        ],
    )?;
    Ok(tx.last_row())
}

#[expect(clippy::too_many_arguments, reason = "a row has as many columns")]
pub fn insert_job(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    repair: i64,
    position: usize,
    code: &str,
    object: &NewObject,
    redo_of: Option<i64>,
    custody: Custody,
) -> Result<i64, StoreError> {
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "INSERT INTO repair_job (id, repair, position, code, object, said, condition,
            declared_minor, gross_ug, ring_size, piece_id, redo_of, promised_on, rush, assignee_id,
            total_minor, state, since, place_id, holder_kind, holder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, 'received',
            ?16, ?17, ?18, ?19)",
        params![
            object.id.uuid(),
            repair,
            i64::try_from(position).unwrap_or(i64::MAX),
            code,
            said(&object.object, 200),
            said(&object.said, 1_000),
            said(&object.condition, 1_000),
            object.declared_minor,
            object.gross_ug,
            said(&object.ring_size, 20),
            object.piece.map(Id::uuid),
            redo_of,
            object.promised_on.to_string(),
            object.rush,
            object.assignee.map(Id::uuid),
            cx.now_ms(),
            custody.place.map(Id::uuid),
            holder_kind,
            holder_id,
        ],
    )?;
    let job = tx.last_row();
    insert_stones(tx, job, &object.stones)?;
    Ok(job)
}

fn insert_stones(tx: &mut WriteTx<'_>, job: i64, stones: &[Stone]) -> Result<(), StoreError> {
    for (position, stone) in stones.iter().enumerate() {
        tx.execute(
            "INSERT INTO repair_stone (job, position, seat, stone, count, length_um, width_um, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                job,
                i64::try_from(position).unwrap_or(i64::MAX),
                said(&stone.seat, 100),
                said(&stone.stone, 200),
                stone.count,
                stone.length_um,
                stone.width_um,
                said(&stone.note, 200),
            ],
        )?;
    }
    Ok(())
}

/// What the sheet says from now on. Its history has what it said before.
pub fn amend_job(tx: &mut WriteTx<'_>, job: i64, object: &NewObject) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET object = ?2, said = ?3, condition = ?4, declared_minor = ?5,
            gross_ug = ?6, ring_size = ?7, version = version + 1 WHERE seq = ?1",
        params![
            job,
            said(&object.object, 200),
            said(&object.said, 1_000),
            said(&object.condition, 1_000),
            object.declared_minor,
            object.gross_ug,
            said(&object.ring_size, 20),
        ],
    )?;
    tx.execute("DELETE FROM repair_stone WHERE job = ?1", [job])?;
    insert_stones(tx, job, &object.stones)
}

pub fn promise_job(
    tx: &mut WriteTx<'_>,
    job: i64,
    promised_on: NaiveDate,
    rush: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET promised_on = ?2, rush = ?3, version = version + 1 WHERE seq = ?1",
        params![job, promised_on.to_string(), rush],
    )?;
    Ok(())
}

pub fn assign_job(
    tx: &mut WriteTx<'_>,
    job: i64,
    person: Option<Id<User>>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET assignee_id = ?2, version = version + 1 WHERE seq = ?1",
        params![job, person.map(Id::uuid)],
    )?;
    Ok(())
}

/// Repeats the last move, and the ledger's last word, on the job's row.
pub fn move_job(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    to: State,
    custody: Custody,
) -> Result<(), StoreError> {
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "UPDATE repair_job SET state = ?2, since = ?3, place_id = ?4, holder_kind = ?5,
            holder_id = ?6, version = version + 1 WHERE seq = ?1",
        params![
            job,
            to.code(),
            cx.now_ms(),
            custody.place.map(Id::uuid),
            holder_kind,
            holder_id,
        ],
    )?;
    Ok(())
}

/// A line of a job's history.
pub struct NewEntry<'a> {
    pub job: i64,
    pub place: Option<Id<Place>>,
    pub what: &'a str,
    /// From and to.
    pub moved: Option<(Option<State>, State)>,
    pub undoes: Option<i64>,
    pub note: &'a str,
    /// JSON.
    pub detail: &'a str,
}

impl<'a> NewEntry<'a> {
    pub const fn of(job: i64, what: &'a str) -> Self {
        Self {
            job,
            place: None,
            what,
            moved: None,
            undoes: None,
            note: "",
            detail: "{}",
        }
    }
}

pub fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    entry: &NewEntry<'_>,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO repair_entry (job, at, user_id, till_id, place_id, what, from_state, to_state,
            undoes, note, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            entry.job,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            cx.till.map(Id::uuid),
            entry.place.map(Id::uuid),
            entry.what,
            entry.moved.and_then(|(from, _)| from).map(State::code),
            entry.moved.map(|(_, to)| to.code()),
            entry.undoes,
            entry.note,
            entry.detail,
        ],
    )?;
    tx.wrote("repair_entry");
    Ok(tx.last_row())
}

/// What of the price list a task keeps, whatever becomes of the list.
#[derive(Clone, Copy, Debug)]
pub struct Frozen {
    /// The version of its line.
    pub tariff: Option<i64>,
    pub cost_minor: Option<i64>,
    pub commission: Terms,
}

/// Adds a task or writes it anew.
pub fn put_task(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    position: usize,
    task: &NewTask,
    frozen: Frozen,
) -> Result<(), StoreError> {
    let (commission_bp, commission_minor) = frozen.commission.parts();
    tx.execute(
        "INSERT INTO repair_task (id, job, position, tariff, kind, title, note, size_from, size_to,
            metal_in_mg, metal_out_mg, engraving, font, placement, price_minor, cost_minor, minutes,
            vat_bp, commission_bp, commission_minor, metal_by, quantity, metal, width_um)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, CASE WHEN coalesce(?10, ?11) IS NOT NULL THEN ?21 END, ?22, ?23, ?24)
         ON CONFLICT (id) DO UPDATE SET position = ?3, kind = ?5, title = ?6, note = ?7,
            size_from = ?8, size_to = ?9, metal_in_mg = ?10, metal_out_mg = ?11, engraving = ?12,
            font = ?13, placement = ?14, price_minor = ?15, cost_minor = ?16, minutes = ?17,
            vat_bp = ?18, commission_bp = ?19, commission_minor = ?20, quantity = ?22, metal = ?23,
            width_um = ?24,
            -- The same line of the list: the version that it was priced by.
            tariff = CASE WHEN (SELECT tariff FROM tariff_version WHERE seq = repair_task.tariff)
                IS (SELECT tariff FROM tariff_version WHERE seq = ?4) THEN tariff ELSE ?4 END,
            metal_by = CASE WHEN metal_in_mg IS ?10 AND metal_out_mg IS ?11 THEN metal_by
                ELSE ?21 END",
        params![
            task.id.uuid(),
            job,
            i64::try_from(position).unwrap_or(i64::MAX),
            frozen.tariff,
            task.kind.code(),
            said(&task.title, 200),
            said(&task.note, 1_000),
            said(&task.size_from, 20),
            said(&task.size_to, 20),
            task.metal_in_mg,
            task.metal_out_mg,
            said(&task.engraving, 400),
            said(&task.font, 60),
            said(&task.placement, 100),
            task.price_minor,
            frozen.cost_minor,
            task.minutes,
            task.vat_bp,
            commission_bp,
            commission_minor,
            cx.actor.user().map(Id::uuid),
            task.quantity,
            task.metal.map(Metal::code),
            task.width_um,
        ],
    )?;
    Ok(())
}

pub fn strike_task(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Task>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_task SET off_at = ?2 WHERE id = ?1",
        params![id.uuid(), cx.now_ms()],
    )?;
    Ok(())
}

/// What the tasks come to, on the job's row; nothing where one of them has no price.
pub fn sum_tasks(tx: &mut WriteTx<'_>, job: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET version = version + 1, total_minor =
            (SELECT CASE WHEN count(*) = count(price_minor) THEN coalesce(sum(price_minor), 0) END
             FROM repair_task WHERE job = ?1 AND off_at IS NULL) WHERE seq = ?1",
        [job],
    )?;
    Ok(())
}

pub fn set_done(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Task>, done: bool) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_task SET done_at = ?2, done_by = ?3 WHERE id = ?1",
        params![
            id.uuid(),
            done.then(|| cx.now_ms()),
            cx.actor.user().filter(|_| done).map(Id::uuid),
        ],
    )?;
    Ok(())
}

/// What goes to the check is done.
pub fn finish_tasks(tx: &mut WriteTx<'_>, cx: &Cx, job: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_task SET done_at = ?2, done_by = ?3
         WHERE job = ?1 AND done_at IS NULL AND off_at IS NULL",
        params![job, cx.now_ms(), cx.actor.user().map(Id::uuid)],
    )?;
    Ok(())
}

pub fn put_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    file: Uuid,
    thumbnail: Uuid,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_photo (job, file_id, thumbnail_id, state, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (job, file_id) DO UPDATE SET off_at = NULL",
        params![
            job.seq,
            file,
            thumbnail,
            job.state.code(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

pub fn hide_photo(tx: &mut WriteTx<'_>, cx: &Cx, job: i64, file: Uuid) -> Result<bool, StoreError> {
    let hidden = tx.execute(
        "UPDATE repair_photo SET off_at = ?3 WHERE job = ?1 AND file_id = ?2 AND off_at IS NULL",
        params![job, file, cx.now_ms()],
    )?;
    Ok(hidden > 0)
}

/// What the program adds to what was seen at the counter.
pub struct NewHandover<'a> {
    pub entry: i64,
    pub by: Id<User>,
    pub allowed_by: Option<Id<User>>,
    pub expected_ug: Option<i64>,
    pub tolerance_ug: i64,
    pub stones: &'a [StoneLooked],
    pub stones_same: bool,
    pub differs: bool,
    pub reason: &'a str,
}

pub fn insert_handover(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    input: &SeenAgain,
    seen: &NewHandover<'_>,
) -> Result<(), StoreError> {
    let stones = seen.stones.iter();
    let stones = stones.map(|one| json!({ "stone": one.stone, "seen": one.seen.code() }));
    let stones = serde_json::Value::from_iter(stones).to_string();
    tx.execute(
        "INSERT INTO repair_handover (id, job, entry, at, user_id, allowed_by, gross_ug, expected_ug,
            tolerance_ug, stones_same, photos_same, differs, reason, given_to, stones)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            input.id.uuid(),
            job,
            seen.entry,
            cx.now_ms(),
            seen.by.uuid(),
            seen.allowed_by.map(Id::uuid),
            input.gross_ug,
            seen.expected_ug,
            seen.tolerance_ug,
            seen.stones_same,
            input.photos_same,
            seen.differs,
            seen.reason,
            said(&input.given_to, 200),
            stones,
        ],
    )?;
    Ok(())
}

/// That a paper was asked for, and which copy it was.
pub fn insert_printed(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    repair: i64,
    what: &str,
    copy: u32,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_paper (repair, what, copy, at, user_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            repair,
            what,
            copy,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid)
        ],
    )?;
    Ok(())
}
