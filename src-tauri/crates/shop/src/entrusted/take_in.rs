//! Takes in what a customer leaves: the slip's number, an envelope an object, and their custody.

use chrono::Datelike;
use documents::Language;
use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::nouns::{EntrustedError, Object, Of, Slip, What};
use super::rule;
use super::store::{self, NewEntry, NewSlip};
use crate::customers;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::stock::{self, Custody, Party, Place, entrusted};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What is left, under one slip.
#[derive(Clone, Debug)]
pub struct TakeIn {
    pub id: Id<Slip>,
    pub of: Of,
    pub of_id: Uuid,
    /// Of the slip; the customer's own, else the shop's, where it is not said.
    pub language: Option<Language>,
    pub note: String,
    /// Where the envelopes go.
    pub place: Option<Id<Place>>,
    pub objects: Vec<NewObject>,
}

/// An object on the counter.
#[derive(Clone, Debug)]
pub struct NewObject {
    pub id: Id<Object>,
    pub object: String,
    pub count: i64,
    pub gross_ug: Option<i64>,
    /// Of stones, and how they measure.
    pub cut: String,
    pub size: String,
    /// By which it is known again.
    pub marks: String,
    pub condition: String,
    pub declared_minor: Option<i64>,
}

const MOST_OBJECTS: usize = 50;
const MOST_COUNT: i64 = 1_000;
/// Ten kilograms: heavier was typed wrong.
const MOST_UG: i64 = 10_000_000_000;
const LONGEST: usize = 200;

/// Writes the slip, and for each object its first entry and that of the custody ledger.
pub fn take_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakeIn,
) -> Result<Slip, EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    if store::slip_by_id(tx, input.id)?.is_some() {
        return Err(EntrustedError::IdTaken);
    }
    let customer = rule::owner(tx, input.of, input.of_id)?;
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let today = house.day(cx.now);
    let most_minor = rules().price_limit(today).minor();
    if let Some(place) = input.place {
        stock::place_by_id(tx, place)?.ok_or(EntrustedError::PlaceUnknown)?;
    }
    if input.objects.is_empty() || input.objects.len() > MOST_OBJECTS {
        return Err(field("objects", 0));
    }
    for (at, object) in input.objects.iter().enumerate() {
        check(object, at + 1, most_minor)?;
        let before = input.objects.iter().take(at);
        let is_twin = before.into_iter().any(|other| other.id == object.id);
        if is_twin || store::object(tx, object.id)?.is_some() {
            return Err(EntrustedError::IdTaken);
        }
    }
    let year = i64::from(today.year());
    let series = store::next_series(tx, year)?;
    let number = format!("{}-D{:02}-{series}", house.code, year.rem_euclid(100));
    let language = input
        .language
        .unwrap_or(match customer.language.as_deref() {
            Some("en") => Language::En,
            Some("fr") => Language::Fr,
            _ => house.language,
        });
    let new = NewSlip {
        id: input.id,
        year,
        series,
        number: &number,
        customer: customer.id,
        of: input.of,
        of_id: input.of_id,
        language,
        note: &rule::said(&input.note, 400),
        on_day: today,
        user: by.user(),
    };
    let slip = store::insert_slip(tx, cx, &new)?;
    let custody = Custody {
        place: input.place,
        owner: Party::Customer(Some(customer.id.uuid())),
        holder: Party::Shop,
    };
    for (at, object) in input.objects.iter().enumerate() {
        let code = format!("{number}-{}", at + 1);
        let seq = store::insert_object(tx, slip, at + 1, &code, object)?;
        let entry = NewEntry::of(seq, What::TakenIn, object.count, by.user());
        store::insert_entry(tx, cx, &entry)?;
        let (id, movement) = (object.id.uuid(), entrusted::ObjectMovement::TakenIn);
        entrusted::record_object(tx, cx, id, movement, &code, custody)?;
    }
    customers::touch(tx, customer.id, cx.now_ms())?;
    let detail = json!({ "what": "entrusted-taken-in", "slip": number, "of": input.of.code(),
        "objects": input.objects.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    let slip = store::slip_by_id(tx, input.id)?.ok_or(EntrustedError::SlipUnknown)?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

const fn field(field: &'static str, position: usize) -> EntrustedError {
    EntrustedError::Field { field, position }
}

fn check(object: &NewObject, position: usize, most_minor: i64) -> Result<(), EntrustedError> {
    let words = object.object.trim();
    for (name, fits) in [
        (
            "object",
            !words.is_empty() && words.chars().count() <= LONGEST,
        ),
        ("count", (1..=MOST_COUNT).contains(&object.count)),
        (
            "weight",
            (1..=MOST_UG).contains(&object.gross_ug.unwrap_or(1)),
        ),
        (
            "declared",
            (0..=most_minor).contains(&object.declared_minor.unwrap_or(0)),
        ),
    ] {
        if !fits {
            return Err(field(name, position));
        }
    }
    Ok(())
}
