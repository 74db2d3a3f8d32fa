//! Closes an estate when all of it is issued, and opens it again: something was found in a drawer.

use units::Id;

use super::super::nouns::AppraisalError;
use super::nouns::{Estate, EstateState, EstateWhat};
use super::open::{told, writable};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Closes it; while a draft is left it stays open.
pub fn close(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
) -> Result<Estate, AppraisalError> {
    let standing = writable(tx, by, id)?;
    let drafts = standing.sum.drafts;
    if drafts > 0 {
        return Err(AppraisalError::EstateDrafts { drafts });
    }
    if standing.sum.issued == 0 {
        return Err(AppraisalError::NoItems);
    }
    store::set_state(tx, standing.seq, EstateState::Closed)?;
    told(tx, cx, by, id, EstateWhat::Closed, "", None)
}

/// Opens it again.
pub fn reopen(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
) -> Result<Estate, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state == EstateState::Open {
        return Err(AppraisalError::EstateOpen);
    }
    store::set_state(tx, standing.seq, EstateState::Open)?;
    told(tx, cx, by, id, EstateWhat::Reopened, "", None)
}
