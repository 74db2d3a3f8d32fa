//! The papers of a repair: the claim slip, the bench's sheet, an envelope's label.

use documents::label::{self, Facts, Label};
use documents::{
    Customer, Language, PhotoMark, Picture, RepairCorrected, RepairObject, RepairReturn,
    RepairSlip, RepairWork, Slip, SlipContent, StoneSeen,
};
use serde_json::json;
use units::Id;

use super::hand_over::Seen;
use super::nouns::{Ceiling, Job, Repair, RepairError, Stone, Task};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::devices::{self, Kind};
use crate::files;
use crate::journal::{self, Event};
use crate::print::{self as spool, NewJob, Of, Paper};
use crate::rules::rules;
use crate::stock::{self, words};
use crate::till::{self, software};
use crate::users::{Authority, Right, authorise};
use crate::wording;

words! {
    /// Which paper.
    What {
        /// The customer's.
        Claim = "claim",
        Bench = "bench",
        /// A label an object.
        Envelope = "envelope",
    }
}

/// The slip or the sheet as the repair stands. `copy` counts the claim slips that were printed before.
pub fn paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    of: &Repair,
    for_bench: bool,
    language: Option<Language>,
    copy: u32,
) -> Result<Slip, StoreError> {
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let today = house.day(cx.now);
    let language = language.unwrap_or(if for_bench {
        house.language
    } else {
        of.language
    });
    let customer = customers::customer(tx, of.customer)?;
    let mut lines = Vec::new();
    if let Some(customer) = &customer {
        lines.extend([customer.phone.clone(), customer.email.clone()]);
        lines.retain(|line| !line.trim().is_empty());
    }
    let mut objects = Vec::new();
    for job in store::jobs_of(tx, of)? {
        objects.push(object(tx, job, language)?);
    }
    // What a customer agreed to holds for the copies too; the bench reads what holds today.
    let words = if for_bench {
        wording::lines(tx, wording::On::Bench, language)?
    } else {
        wording::lines_at(tx, wording::On::Claim, language, of.at)?
    };
    let slip = RepairSlip {
        for_bench,
        copy,
        currency: house.currency,
        number: of.number.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines,
        },
        taken_at: house.local(of.at),
        taken_by: of.by.clone(),
        call_first: of.ceiling == Ceiling::CallFirst,
        ceiling_minor: of.ceiling_minor,
        refusal_fee_minor: super::announced_fee(tx)?,
        abandoned_months: rules()
            .value("repair.abandoned_months", today)
            .unwrap_or(12),
        words,
        objects,
    };
    Ok(Slip {
        language,
        training: false,
        shop: house.shop_with_logo(tx)?,
        at: house.local(cx.now),
        till: house.till_code.clone(),
        by: house.seller.clone(),
        software: software(),
        content: SlipContent::Repair(Box::new(slip)),
    })
}

/// The last hand-over of a job, beside how its object came in. None: it was never handed over.
pub fn returned(
    tx: &ReadTx<'_>,
    of: &Repair,
    job: &Job,
) -> Result<Option<RepairReturn>, StoreError> {
    let Some(seen) = store::handovers(tx, job.seq)?.into_iter().next() else {
        return Ok(None);
    };
    let house = till::house(tx, None, None)?;
    let customer = customers::customer(tx, of.customer)?;
    let tasks = store::tasks(tx, job.seq)?;
    let (stones, looked) = if seen.stones.is_empty() {
        (stone_lines(store::stones(tx, job.seq)?), Vec::new())
    } else {
        let looked = seen.stones.iter().map(|one| match one.seen {
            Seen::Present => StoneSeen::Present,
            Seen::Missing => StoneSeen::Missing,
            Seen::Replaced => StoneSeen::Replaced,
        });
        let looked = looked.collect();
        let stones = seen.stones.iter().map(|one| one.stone.clone());
        (stone_lines(stones.collect()), looked)
    };
    Ok(Some(RepairReturn {
        language: of.language,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        number: of.number.clone(),
        code: job.code.clone(),
        object: job.object.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: Vec::new(),
        },
        taken_at: house.local(of.at),
        taken_by: of.by.clone(),
        returned_at: house.local(seen.at),
        returned_by: seen.by,
        given_to: seen.given_to,
        came_ug: job.gross_ug,
        corrected: corrected(tx, &house, job)?,
        expected_ug: seen.expected_ug,
        left_ug: seen.gross_ug,
        tolerance_ug: seen.tolerance_ug,
        stones_same: seen.stones_same,
        photos_same: seen.photos_same,
        stones,
        seen: looked,
        shop_signed: None,
        marks: mark_lines(tx, job)?,
        tasks: tasks.iter().map(Task::counted).collect(),
        reason: seen.reason,
        allowed_by: seen.allowed_by,
        words: wording::lines_at(tx, wording::On::Return, of.language, seen.at)?,
    }))
}

