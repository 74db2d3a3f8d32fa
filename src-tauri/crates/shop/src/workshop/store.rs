//! Which jobs and tickets a span of days is about.

use chrono::NaiveDate;
use units::Id;
use uuid::Uuid;

use super::period::Span;
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};
use crate::repair::{Job, State, Task};

/// The jobs that came into one of these states in the span; some of them only by mistake.
pub fn moved_into(
    tx: &ReadTx<'_>,
    span: &Span,
    states: &[State],
) -> Result<Vec<Id<Job>>, StoreError> {
    // The words are the machine's own.
    let words: Vec<_> = states
        .iter()
        .map(|one| format!("'{}'", one.code()))
        .collect();
    tx.all(
        &format!(
            "SELECT DISTINCT job.id, job.seq FROM repair_entry entry
             JOIN repair_job job ON job.seq = entry.job
             WHERE entry.at > ?1 AND entry.at <= ?2 AND entry.to_state IN ({})
             ORDER BY job.seq",
            words.join(", ")
        ),
        [span.after_ms, span.until_ms],
        |found| row::id(found, 0),
    )
}

/// Who ticked the tasks of a job off.
pub fn ticked(tx: &ReadTx<'_>, job: i64) -> Result<Vec<(Id<Task>, Id<User>, String)>, StoreError> {
    tx.all(
        "SELECT task.id, user.id, user.name FROM repair_task task JOIN user ON user.id = done_by
         WHERE task.job = ?1 AND done_at IS NOT NULL AND off_at IS NULL",
        [job],
        |found| Ok((row::id(found, 0)?, row::id(found, 1)?, found.get(2)?)),
    )
}

/// The jobs that do another one again for nothing: which, whether under its warranty, and why.
pub fn redone(tx: &ReadTx<'_>, job: i64) -> Result<Vec<(Id<Job>, bool, String)>, StoreError> {
    tx.all(
        "SELECT job.id, entry.what = 'redo_warranty', entry.note FROM repair_job job
         JOIN repair_entry entry ON entry.job = job.seq
            AND (entry.what = 'redo_warranty' OR entry.what = 'redo_goodwill')
         WHERE job.redo_of = ?1 ORDER BY job.seq",
        [job],
        |found| Ok((row::id(found, 0)?, found.get(1)?, found.get(2)?)),
    )
}

/// What tickets of these days have to do with: the word of its kind, and which.
pub fn charged(
    tx: &ReadTx<'_>,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(String, Uuid)>, StoreError> {
    tx.all(
        "SELECT DISTINCT subject_kind, subject_id FROM sale JOIN sale_line ON sale_id = sale.id
         WHERE business_on BETWEEN ?1 AND ?2 AND role = 'work'",
        (from.to_string(), until.to_string()),
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}

/// A ticket's word on some work.
pub struct Charge {
    pub business_on: NaiveDate,
    /// Without VAT; below zero where it annuls an earlier one.
    pub net_minor: i64,
    /// What its own lines say it cost; None: nothing.
    pub cost_minor: Option<i64>,
}

/// All that tickets ever said of some work, in their order.
pub fn charges(tx: &ReadTx<'_>, kind: &str, subject: Uuid) -> Result<Vec<Charge>, StoreError> {
    tx.all(
        "SELECT business_on, sum(line.total_minor - line.vat_minor), sum(line.cost_minor)
         FROM sale_line line JOIN sale ON sale.id = line.sale_id
         WHERE line.subject_id = ?2 AND line.subject_kind = ?1 AND line.role = 'work'
         GROUP BY sale.seq ORDER BY sale.seq",
        (kind, subject),
        |found| {
            Ok(Charge {
                business_on: row::word(found, 0)?,
                net_minor: found.get(1)?,
                cost_minor: found.get(2)?,
            })
        },
    )
}

/// Arrhes that were kept less those that were doubled, without VAT, and of how many works.
pub fn kept(tx: &ReadTx<'_>, from: NaiveDate, until: NaiveDate) -> Result<(i64, i64), StoreError> {
    tx.one(
        "SELECT coalesce(sum(sale_line.total_minor - vat_minor), 0), count(DISTINCT subject_id)
         FROM sale JOIN sale_line ON sale_id = sale.id
         WHERE business_on BETWEEN ?1 AND ?2 AND role = 'kept'",
        (from.to_string(), until.to_string()),
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}
