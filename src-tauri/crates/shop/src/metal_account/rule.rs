//! What every entry asks before it is written.

use chrono::{Datelike, NaiveDate};
use documents::Language;
use units::{Fineness, Id, Metal, Weight};

use super::nouns::{Lot, MetalAccountError, PaperKind};
use super::store::{self, Move, NewPaper};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till;
use crate::users::Authority;

/// A hundred kilograms: what weighs more was typed wrong.
pub(super) const MOST_MG: i64 = 100_000_000;
/// Of a paper, and of a melt.
pub(super) const MOST_OBJECTS: usize = 50;
const LONGEST_NOTE: usize = 400;

pub(super) fn field(field: &'static str, position: usize) -> MetalAccountError {
    MetalAccountError::Field { field, position }
}

/// Somebody who was erased has no account any more.
pub(super) fn customer(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Customer, MetalAccountError> {
    customers::customer(tx, id)?
        .filter(|customer| !customer.erased)
        .ok_or(MetalAccountError::CustomerUnknown)
}

/// Refuses who has not seen the last entry of the account.
pub(super) fn check_version(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
    seen: i64,
) -> Result<(), MetalAccountError> {
    let current = store::version(tx, customer)?;
    if current == seen {
        Ok(())
    } else {
        Err(MetalAccountError::Changed { current })
    }
}

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(LONGEST_NOTE).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, MetalAccountError> {
    let text = said(text);
    if text.is_empty() {
        Err(MetalAccountError::ReasonMissing)
    } else {
        Ok(text)
    }
}

/// A weight that somebody typed or a scale gave.
pub(super) fn weight(mg: i64, name: &'static str, at: usize) -> Result<Weight, MetalAccountError> {
    if !(1..=MOST_MG).contains(&mg) {
        return Err(field(name, at));
    }
    Weight::from_mg(mg).map_err(|_| field(name, at))
}

pub(super) fn fineness(parts: i64, at: usize) -> Result<Fineness, MetalAccountError> {
    Fineness::from_per_ten_thousand(parts).map_err(|_| field("fineness", at))
}

/// Base metal is no account's.
pub(super) fn check_metal(metal: Metal, at: usize) -> Result<(), MetalAccountError> {
    if metal == Metal::Base {
        Err(field("metal", at))
    } else {
        Ok(())
    }
}

/// An object of this customer.
pub(super) fn lot(
    tx: &ReadTx<'_>,
    id: Id<Lot>,
    customer: Id<Customer>,
) -> Result<Lot, MetalAccountError> {
    store::lot(tx, id)?
        .filter(|lot| lot.customer == customer)
        .ok_or(MetalAccountError::LotUnknown)
}

/// The move that takes so much of an object; what it changes of the fine weight is what was there less
/// what is left.
pub(super) fn take(lot: &Lot, mg: i64) -> Result<Move, MetalAccountError> {
    let too_much = || MetalAccountError::TooMuch { left: lot.left };
    let left = Weight::from_mg(lot.left.mg() - mg).map_err(|_| too_much())?;
    Ok(Move {
        lot: lot.seq,
        weight_mg: -mg,
        fine_mg: left.fine(lot.fineness).mg() - lot.left_fine.mg(),
    })
}

/// The day of the shop.
pub(super) fn today(tx: &ReadTx<'_>, cx: &Cx) -> Result<NaiveDate, StoreError> {
    Ok(till::house(tx, None, None)?.day(cx.now))
}

/// What a paper is given by whoever writes it.
pub(super) struct Paper<'a> {
    pub id: uuid::Uuid,
    pub kind: PaperKind,
    pub language: Option<Language>,
    pub order: Option<Id<crate::custom::Order>>,
    pub note: &'a str,
    pub given_to: &'a str,
}

/// Gives a paper its number.
pub(super) fn number(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    customer: &Customer,
    paper: &Paper<'_>,
) -> Result<(i64, String), MetalAccountError> {
    if store::paper(tx, Id::from_uuid(paper.id))?.is_some() {
        return Err(MetalAccountError::IdTaken);
    }
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let today = house.day(cx.now);
    let year = i64::from(today.year());
    let series = store::next_series(tx, year)?;
    let language = paper
        .language
        .unwrap_or(match customer.language.as_deref() {
            Some("en") => Language::En,
            Some("fr") => Language::Fr,
            _ => house.language,
        });
    let new = NewPaper {
        id: paper.id,
        year,
        series,
        number: format!("{}-M{:02}-{series}", house.code, year.rem_euclid(100)),
        kind: paper.kind,
        customer: customer.id,
        order: paper.order,
        language,
        note: paper.note,
        given_to: paper.given_to,
        on_day: today,
        user: by.user(),
    };
    let seq = store::insert_paper(tx, cx, &new)?;
    Ok((seq, new.number))
}