/// What was seen first, where weight, size or stones were corrected since.
fn corrected(
    tx: &ReadTx<'_>,
    house: &till::House,
    job: &Job,
) -> Result<Option<RepairCorrected>, StoreError> {
    let entries = store::entries(tx, job.seq)?;
    let Some(first) = super::first_intake(tx, job, &entries)? else {
        return Ok(None);
    };
    Ok(first.amended.as_deref().map(|amended| RepairCorrected {
        came_ug: amended.before.gross_ug,
        ring_size: amended.before.ring_size.clone(),
        stones: stone_lines(amended.before.stones.clone()),
        at: house.local(first.at),
        by: first.by.clone(),
        allowed_by: first.allowed_by.clone(),
        reason: first.note.clone(),
    }))
}

fn stone_lines(stones: Vec<Stone>) -> Vec<String> {
    let stones = stones.into_iter().map(|stone| {
        let count = if stone.count > 1 {
            format!("{} × ", stone.count)
        } else {
            String::new()
        };
        let parts = [stone.seat, format!("{count}{}", stone.stone), stone.note];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    });
    stones.collect()
}

/// What is written on the photos, for whoever reads a paper that shows none. Photos count from one.
fn mark_lines(tx: &ReadTx<'_>, job: &Job) -> Result<Vec<(usize, String)>, StoreError> {
    let photos = store::photos(tx, job.seq)?.into_iter().zip(1..);
    let lines = photos.flat_map(|(photo, number)| {
        let marks = photo.drawn.map(|drawn| drawn.marks).unwrap_or_default();
        let said = marks.into_iter().filter(|mark| !mark.text.is_empty());
        said.map(move |mark| (number, mark.text))
    });
    Ok(lines.collect())
}

fn object(tx: &ReadTx<'_>, job: Job, language: Language) -> Result<RepairObject, StoreError> {
    let tasks = store::tasks(tx, job.seq)?
        .into_iter()
        .map(|task| RepairWork {
            detail: detail(&task, language),
            price_minor: task.price_minor,
            title: task.counted(),
        });
    Ok(RepairObject {
        stones: stone_lines(store::stones(tx, job.seq)?),
        marks: mark_lines(tx, &job)?,
        tasks: tasks.collect(),
        code: job.code,
        object: job.object,
        said: job.said,
        condition: job.condition,
        declared_minor: job.declared_minor,
        gross_ug: job.gross_ug,
        ring_size: job.ring_size,
        photo: None,
        promised_on: job.promised_on,
        rush: job.rush,
        assignee: job.assignee.map(|(_, name)| name).unwrap_or_default(),
        total_minor: job.total_minor,
        paid_minor: job.paid_minor,
    })
}

