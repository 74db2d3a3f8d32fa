//! Remembers that a person is there, so that a restart knows how long they have been away.

use super::session::TokenDigest;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Told now and then, not at every request: it costs a commit.
pub fn seen(tx: &mut WriteTx<'_>, cx: &Cx, token: &TokenDigest) -> Result<(), StoreError> {
    store::set_seen(tx, token, cx.now_ms())
}
