//! What there is to do, rush first.

use chrono::NaiveDate;
use units::Id;

use super::store;
use crate::custom::{self, Order};
use crate::cx::User;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, Repair};

/// What lies on the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Job {
        id: Id<Job>,
        repair: Id<Repair>,
        state: repair::State,
    },
    Order {
        id: Id<Order>,
        state: custom::State,
    },
}

/// A job or an order in somebody's queue, or in everybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub work: Work,
    /// Of the envelope.
    pub code: String,
    pub object: String,
    pub rush: bool,
    /// None: of an order that nobody wished for a day.
    pub promised_on: Option<NaiveDate>,
    /// The tasks that are still to be done, by their titles.
    pub tasks: String,
    /// Of a job the tasks that are still to be done, of an order all of its labour.
    pub planned_minutes: i64,
    /// What was worked on it.
    pub spent_minutes: i64,
    /// Empty: nobody's.
    pub assignee: String,
}

/// As many as a day's bench looks at.
const MOST: usize = 200;

/// The jobs that are in the shop and not done, and the orders that are agreed: of a person those that were given to
/// them, whole or by a task; of nobody in particular, all. Rush first, then as they were promised, what has no day
/// last.
pub fn queue(tx: &ReadTx<'_>, person: Option<Id<User>>) -> Result<Vec<Queued>, StoreError> {
    let mut queue = store::queue(tx, person, MOST)?;
    // Work without a time of its own says so here: it stands beside none.
    let orders = custom::planned(tx, person, 0)?.into_iter();
    queue.extend(orders.filter_map(queued));
    queue.sort_by_key(|one| (!one.rush, one.promised_on.is_none(), one.promised_on));
    queue.truncate(MOST);
    Ok(queue)
}

/// An order that waits for the bench; None: it is done, or on hold.
fn queued(of: custom::Planned) -> Option<Queued> {
    use custom::State as S;
    matches!(of.state, S::Approved | S::Production).then_some(Queued {
        work: Work::Order {
            id: of.id,
            state: of.state,
        },
        code: of.number,
        object: of.title,
        rush: false,
        promised_on: of.due_on,
        tasks: of.labour,
        planned_minutes: of.planned_minutes,
        spent_minutes: of.spent_minutes,
        assignee: of.people,
    })
}
