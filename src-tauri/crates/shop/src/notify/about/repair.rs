//! A repair and its jobs, as their customer is told of them.

use chrono::{DateTime, NaiveDate, Utc};
use documents::format;
use units::Id;

use super::{About, Owner, Subject, Told, overtake};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::JournalError;
use crate::notify::blank::{Blank, Values};
use crate::notify::message::{Channel, Event, Message};
use crate::notify::queue::queue;
use crate::notify::state::Act as MessageAct;
use crate::notify::{store, tell};
use crate::repair::{self, Act, Job, Notice, Repair, State};
use crate::till;

/// Objects were taken in: one message for all of them.
pub fn repair_taken_in(tx: &mut WriteTx<'_>, cx: &Cx, of: &Repair) -> Result<(), StoreError> {
    queue(tx, cx, Subject::Repair(of.id), Event::Received)
}

/// A job was moved. What waits to be told of how it stood before is told no more.
pub fn job_moved(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Job>, act: Act) -> Result<(), StoreError> {
    let subject = Subject::Job(id);
    overtake(tx, cx, subject)?;
    let Some(job) = repair::job(tx, id)? else {
        return Ok(());
    };
    let event = match (act, job.state) {
        (Act::Submit, _) => Event::EstimateReady,
        (Act::Pass, State::Ready) => Event::Ready,
        _ => return Ok(()),
    };
    queue(tx, cx, subject, event)
}

/// Another day was promised: of two new days only the last is told.
pub fn job_promised(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    before: NaiveDate,
) -> Result<(), StoreError> {
    let subject = Subject::Job(id);
    if repair::job(tx, id)?.is_none_or(|job| job.promised_on == before) {
        return Ok(());
    }
    for mut message in store::waiting(tx, subject)? {
        if message.event == Event::PromiseMoved {
            store::go(tx, cx, &mut message, MessageAct::Overtake)?;
            tell(tx);
        }
    }
    queue(tx, cx, subject, Event::PromiseMoved)
}

impl About for Id<Repair> {
    fn owner(&self, tx: &ReadTx<'_>) -> Result<Owner, StoreError> {
        Ok(Owner::of(repair::repair(tx, *self)?.map(|of| of.customer)))
    }

    fn told(&self, tx: &ReadTx<'_>, _: &Cx, _: Event) -> Result<Option<Told>, StoreError> {
        let Some(of) = repair::repair(tx, *self)? else {
            return Ok(None);
        };
        let jobs = repair::jobs_of(tx, &of)?;
        let objects: Vec<&str> = jobs.iter().map(|job| job.object.as_str()).collect();
        let Some(last) = jobs.iter().map(|job| job.promised_on).max() else {
            return Ok(None);
        };
        let values = Values::default()
            .with(Blank::Slip, &of.number)
            .with(Blank::Object, &objects.join(" ; "))
            .with(Blank::PromisedOn, &format::day(last, of.language));
        Ok(Some(Told {
            customer: of.customer,
            language: of.language,
            values,
            document: None,
        }))
    }

    /// What came in has come in.
    fn holds(
        &self,
        _: &ReadTx<'_>,
        _: &Cx,
        _: Event,
        _: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(true)
    }

    fn note(&self, _: &mut WriteTx<'_>, _: &Cx, _: &Message, _: bool) -> Result<(), JournalError> {
        Ok(())
    }
}

impl About for Id<Job> {
    fn owner(&self, tx: &ReadTx<'_>) -> Result<Owner, StoreError> {
        match repair::job(tx, *self)? {
            Some(job) => job.repair.owner(tx),
            None => Ok(Owner::Unknown),
        }
    }

    fn told(&self, tx: &ReadTx<'_>, cx: &Cx, _: Event) -> Result<Option<Told>, StoreError> {
        let Some(job) = repair::job(tx, *self)? else {
            return Ok(None);
        };
        let Some(of) = repair::repair(tx, job.repair)? else {
            return Ok(None);
        };
        Ok(Some(Told {
            customer: of.customer,
            language: of.language,
            values: values(tx, cx, &job, &of)?,
            document: None,
        }))
    }

    fn holds(
        &self,
        tx: &ReadTx<'_>,
        _: &Cx,
        event: Event,
        written: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let Some(job) = repair::job(tx, *self)? else {
            return Ok(false);
        };
        Ok(match event {
            Event::EstimateReady => job.state == State::AwaitingApproval && written >= job.since,
            Event::Ready | Event::StillWaiting => job.state == State::Ready && written >= job.since,
            Event::PromiseMoved => job.state.is_open(),
            _ => true,
        })
    }

    /// That its customer was told that it waits, or was not after all. The registered letter that the law
    /// wants before an object is given up is another notice, which no program sends.
    fn note(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        message: &Message,
        arrived: bool,
    ) -> Result<(), JournalError> {
        if !matches!(message.event, Event::Ready | Event::StillWaiting) {
            return Ok(());
        }
        let notice = match message.channel {
            Channel::Email => Notice::Email,
            Channel::Sms => Notice::Sms,
        };
        repair::note_told(tx, cx, *self, notice, message.id.uuid(), arrived)
    }
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
