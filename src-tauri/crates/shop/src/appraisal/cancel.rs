//! Gives a draft up, and takes it up again. Neither deletes anything.

use units::Id;

use super::check::reason;
use super::create::told;
use super::nouns::{Appraisal, AppraisalError, State, What};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Gives a draft up.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    note: &str,
) -> Result<Appraisal, AppraisalError> {
    step(
        tx,
        cx,
        by,
        id,
        &reason(note)?,
        State::Draft,
        State::Cancelled,
        What::Cancelled,
    )
}

/// Takes it up again.
pub fn reopen(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
) -> Result<Appraisal, AppraisalError> {
    let standing = store::found(tx, id)?;
    // Meanwhile the one it was to replace may have another successor, or be replaced already.
    if let Some((before, _)) = &standing.replaces
        && standing.state == State::Cancelled
        && store::successor(tx, *before)?.is_some()
    {
        return Err(AppraisalError::BeingReissued);
    }
    step(
        tx,
        cx,
        by,
        id,
        "",
        State::Cancelled,
        State::Draft,
        What::Reopened,
    )
}

#[expect(clippy::too_many_arguments, reason = "one step of the table of states")]
fn step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    note: &str,
    from: State,
    to: State,
    what: What,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state != from {
        return Err(AppraisalError::State {
            state: standing.state,
        });
    }
    store::set_state(tx, standing.seq, to)?;
    told(tx, cx, by, id, what, note, None)
}
