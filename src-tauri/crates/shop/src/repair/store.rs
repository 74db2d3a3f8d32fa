//! The SQL of repairs: what a repair and its jobs are. Lists stand in `list`, what is written in `write`
//! and, of money, in `agreed`; what is drawn on photos in `marks`, what goes with a person in `forget`.

mod agreed;
mod forget;
mod handover;
mod list;
mod marks;
mod verify;
mod worked;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

pub(super) use agreed::{
    NewEstimate, estimate_lines, insert_answer, insert_estimate, insert_settlement,
    job_of_estimate, set_agreed, set_fee,
};
pub(super) use forget::{forget_customer, known_by, photos_of};
pub(super) use handover::handover_job;
pub use handover::handovers;
pub(super) use list::{column, count, late, listed, long_ready, of_code, of_customer, of_number};
pub use marks::drawings;
pub(super) use marks::insert_drawing;
pub(super) use verify::astray;
pub(super) use worked::{set_fitted, set_worked, weighing};
pub(super) use write::{
    Frozen, NewEntry, NewHandover, NewRepair, amend_job, assign_job, finish_tasks, hide_photo,
    insert, insert_entry, insert_handover, insert_job, insert_printed, move_job, promise_job,
    put_photo, put_task, set_done, strike_task, sum_tasks,
};

use marks::drawn;

use super::nouns::{Entry, Estimate, Job, Photo, Repair, Stone, Task};
use crate::commission::Terms;
use crate::customers::Customer;
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};
use crate::stock::{Custody, Party, Place};

/// A customer's name from the joined table.
pub(super) const NAME: &str = "coalesce(CASE
    WHEN customer.company = '' THEN trim(customer.given_name || ' ' || customer.family_name)
    WHEN customer.family_name = '' THEN customer.company
    ELSE customer.company || ' (' || trim(customer.given_name || ' ' || customer.family_name) || ')'
    END, '')";

pub(super) const fn language_code(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}

/// One repair.
pub fn repair(tx: &ReadTx<'_>, id: Id<Repair>) -> Result<Option<Repair>, StoreError> {
    tx.maybe(
        "SELECT repair.id, repair.seq, number, customer_id, repair.language, ceiling, ceiling_minor,
            on_day, at, user.name
         FROM repair JOIN user ON user.id = user_id WHERE repair.id = ?1",
        [id.uuid()],
        |found| {
            let language: String = found.get(4)?;
            Ok(Repair {
                id: row::id(found, 0)?,
                seq: found.get(1)?,
                number: found.get(2)?,
                customer: row::id(found, 3)?,
                language: if language == "en" { Language::En } else { Language::Fr },
                ceiling: row::word(found, 5)?,
                ceiling_minor: found.get(6)?,
                on_day: row::word(found, 7)?,
                at: row::time(found, 8)?,
                by: found.get(9)?,
            })
        },
    )
}

const JOB: &str =
    "SELECT job.id, job.seq, repair.id, job.code, job.object, job.said, job.condition,
        job.declared_minor, job.gross_ug, job.ring_size, job.piece_id, first.id, first.code,
        job.promised_on, job.rush, job.assignee_id, user.name, job.total_minor, job.paid_minor,
        job.state, job.since, job.place_id, repair.customer_id, job.holder_kind, job.holder_id,
        job.version, job.charged_minor, job.fee_minor
    FROM repair_job job JOIN repair ON repair.seq = job.repair
    LEFT JOIN repair_job first ON first.seq = job.redo_of
    LEFT JOIN user ON user.id = job.assignee_id";

fn read_job(found: &Row<'_>) -> rusqlite::Result<Job> {
    let pair = |id: usize| -> rusqlite::Result<Option<(Uuid, String)>> {
        let id: (Option<Uuid>, Option<String>) = (found.get(id)?, found.get(id + 1)?);
        Ok(id.0.zip(id.1))
    };
    let holder: String = found.get(23)?;
    Ok(Job {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        repair: row::id(found, 2)?,
        code: found.get(3)?,
        object: found.get(4)?,
        said: found.get(5)?,
        condition: found.get(6)?,
        declared_minor: found.get(7)?,
        gross_ug: found.get(8)?,
        ring_size: found.get(9)?,
        piece: row::maybe_id(found, 10)?,
        redo_of: pair(11)?.map(|(id, code)| (Id::from_uuid(id), code)),
        promised_on: row::word(found, 13)?,
        rush: found.get(14)?,
        assignee: pair(15)?.map(|(id, name)| (Id::from_uuid(id), name)),
        total_minor: found.get(17)?,
        paid_minor: found.get(18)?,
        charged_minor: found.get(26)?,
        fee_minor: found.get(27)?,
        state: row::word(found, 19)?,
        since: row::time(found, 20)?,
        custody: Custody {
            place: row::maybe_id(found, 21)?,
            owner: Party::Customer(Some(found.get(22)?)),
            holder: Party::from_parts(&holder, found.get(24)?)
                .ok_or(rusqlite::Error::InvalidQuery)?,
        },
        version: found.get(25)?,
    })
}

