//! Gives an object back: what is on the scale and under the loupe, beside what came in.

use chrono::{DateTime, Utc};
use units::Id;

use super::act::{self, ActOn};
use super::intake;
use super::nouns::{Job, RepairError, Stone, reason, said};
use super::state::{self, Act};
use super::store;
use super::take_in::{LEAST_UG, MOST_UG};
use crate::commission;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::settings;
use crate::stock::words;
use crate::till;
use crate::users::{Authority, Right, authorise};
use crate::warranty;

words! {
    /// What was seen of a stone of the map.
    Seen {
        Present = "present",
        Missing = "missing",
        Replaced = "replaced",
    }
}

/// A stone of the map, looked for when the object went home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoneLooked {
    pub stone: Stone,
    pub seen: Seen,
}

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
    /// Of the map as it was then; empty: there was none.
    pub stones: Vec<StoneLooked>,
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
    /// Of each stone of the map, in its order.
    pub stones: Vec<Seen>,
    /// Those that no map names, too.
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
    let steps = super::weighing(tx, job)?;
    let added: i64 = steps.iter().map(|one| one.in_ug - one.out_ug).sum();
    Ok(Some(gross_ug + added))
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
    if !shown.is_empty() {
        check_slip(tx, shown, &repair.number)?;
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
    if input
        .gross_ug
        .is_some_and(|ug| !(LEAST_UG..=MOST_UG).contains(&ug))
    {
        let (field, position) = ("weight", 1);
        return Err(RepairError::Field { field, position });
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
    let looked = look(store::stones(tx, job.seq)?, &input.stones)?;
    let stones_same = input.stones_same && looked.iter().all(|stone| stone.seen == Seen::Present);
    let differs = off.is_some() || !stones_same || !input.photos_same;
    let mut allowed_by = None;
    let mut why = said(&input.reason, 400);
    if differs {
        why = reason(&input.reason).map_err(|_| match off {
            Some((expected_ug, gross_ug)) => RepairError::Differs {
                expected_ug,
                gross_ug,
                tolerance_ug: tolerance,
            },
            None => RepairError::NotTheSame,
        })?;
        allowed_by = Some(intake::answer_for_difference(tx, by, vouched)?.user());
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
        stones: &looked,
        stones_same,
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

/// The number of the customer's own slip. An envelope's code is no proof: it is in the shop's hand.
fn check_slip(tx: &ReadTx<'_>, shown: &str, number: &str) -> Result<(), RepairError> {
    if shown.eq_ignore_ascii_case(number) {
        return Ok(());
    }
    let shown = shown.to_owned();
    if store::of_code(tx, &shown)?.is_empty() {
        Err(RepairError::WrongSlip { number: shown })
    } else {
        Err(RepairError::EnvelopeShown { code: shown })
    }
}

/// Each stone of the map with what was seen of it. One that nobody looked at is not the same.
fn look(map: Vec<Stone>, seen: &[Seen]) -> Result<Vec<StoneLooked>, RepairError> {
    if map.len() != seen.len() {
        return Err(RepairError::StonesUnseen {
            stones: map.len(),
            seen: seen.len(),
        });
    }
    let looked = map.into_iter().zip(seen);
    let looked = looked.map(|(stone, &seen)| StoneLooked { stone, seen });
    Ok(looked.collect())
}
