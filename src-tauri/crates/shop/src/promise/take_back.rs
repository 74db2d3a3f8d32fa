//! Says of days that they are like the week's after all.

use serde_json::json;
use units::Id;

use super::nouns::{Closure, PromiseError};
use super::set_week::changed;
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// Writes it beside what was said.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Closure>,
) -> Result<(), PromiseError> {
    authorise(by, None, Right::PlanBench)?;
    let (seq, is_back) = store::closure(tx, id)?.ok_or(PromiseError::Unknown)?;
    if is_back {
        return Err(PromiseError::TakenBack);
    }
    store::insert_closure_back(tx, cx, seq)?;
    let detail = json!({ "what": "workshop-closure-back", "closure": id.to_string() });
    journal::log(tx, cx, Event::Other, &detail)?;
    changed(tx);
    Ok(())
}
