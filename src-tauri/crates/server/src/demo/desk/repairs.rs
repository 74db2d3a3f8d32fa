//! Objects that come in, are worked on here or in a workshop outside, and go home.

use std::collections::BTreeMap;

use shop::Cx;
use shop::bench::{self, BillWork, BilledWork, BringBack, EnterTime, SendOut, Sent, VendorSlip};
use shop::commission::Terms;
use shop::db::WriteTx;
use shop::deposit::Subject;
use shop::repair::{
    self, Act, ActOn, Answer, Ceiling, Channel, Job, NewObject, NewTask, Notice, SeenAgain, Stone,
    Submit, TakeIn,
};
use shop::tariff::{self, Charge, SaveTariff, Tariff, WidthPrice};
use shop::users::Authority;
use units::Id;

use super::{At, Pays, Refused, hour, of_day, word};
use crate::demo::script::{self, Repair, Step};

#[derive(Clone)]
pub(super) struct Repairs {
    tariff: BTreeMap<String, Tariff>,
    repairs: Vec<(Repair, Option<Id<Job>>)>,
    /// What went to a workshop last, of each of them.
    slips: BTreeMap<usize, VendorSlip>,
}

impl Repairs {
    /// Writes the price list.
    pub(super) fn open(
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        script: script::Repairs,
    ) -> Result<Self, Refused> {
        hour(tx, at)?;
        let mut tariff = BTreeMap::new();
        for work in script.tariff {
            let line = SaveTariff {
                id: at.cx.new_id(),
                version: 0,
                code: work.code.clone(),
                kind: word(&work.kind, "kind")?,
                active: true,
                title_fr: work.title_fr,
                title_en: work.title_en,
                charge: Charge::Fixed,
                price_minor: work.price_minor,
                cost_minor: Some(work.cost_minor),
                commission: Some(Terms::from_parts(work.commission_bp, None)),
                minutes: work.minutes,
                vat_bp: 2_000,
                warranty_months: work.warranty_months,
                prices: prices(&work.prices)?,
            };
            tariff.insert(work.code, tariff::save(tx, at.cx, at.by, line)?);
        }
        Ok(Self {
            tariff,
            repairs: script.repair.into_iter().map(|one| (one, None)).collect(),
            slips: BTreeMap::new(),
        })
    }

    pub(super) fn morning(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        nth: i64,
        pays: &mut Vec<Pays>,
    ) -> Result<(), Refused> {
        for of in 0..self.repairs.len() {
            for step in of_day(&self.repairs[of].0.steps, nth) {
                pays.extend(self.step(tx, at, of, &step)?);
            }
        }
        Ok(())
    }

    fn step(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        nth: usize,
        step: &Step,
    ) -> Result<Option<Pays>, Refused> {
        let (cx, by) = (at.cx, at.by);
        if step.what == "in" {
            let id = self.take_in(tx, at, nth)?;
            self.repairs[nth].1 = Some(id);
            let deposit = self.repairs[nth].0.deposit_minor;
            return Ok(deposit.map(|minor| Pays::Deposit(Subject::Job(id), minor)));
        }
        let id = self.repairs[nth].1.ok_or(Refused::Missing("object"))?;
        match step.what.as_str() {
            "work" => {
                let time = EnterTime {
                    id: cx.new_id(),
                    job: id,
                    task: None,
                    person: at.counter.people.bench,
                    on_day: at.today(),
                    minutes: step.minutes,
                    note: String::new(),
                };
                bench::enter_time(tx, cx, by, &time)?;
            }
            "submit" => {
                repair::act(tx, cx, by, None, id, &plain(Act::BeginEstimate, ""))?;
                let submit = Submit {
                    id: cx.new_id(),
                    valid_until: at.in_days(30)?,
                    note: String::new(),
                };
                repair::submit(tx, cx, by, id, &submit)?;
            }
            "approve" | "refuse" => {
                let answer = match step.what.as_str() {
                    "approve" => Answer::Approved,
                    _ => Answer::Refused,
                };
                let by_phone = Some(Channel::Phone);
                repair::answer(tx, cx, by, id, answer, by_phone, &step.note)?;
            }
            "send_out" | "bring_back" | "bill" => self.outside(tx, at, (nth, id), step)?,
            "letter" => {
                repair::notify(tx, cx, by, id, Notice::Letter, &step.note)?;
            }
            "hand_over" => hand_over(tx, cx, by, id)?,
            "collect" => return Ok(Some(Pays::Balance(Subject::Job(id)))),
            act => {
                let act = plain(word(act, "act")?, &step.note);
                repair::act(tx, cx, by, None, id, &act)?;
            }
        }
        Ok(None)
    }

