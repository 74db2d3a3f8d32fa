//! Takes back what a hand-over earned that turned out to be a mistake.

use super::nouns::What;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{Job, RepairError};
use crate::till;

/// Called in the transaction of the move that undoes it, with that move and its reason. Everything that a
/// job still earns goes back: the next hand-over reckons anew, by the tickets and the people of then, so
/// that a price that was reduced meanwhile, or a task that was somebody else's, needs no sum of its own.
/// It stands in today's report: that of the day on which it was earned stays as it was printed.
pub(crate) fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    entry: i64,
    why: &str,
) -> Result<(), RepairError> {
    let today = till::house(tx, None, None)?.day(cx.now);
    let mut lost_minor = 0;
    for earned in store::standing(tx, job.id)? {
        let new = NewEntry {
            id: cx.new_id(),
            what: What::TakenBack,
            person: earned.person,
            job: Some(job.id),
            task: earned.task.map(|(task, _)| task),
            entry: Some(entry),
            takes_back: Some(earned.seq),
            rate_bp: earned.terms.parts().0,
            net_minor: -earned.net_minor,
            amount_minor: -earned.amount_minor,
            reason: why,
            on_day: today,
        };
        store::insert(tx, cx, &new)?;
        lost_minor += earned.amount_minor;
    }
    if lost_minor > 0 {
        store::log(tx, cx, "commission-taken-back", &job.code, lost_minor)?;
    }
    Ok(())
}
