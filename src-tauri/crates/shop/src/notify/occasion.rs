//! What happens to a repair, as its customer is told of it.

use chrono::NaiveDate;
use documents::format;
use units::Id;

use super::blank::{Blank, Values};
use super::message::Event;
use super::queue::{Occasion, queue};
use super::state::Act as MessageAct;
use super::{store, tell};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::repair::{self, Act, Job, Repair, State};
use crate::till;

/// Objects were taken in: one message for all of them.
pub fn repair_taken_in(tx: &mut WriteTx<'_>, cx: &Cx, of: &Repair) -> Result<(), StoreError> {
    let jobs = repair::jobs_of(tx, of)?;
    let objects: Vec<&str> = jobs.iter().map(|job| job.object.as_str()).collect();
    let Some(last) = jobs.iter().map(|job| job.promised_on).max() else {
        return Ok(());
    };
    let values = Values::default()
        .with(Blank::Slip, &of.number)
        .with(Blank::Object, &objects.join(" ; "))
        .with(Blank::PromisedOn, &format::day(last, of.language));
    let occasion = Occasion {
        event: Event::Received,
        customer: of.customer,
        language: of.language,
        repair: of.id.uuid(),
        job: None,
        values,
    };
    queue(tx, cx, occasion)
}

/// A job was moved. What waits to be told of how it stood before is told no more.
pub fn job_moved(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>, act: Act) -> Result<(), StoreError> {
    overtake(
        tx,
        cx,
        id,
        &[Event::EstimateReady, Event::Ready, Event::StillWaiting],
    )?;
    let Some(job) = repair::job(tx, id)? else {
        return Ok(());
    };
    let event = match (act, job.state) {
        (Act::Submit, _) => Event::EstimateReady,
        (Act::Pass, State::Ready) => Event::Ready,
        _ => return Ok(()),
    };
    tell_of(tx, cx, &job, event)
}

/// Another day was promised.
pub fn job_promised(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    before: NaiveDate,
) -> Result<(), StoreError> {
    let Some(job) = repair::job(tx, id)?.filter(|job| job.promised_on != before) else {
        return Ok(());
    };
    overtake(tx, cx, id, &[Event::PromiseMoved])?;
    tell_of(tx, cx, &job, Event::PromiseMoved)
}

/// Queues a message about one object.
pub(super) fn tell_of(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    event: Event,
) -> Result<(), StoreError> {
    let Some(of) = repair::repair(tx, job.repair)? else {
        return Ok(());
    };
    let values = values(tx, cx, job, &of)?;
    let occasion = Occasion {
        event,
        customer: of.customer,
        language: of.language,
        repair: of.id.uuid(),
        job: Some(job.id.uuid()),
        values,
    };
    queue(tx, cx, occasion)
}

fn values(tx: &ReadTx<'_>, cx: &Cx, job: &Job, of: &Repair) -> Result<Values, StoreError> {
    let house = till::house(tx, None, None)?;
    let money = |minor: i64| format::money(minor, house.currency, of.language);
    let days = (house.day(cx.now) - house.day(job.since)).num_days();
    let balance = job.balance_minor().unwrap_or(0).max(0);
    let mut values = Values::default()
        .with(Blank::Slip, &of.number)
        .with(Blank::Object, &job.object)
        .with(
            Blank::PromisedOn,
            &format::day(job.promised_on, of.language),
        )
        .with(Blank::Balance, &money(balance))
        .with(Blank::Days, &days.to_string());
    if let Some(estimate) = repair::estimates(tx, job.seq)?.first() {
        values = values
            .with(Blank::Amount, &money(estimate.total_minor))
            .with(
                Blank::ValidUntil,
                &format::day(estimate.valid_until, of.language),
            );
    }
    Ok(values)
}

/// Cancels what waits and is no longer so.
fn overtake(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: Id<Job>,
    events: &[Event],
) -> Result<(), StoreError> {
    for mut message in store::waiting(tx, job.uuid(), events)? {
        store::go(tx, cx, &mut message, MessageAct::Overtake)?;
        tell(tx);
    }
    Ok(())
}
