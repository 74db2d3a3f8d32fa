//! Takes an issued certificate back: it stands in the books, and every check of it says so.

use serde_json::json;
use units::Id;

use super::check::reason;
use super::create::told;
use super::nouns::{Appraisal, AppraisalError, State, What};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// Withdraws it with a reason; a right one is issued by reissuing it.
pub fn withdraw(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    note: &str,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state != State::Issued {
        return Err(AppraisalError::State {
            state: standing.state,
        });
    }
    let note = reason(note)?;
    store::set_state(tx, standing.seq, State::Withdrawn)?;
    let detail = json!({ "what": "appraisal-withdrawn", "appraisal": standing.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    told(tx, cx, by, id, What::Withdrawn, &note, None)
}
