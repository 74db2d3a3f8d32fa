//! Gives a task to a person, to an outside workshop, or to nobody.

use units::Id;

use super::nouns::BenchError;
use super::{rule, store};
use crate::cx::{Cx, User};
use crate::db::{Change, WriteTx};
use crate::repair::{self, Job, Task};
use crate::stock::{self, Supplier};
use crate::users::{Authority, Right, authorise};

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Nobody,
    Person(Id<User>),
    Vendor(Id<Supplier>),
}

/// Writes who does a task of a job that is still to be done.
pub fn assign_task(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    job: Id<Job>,
    task: Id<Task>,
    who: Who,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = rule::job(tx, job)?;
    if !job.state.is_open() {
        return Err(BenchError::WrongState { state: job.state });
    }
    let task = rule::task(tx, &job, task)?;
    match who {
        Who::Nobody => {}
        Who::Person(person) => {
            let people = repair::people(tx)?;
            let known = people.iter().any(|(id, _)| *id == person);
            known.then_some(()).ok_or(BenchError::PersonUnknown)?;
        }
        Who::Vendor(vendor) => {
            let known = stock::suppliers(tx)?.iter().any(|one| one.id == vendor);
            known.then_some(()).ok_or(BenchError::VendorUnknown)?;
        }
    }
    store::insert_assignment(tx, cx, task.id, who)?;
    tx.changed(Change::of("repair"));
    tx.changed(Change::of("bench"));
    Ok(())
}
