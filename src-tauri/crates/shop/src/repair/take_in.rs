//! Takes a customer's objects in: the slip's number, an envelope each, and their custody.

use chrono::{Datelike, Months, NaiveDate};
use documents::Language;
use serde_json::json;
use units::Id;

use super::nouns::{Ceiling, Job, Repair, RepairError, Stone, said};
use super::state::{Act, State};
use super::tasks::{self, NewTask};
use super::{slip, store};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::notify;
use crate::rules::rules;
use crate::stock::{self, Custody, Party, Piece, Place, entrusted};
use crate::till;
use crate::users::{Authority, Right, authorise};
use crate::warranty;

/// What somebody brings in.
#[derive(Clone, Debug)]
pub struct TakeIn {
    pub id: Id<Repair>,
    pub customer: Id<Customer>,
    /// Of the slip; the customer's own, else the shop's, where it is not said.
    pub language: Option<Language>,
    pub ceiling: Ceiling,
    pub ceiling_minor: Option<i64>,
    /// Where the envelopes go.
    pub place: Option<Id<Place>>,
    pub objects: Vec<NewObject>,
    /// Work is done again for nothing although nothing is promised of it any more.
    pub goodwill: Option<Goodwill>,
}

/// Why, and who answers for it where the person at the counter may not.
#[derive(Clone, Debug)]
pub struct Goodwill {
    pub reason: String,
    pub vouched: Option<Authority>,
}

impl NewObject {
    /// All of its work costs nothing.
    fn is_free(&self) -> bool {
        !self.tasks.is_empty() && self.tasks.iter().all(|task| task.price_minor == Some(0))
    }
}

/// One object of it.
#[derive(Clone, Debug)]
pub struct NewObject {
    pub id: Id<Job>,
    pub object: String,
    pub said: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
    pub gross_ug: Option<i64>,
    pub ring_size: String,
    pub piece: Option<Id<Piece>>,
    pub redo_of: Option<Id<Job>>,
    pub promised_on: NaiveDate,
    pub rush: bool,
    pub assignee: Option<Id<crate::cx::User>>,
    pub stones: Vec<Stone>,
    pub tasks: Vec<NewTask>,
}

/// A drawer emptied on the counter.
const MOST_OBJECTS: usize = 50;
const MOST_STONES: usize = 200;
/// Ten kilograms: heavier was typed wrong.
pub(super) const MOST_UG: i64 = 10_000_000_000;
/// A milligram: less is no object, and no scale of a shop would say so.
pub(super) const LEAST_UG: i64 = 1_000;
/// Five years: what is promised later was typed wrong.
const LONGEST_MONTHS: u32 = 60;

