//! The service desk of those three months: objects that come in, are worked on and go home, with the
//! money at the till on the days it is open.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Days, Utc};
use shop::Cx;
use shop::bench::{self, EnterTime, SetRate};
use shop::commission::Terms;
use shop::customers::Customer;
use shop::db::{Store, StoreError, WriteTx};
use shop::repair::{
    self, Act, ActOn, Answer, Ceiling, Channel, Job, NewObject, NewTask, SeenAgain, Stone, Submit,
    TakeIn,
};
use shop::stock::{self, Place};
use shop::tariff::{self, Charge, SaveTariff, Tariff};
use units::Id;

use super::data::{Repair, Step};
use super::people::People;

/// What a verb may refuse at the desk: a fault of the script.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Tariff(#[from] tariff::TariffError),
    #[error(transparent)]
    Repair(#[from] repair::RepairError),
    #[error(transparent)]
    Bench(#[from] bench::BenchError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The script names what is not there.
    #[error("the script has no {0}")]
    Missing(&'static str),
}

/// What a customer of the desk pays, on a day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pays {
    Deposit(Id<Job>, i64),
    /// The rest; the object goes home with her.
    Balance(Id<Job>),
}

/// The desk and what lies on it.
#[derive(Clone)]
pub(super) struct Desk {
    people: People,
    customers: Vec<Id<Customer>>,
    safe: Id<Place>,
    tariff: BTreeMap<String, Tariff>,
    repairs: Vec<(Repair, Option<Job>)>,
}

impl Desk {
    /// Writes the price list. `days`: how many the shop is open, for what the script counts from the end.
    pub(super) fn open(
        store: &Store,
        people: &People,
        customers: &[Id<Customer>],
        (list, mut repairs): (Vec<super::data::Work>, Vec<Repair>),
        days: i64,
        at: DateTime<Utc>,
    ) -> Result<Self> {
        for step in repairs.iter_mut().flat_map(|repair| &mut repair.steps) {
            if step.day < 0 {
                step.day += days;
            }
            ensure!(step.day >= 0, "the shop is younger than its repairs");
        }
        let safe = store.read(|tx| stock::place_by_code(tx, "COFFRE"))?;
        let mut desk = Self {
            people: people.clone(),
            customers: customers.to_vec(),
            safe: safe.context("no safe")?.id,
            tariff: BTreeMap::new(),
            repairs: repairs.into_iter().map(|one| (one, None)).collect(),
        };
        let done = store.write(move |tx| {
            let owner = desk.people.owner;
            let cx = desk.people.cx(at, &owner);
            let rate = SetRate {
                person: None,
                from_day: at.date_naive(),
                hour_minor: Some(3_600),
            };
            bench::set_rate(tx, &cx, &owner, rate)?;
            for work in list {
                let line = SaveTariff {
                    id: cx.new_id(),
                    version: 0,
                    code: work.code.clone(),
                    kind: work.kind.parse().map_err(|_| Refused::Missing("kind"))?,
                    active: true,
                    title_fr: work.title_fr,
                    title_en: work.title_en,
                    charge: Charge::Fixed,
                    price_minor: work.price_minor,
                    cost_minor: Some(work.cost_minor),
                    minutes: work.minutes,
                    vat_bp: 2_000,
                    warranty_months: None,
                    commission: Some(Terms::from_parts(Some(work.commission_bp), None)),
                };
                let line = tariff::save(tx, &cx, &owner, line)?;
                desk.tariff.insert(work.code, line);
            }
            Ok::<_, Refused>(desk)
        })?;
        Ok(done.value)
    }

    /// What is done before the shop opens on the `nth` working day; who comes to pay on it.
    pub(super) fn morning(
        &mut self,
        store: &Store,
        nth: i64,
        at: DateTime<Utc>,
    ) -> Result<Vec<Pays>> {
        let mut desk = self.clone();
        let done = store.write(move |tx| {
            let mut pays = Vec::new();
            for nth_repair in 0..desk.repairs.len() {
                let steps = desk.repairs[nth_repair].0.steps.clone();
                for step in steps.iter().filter(|step| step.day == nth) {
                    pays.extend(desk.step(tx, nth_repair, step, at)?);
                }
            }
            Ok::<_, Refused>((desk, pays))
        })?;
        let (desk, pays) = done.value;
        *self = desk;
        Ok(pays)
    }

    fn step(
        &mut self,
        tx: &mut WriteTx<'_>,
        nth: usize,
        step: &Step,
        at: DateTime<Utc>,
    ) -> Result<Option<Pays>, Refused> {
        let owner = self.people.owner;
        let cx = &self.people.cx(at, &owner);
        if step.what == "in" {
            let job = self.take_in(tx, cx, nth)?;
            let deposit = self.repairs[nth].0.deposit_minor;
            self.repairs[nth].1 = Some(job.clone());
            return Ok(deposit.map(|minor| Pays::Deposit(job.id, minor)));
        }
        let job = self.repairs[nth].1.as_ref();
        let id = job.ok_or(Refused::Missing("object"))?.id;
        match step.what.as_str() {
            "work" => {
                let time = EnterTime {
                    id: cx.new_id(),
                    job: id,
                    task: None,
                    person: self.people.bench,
                    on_day: at.date_naive(),
                    minutes: step.minutes,
                    note: String::new(),
                };
                bench::enter_time(tx, cx, &owner, &time)?;
            }
            "submit" => {
                repair::act(tx, cx, &owner, None, id, &plain(Act::BeginEstimate))?;
                let until = at.date_naive().checked_add_days(Days::new(30));
                let submit = Submit {
                    id: cx.new_id(),
                    valid_until: until.ok_or(Refused::Missing("day"))?,
                    note: String::new(),
                };
                repair::submit(tx, cx, &owner, id, &submit)?;
            }
            "refuse" => {
                let by_phone = Some(Channel::Phone);
                repair::answer(tx, cx, &owner, id, Answer::Refused, by_phone, "Trop cher")?;
            }
            "collect" => return Ok(Some(Pays::Balance(id))),
            act => {
                let act = act.parse().map_err(|_| Refused::Missing("act"))?;
                repair::act(tx, cx, &owner, None, id, &plain(act))?;
            }
        }
        Ok(None)
    }

    fn take_in(&self, tx: &mut WriteTx<'_>, cx: &Cx, nth: usize) -> Result<Job, Refused> {
        let script = &self.repairs[nth].0;
        let promised = cx
            .now
            .date_naive()
            .checked_add_days(Days::new(script.promised));
        let stones = script.stones.iter().map(|stone| Stone {
            seat: stone.seat.clone(),
            stone: stone.stone.clone(),
            count: stone.count,
            length_um: None,
            width_um: None,
            note: stone.note.clone(),
        });
        let tasks: Option<Vec<NewTask>> = script
            .tasks
            .iter()
            .map(|code| self.task(cx, code))
            .collect();
        let object = NewObject {
            id: cx.new_id(),
            object: script.object.clone(),
            said: script.said.clone(),
            condition: script.condition.clone(),
            declared_minor: Some(script.declared_minor),
            gross_ug: script.gross_mg.map(|mg| mg * 1_000),
            ring_size: script.ring_size.clone(),
            piece: None,
            redo_of: None,
            promised_on: promised.ok_or(Refused::Missing("day"))?,
            rush: script.rush,
            assignee: Some(self.people.bench),
            stones: stones.collect(),
            tasks: tasks.ok_or(Refused::Missing("work"))?,
        };
        let id = object.id;
        let take_in = TakeIn {
            goodwill: None,
            id: cx.new_id(),
            customer: *self
                .customers
                .get(script.customer)
                .ok_or(Refused::Missing("customer"))?,
            language: None,
            ceiling: Ceiling::None,
            ceiling_minor: None,
            place: Some(self.safe),
            objects: vec![object],
        };
        repair::take_in(tx, cx, &self.people.owner, &take_in)?;
        repair::job(tx, id)?.ok_or(Refused::Missing("object"))
    }

    fn task(&self, cx: &Cx, code: &str) -> Option<NewTask> {
        let line = self.tariff.get(code)?;
        Some(NewTask {
            id: cx.new_id(),
            tariff: Some(line.id),
            kind: line.kind,
            title: line.title_fr.clone(),
            note: String::new(),
            size_from: String::new(),
            size_to: String::new(),
            metal_in_mg: None,
            metal_out_mg: None,
            engraving: String::new(),
            font: String::new(),
            placement: String::new(),
            price_minor: Some(line.price_minor),
            cost_minor: line.cost_minor,
            minutes: line.minutes,
            vat_bp: line.vat_bp,
            commission: None,
        })
    }
}

/// She has her slip, and all is as it was.
pub(super) fn goes_home(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    people: &People,
    id: Id<Job>,
) -> Result<(), Refused> {
    let job = repair::job(tx, id)?.ok_or(Refused::Missing("object"))?;
    let seen = SeenAgain {
        id: cx.new_id(),
        slip: job.code.clone(),
        gross_ug: repair::expected_ug(tx, &job)?,
        stones_same: true,
        photos_same: true,
        reason: String::new(),
        given_to: String::new(),
    };
    repair::hand_over(tx, cx, &people.owner, None, id, &seen)?;
    Ok(())
}

fn plain(act: Act) -> ActOn {
    ActOn {
        act,
        note: String::new(),
        place: None,
        vendor: None,
    }
}
