//! What of a repair goes with its customer.

use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::files::File;

/// Their repairs, jobs, estimates and hand-overs.
pub fn known_by(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT id FROM repair WHERE customer_id = ?1
         UNION ALL SELECT repair_job.id FROM repair_job JOIN repair ON repair.seq = repair
             WHERE customer_id = ?1
         UNION ALL SELECT repair_estimate.id FROM repair_estimate
             JOIN repair_job ON repair_job.seq = job JOIN repair ON repair.seq = repair
             WHERE customer_id = ?1
         UNION ALL SELECT repair_handover.id FROM repair_handover
             JOIN repair_job ON repair_job.seq = job JOIN repair ON repair.seq = repair
             WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The pictures of their objects, and the small ones.
pub fn photos_of(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Id<File>>, StoreError> {
    tx.all(
        "SELECT file_id FROM repair_photo JOIN repair_job ON repair_job.seq = job
             JOIN repair ON repair.seq = repair WHERE customer_id = ?1
         UNION SELECT thumbnail_id FROM repair_photo JOIN repair_job ON repair_job.seq = job
             JOIN repair ON repair.seq = repair WHERE customer_id = ?1",
        [customer.uuid()],
        |found| row::id(found, 0),
    )
}

/// Each table's own words about people. Figures, days and what the object is are left.
const BLANKED: [&str; 14] = [
    "UPDATE repair_job SET said = '', condition = '', version = version + 1 WHERE seq IN (JOBS)",
    "UPDATE repair_stone SET note = '' WHERE job IN (JOBS)",
    "UPDATE repair_mark SET marks = '[]' WHERE job IN (JOBS)",
    "UPDATE repair_task SET note = '', engraving = '' WHERE job IN (JOBS)",
    "UPDATE repair_entry SET note = '' WHERE job IN (JOBS)",
    // What the words were before somebody changed them. What was to be done, and for how much, stays: the task
    // itself is compared with it.
    "UPDATE repair_entry SET detail = '{}' WHERE what = 'amended' AND job IN (JOBS)",
    "UPDATE repair_estimate SET note = '' WHERE job IN (JOBS)",
    "UPDATE repair_answer SET note = '' WHERE estimate IN
        (SELECT seq FROM repair_estimate WHERE job IN (JOBS))",
    // A difference has a reason: that there was one stays.
    "UPDATE repair_handover SET given_to = '', stones = '[]', reason = CASE WHEN reason = '' THEN '' ELSE '—' END
     WHERE job IN (JOBS)",
    "UPDATE bench_time SET note = '' WHERE minutes IS NOT NULL AND job_id IN
        (SELECT id FROM repair_job WHERE seq IN (JOBS))",
    "UPDATE bench_part SET note = '' WHERE job_id IN
        (SELECT id FROM repair_job WHERE seq IN (JOBS))",
    "UPDATE bench_metal SET note = '' WHERE job_id IN
        (SELECT id FROM repair_job WHERE seq IN (JOBS))",
    "UPDATE vendor_unworked SET why = '—' WHERE entry IN
        (SELECT seq FROM repair_entry WHERE job IN (JOBS))",
    "UPDATE custody_movement SET note = '' WHERE job_id IN
        (SELECT id FROM repair_job WHERE seq IN (JOBS))",
];

/// Empties what was said of a customer and by them.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    const JOBS: &str = "SELECT repair_job.seq FROM repair_job JOIN repair ON repair.seq = repair
        WHERE customer_id = ?1";
    for blank in BLANKED {
        tx.execute(&blank.replace("JOBS", JOBS), [customer.uuid()])?;
    }
    Ok(())
}
