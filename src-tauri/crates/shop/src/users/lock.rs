//! A session waits for its person: nothing of it is lost.

use super::session::TokenDigest;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// Locks the session until its PIN is typed again.
pub fn lock(tx: &mut WriteTx<'_>, cx: &Cx, token: &TokenDigest) -> Result<(), StoreError> {
    store::set_locked(tx, token, true, cx.now_ms())?;
    tx.changed(Change::of("session"));
    Ok(())
}
