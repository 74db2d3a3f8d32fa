//! Says that a weighing was a mistake, or that the metal came out again.

use units::Id;

use super::nouns::{BenchError, MetalMove};
use super::store::{self, NewMetal};
use super::{rule, weigh_metal};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{self, Job};
use crate::users::{Authority, Right, authorise};

/// Which, and why.
#[derive(Clone, Debug)]
pub struct TakeMetalBack {
    pub wrong: Id<MetalMove>,
    pub id: Id<MetalMove>,
    pub note: String,
}

/// Writes the entry that takes it back, as long as the object is here.
pub fn take_metal_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakeMetalBack,
) -> Result<Id<Job>, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let wrong = store::metal(tx, input.wrong)?.ok_or(BenchError::Unknown)?;
    if wrong.undoes.is_some() {
        return Err(BenchError::Unknown);
    }
    let job = rule::job(tx, wrong.job)?;
    rule::check_gives_back(&job)?;
    if wrong.undone {
        return Err(BenchError::Corrected);
    }
    if store::metal(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    let note = rule::reason(&input.note)?;
    let new = NewMetal {
        id: input.id,
        job: job.id,
        task: wrong.task,
        way: wrong.way,
        metal: wrong.metal,
        fineness: wrong.fineness,
        weight_mg: wrong.weight_mg,
        rate: None,
        value_minor: wrong.value_minor,
        undoes: Some(wrong.id),
        note: &note,
    };
    store::insert_metal(tx, cx, by.user(), &new)?;
    weigh_metal::tell(tx, by, &job, wrong.task)?;
    let told = weigh_metal::told(tx, &note, &new)?;
    repair::remember(tx, cx, &job, "metal_back", &told)?;
    super::clock::changed(tx, &job);
    Ok(job.id)
}
