//! Trying a PIN: counted before it is checked, so that many tries at once, or a program killed in
//! between, gain nothing.
//!
//! Three steps, because checking is slow and the writer's thread serves every till: [`begin`]
//! counts the try, [`Attempt::check`] computes, [`accept`] or [`refuse`] writes the outcome.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use units::Id;

use super::authority::Authority;
use super::pin::{Pin, PinHash};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// Wrong tries in a row that cost no waiting: fingers slip.
const FREE_TRIES: u32 = 3;
const FIRST_DELAY: TimeDelta = TimeDelta::seconds(30);
const LONGEST_DELAY: TimeDelta = TimeDelta::minutes(15);

/// Why a PIN is not even looked at.
#[derive(Debug, thiserror::Error)]
pub enum BeginAttemptError {
    /// No such person, or one who no longer works here.
    #[error("no such user")]
    UnknownUser,
    /// Too many wrong PINs: wait until then.
    #[error("wrong PINs: wait until {until}")]
    Wait { until: DateTime<Utc> },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why the outcome of a try could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum SettleAttemptError {
    #[error("no such user")]
    UnknownUser,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// A try that has been counted and waits for its check.
#[derive(Debug)]
pub struct Attempt {
    user: Id<User>,
    pin_hash: PinHash,
    wrong_pins: u32,
}

/// The person typed their PIN.
#[derive(Clone, Copy, Debug)]
pub struct Proven {
    user: Id<User>,
}

/// Somebody typed another.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    user: Id<User>,
    /// In a row, this one included.
    pub wrong_pins: u32,
    /// How long the next try has to wait.
    pub delay: TimeDelta,
}

impl Proven {
    pub fn user(&self) -> Id<User> {
        self.user
    }
}

/// Counts a try, or refuses it for now. The delay starts here and falls away when the PIN is right.
pub fn begin(tx: &mut WriteTx<'_>, cx: &Cx, user: Id<User>) -> Result<Attempt, BeginAttemptError> {
    let row = store::credentials(tx, user)?
        .filter(|row| row.active)
        .ok_or(BeginAttemptError::UnknownUser)?;
    if let Some(until) = row.locked_until
        && cx.now < until
    {
        return Err(BeginAttemptError::Wait { until });
    }
    let wrong_pins = row.wrong_pins.saturating_add(1);
    let delay = delay_after(wrong_pins);
    let until = (delay > TimeDelta::zero()).then(|| cx.now + delay);
    store::set_wrong_pins(tx, user, wrong_pins, until)?;
    Ok(Attempt {
        user,
        pin_hash: row.pin_hash,
        wrong_pins,
    })
}

impl Attempt {
    /// Slow on purpose, and needs no store: run it on a thread that may wait.
    pub fn check(self, pin: &Pin) -> Result<Proven, Refused> {
        if self.pin_hash.is_of(pin) {
            Ok(Proven { user: self.user })
        } else {
            Err(Refused {
                user: self.user,
                wrong_pins: self.wrong_pins,
                delay: delay_after(self.wrong_pins),
            })
        }
    }
}

/// Forgets the wrong tries and says what the person may do.
pub fn accept(tx: &mut WriteTx<'_>, proven: Proven) -> Result<Authority, SettleAttemptError> {
    let user = store::user(tx, proven.user)?
        .filter(|user| user.active)
        .ok_or(SettleAttemptError::UnknownUser)?;
    store::set_wrong_pins(tx, user.id, 0, None)?;
    Ok(user.authority())
}

/// Journals a wrong PIN.
pub fn refuse(tx: &mut WriteTx<'_>, cx: &Cx, refused: Refused) -> Result<(), SettleAttemptError> {
    let detail = json!({
        "what": "pin-refused",
        "user": refused.user.to_string(),
        "in_a_row": refused.wrong_pins,
    });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("user"));
    Ok(())
}

/// Nothing for the first three, then 30 s, doubling up to a quarter of an hour.
pub(super) fn delay_after(wrong_pins: u32) -> TimeDelta {
    let Some(doublings) = wrong_pins.checked_sub(FREE_TRIES + 1) else {
        return TimeDelta::zero();
    };
    (0..doublings.min(16))
        .fold(FIRST_DELAY, |delay, _| delay * 2)
        .min(LONGEST_DELAY)
}
