//! The person is back.

use super::attempt::{self, Proven, SettleAttemptError};
use super::session::Session;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::JournalError;

/// Why the session stays locked.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The PIN is somebody else's: they sign in for themselves.
    #[error("the session is another person's")]
    OtherUser,
    #[error("no such user")]
    UnknownUser,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<SettleAttemptError> for UnlockError {
    fn from(error: SettleAttemptError) -> Self {
        match error {
            SettleAttemptError::UnknownUser => Self::UnknownUser,
            SettleAttemptError::Store(error) => Self::Store(error),
            SettleAttemptError::Journal(error) => Self::Journal(error),
        }
    }
}

/// Unlocks the session of the person who typed their PIN.
pub fn unlock(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    session: &Session,
    proven: Proven,
) -> Result<(), UnlockError> {
    if proven.user() != session.authority.user() {
        return Err(UnlockError::OtherUser);
    }
    attempt::accept(tx, proven)?;
    store::set_locked(tx, &session.token_digest, false, cx.now_ms())?;
    tx.changed(Change::of("session"));
    Ok(())
}
