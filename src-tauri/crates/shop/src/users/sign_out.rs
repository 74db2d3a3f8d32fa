//! A person leaves.

use super::session::TokenDigest;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// Ends the session: its token opens nothing any more.
pub fn sign_out(tx: &mut WriteTx<'_>, cx: &Cx, token: &TokenDigest) -> Result<(), StoreError> {
    store::end_session(tx, token, cx.now_ms())?;
    tx.changed(Change::of("session"));
    Ok(())
}
