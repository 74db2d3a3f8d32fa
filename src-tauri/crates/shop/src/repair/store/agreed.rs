//! What is written of a job's estimates, their answers, its fee and its tickets.

use rusqlite::params;
use serde::Deserialize;
use units::Id;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::repair::cost::Settlement;
use crate::repair::estimate::Submit;
use crate::repair::nouns::{Estimate, Job};

/// What stands beside an estimate as it was asked for.
pub struct NewEstimate<'a> {
    pub total_minor: i64,
    /// What is announced that a refusal costs.
    pub fee_minor: Option<i64>,
    /// [`EstimateLine`]s as JSON.
    pub lines: &'a str,
    pub note: &'a str,
}

/// A task as it was when it was agreed to.
#[derive(Clone, Debug, Deserialize)]
pub struct EstimateLine {
    pub title: String,
    /// `52 → 54`, of a sizing.
    #[serde(default)]
    pub sizes: String,
    #[serde(default = "one")]
    pub quantity: i64,
    /// Of all of them.
    pub price_minor: i64,
    pub vat_bp: i64,
}

const fn one() -> i64 {
    1
}

/// What an estimate says, a line each.
pub fn estimate_lines(tx: &ReadTx<'_>, estimate: i64) -> Result<Vec<EstimateLine>, StoreError> {
    let lines: String = tx.one(
        "SELECT lines FROM repair_estimate WHERE seq = ?1",
        [estimate],
        |found| found.get(0),
    )?;
    serde_json::from_str(&lines).map_err(|_| StoreError::Unreadable("repair_estimate"))
}

/// Which job an estimate is of.
pub fn job_of_estimate(tx: &ReadTx<'_>, id: Id<Estimate>) -> Result<Option<Id<Job>>, StoreError> {
    tx.maybe(
        "SELECT repair_job.id FROM repair_estimate JOIN repair_job ON repair_job.seq = job
         WHERE repair_estimate.id = ?1",
        [id.uuid()],
        |found| row::id(found, 0),
    )
}

pub fn insert_estimate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: i64,
    input: &Submit,
    new: &NewEstimate<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO repair_estimate (id, job, version, total_minor, lines, valid_until, note, at,
            user_id, fee_minor)
         VALUES (?1, ?2, (SELECT count(*) + 1 FROM repair_estimate WHERE job = ?2), ?3, ?4, ?5, ?6,
            ?7, ?8, ?9)",
        params![
            input.id.uuid(),
            job,
            new.total_minor,
            new.lines,
            input.valid_until.to_string(),
            new.note,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            new.fee_minor,
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