/// One job.
pub fn job(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Job>, StoreError> {
    tx.maybe(&format!("{JOB} WHERE job.id = ?1"), [id.uuid()], read_job)
}

/// The jobs of a repair, in their order.
pub fn jobs_of(tx: &ReadTx<'_>, repair: &Repair) -> Result<Vec<Job>, StoreError> {
    tx.all(
        &format!("{JOB} WHERE job.repair = ?1 ORDER BY job.position"),
        [repair.seq],
        read_job,
    )
}

/// The stone map.
pub fn stones(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Stone>, StoreError> {
    tx.all(
        "SELECT seat, stone, count, length_um, width_um, note FROM repair_stone
         WHERE job = ?1 ORDER BY position",
        [job],
        |found| {
            Ok(Stone {
                seat: found.get(0)?,
                stone: found.get(1)?,
                count: found.get(2)?,
                length_um: found.get(3)?,
                width_um: found.get(4)?,
                note: found.get(5)?,
            })
        },
    )
}

/// The tasks that stand, in their order.
pub fn tasks(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "SELECT repair_task.id, tariff.id, repair_task.kind, title, note, size_from, size_to,
            metal_in_mg, metal_out_mg, engraving, font, placement, repair_task.price_minor,
            repair_task.cost_minor, repair_task.minutes, repair_task.vat_bp, done_at, user.name,
            repair_task.commission_bp, repair_task.commission_minor, quantity, metal, width_um
         FROM repair_task
         LEFT JOIN tariff_version price ON price.seq = repair_task.tariff
         LEFT JOIN tariff ON tariff.seq = price.tariff
         LEFT JOIN user ON user.id = done_by
         WHERE job = ?1 AND off_at IS NULL ORDER BY position, repair_task.seq",
        [job],
        |found| {
            let done: Option<i64> = found.get(16)?;
            Ok(Task {
                id: row::id(found, 0)?,
                tariff: row::maybe_id(found, 1)?,
                kind: row::word(found, 2)?,
                title: found.get(3)?,
                note: found.get(4)?,
                size_from: found.get(5)?,
                size_to: found.get(6)?,
                metal_in_mg: found.get(7)?,
                metal_out_mg: found.get(8)?,
                engraving: found.get(9)?,
                font: found.get(10)?,
                placement: found.get(11)?,
                price_minor: found.get(12)?,
                cost_minor: found.get(13)?,
                minutes: found.get(14)?,
                vat_bp: found.get(15)?,
                quantity: found.get(20)?,
                metal: match found.get::<_, Option<String>>(21)? {
                    Some(_) => Some(row::word(found, 21)?),
                    None => None,
                },
                width_um: found.get(22)?,
                commission: Terms::from_parts(found.get(18)?, found.get(19)?),
                done: match done.and_then(DateTime::<Utc>::from_timestamp_millis) {
                    Some(at) => Some((at, found.get::<_, Option<String>>(17)?.unwrap_or_default())),
                    None => None,
                },
            })
        },
    )
}

/// Which job has this task, struck out or not.
pub(super) fn task_job(tx: &ReadTx<'_>, id: Id<Task>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT job FROM repair_task WHERE id = ?1",
        [id.uuid()],
        |found| found.get(0),
    )
}

