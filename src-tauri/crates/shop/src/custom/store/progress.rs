//! The sums of what is in the work.

use super::NAME;
use crate::custom::progress::Progress;
use crate::db::{ReadTx, StoreError, row};

/// The orders that were not finished at a moment and had something in the work or kept for it.
pub fn in_progress(tx: &ReadTx<'_>, ended_ms: i64) -> Result<Vec<Progress>, StoreError> {
    // What stood of a line then: how much of it was used, and whether it was on the list.
    let sql = format!(
        "WITH stood AS (
            SELECT used.part, sum(used.quantity) AS quantity, coalesce(sum(used.cost_minor), 0) AS cost,
                sum(used.cost_minor IS NULL) AS unknown
            FROM custom_use used WHERE used.undoes IS NULL AND used.at <= ?1
              AND NOT EXISTS (SELECT 1 FROM custom_use back
                WHERE back.undoes = used.seq AND back.at <= ?1)
            GROUP BY used.part),
        kept AS (
            SELECT part.seq, part.custom, part.cost_minor, part.quantity,
                part.quantity - coalesce(stood.quantity, 0) AS left
            FROM custom_part part LEFT JOIN stood ON stood.part = part.seq
            WHERE part.at <= ?1 AND (part.kind = 'piece' OR part.kind = 'article')
              AND coalesce((SELECT step FROM custom_part_step step
                WHERE step.part = part.seq AND step.at <= ?1 ORDER BY step.seq DESC LIMIT 1), 'back')
                = 'back'),
        sums AS (
            SELECT part.custom, sum(stood.cost) AS used, 0 AS kept, sum(stood.unknown) AS unknown
            FROM stood JOIN custom_part part ON part.seq = stood.part GROUP BY part.custom
            UNION ALL
            SELECT custom, 0, sum(coalesce(cost_minor, 0) * left / quantity),
                sum(cost_minor IS NULL) FROM kept WHERE left > 0 GROUP BY custom)
        SELECT made.id, made.number, made.title, {NAME}, last.to_state, last.at,
            sum(sums.used), sum(sums.kept), sum(sums.unknown)
        FROM sums JOIN custom_order made ON made.seq = sums.custom
        JOIN customer ON customer.id = made.customer_id
        JOIN custom_entry last ON last.seq = (SELECT max(seq) FROM custom_entry
            WHERE custom = made.seq AND to_state IS NOT NULL AND at <= ?1)
        WHERE last.to_state NOT IN ('ready', 'delivered', 'refused', 'cancelled')
        GROUP BY made.seq"
    );
    tx.all(&sql, [ended_ms], |found| {
        Ok(Progress {
            id: row::id(found, 0)?,
            number: found.get(1)?,
            title: found.get(2)?,
            customer: found.get(3)?,
            state: row::word(found, 4)?,
            since: row::time(found, 5)?,
            used_minor: found.get(6)?,
            kept_minor: found.get(7)?,
            unknown: found.get(8)?,
        })
    })
}
