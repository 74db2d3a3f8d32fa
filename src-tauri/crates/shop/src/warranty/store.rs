//! The SQL of warranties.

use rusqlite::params;
use units::Id;

use super::nouns::Warranty;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::repair::Task;

/// The tasks that stand with their terms; `usual` where the price list names none.
pub(super) fn terms(
    tx: &ReadTx<'_>,
    job: i64,
    usual: i64,
) -> Result<Vec<(Id<Task>, String, i64)>, StoreError> {
    tx.all(
        "SELECT task.id, task.title, coalesce(price.warranty_months, ?2) FROM repair_task task
         LEFT JOIN tariff_version price ON price.seq = task.tariff
         WHERE task.job = ?1 AND task.off_at IS NULL ORDER BY task.position, task.seq",
        [job, usual],
        |found| Ok((row::id(found, 0)?, found.get(1)?, found.get(2)?)),
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    job: i64,
    entry: i64,
    new: &Warranty,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO warranty (job, entry, task_id, title, months, from_day, until_day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            job,
            entry,
            new.task.uuid(),
            new.title,
            new.months,
            new.from.to_string(),
            new.until.to_string()
        ],
    )?;
    Ok(())
}

/// What is promised of a job by the hand-over that stands.
pub fn warranties(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Warranty>, StoreError> {
    tx.all(
        "SELECT task_id, title, months, from_day, until_day FROM warranty
         WHERE job = ?1
            AND NOT EXISTS (SELECT 1 FROM repair_entry back WHERE back.undoes = warranty.entry)
         ORDER BY seq",
        [job],
        |found| {
            Ok(Warranty {
                task: row::id(found, 0)?,
                title: found.get(1)?,
                months: found.get(2)?,
                from: row::word(found, 3)?,
                until: row::word(found, 4)?,
            })
        },
    )
}

/// The envelope of a job that does this one again and is not over. A cancelled one is.
pub fn redo_underway(tx: &ReadTx<'_>, job: i64) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT code FROM repair_job WHERE redo_of = ?1
            AND state NOT IN ('collected', 'refused', 'cancelled', 'abandoned')
         ORDER BY seq LIMIT 1",
        [job],
        |found| found.get(0),
    )
}
