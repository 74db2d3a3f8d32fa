//! A person gets a new PIN: their own choice, or because they forgot it.

use serde_json::json;
use units::Id;

use super::pin::PinHash;
use super::store;
use crate::cx::{self, Cx};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// Why the PIN stays.
#[derive(Debug, thiserror::Error)]
pub enum SetPinError {
    #[error("no such user")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Sets the PIN and forgets the wrong tries. Where somebody else sets it, its owner is signed out
/// everywhere: whoever knew the old one is gone with it.
pub fn set_pin(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<cx::User>,
    pin_hash: &PinHash,
) -> Result<(), SetPinError> {
    store::user(tx, id)?.ok_or(SetPinError::Unknown)?;
    store::set_pin(tx, id, pin_hash)?;
    if cx.actor.user() != Some(id) {
        store::end_sessions_of(tx, id, cx.now_ms())?;
    }
    let detail = json!({ "what": "pin-set", "user": id.to_string() });
    journal::log(tx, cx, Event::RightsChanged, &detail)?;
    tx.changed(Change::of("user"));
    Ok(())
}
