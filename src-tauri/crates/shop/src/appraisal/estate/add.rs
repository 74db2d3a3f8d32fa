//! Objects come into an estate, and out of it again. A certificate that is taken out stays what it is.

use units::Id;

use super::super::check::{check, reason};
use super::super::create::told as appraisal_told;
use super::super::draft::Item;
use super::super::nouns::{Appraisal, AppraisalError, Kind, State, What};
use super::super::store as appraisals;
use super::nouns::{Estate, EstateWhat};
use super::open::{blank, told, writable};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::Authority;

/// More than a house has; each is a certificate that somebody signs.
const MOST_MEMBERS: usize = 500;
/// The template's field for the number in the inventory.
const LOT: &str = "lot";

/// Begins a draft for one object and puts it behind the others; its lot is its place where none is said.
pub fn add(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    estate: Id<Estate>,
    id: Id<Appraisal>,
    mut item: Item,
) -> Result<Estate, AppraisalError> {
    let standing = writable(tx, by, estate)?;
    if appraisals::appraisal(tx, id)?.is_some() {
        return Err(AppraisalError::IdTaken);
    }
    room(tx, &standing)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let position = store::next_position(tx, standing.seq)?;
    item.fields
        .entry(LOT.to_owned())
        .or_insert_with(|| position.to_string());
    let mut draft = blank(tx, &standing.about, today)?;
    draft.items.push(item);
    check(tx, Kind::Estate, &draft, today)?;
    appraisals::insert(tx, cx, by.user(), id, Kind::Estate, &draft, None)?;
    let made = appraisal_told(tx, cx, by, id, What::Created, "", None)?;
    store::insert_member(tx, standing.seq, made.seq, position)?;
    told(tx, cx, by, estate, EstateWhat::Added, "", Some(&made))
}

fn room(tx: &WriteTx<'_>, estate: &Estate) -> Result<(), AppraisalError> {
    if store::members(tx, estate)?.len() >= MOST_MEMBERS {
        return Err(AppraisalError::TooMany {
            field: "items",
            most: MOST_MEMBERS,
        });
    }
    Ok(())
}

/// Takes an object out: it was somebody else's, or goes another way. Its draft or certificate stays.
pub fn take_out(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    estate: Id<Estate>,
    id: Id<Appraisal>,
    note: &str,
) -> Result<Estate, AppraisalError> {
    let standing = writable(tx, by, estate)?;
    let mut members = store::members(tx, &standing)?.into_iter();
    let member = members
        .find(|member| member.appraisal.id == id)
        .ok_or(AppraisalError::NotInEstate)?;
    let note = reason(note)?;
    store::remove_member(tx, member.appraisal.seq)?;
    for change in member.appraisal.changes() {
        tx.changed(change);
    }
    let of = Some(&member.appraisal);
    told(tx, cx, by, estate, EstateWhat::TakenOut, &note, of)
}

/// Puts one in that is no estate's: taken out by mistake, or written on its own.
pub fn put_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    estate: Id<Estate>,
    id: Id<Appraisal>,
) -> Result<Estate, AppraisalError> {
    let standing = writable(tx, by, estate)?;
    let appraisal = appraisals::found(tx, id)?;
    if appraisal.kind != Kind::Estate {
        return Err(AppraisalError::NotForEstate);
    }
    if let Some((_, deceased)) = store::estate_of(tx, &appraisal)? {
        return Err(AppraisalError::InEstate { deceased });
    }
    if !matches!(appraisal.state, State::Draft | State::Issued) {
        return Err(AppraisalError::State {
            state: appraisal.state,
        });
    }
    room(tx, &standing)?;
    let position = store::next_position(tx, standing.seq)?;
    store::insert_member(tx, standing.seq, appraisal.seq, position)?;
    for change in appraisal.changes() {
        tx.changed(change);
    }
    let of = Some(&appraisal);
    told(tx, cx, by, estate, EstateWhat::PutBack, "", of)
}