/// Gives the repair its number and every object its envelope.
pub fn take_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakeIn,
) -> Result<Repair, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    if store::repair(tx, input.id)?.is_some() {
        return Err(RepairError::IdTaken);
    }
    let customer = customers::customer(tx, input.customer)?
        .filter(|customer| !customer.erased)
        .ok_or(RepairError::CustomerUnknown)?;
    if input.objects.is_empty() {
        return Err(RepairError::NoObjects);
    }
    if input.objects.len() > MOST_OBJECTS {
        return Err(RepairError::TooMany { most: MOST_OBJECTS });
    }
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let today = house.day(cx.now);
    let most_minor = rules().price_limit(today).minor();
    let ceiling_minor = match input.ceiling {
        Ceiling::DoNotExceed => {
            let fits = |minor: &i64| (1..=most_minor).contains(minor);
            let given = input.ceiling_minor.filter(fits);
            Some(given.ok_or(RepairError::Field {
                field: "ceiling",
                position: 0,
            })?)
        }
        Ceiling::None | Ceiling::CallFirst => None,
    };
    if let Some(place) = input.place {
        stock::place_by_id(tx, place)?.ok_or(RepairError::PlaceUnknown)?;
    }
    for (at, object) in input.objects.iter().enumerate() {
        check_object(tx, object, at + 1, today, most_minor)?;
        if store::job(tx, object.id)?.is_some() {
            return Err(RepairError::IdTaken);
        }
        if let Some(redo) = object.redo_of {
            check_redo(tx, redo, input.customer)?;
            if object.is_free() {
                check_free(tx, by, redo, input.goodwill.as_ref(), today)?;
            }
        }
    }
    let year = i64::from(today.year());
    let series = store::next_series(tx, year)?;
    let number = slip::number(&house.code, year, series);
    let own = customer.language.as_deref();
    let language = input.language.unwrap_or(match own {
        Some("en") => Language::En,
        Some("fr") => Language::Fr,
        _ => house.language,
    });
    let seq = store::insert(
        tx,
        cx,
        by.user(),
        input,
        &store::NewRepair {
            year,
            series,
            number: &number,
            language,
            ceiling_minor,
            on_day: today,
        },
    )?;
    let custody = Custody {
        place: input.place,
        owner: Party::Customer(Some(input.customer.uuid())),
        holder: Party::Shop,
    };
    for (at, object) in input.objects.iter().enumerate() {
        let code = format!("{number}-{}", at + 1);
        let redo = match object.redo_of {
            Some(redo) => store::job(tx, redo)?.map(|job| job.seq),
            None => None,
        };
        let job = store::insert_job(tx, cx, seq, at + 1, &code, object, redo, custody)?;
        tasks::write(tx, cx, job, &object.tasks, by.may(Right::SeeCost))?;
        store::insert_entry(
            tx,
            cx,
            &store::NewEntry {
                place: input.place,
                moved: Some((None, State::Received)),
                detail: &tasks::told(tx, job)?,
                ..store::NewEntry::of(job, Act::TakeIn.code())
            },
        )?;
        if let (Some(first), true) = (redo, object.is_free()) {
            let promised = warranty::last_day(&warranty::warranties(tx, first)?);
            let is_promised = promised.is_some_and(|until| until >= today);
            let why = input.goodwill.as_ref().filter(|_| !is_promised);
            let what = if is_promised {
                "redo_warranty"
            } else {
                "redo_goodwill"
            };
            store::insert_entry(
                tx,
                cx,
                &store::NewEntry {
                    note: &said(why.map_or("", |one| one.reason.as_str()), 400),
                    ..store::NewEntry::of(job, what)
                },
            )?;
        }
        entrusted::record(
            tx,
            cx,
            object.id.uuid(),
            entrusted::Movement::TakenIn,
            &code,
            "",
            custody,
        )?;
        store::set_agreed(tx, job)?;
    }
    customers::touch(tx, input.customer, cx.now_ms())?;
    let detail =
        json!({ "what": "repair-taken-in", "repair": number, "objects": input.objects.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    let repair = store::repair(tx, input.id)?.ok_or(RepairError::Unknown)?;
    notify::repair_taken_in(tx, cx, &repair)?;
    tx.changed(crate::db::Change::of("repair"));
    Ok(repair)
}

/// The fields that a person types.
pub(super) fn check_object(
    tx: &crate::db::ReadTx<'_>,
    object: &NewObject,
    position: usize,
    today: NaiveDate,
    most_minor: i64,
) -> Result<(), RepairError> {
    let stone_fits = |stone: &Stone| {
        !stone.stone.trim().is_empty()
            && (1..=1_000).contains(&stone.count)
            && [stone.length_um, stone.width_um]
                .iter()
                .flatten()
                .all(|um| (1..=200_000).contains(um))
    };
    for (field, fits) in [
        ("object", !said(&object.object, 200).is_empty()),
        (
            "declared",
            (0..=most_minor).contains(&object.declared_minor.unwrap_or(0)),
        ),
        (
            "weight",
            (LEAST_UG..=MOST_UG).contains(&object.gross_ug.unwrap_or(LEAST_UG)),
        ),
        (
            "stone",
            object.stones.len() <= MOST_STONES && object.stones.iter().all(stone_fits),
        ),
    ] {
        if !fits {
            return Err(RepairError::Field { field, position });
        }
    }
    check_promised(object.promised_on, today)?;
    if let Some(piece) = object.piece {
        let known = stock::piece_by_id(tx, piece)?.is_some();
        known.then_some(()).ok_or(RepairError::Field {
            field: "piece",
            position,
        })?;
    }
    if let Some(person) = object.assignee {
        super::amend::check_person(tx, person)?;
    }
    tasks::check(tx, &object.tasks, position, most_minor)
}

/// Today or later, and within reason.
pub(super) fn check_promised(day: NaiveDate, today: NaiveDate) -> Result<(), RepairError> {
    let latest = today.checked_add_months(Months::new(LONGEST_MONTHS));
    if day < today || latest.is_none_or(|latest| day > latest) {
        return Err(RepairError::Promised);
    }
    Ok(())
}

/// Done again is what the same customer has taken home.
fn check_redo(
    tx: &crate::db::ReadTx<'_>,
    redo: Id<Job>,
    customer: Id<Customer>,
) -> Result<(), RepairError> {
    let job = store::job(tx, redo)?.ok_or(RepairError::NoRedo)?;
    let first = store::repair(tx, job.repair)?.ok_or(RepairError::NoRedo)?;
    if job.state != State::Collected || first.customer != customer {
        return Err(RepairError::NoRedo);
    }
    Ok(())
}

/// Free is what is still promised, or what somebody who may gives away for a reason; and not twice at once.
fn check_free(
    tx: &crate::db::ReadTx<'_>,
    by: &Authority,
    redo: Id<Job>,
    goodwill: Option<&Goodwill>,
    today: NaiveDate,
) -> Result<(), RepairError> {
    let first = store::job(tx, redo)?.ok_or(RepairError::NoRedo)?;
    if let Some(code) = warranty::redo_underway(tx, first.seq)? {
        return Err(RepairError::RedoUnderway { code });
    }
    let until = warranty::last_day(&warranty::warranties(tx, first.seq)?);
    if until.is_some_and(|until| until >= today) {
        return Ok(());
    }
    match goodwill.filter(|one| !one.reason.trim().is_empty()) {
        None => Err(RepairError::WarrantyOver { until }),
        Some(given) => {
            authorise(by, given.vouched.as_ref(), Right::AllowDifference)?;
            Ok(())
        }
    }
}
