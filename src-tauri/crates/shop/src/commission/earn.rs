//! Writes what a job that goes home earned whom.

use super::nouns::What;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{Job, RepairError};
use crate::workshop;
use chrono::NaiveDate;

/// Called in the hand-over's transaction: `entry` is its move.
///
/// The hand-over is the moment because nothing is left to happen then: it refuses whatever is not paid on a
/// ticket, no ticket of a job can be annulled and no task changed once it is collected, and the one way
/// back from it is a correction, which takes back what was earned. On the ticket would be too early (it is
/// annulled or paid in advance), when the task is ticked off earlier still.
///
/// Of a fee for work that came to nothing nobody earns: what was agreed is a share of finished work.
pub(crate) fn earn(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    entry: i64,
    today: NaiveDate,
) -> Result<(), RepairError> {
    let mut earned_minor = 0;
    for one in workshop::brought(tx, job.id)? {
        let amount_minor = one.task.commission.of(one.net_minor);
        let Some(person) = one.person.filter(|_| amount_minor > 0) else {
            continue;
        };
        let new = NewEntry {
            id: cx.new_id(),
            what: What::Earned,
            person,
            job: Some(job.id),
            task: Some(one.task.id),
            entry: Some(entry),
            takes_back: None,
            rate_bp: one.task.commission.parts().0,
            net_minor: one.net_minor,
            amount_minor,
            reason: "",
            on_day: today,
        };
        store::insert(tx, cx, &new)?;
        earned_minor += amount_minor;
    }
    if earned_minor > 0 {
        store::log(tx, cx, "commission-earned", &job.code, earned_minor)?;
    }
    Ok(())
}