/// The pictures on the sheet, the oldest first.
pub fn photos(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Photo>, StoreError> {
    tx.all(
        "SELECT photo.file_id, thumbnail_id, state, photo.at, mark.version, mark.marks, mark.at,
            user.name
         FROM repair_photo photo
         LEFT JOIN repair_mark mark ON mark.seq = (SELECT max(seq) FROM repair_mark
            WHERE job = photo.job AND file_id = photo.file_id)
         LEFT JOIN user ON user.id = mark.user_id
         WHERE photo.job = ?1 AND off_at IS NULL ORDER BY photo.seq",
        [job],
        |found| {
            let version: Option<i64> = found.get(4)?;
            Ok(Photo {
                file: found.get(0)?,
                thumbnail: found.get(1)?,
                state: row::word(found, 2)?,
                at: row::time(found, 3)?,
                drawn: version.map(|_| drawn(found, 4)).transpose()?,
            })
        },
    )
}

pub(super) fn photo_count(tx: &ReadTx<'_>, job: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM repair_photo WHERE job = ?1",
        [job],
        |found| found.get(0),
    )
}

/// A job's history, the newest first.
pub fn entries(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT repair_entry.seq, at, coalesce(user.name, ''), what, from_state, to_state, undoes,
            coalesce(place.name, ''), note,
            json_extract(detail, '$.promised_on'), json_extract(detail, '$.to'),
            CASE WHEN what = 'amended' THEN detail END, json_extract(detail, '$.file'),
            coalesce(json_extract(detail, '$.allowed_by'), '')
         FROM repair_entry LEFT JOIN user ON user.id = user_id
         LEFT JOIN place ON place.id = place_id
         WHERE job = ?1 ORDER BY repair_entry.seq DESC",
        [job],
        |found| {
            let state = |at: usize| -> rusqlite::Result<_> {
                let word: Option<String> = found.get(at)?;
                Ok(word.and_then(|word| word.parse().ok()))
            };
            let day = |at: usize| -> rusqlite::Result<Option<NaiveDate>> {
                let text: Option<String> = found.get(at)?;
                Ok(text.and_then(|text| text.parse().ok()))
            };
            Ok(Entry {
                seq: found.get(0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                what: found.get(3)?,
                from: state(4)?,
                to: state(5)?,
                undoes: found.get(6)?,
                place: found.get(7)?,
                note: found.get(8)?,
                promised: day(9)?.zip(day(10)?),
                amended: match found.get::<_, Option<String>>(11)? {
                    Some(detail) => serde_json::from_str(&detail).ok(),
                    None => None,
                },
                photo: match found.get::<_, Option<String>>(12)? {
                    Some(file) => file.parse().ok(),
                    None => None,
                },
                allowed_by: found.get(13)?,
            })
        },
    )
}

/// The estimates with their last answers, the newest first.
pub fn estimates(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Estimate>, StoreError> {
    tx.all(
        "SELECT estimate.id, estimate.seq, estimate.version, total_minor, valid_until, estimate.note,
            estimate.at, coalesce(user.name, ''), said.answer, coalesce(said.channel, ''), said.at,
            estimate.fee_minor
         FROM repair_estimate estimate LEFT JOIN user ON user.id = estimate.user_id
         LEFT JOIN repair_answer said ON said.seq =
            (SELECT max(seq) FROM repair_answer WHERE estimate = estimate.seq)
         WHERE job = ?1 ORDER BY estimate.version DESC",
        [job],
        |found| {
            let answer: Option<String> = found.get(8)?;
            let at: Option<i64> = found.get(10)?;
            // An answer that was a mistake leaves it open.
            let answer = answer.filter(|word| word != "corrected");
            let answered = at.filter(|_| answer.is_some());
            Ok(Estimate {
                id: row::id(found, 0)?,
                seq: found.get(1)?,
                version: found.get(2)?,
                total_minor: found.get(3)?,
                fee_minor: found.get(11)?,
                valid_until: row::word(found, 4)?,
                note: found.get(5)?,
                at: row::time(found, 6)?,
                by: found.get(7)?,
                channel: answer
                    .as_ref()
                    .map_or(Ok(String::new()), |_| found.get(9))?,
                answered_at: answered.and_then(DateTime::<Utc>::from_timestamp_millis),
                answer,
            })
        },
    )
}

pub(super) fn estimate_job(tx: &ReadTx<'_>, id: Id<Estimate>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT job FROM repair_estimate WHERE id = ?1",
        [id.uuid()],
        |found| found.get(0),
    )
}

/// What the newest estimate that was approved came to.
pub(super) fn approved_minor(tx: &ReadTx<'_>, job: i64) -> Result<Option<i64>, StoreError> {
    let approved = |one: &Estimate| one.answer.as_deref() == Some("approved");
    Ok(estimates(tx, job)?
        .into_iter()
        .find(approved)
        .map(|one| one.total_minor))
}

