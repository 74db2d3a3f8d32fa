//! Gives an object back: what is on the scale and under the loupe, beside what came in.

use chrono::{DateTime, Utc};
use units::Id;

use super::act::{self, ActOn};
use super::nouns::{Job, RepairError, reason, said};
use super::state::{self, Act};
use super::store;
use crate::commission;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::settings;
use crate::till;
use crate::users::{Authority, MissingRight, Right, authorise};
use crate::warranty;

/// Names a hand-over in an [`Id`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    pub id: Id<Self>,
    pub at: DateTime<Utc>,
    pub by: String,
    /// Who answered for a difference.
    pub allowed_by: String,
    pub gross_ug: Option<i64>,
    pub expected_ug: Option<i64>,
    pub tolerance_ug: i64,
    pub stones_same: bool,
    pub photos_same: bool,
    pub differs: bool,
    pub reason: String,
    pub given_to: String,
}

/// What was seen at the counter.
#[derive(Clone, Debug)]
pub struct SeenAgain {
    pub id: Id<Handover>,
    /// The number on the slip that the customer shows; empty: they have none.
    pub slip: String,
    pub gross_ug: Option<i64>,
    pub stones_same: bool,
    pub photos_same: bool,
    /// Of a difference, and of a missing slip.
    pub reason: String,
    /// Where it is not the customer.
    pub given_to: String,
}

/// What the object should weigh now: as it came in, with the metal and the parts that the work put in or
/// took out.
pub fn expected_ug(tx: &ReadTx<'_>, job: &Job) -> Result<Option<i64>, StoreError> {
    let Some(gross_ug) = job.gross_ug else {
        return Ok(None);
    };
    // What was planned counts where nobody has weighed it; of what waits untouched nothing was done.
    let is_planned = !matches!(job.state, state::State::Refused | state::State::Cancelled);
    Ok(Some(gross_ug + store::added_ug(tx, job.seq, is_planned)?))
}

/// The setting of what the weight at a hand-over may be off without a word, in micrograms.
pub const TOLERANCE: &str = "repair.tolerance_ug";

/// How much more or less is nothing to speak of: the shop's own setting, else the house's.
pub fn tolerance_ug(tx: &ReadTx<'_>, today: chrono::NaiveDate) -> Result<i64, StoreError> {
    let own: Option<i64> = settings::get(tx, TOLERANCE)?;
    let house = rules().value("house.repair_tolerance_ug", today);
    Ok(own.or(house).unwrap_or(0))
}

/// Compares, writes what was seen, and lets the object go. A difference needs a reason and somebody who
/// may answer for it.
pub fn hand_over(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Job>,
    input: &SeenAgain,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let past = super::past(tx, &job)?;
    let to = state::next(job.state, Act::Collect, past)
        .ok_or(RepairError::WrongState { state: job.state })?;
    if store::handover_job(tx, input.id)?.is_some() {
        return Err(RepairError::IdTaken);
    }
    let repair = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let shown = input.slip.trim();
    if !shown.is_empty() && !is_slip_of(shown, &repair.number, &job.code) {
        let number = shown.to_owned();
        return Err(RepairError::WrongSlip { number });
    }
    match job.balance_minor().ok_or(RepairError::Unpriced)? {
        0 => {}
        owed if owed > 0 => {
            return Err(RepairError::BalanceDue {
                balance_minor: owed,
            });
        }
        given => return Err(RepairError::RefundDue { paid_minor: -given }),
    }
    if job.price_minor() != Some(job.charged_minor) {
        return Err(RepairError::NotTicketed);
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let expected = expected_ug(tx, &job)?;
    let tolerance = tolerance_ug(tx, today)?;
    let off = match (expected, input.gross_ug) {
        (None, _) => None,
        (Some(_), None) => return Err(RepairError::WeightMissing),
        (Some(expected), Some(gross)) => {
            ((gross - expected).abs() > tolerance).then_some((expected, gross))
        }
    };
    let differs = off.is_some() || !input.stones_same || !input.photos_same;
    let mut allowed_by = None;
    let mut why = said(&input.reason, 400);
    if differs {
        let allowed = authorise(by, vouched, Right::AllowDifference);
        match (reason(&input.reason), allowed) {
            (Ok(text), Ok(authority)) => {
                why = text;
                allowed_by = Some(authority.user());
            }
            (Ok(_), Err(missing @ MissingRight(_))) => return Err(missing.into()),
            (Err(_), _) => {
                return Err(match off {
                    Some((expected_ug, gross_ug)) => RepairError::Differs {
                        expected_ug,
                        gross_ug,
                        tolerance_ug: tolerance,
                    },
                    None => RepairError::NotTheSame,
                });
            }
        }
    } else if shown.is_empty() {
        // Without the slip it is the customer's face that proves it: somebody says so.
        why = reason(&input.reason)?;
    }
    let entry = act::go(tx, cx, &job, &ActOn::plain(Act::Collect), to, &why, None)?;
    let seen = store::NewHandover {
        entry,
        by: by.user(),
        allowed_by,
        expected_ug: expected,
        tolerance_ug: tolerance,
        differs,
        reason: &why,
    };
    store::insert_handover(tx, cx, job.seq, input, &seen)?;
    // Of what was refused, cancelled or given up no work is answered for.
    if job.state == state::State::Ready {
        warranty::give(tx, &job, entry, today)?;
    }
    commission::earn(tx, cx, &job, entry, today)?;
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}

/// The slip's number, or that of the envelope itself.
fn is_slip_of(shown: &str, number: &str, code: &str) -> bool {
    let same = |text: &str| shown.eq_ignore_ascii_case(text);
    same(number) || same(code)
}
