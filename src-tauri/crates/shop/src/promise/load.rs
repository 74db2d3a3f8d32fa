//! What is promised for each day and not done: repairs, and the orders that are made.

use chrono::NaiveDate;
use units::Id;

use super::store;
use crate::custom::{Planned, State};
use crate::cx::User;
use crate::db::{ReadTx, StoreError};
use crate::repair::Job;

/// What is promised for a day and not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    pub on: NaiveDate,
    pub minutes: i64,
    pub jobs: i64,
    pub orders: i64,
}

/// The days with open promises, in their order; of a person those in which something is theirs. `orders`: what is
/// agreed, of the same person.
pub(super) fn loads(
    tx: &ReadTx<'_>,
    task_minutes: i64,
    person: Option<Id<User>>,
    except: Option<Id<Job>>,
    orders: &[Planned],
) -> Result<Vec<Load>, StoreError> {
    let mut loads = store::job_loads(tx, task_minutes, person, except)?;
    for order in orders.iter().filter(|one| one.state != State::Ready) {
        let Some(on) = order.due_on else { continue };
        let at = loads.partition_point(|load| load.on < on);
        match loads.get_mut(at) {
            Some(load) if load.on == on => {
                load.minutes += order.left_minutes;
                load.orders += 1;
            }
            _ => loads.insert(
                at,
                Load {
                    on,
                    minutes: order.left_minutes,
                    jobs: 0,
                    orders: 1,
                },
            ),
        }
    }
    Ok(loads)
}
