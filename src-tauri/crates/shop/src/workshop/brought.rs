//! What each task of a job that went home brought, and who did it: what a commission is reckoned by.

use units::Id;

use super::key::Group;
use super::share::nets;
use super::store;
use super::work::{Work, work};
use crate::cx::User;
use crate::db::{ReadTx, StoreError};
use crate::repair::{Job, Task};
use crate::stock;

/// A task that was finished and went home.
pub(crate) struct Brought {
    pub task: Task,
    /// Of the shop; None: an outside workshop did it, or nobody knows who.
    pub person: Option<Id<User>>,
    /// Its share of what the tickets charge, without VAT.
    pub net_minor: i64,
}

/// By the same hands and the same shares as the margin's lines, so that both tell of one money. Nothing of
/// a job that came to nothing, or that has not gone home.
pub(crate) fn brought(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Vec<Brought>, StoreError> {
    let went_home = |work: &Work| work.course.collected_at().is_some() && !work.tasks.is_empty();
    let Some(work) = work(tx, id)?.filter(went_home) else {
        return Ok(Vec::new());
    };
    let charges = store::charges(tx, "job", id.uuid())?;
    let net_minor = charges.iter().map(|one| one.net_minor).sum();
    let nets = nets(&work.tasks, net_minor, stock::currency(tx)?)?;
    let brought = work.tasks.into_iter().zip(nets).map(|(one, net_minor)| {
        let person = one.hand.id.filter(|_| one.hand.group == Group::Person);
        Brought {
            person: person.map(Id::from_uuid),
            task: one.task,
            net_minor,
        }
    });
    Ok(brought.collect())
}
