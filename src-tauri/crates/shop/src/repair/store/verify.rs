//! Which job does not say what its history says.

use crate::db::{ReadTx, StoreError};

/// The first one's code, and what of it: the columns that change are compared with what is only added to.
pub fn astray(tx: &ReadTx<'_>) -> Result<Option<(String, String)>, StoreError> {
    tx.maybe(
        "SELECT code, astray FROM (SELECT job.seq, job.code, CASE
            WHEN job.state IS NOT (SELECT to_state FROM repair_entry entry WHERE entry.job = job.seq
                AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1) THEN 'state'
            WHEN (SELECT json_group_array(json_array(title, price_minor,
                    json_array(commission_bp, commission_minor))) FROM (SELECT * FROM repair_task task
                     WHERE task.job = job.seq AND off_at IS NULL ORDER BY position))
                IS NOT (SELECT json_extract(detail, '$.tasks') FROM repair_entry entry WHERE entry.job = job.seq
                    AND detail ->> '$.tasks' IS NOT NULL ORDER BY seq DESC LIMIT 1) THEN 'tasks'
            WHEN job.total_minor IS NOT (SELECT
                CASE WHEN count(*) = count(price_minor) THEN coalesce(sum(price_minor), 0) END
                FROM repair_task task WHERE task.job = job.seq AND off_at IS NULL) THEN 'total'
            WHEN job.paid_minor IS NOT (SELECT coalesce(sum(paid_minor), 0) FROM repair_settlement
                settled WHERE settled.job = job.seq) THEN 'paid'
            WHEN job.charged_minor IS NOT (SELECT coalesce(sum(charged_minor), 0)
                FROM repair_settlement settled WHERE settled.job = job.seq) THEN 'charged'
         END AS astray FROM repair_job job)
         WHERE astray IS NOT NULL ORDER BY seq LIMIT 1",
        [],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}
