//! In which states what is written, and the bounds of what a person types. Nothing here reads or writes.

use super::nouns::BenchError;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, State, Task};
use units::Id;

/// A clock that runs for longer was forgotten.
pub const LONGEST_CLOCK_MINUTES: i64 = 16 * 60;
pub(super) const DAY_MINUTES: i64 = 24 * 60;
/// Ten kilograms.
pub(super) const MOST_MG: i64 = 10_000_000;
/// Ten thousand an hour.
pub(super) const MOST_HOUR_MINOR: i64 = 1_000_000;
pub(super) const MOST_QUANTITY: i64 = 10_000;

/// The object is in the shop and somebody is at it: time, parts and metal are written.
pub const fn works(state: State) -> bool {
    matches!(
        state,
        State::Estimate | State::Bench | State::AwaitingParts | State::QualityCheck
    )
}

/// What went in is taken back as long as the object is here.
pub(super) const fn gives_back(state: State) -> bool {
    !matches!(state, State::Collected | State::Vendor)
}

pub(super) fn check_works(job: &Job) -> Result<(), BenchError> {
    if works(job.state) {
        Ok(())
    } else {
        Err(BenchError::WrongState { state: job.state })
    }
}

pub(super) fn check_gives_back(job: &Job) -> Result<(), BenchError> {
    if gives_back(job.state) {
        Ok(())
    } else {
        Err(BenchError::WrongState { state: job.state })
    }
}

/// The job, or the refusal of whoever names another.
pub(super) fn job(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Job, BenchError> {
    let unknown = repair::RepairError::JobUnknown;
    repair::job(tx, id)?.ok_or(BenchError::Repair(unknown))
}

/// A task that stands on this job.
pub(super) fn task(tx: &ReadTx<'_>, job: &Job, id: Id<Task>) -> Result<Task, BenchError> {
    let tasks = repair::tasks(tx, job.seq)?;
    let found = tasks.into_iter().find(|task| task.id == id);
    found.ok_or(BenchError::TaskUnknown)
}

pub(super) fn maybe_task(
    tx: &ReadTx<'_>,
    job: &Job,
    id: Option<Id<Task>>,
) -> Result<(), BenchError> {
    id.map_or(Ok(()), |id| task(tx, job, id).map(|_| ()))
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(400).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, BenchError> {
    let text = said(text);
    if text.is_empty() {
        Err(BenchError::ReasonMissing)
    } else {
        Ok(text)
    }
}

/// So much of an hour's cost, to the cent.
pub(crate) fn of_hour(hour_minor: i64, minutes: i64) -> Result<i64, StoreError> {
    units::Rounding::HalfUp
        .divide(i128::from(hour_minor) * i128::from(minutes), 60)
        .ok_or(StoreError::Unreadable("bench_rate"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written and what is taken back, state by state: a dot is a refusal.
    #[test]
    fn every_state_and_what_the_bench_writes_in_it() {
        let mut table = String::new();
        for &state in State::ALL {
            let word = |does: bool, word: &'static str| if does { word } else { "·" };
            table += &format!(
                "{}: {} {}\n",
                state.code(),
                word(works(state), "works"),
                word(gives_back(state), "gives_back")
            );
            // What can be written can be taken back where it was written.
            assert!(!works(state) || gives_back(state), "{state:?}");
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn an_hours_cost_is_shared_out_to_the_cent() {
        for (hour, minutes, minor) in [(4_500, 60, 4_500), (4_500, 20, 1_500), (1_000, 1, 17)] {
            assert_eq!(of_hour(hour, minutes).expect("a share"), minor);
        }
    }
}