    /// A workshop has it, gives it back, bills it.
    fn outside(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        (nth, job): (usize, Id<Job>),
        step: &Step,
    ) -> Result<(), Refused> {
        let (cx, by) = (at.cx, at.by);
        let slip = if step.what == "send_out" {
            let line = Sent {
                id: cx.new_id(),
                job,
                agreed_minor: Some(step.minor),
            };
            let out = SendOut {
                id: cx.new_id(),
                supplier: at.supplier(&step.of)?,
                due_on: at.in_days(step.days)?,
                note: step.note.clone(),
                lines: vec![line],
            };
            bench::send_out(tx, cx, by, &out)?
        } else {
            let slip = self.slips.get(&nth).ok_or(Refused::Missing("slip"))?;
            let lines = slip.lines.iter().map(|line| line.id);
            if step.what == "bring_back" {
                let back = BringBack {
                    slip: slip.id,
                    lines: lines.collect(),
                    unworked: false,
                    note: step.note.clone(),
                };
                bench::bring_back(tx, cx, by, &back)?
            } else {
                let billed = lines.map(|line| BilledWork {
                    line,
                    net_minor: step.minor,
                });
                let bill = BillWork {
                    slip: slip.id,
                    id: cx.new_id(),
                    number: step.of.clone(),
                    invoiced_on: at.today(),
                    due_on: Some(at.in_days(30)?),
                    vat_minor: step.minor / 5,
                    reason: step.note.clone(),
                    lines: billed.collect(),
                };
                bench::bill_work(tx, cx, by, &bill)?
            }
        };
        self.slips.insert(nth, slip);
        Ok(())
    }

    fn take_in(&self, tx: &mut WriteTx<'_>, at: &At<'_>, nth: usize) -> Result<Id<Job>, Refused> {
        let (script, cx) = (&self.repairs[nth].0, at.cx);
        let stones = script.stones.iter().map(|stone| Stone {
            seat: stone.seat.clone(),
            stone: stone.stone.clone(),
            count: stone.count,
            length_um: None,
            width_um: None,
            note: stone.note.clone(),
        });
        let redo_of = self.named(&script.redo_of)?;
        let tasks: Option<Vec<NewTask>> = script
            .tasks
            .iter()
            .map(|code| self.task(cx, code, redo_of.is_some()))
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
            redo_of,
            promised_on: at.in_days(script.promised)?,
            rush: script.rush,
            assignee: Some(at.counter.people.bench),
            stones: stones.collect(),
            tasks: tasks.ok_or(Refused::Missing("work"))?,
        };
        let id = object.id;
        let take_in = TakeIn {
            goodwill: None,
            id: cx.new_id(),
            customer: at.customer(script.customer)?,
            language: None,
            ceiling: Ceiling::None,
            ceiling_minor: None,
            place: Some(at.counter.safe),
            objects: vec![object],
        };
        repair::take_in(tx, cx, at.by, &take_in)?;
        for photo in &script.photos {
            let picture = at.picture(&photo.picture)?;
            repair::attach_photo(tx, cx, at.by, id, &photo.picture, picture)?;
            let job = repair::job(tx, id)?.ok_or(Refused::Missing("object"))?;
            let photos = repair::photos(tx, job.seq)?;
            let last = photos.last().ok_or(Refused::Missing("photo"))?;
            let marks = photo.marks.clone();
            repair::mark_photo(tx, cx, at.by, id, last.file, 0, marks)?;
        }
        Ok(id)
    }

    /// What came in under a name.
    fn named(&self, name: &str) -> Result<Option<Id<Job>>, Refused> {
        if name.is_empty() {
            return Ok(None);
        }
        let mut repairs = self.repairs.iter();
        let found = repairs.find(|(script, _)| script.name == name);
        let id = found.and_then(|(_, id)| *id);
        id.map(Some).ok_or(Refused::Missing("first object"))
    }

    fn task(&self, cx: &Cx, code: &str, free: bool) -> Option<NewTask> {
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
            price_minor: Some(if free { 0 } else { line.price_minor }),
            cost_minor: line.cost_minor,
            commission: None,
            minutes: line.minutes,
            vat_bp: line.vat_bp,
            quantity: 1,
            metal: None,
            width_um: None,
        })
    }
}

fn prices(rows: &[script::Price]) -> Result<Vec<WidthPrice>, Refused> {
    let rows = rows.iter().map(|row| {
        let metal = row.metal.as_deref().map(|metal| word(metal, "metal"));
        Ok(WidthPrice {
            metal: metal.transpose()?,
            from_um: row.from_um,
            below_um: row.below_um,
            price_minor: row.price_minor,
            up_minor: row.up_minor,
            down_minor: row.down_minor,
        })
    });
    rows.collect()
}

/// She has her slip, and all is as it was.
pub(super) fn hand_over(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
) -> Result<(), Refused> {
    let job = repair::job(tx, id)?.ok_or(Refused::Missing("object"))?;
    let of = repair::repair(tx, job.repair)?.ok_or(Refused::Missing("repair"))?;
    let seen = SeenAgain {
        id: cx.new_id(),
        slip: of.number,
        gross_ug: repair::expected_ug(tx, &job)?,
        stones: vec![repair::Seen::Present; repair::stones(tx, job.seq)?.len()],
        stones_same: true,
        photos_same: true,
        reason: String::new(),
        given_to: String::new(),
    };
    repair::hand_over(tx, cx, by, None, id, &seen)?;
    Ok(())
}

fn plain(act: Act, note: &str) -> ActOn {
    ActOn {
        act,
        note: note.to_owned(),
        place: None,
        vendor: None,
    }
}
