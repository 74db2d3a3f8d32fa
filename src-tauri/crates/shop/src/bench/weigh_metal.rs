//! Writes metal that a task puts into an object or takes out of it.

use documents::format;
use units::{Fineness, Id, Metal, Percent, Rounding, Weight};

use super::nouns::{BenchError, MetalMove, Way};
use super::rule::{self, MOST_MG};
use super::store::{self, NewMetal};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::metal;
use crate::repair::{self, Job, Task};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What was weighed.
#[derive(Clone, Debug)]
pub struct WeighMetal {
    pub id: Id<MetalMove>,
    pub job: Id<Job>,
    pub task: Id<Task>,
    pub way: Way,
    pub metal: Metal,
    /// Parts per ten thousand: 7500 of a gold of 750 per mille.
    pub fineness: i64,
    pub weight_mg: i64,
    pub note: String,
}

/// Writes it, with what it is worth at the rate of the day where it goes in. From then on the task counts
/// as weighed: what was planned for it no longer does.
pub fn weigh_metal(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &WeighMetal,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = rule::job(tx, input.job)?;
    rule::check_works(&job)?;
    if store::metal(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    let task = rule::task(tx, &job, input.task)?;
    if !(1..=MOST_MG).contains(&input.weight_mg) {
        return Err(BenchError::Weight);
    }
    if input.metal == Metal::Base {
        return Err(BenchError::Title);
    }
    let fineness =
        Fineness::from_per_ten_thousand(input.fineness).map_err(|_| BenchError::Title)?;
    let weight = Weight::from_mg(input.weight_mg).map_err(|_| BenchError::Weight)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let rate = match input.way {
        Way::In => metal::rate_on(tx, input.metal, today)?,
        Way::Out => None,
    };
    let value = match &rate {
        Some(rate) => {
            let worth = rate
                .rate
                .value(weight, fineness, Percent::ZERO, Rounding::HalfUp);
            Some(worth.map_err(|_| BenchError::Weight)?.minor())
        }
        None => None,
    };
    let new = NewMetal {
        id: input.id,
        job: job.id,
        task: task.id,
        way: input.way,
        metal: input.metal,
        fineness: input.fineness,
        weight_mg: input.weight_mg,
        rate: rate.map(|rate| rate.id),
        value_minor: value,
        undoes: None,
        note: &rule::said(&input.note),
    };
    store::insert_metal(tx, cx, by.user(), &new)?;
    tell(tx, by, &job, task.id)?;
    let told = told(tx, &task.title, &new)?;
    repair::remember(tx, cx, &job, "metal", &told)?;
    super::clock::changed(tx, &job);
    Ok(())
}

/// A line of the history: weight and title as the shop writes them.
pub(super) fn told(tx: &ReadTx<'_>, title: &str, new: &NewMetal<'_>) -> Result<String, StoreError> {
    let sign = match new.way {
        Way::In => '+',
        Way::Out => '−',
    };
    let language = till::house(tx, None, None)?.language;
    let grams = format::grams(new.weight_mg, language);
    let fineness = format::title(new.fineness, language);
    Ok(format!("{title} · {sign} {grams} · {fineness}"))
}

/// Tells the hand-over what the task's metal really weighed.
pub(super) fn tell(
    tx: &mut WriteTx<'_>,
    by: &Authority,
    job: &Job,
    task: Id<Task>,
) -> Result<(), StoreError> {
    let metals = store::metals(tx, job.id)?;
    let mut standing = metals
        .iter()
        .filter(|one| one.task == task && one.undoes.is_none() && !one.undone)
        .peekable();
    let worked_ug = standing.peek().is_some().then(|| {
        let signed = standing.map(|one| match one.way {
            Way::In => one.weight_mg,
            Way::Out => -one.weight_mg,
        });
        signed.sum::<i64>() * 1_000
    });
    repair::say_worked(tx, task, worked_ug, by.user())
}
