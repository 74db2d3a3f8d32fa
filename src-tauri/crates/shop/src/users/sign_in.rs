//! A person arrives at a till, or in the back office.

use serde_json::json;
use units::Id;

use super::attempt::{self, Proven, SettleAttemptError};
use super::session::TokenDigest;
use super::store;
use crate::cx::{Actor, Cx, Till};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// They have been deactivated since they typed their PIN.
    #[error("no such user")]
    UnknownUser,
    #[error("no such till")]
    UnknownTill,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<SettleAttemptError> for SignInError {
    fn from(error: SettleAttemptError) -> Self {
        match error {
            SettleAttemptError::UnknownUser => Self::UnknownUser,
            SettleAttemptError::Store(error) => Self::Store(error),
            SettleAttemptError::Journal(error) => Self::Journal(error),
        }
    }
}

/// Opens a session under the digest of its token.
pub fn sign_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    proven: Proven,
    till: Option<Id<Till>>,
    token: &TokenDigest,
) -> Result<(), SignInError> {
    if let Some(till) = till
        && !store::till_is_active(tx, till)?
    {
        return Err(SignInError::UnknownTill);
    }
    let authority = attempt::accept(tx, proven)?;
    store::insert_session(tx, token, proven.user(), till, cx.now_ms())?;
    let mut cx = cx.clone();
    cx.actor = Actor::User(proven.user());
    cx.till = till;
    let detail = json!({ "role": authority.role().name() });
    journal::log(tx, &cx, Event::UserSignedIn, &detail)?;
    tx.changed(Change::of("session"));
    Ok(())
}