/// Sizes, what is engraved and where, the remark.
fn detail(task: &Task, language: Language) -> String {
    let mut parts = vec![task.sizes()];
    if !task.engraving.is_empty() {
        parts.push(match language {
            Language::Fr => format!("«\u{202f}{}\u{202f}»", task.engraving),
            Language::En => format!("“{}”", task.engraving),
        });
    }
    parts.extend([task.font.clone(), task.placement.clone(), task.note.clone()]);
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A picture for a paper: the file's bytes, and what is drawn on it.
#[derive(Clone, Debug)]
pub struct Pictured {
    pub bytes: Vec<u8>,
    pub marks: Vec<PhotoMark>,
}

/// The pictures of each object, for a paper that can show them: six at most.
pub fn pictures(tx: &ReadTx<'_>, of: &Repair) -> Result<Vec<Vec<Pictured>>, StoreError> {
    const MOST: usize = 6;
    let mut all = Vec::new();
    for job in store::jobs_of(tx, of)? {
        let mut own = Vec::new();
        for photo in store::photos(tx, job.seq)?.into_iter().take(MOST) {
            if let Some(file) = files::file_by_id(tx, Id::from_uuid(photo.file))? {
                own.push(Pictured {
                    bytes: file.bytes,
                    marks: photo.drawn.map(|drawn| drawn.marks).unwrap_or_default(),
                });
            }
        }
        all.push(own);
    }
    Ok(all)
}

/// The first picture of an object as a roll shows it: of its thumbnail, which is read in no time.
fn small_photo(tx: &ReadTx<'_>, job: &Job) -> Result<Option<Picture>, StoreError> {
    const WIDTH_PX: u32 = 320;
    const HEIGHT_PX: u32 = 240;
    let Some(photo) = store::photos(tx, job.seq)?.into_iter().next() else {
        return Ok(None);
    };
    let file = files::file_by_id(tx, Id::from_uuid(photo.thumbnail))?;
    Ok(file.and_then(|file| Picture::read(&file.bytes, WIDTH_PX, HEIGHT_PX).ok()))
}

/// What an envelope's label says: whose, until when, what, and the code.
pub fn envelope(tx: &ReadTx<'_>, of: &Repair, job: &Job) -> Result<Label, StoreError> {
    let house = till::house(tx, None, None)?;
    let customer = customers::customer(tx, of.customer)?;
    let rush = match house.language {
        Language::Fr => "URGENT",
        Language::En => "RUSH",
    };
    let due = job.promised_on.format("%d/%m/%Y").to_string();
    let mut title = vec![due, customer.map(|one| one.name()).unwrap_or_default()];
    if job.rush {
        title.insert(0, rush.to_owned());
    }
    title.push(job.object.clone());
    title.retain(|part| !part.is_empty());
    Ok(Label {
        template: label::envelope().clone(),
        facts: Facts {
            number: job.code.clone(),
            title: title.join(" · "),
            metals: Vec::new(),
            stones: Vec::new(),
            size: Some(job.ring_size.clone()).filter(|size| !size.is_empty()),
            weight_mg: job.gross_ug.map(|ug| (ug + 500) / 1_000),
            price_minor: None,
            currency: stock::currency(tx)?,
            cost_code: None,
            epc: None,
        },
        language: house.language,
    })
}

/// Queues a paper for the till's printer, or a label an object for its label printer. A claim slip after
/// the first one is a numbered copy: two slips of one number in two hands are told apart.
pub fn print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Repair>,
    what: What,
) -> Result<(), RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let of = store::repair(tx, id)?.ok_or(RepairError::Unknown)?;
    let till = cx.till.ok_or(RepairError::NoPrinter)?;
    let copy = store::printed(tx, of.seq, what.code())?;
    if what == What::Envelope {
        let printer = devices::devices(tx, till)?
            .into_iter()
            .find(|device| device.active && device.kind == Kind::LabelPrinter)
            .ok_or(RepairError::NoPrinter)?;
        for job in store::jobs_of(tx, &of)? {
            let new = NewJob {
                id: cx.new_id(),
                till,
                subject: job.code.clone(),
                paper: Paper::Label(Box::new(envelope(tx, &of, &job)?)),
                of: Of::Nothing,
            };
            spool::enqueue_on(tx, cx, &printer, None, new)?;
        }
    } else {
        let copy = if what == What::Claim { copy } else { 0 };
        let mut slip = paper(tx, cx, &of, what == What::Bench, None, copy)?;
        if let (What::Claim, SlipContent::Repair(claim)) = (what, &mut slip.content) {
            for (object, job) in claim.objects.iter_mut().zip(store::jobs_of(tx, &of)?) {
                object.photo = small_photo(tx, &job)?;
            }
        }
        let new = NewJob {
            id: cx.new_id(),
            till,
            subject: of.number.clone(),
            paper: Paper::Slip(Box::new(slip)),
            of: Of::Nothing,
        };
        spool::enqueue(tx, cx, new)?;
    }
    store::insert_printed(tx, cx, of.seq, what.code(), copy)?;
    let detail =
        json!({ "what": "repair-paper", "repair": of.number, "paper": what.code(), "copy": copy });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}

/// Queues the slip of the last hand-over for the receipt printer of the till that asks.
pub fn print_returned(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
) -> Result<(), RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let of = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let paper = returned(tx, &of, &job)?.ok_or(RepairError::NotReturned)?;
    let (language, shop) = (paper.language, paper.shop.clone());
    let content = SlipContent::Return(Box::new(paper));
    spool::enqueue_slip(tx, cx, &job.code, (language, &shop), content)?;
    let detail = json!({ "what": "repair-return-paper", "job": job.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