/// What the slip said when it was taken in.
pub(super) fn agreed_minor(tx: &ReadTx<'_>, job: i64) -> Result<Option<i64>, StoreError> {
    tx.one(
        "SELECT agreed_minor FROM repair_job WHERE seq = ?1",
        [job],
        |found| found.get(0),
    )
}

/// The number after the last one of a year.
pub(super) fn next_series(tx: &ReadTx<'_>, year: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM repair WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// Who had the object when it was out last.
pub(super) fn last_vendor(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Uuid>, StoreError> {
    tx.maybe(
        "SELECT holder_id FROM custody_movement
         WHERE job_id = ?1 AND holder_kind = 'supplier' ORDER BY seq DESC LIMIT 1",
        [id.uuid()],
        |found| found.get(0),
    )
}

/// Where the object was when it was here last.
pub(super) fn last_place(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Id<Place>>, StoreError> {
    let place: Option<Option<Uuid>> = tx.maybe(
        "SELECT place_id FROM custody_movement
         WHERE job_id = ?1 AND place_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [id.uuid()],
        |found| found.get(0),
    )?;
    Ok(place.flatten().map(Id::from_uuid))
}

/// When the registered letter of the law went out last since it waits, and who wrote it.
pub(super) fn last_letter(
    tx: &ReadTx<'_>,
    job: i64,
) -> Result<Option<(DateTime<Utc>, String)>, StoreError> {
    tx.maybe(
        "SELECT at, coalesce(user.name, '') FROM repair_entry
         JOIN repair_job ON repair_job.seq = job LEFT JOIN user ON user.id = user_id
         WHERE job = ?1 AND what = 'notified' AND at >= since
           AND json_extract(detail, '$.notice') = 'letter'
         ORDER BY repair_entry.seq DESC LIMIT 1",
        [job],
        |found| Ok((row::time(found, 0)?, found.get(1)?)),
    )
}

/// When that letter went out.
pub fn letter_on(tx: &ReadTx<'_>, job: i64) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(last_letter(tx, job)?.map(|(at, _)| at))
}

pub(super) fn repair_by_number(
    tx: &ReadTx<'_>,
    number: &str,
) -> Result<Option<Id<Repair>>, StoreError> {
    tx.maybe(
        "SELECT id FROM repair WHERE number = ?1",
        [number],
        |found| row::id(found, 0),
    )
}

/// A repair of this customer with something still in the shop's hands: they cannot be forgotten.
pub fn stands_with(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM repair WHERE customer_id = ?1 AND EXISTS
            (SELECT 1 FROM repair_job WHERE repair = repair.seq AND state <> 'collected')
         ORDER BY seq LIMIT 1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// Who may be given a job: everybody who works here, but for the books.
pub fn people(tx: &ReadTx<'_>) -> Result<Vec<(Id<User>, String)>, StoreError> {
    tx.all(
        "SELECT id, name FROM user WHERE active = 1 AND role <> 'accountant' ORDER BY name",
        [],
        |found| Ok((row::id(found, 0)?, found.get(1)?)),
    )
}

/// Whether a job was ever anywhere but where it was taken in, a move taken back included.
pub(super) fn has_moved(tx: &ReadTx<'_>, job: i64) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM repair_entry
            WHERE job = ?1 AND from_state IS NOT NULL AND to_state IS NOT NULL)",
        [job],
        |found| found.get(0),
    )
}

/// Whether the claim slip of a job's repair was printed.
pub(super) fn claim_printed(tx: &ReadTx<'_>, job: i64) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM repair_paper paper
            JOIN repair_job ON repair_job.repair = paper.repair
            WHERE repair_job.seq = ?1 AND what = 'claim')",
        [job],
        |found| found.get(0),
    )
}

/// How many of a paper were printed of a repair.
pub(super) fn printed(tx: &ReadTx<'_>, repair: i64, what: &str) -> Result<u32, StoreError> {
    tx.one(
        "SELECT count(*) FROM repair_paper WHERE repair = ?1 AND what = ?2",
        params![repair, what],
        |found| found.get(0),
    )
}

/// The numbers of a customer's slips and envelopes: what their papers are known by.
pub fn subjects(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT number FROM repair WHERE customer_id = ?1
         UNION ALL SELECT code FROM repair_job JOIN repair ON repair.seq = repair_job.repair
         WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}
