//! What there is to do.

use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::bench::queue::{Queued, Work};
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};

/// The jobs of it.
pub fn queue(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    limit: usize,
) -> Result<Vec<Queued>, StoreError> {
    tx.all(
        "SELECT job.id, repair.id, job.code, job.object, job.state, job.rush, job.promised_on,
            coalesce((SELECT group_concat(title, ' · ') FROM (SELECT title FROM repair_task task
                WHERE task.job = job.seq AND off_at IS NULL AND done_at IS NULL
                ORDER BY position, task.seq)), ''),
            (SELECT coalesce(sum(minutes), 0) FROM repair_task task
                WHERE task.job = job.seq AND off_at IS NULL AND done_at IS NULL),
            (SELECT coalesce(sum(minutes), 0) FROM bench_time time WHERE time.job_id = job.id
                AND NOT EXISTS (SELECT 1 FROM bench_time newer WHERE newer.corrects = time.id)),
            coalesce(user.name, '')
         FROM repair_job job JOIN repair ON repair.seq = job.repair
         LEFT JOIN user ON user.id = job.assignee_id
         WHERE job.state IN ('received', 'estimate', 'bench', 'awaiting_parts', 'quality_check')
           AND (?1 IS NULL OR job.assignee_id = ?1 OR EXISTS (
                SELECT 1 FROM repair_task task JOIN bench_assignment last ON last.seq =
                    (SELECT max(seq) FROM bench_assignment WHERE task_id = task.id)
                WHERE task.job = job.seq AND off_at IS NULL AND done_at IS NULL
                    AND last.person_id = ?1))
         ORDER BY job.rush DESC, job.promised_on, job.seq LIMIT ?2",
        params![
            person.map(Id::uuid) as Option<Uuid>,
            i64::try_from(limit).unwrap_or(i64::MAX)
        ],
        |found| {
            Ok(Queued {
                work: Work::Job {
                    id: row::id(found, 0)?,
                    repair: row::id(found, 1)?,
                    state: row::word(found, 4)?,
                },
                code: found.get(2)?,
                object: found.get(3)?,
                rush: found.get(5)?,
                promised_on: Some(row::word(found, 6)?),
                tasks: found.get(7)?,
                planned_minutes: found.get(8)?,
                spent_minutes: found.get(9)?,
                assignee: found.get(10)?,
            })
        },
    )
}
