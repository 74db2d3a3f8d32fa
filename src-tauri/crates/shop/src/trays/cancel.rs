//! Cancels a count that never should have been: the wrong tray, an exercise.

use serde_json::json;
use units::Id;

use super::count::{Count, Standing};
use super::nouns::{TrayError, change, said};
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// It stands no more, and says why. What it had corrected stands again.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Count>,
    reason: &str,
) -> Result<Count, TrayError> {
    authorise(by, None, Right::CountStock)?;
    let count = store::count(tx, id)?.ok_or(TrayError::CountUnknown)?;
    if count.standing != Standing::Stands {
        return Err(TrayError::CountStandsNoMore);
    }
    let reason = said(reason);
    if reason.is_empty() {
        return Err(TrayError::ReasonMissing);
    }
    store::cancel_count(tx, cx, by.user(), count.seq, &reason)?;
    let detail = json!({ "what": "tray-count-cancelled", "tray": count.tray_name,
        "counted_on": count.counted_on.to_string(), "occasion": count.occasion.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(change());
    store::count(tx, id)?
        .ok_or(StoreError::Unreadable("tray_count"))
        .map_err(Into::into)
}
