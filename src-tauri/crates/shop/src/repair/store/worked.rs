//! What the bench put into the objects.

use rusqlite::params;
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx};
use crate::repair::nouns::Task;

/// What the work added to an object's weight: as the bench has weighed it, and, with `planned`, as
/// planned where nobody has.
pub fn added_ug(tx: &ReadTx<'_>, job: i64, planned: bool) -> Result<i64, StoreError> {
    tx.one(
        "SELECT fitted_ug + (SELECT coalesce(sum(coalesce(worked_ug,
                CASE WHEN off_at IS NULL AND ?2
                    THEN (coalesce(metal_in_mg, 0) - coalesce(metal_out_mg, 0)) * 1000 ELSE 0 END)), 0)
            FROM repair_task WHERE job = ?1)
         FROM repair_job WHERE seq = ?1",
        params![job, planned],
        |found| found.get(0),
    )
}

pub fn set_worked(
    tx: &mut WriteTx<'_>,
    task: Id<Task>,
    worked_ug: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_task SET worked_ug = ?2 WHERE id = ?1",
        params![task.uuid(), worked_ug],
    )?;
    Ok(())
}

pub fn set_fitted(tx: &mut WriteTx<'_>, job: i64, fitted_ug: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_job SET fitted_ug = ?2 WHERE seq = ?1",
        params![job, fitted_ug],
    )?;
    Ok(())
}
