//! A successor, years later: the same objects, with the values of the day beside those of then.

use chrono::Months;
use units::Id;

use super::create::told;
use super::estate;
use super::nouns::{Appraisal, AppraisalError, Kind, State, What};
use super::propose::propose;
use super::store;
use super::template::template;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Begins the draft that will stand in the place of `before`, as issued, expired or withdrawn. What the
/// shop's rates and lists can value has today's value; the rest keeps the one it had.
pub fn reissue(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    before: Id<Appraisal>,
    id: Id<Appraisal>,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, before)?;
    if store::appraisal(tx, id)?.is_some() {
        return Err(AppraisalError::IdTaken);
    }
    match (standing.state, store::successor(tx, before)?) {
        (State::Draft | State::Cancelled, _) => {
            return Err(AppraisalError::State {
                state: standing.state,
            });
        }
        (_, Some((_, Some(number)))) => return Err(AppraisalError::Superseded { number }),
        (_, Some((_, None))) => return Err(AppraisalError::BeingReissued),
        (State::Issued | State::Superseded | State::Withdrawn, None) => {}
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let mut draft = store::draft(tx, before)?.ok_or(AppraisalError::Unknown)?;
    for item in &mut draft.items {
        item.id = cx.new_id::<Kind>().uuid();
        for part in &mut item.parts {
            part.before_minor = part.value_minor;
            part.id = cx.new_id::<Kind>().uuid();
        }
        let proposed = propose(tx, &item.parts, today)?;
        for (part, proposed) in item.parts.iter_mut().zip(proposed) {
            if let Some(proposed) = proposed {
                part.value_minor = Some(proposed.value_minor);
                proposed.basis.code().clone_into(&mut part.basis);
                part.source = proposed.source;
                part.on = Some(proposed.on);
            }
        }
    }
    draft.valued_on = today;
    let months = template(standing.kind).valid_months;
    draft.valid_until = today
        .checked_add_months(Months::new(months))
        .filter(|_| months > 0);
    store::insert(
        tx,
        cx,
        by.user(),
        id,
        standing.kind,
        &draft,
        Some(standing.seq),
    )?;
    estate::follow(tx, standing.seq, id)?;
    told(tx, cx, by, id, What::Created, "", None)
}
