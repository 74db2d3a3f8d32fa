//! Whether the customer has agreed to what the work comes to.
//!
//! An approved estimate speaks for its object. Without one, what was said at the counter stands: a sum
//! that the whole slip must not exceed, a call before anything is begun, or nothing: then the prices on
//! the slip that they took home are what they know of.

use super::nouns::{Ceiling, Job, Repair, RepairError};
use super::state::State;
use super::store;
use crate::db::ReadTx;

/// Refuses work that comes to more than the customer knows of.
pub(super) fn check(tx: &ReadTx<'_>, job: &Job) -> Result<(), RepairError> {
    let repair = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    if let Some(approved) = store::approved_minor(tx, job.seq)? {
        return match below(job.total_minor, approved) {
            // They said yes to less, and want to be called before anything.
            Err(_) if repair.ceiling == Ceiling::CallFirst => Err(RepairError::ApprovalNeeded),
            answer => answer,
        };
    }
    match (repair.ceiling, repair.ceiling_minor) {
        (Ceiling::CallFirst, _) => Err(RepairError::ApprovalNeeded),
        (Ceiling::DoNotExceed, Some(ceiling)) => {
            let own = job.total_minor.ok_or(RepairError::Unpriced)?;
            below(Some(own + others(tx, &repair, job)?), ceiling)
        }
        (Ceiling::DoNotExceed | Ceiling::None, _) => match store::agreed_minor(tx, job.seq)? {
            // They left it to us.
            None => Ok(()),
            Some(agreed) => below(job.total_minor, agreed),
        },
    }
}

/// What the other objects of the slip come to under the same word: not those that go back undone, nor
/// those whose estimate was approved by itself. One without a price says nothing yet; it is counted when
/// it has one, before its own work begins.
fn others(tx: &ReadTx<'_>, repair: &Repair, job: &Job) -> Result<i64, RepairError> {
    let mut sum = 0;
    for other in store::jobs_of(tx, repair)? {
        let goes_back = matches!(
            other.state,
            State::Refused | State::Cancelled | State::Abandoned
        );
        if other.id == job.id || goes_back || store::approved_minor(tx, other.seq)?.is_some() {
            continue;
        }
        sum += other.total_minor.unwrap_or(0);
    }
    Ok(sum)
}

fn below(total_minor: Option<i64>, ceiling_minor: i64) -> Result<(), RepairError> {
    let total_minor = total_minor.ok_or(RepairError::Unpriced)?;
    if total_minor > ceiling_minor {
        return Err(RepairError::AboveCeiling {
            total_minor,
            ceiling_minor,
        });
    }
    Ok(())
}
