//! What the bench put into the objects.

use rusqlite::params;
use units::Id;

use crate::cx::User;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::repair::nouns::Task;
use crate::repair::worked::Weighed;

/// What each task, and the parts, put into an object or took out of it: as the bench has weighed it, and,
/// with `planned`, as planned where nobody has.
pub fn weighing(tx: &ReadTx<'_>, job: i64, planned: bool) -> Result<Vec<Weighed>, StoreError> {
    let mut all = tx.all(
        "SELECT title, worked_ug, off_at IS NULL AND ?2, coalesce(metal_in_mg, 0),
            coalesce(metal_out_mg, 0), coalesce(user.name, '')
         FROM repair_task LEFT JOIN user ON user.id = metal_by
         WHERE job = ?1 ORDER BY position, repair_task.seq",
        params![job, planned],
        |found| {
            let worked: Option<i64> = found.get(1)?;
            let (put, taken): (i64, i64) = match worked {
                Some(ug) => (ug.max(0), (-ug).max(0)),
                None if found.get(2)? => (
                    found.get::<_, i64>(3)? * 1_000,
                    found.get::<_, i64>(4)? * 1_000,
                ),
                None => (0, 0),
            };
            Ok(Weighed {
                title: found.get(0)?,
                in_ug: put,
                out_ug: taken,
                is_weighed: worked.is_some(),
                by: found.get(5)?,
            })
        },
    )?;
    let fitted_ug: i64 = tx.one(
        "SELECT fitted_ug FROM repair_job WHERE seq = ?1",
        [job],
        |found| found.get(0),
    )?;
    all.push(Weighed {
        title: String::new(),
        in_ug: fitted_ug.max(0),
        out_ug: (-fitted_ug).max(0),
        is_weighed: true,
        by: String::new(),
    });
    all.retain(|one| (one.in_ug, one.out_ug) != (0, 0));
    Ok(all)
}

pub fn set_worked(
    tx: &mut WriteTx<'_>,
    task: Id<Task>,
    worked_ug: Option<i64>,
    by: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE repair_task SET worked_ug = ?2, metal_by = ?3 WHERE id = ?1",
        params![task.uuid(), worked_ug, by.uuid()],
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
