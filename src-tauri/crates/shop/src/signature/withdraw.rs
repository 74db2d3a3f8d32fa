//! Says of a signature that it does not count: given under the wrong paper, or by the wrong hand.

use units::Id;

use super::nouns::{Signature, SignatureError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::users::{Authority, Right, authorise};

/// Enters that it does not count, and why. Another one can be given.
pub fn withdraw(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Signature>,
    reason: &str,
) -> Result<Signature, SignatureError> {
    authorise(by, None, Right::TakeRepairs)?;
    let found = store::signature_by_id(tx, id)?.ok_or(SignatureError::Unknown)?;
    let reason: String = reason.trim().chars().take(400).collect();
    if reason.is_empty() {
        return Err(SignatureError::ReasonMissing);
    }
    if found.withdrawn.is_some() {
        return Err(SignatureError::Withdrawn);
    }
    store::insert_withdrawn(tx, cx, found.seq, by.user(), &reason)?;
    tx.changed(Change::of("signature"));
    store::signature_by_id(tx, id)?.ok_or(SignatureError::Unknown)
}
