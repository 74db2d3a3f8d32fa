//! What is written of a job's estimates, their answers, its fee and its tickets.

use rusqlite::params;
use units::Id;

use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::repair::cost::Settlement;
use crate::repair::estimate::Submit;

pub fn insert_estimate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    input: &Submit,
    total_minor: i64,
    lines: &str,
    note: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_estimate (id, job, version, total_minor, lines, valid_until, note, at,
            user_id)
         VALUES (?1, ?2, (SELECT count(*) + 1 FROM repair_estimate WHERE job = ?2), ?3, ?4, ?5, ?6,
            ?7, ?8)",
        params![
            input.id.uuid(),
            job,
            total_minor,
            lines,
            input.valid_until.to_string(),
            note,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("repair_estimate");
    Ok(())
}

/// What its tasks come to as it is taken in; nothing where there are none, or one has no price.
pub fn set_agreed(tx: &mut WriteTx<'_>, job: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET agreed_minor = total_minor WHERE seq = ?1
            AND EXISTS (SELECT 1 FROM repair_task WHERE job = ?1 AND off_at IS NULL)",
        [job],
    )?;
    Ok(())
}

/// An answer to the job's newest estimate.
pub fn insert_answer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    answer: &str,
    channel: &str,
    note: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_answer (estimate, answer, channel, note, at, user_id)
         SELECT max(seq), ?2, ?3, ?4, ?5, ?6 FROM repair_estimate WHERE job = ?1",
        params![
            job,
            answer,
            channel,
            note,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("repair_answer");
    Ok(())
}

/// What a ticket did to the job's money; the job's row has the sums.
pub fn insert_settlement(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    document: &str,
    settled: Settlement,
) -> Result<(), StoreError> {
    let (paid, charged) = (settled.paid_minor, settled.charged_minor);
    let user = cx.actor.user().map(Id::uuid);
    tx.execute(
        "INSERT INTO repair_settlement (job, document, paid_minor, charged_minor, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![job, document, paid, charged, cx.now_ms(), user],
    )?;
    tx.wrote("repair_settlement");
    tx.execute(
        "UPDATE repair_job SET paid_minor = paid_minor + ?2, charged_minor = charged_minor + ?3,
             version = version + 1 WHERE seq = ?1",
        params![job, paid, charged],
    )?;
    Ok(())
}

pub fn set_fee(tx: &mut WriteTx<'_>, job: i64, minor: Option<i64>) -> Result<(), StoreError> {
    let sql = "UPDATE repair_job SET fee_minor = ?2, version = version + 1 WHERE seq = ?1";
    tx.execute(sql, params![job, minor])?;
    Ok(())
}
