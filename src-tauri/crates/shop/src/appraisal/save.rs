//! Keeps a draft as its editor has it.

use units::Id;

use super::check::check;
use super::draft::Draft;
use super::nouns::{Appraisal, AppraisalError, State};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Keeps it in place of the version that was seen. What is issued is not changed: it is reissued.
pub fn save(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    version: i64,
    draft: &Draft,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state != State::Draft {
        return Err(AppraisalError::State {
            state: standing.state,
        });
    }
    if standing.version != version {
        return Err(AppraisalError::Changed {
            current: standing.version,
        });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    check(tx, standing.kind, draft, today)?;
    store::update(tx, &standing, draft)?;
    let saved = store::found(tx, id)?;
    for change in saved.changes() {
        tx.changed(change);
    }
    Ok(saved)
}
