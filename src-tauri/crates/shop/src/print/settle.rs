//! A worker says what became of the job it took.

use chrono::TimeDelta;
use units::Id;

use super::{Job, JobError, State, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    Printed,
    /// Not one byte left: it is safe to try again, and is tried again.
    NotSent {
        problem: String,
    },
    /// It cannot be printed at all: no such address, a document that does not encode.
    Impossible {
        problem: String,
    },
    /// Some of it left and the end is not known.
    Unsure {
        problem: String,
    },
}

/// Tries before the program stops trying: with the pauses below, half an hour. A ticket that comes
/// out by itself the next morning would only puzzle.
const MOST_ATTEMPTS: u32 = 35;
/// The longest pause between two tries.
const LONGEST_PAUSE_S: i64 = 60;

/// Records what became of a job that was being sent.
pub fn settle(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>, ending: Ending) -> Result<Job, JobError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if job.state != State::Sending {
        return Err(JobError::State(job.state));
    }
    (job.state, job.problem) = match ending {
        Ending::Printed => (State::Done, None),
        Ending::NotSent { problem } if job.attempts >= MOST_ATTEMPTS => {
            (State::Failed, Some(problem))
        }
        Ending::NotSent { problem } => {
            job.next_at = cx.now + pause(job.attempts);
            (State::Waiting, Some(problem))
        }
        Ending::Impossible { problem } => (State::Failed, Some(problem)),
        Ending::Unsure { problem } => (State::Unsure, Some(problem)),
    };
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    Ok(job)
}

/// 2, 4, 8, 16, 32, then 60 seconds.
fn pause(attempts: u32) -> TimeDelta {
    let doubled = 1_i64.checked_shl(attempts).unwrap_or(LONGEST_PAUSE_S);
    TimeDelta::seconds(doubled.clamp(2, LONGEST_PAUSE_S))
}
