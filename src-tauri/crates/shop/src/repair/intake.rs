//! What was seen when an object came in. Once its owner holds a paper of it, or it has moved, it is what
//! the object is compared with when it goes home: a correction needs somebody who answers for it, and
//! what was seen first stays to be read beside it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::nouns::{Entry, Job, RepairError, Stone};
use super::state::State;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::signature;
use crate::users::{self, Authority, Right};

/// The sheet of an object as it was written at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    pub object: String,
    pub said: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    /// Micrograms.
    pub gross_ug: Option<i64>,
    pub ring_size: String,
    pub stones: Vec<Stone>,
}

impl Intake {
    pub(super) fn of(tx: &ReadTx<'_>, job: &Job) -> Result<Self, StoreError> {
        Ok(Self {
            object: job.object.clone(),
            said: job.said.clone(),
            condition: job.condition.clone(),
            declared_minor: job.declared_minor,
            gross_ug: job.gross_ug,
            ring_size: job.ring_size.clone(),
            stones: store::stones(tx, job.seq)?,
        })
    }

    /// Weight, size and stones agree: the same object by what a hand-over looks at.
    pub fn is_same_object(&self, other: &Self) -> bool {
        (self.gross_ug, &self.ring_size, &self.stones)
            == (other.gross_ug, &other.ring_size, &other.stones)
    }
}

/// A correction of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    pub before: Intake,
    pub after: Intake,
    /// It was somebody's already: a paper was out, or it had moved.
    pub held: bool,
}

/// How long somebody stands at the counter: a slip that a browser printed leaves no trace here.
const AT_THE_COUNTER: TimeDelta = TimeDelta::minutes(30);

/// Whether what was seen at the counter is somebody else's by now: the claim slip was printed or signed,
/// the object has moved, or whoever left it has gone.
pub fn is_held(tx: &ReadTx<'_>, cx: &Cx, job: &Job) -> Result<bool, StoreError> {
    let gone = store::repair(tx, job.repair)?.is_some_and(|of| cx.now - of.at > AT_THE_COUNTER);
    Ok(gone
        || job.state != State::Received
        || store::has_moved(tx, job.seq)?
        || store::claim_printed(tx, job.seq)?
        || !signature::signatures_of(tx, job.repair.uuid())?.is_empty())
}

/// What was seen first, where a correction has changed its weight, size or stones since. `entries`: the
/// newest first.
pub fn first_intake<'a>(
    tx: &ReadTx<'_>,
    job: &Job,
    entries: &'a [Entry],
) -> Result<Option<&'a Entry>, StoreError> {
    let now = Intake::of(tx, job)?;
    let mut corrections = entries.iter().rev().filter(|entry| {
        let amended = entry.amended.as_deref();
        amended.is_some_and(|one| one.held && !one.before.is_same_object(&one.after))
    });
    let first = corrections.next().filter(|entry| {
        let amended = entry.amended.as_deref();
        amended.is_some_and(|one| !one.before.is_same_object(&now))
    });
    Ok(first)
}

/// Who answers for a difference: see [`users::second`].
pub(super) fn answer_for_difference(
    tx: &ReadTx<'_>,
    by: &Authority,
    vouched: Option<&Authority>,
) -> Result<Authority, RepairError> {
    Ok(users::second(tx, by, vouched, Right::AllowDifference)?)
}
