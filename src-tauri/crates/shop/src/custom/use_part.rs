//! Writes what went into the work: a stone that is set, metal that was weighed, minutes, a bill.

use chrono::{Days, NaiveDate};
use serde_json::json;
use units::{Id, Money};

use super::add_part::{MOST_MG, cost, metal_cost, person_known, told, wrong};
use super::nouns::{CustomError, Order, said};
use super::part::{Part, PartKind, Use};
use super::part_refusal::PartRefusal;
use super::state::State;
use super::store::{self, NewEntry, NewUse};
use crate::bench;
use crate::cx::{Cx, User};
use crate::db::WriteTx;
use crate::stock::{self, ArticleMovement, ArticleReason, custody};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What was used. What the line's kind does not need is not looked at.
#[derive(Clone, Debug)]
pub struct UsePart {
    pub id: Id<Use>,
    pub part: Id<Part>,
    /// Of an article.
    pub quantity: i64,
    /// Of metal, as the scale gave it.
    pub weight_mg: Option<i64>,
    /// Of labour; None: whoever writes it.
    pub person: Option<Id<User>>,
    /// Of labour; None: today.
    pub on_day: Option<NaiveDate>,
    pub minutes: Option<i64>,
    /// Of what was awaited or done outside; None: as planned. Not looked at from who may not see costs.
    pub cost_minor: Option<i64>,
    pub note: String,
}

const DAY_MINUTES: i64 = 24 * 60;
/// Older than that was typed wrong.
const OLDEST_DAYS: u64 = 366;

/// Writes it, at what it costs today.
pub fn use_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &UsePart,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let part = store::part(tx, input.part)?.ok_or(PartRefusal::Unknown)?;
    let order = store::work_on(tx, part.order)?;
    if order.state != State::Production {
        return Err(CustomError::WrongState { state: order.state });
    }
    if part.off {
        return Err(PartRefusal::Off.into());
    }
    if store::use_by_id(tx, input.id)?.is_some() {
        return Err(CustomError::IdTaken);
    }
    let used = used_of(tx, &order, &part)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let mut new = NewUse {
        note: said(&input.note, 400),
        ..NewUse::of(input.id, part.seq)
    };
    match part.kind {
        PartKind::Piece => {
            if used > 0 {
                return Err(PartRefusal::Used.into());
            }
            new.cost_minor = work_in(tx, cx, &order, &part)?;
        }
        PartKind::Article => {
            if !(1..=part.quantity - used).contains(&input.quantity) {
                return Err(if used >= part.quantity {
                    PartRefusal::Used.into()
                } else {
                    wrong("quantity")
                });
            }
            new.quantity = input.quantity;
            new.cost_minor = take(tx, cx, &order, &part, input.quantity)?;
        }
        PartKind::Metal => {
            let (Some(metal), Some(fineness)) = (part.metal, part.fineness) else {
                return Err(PartRefusal::Unknown.into());
            };
            let weight = input.weight_mg.filter(|mg| (1..=MOST_MG).contains(mg));
            let weight = weight.ok_or_else(|| wrong("weight"))?;
            // What is lost was weighed with it.
            let (rate, minor) = metal_cost(tx, metal, fineness, weight, 0, today)?;
            new.weight_mg = Some(weight);
            new.rate = rate.map(|rate| rate.id);
            new.cost_minor = minor;
        }
        PartKind::Labour => labour(tx, by, input, &part, today, &mut new)?,
        // What came and went into it without a number of the stock costs what was paid for it.
        PartKind::Awaited | PartKind::Outside => {
            if used > 0 {
                return Err(PartRefusal::Used.into());
            }
            new.quantity = part.quantity;
            new.cost_minor = cost(by, input.cost_minor, today)?.or(part.cost_minor);
        }
    }
    store::insert_use(tx, cx, by.user(), &new)?;
    remember_use(tx, cx, by, &order, &part, &new)?;
    told(tx, cx, &order, "custom-use")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

/// How many of a line are in the work.
pub(super) fn used_of(tx: &WriteTx<'_>, order: &Order, part: &Part) -> Result<i64, CustomError> {
    let uses = store::uses(tx, order.seq)?;
    let standing = uses
        .iter()
        .filter(|one| one.part == part.seq && !one.undone);
    Ok(standing.map(|one| one.quantity).sum())
}

/// The piece leaves the stock for the work. What it cost is what its sheet says.
pub(super) fn work_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    order: &Order,
    part: &Part,
) -> Result<Option<i64>, CustomError> {
    let id = part.piece.ok_or(PartRefusal::Unknown)?;
    let piece = stock::piece_by_id(tx, id)?.ok_or(PartRefusal::Unknown)?;
    if piece.state != stock::State::Available {
        let (number, state) = (piece.sheet.number, piece.state);
        return Err(PartRefusal::NotHere { number, state }.into());
    }
    let movement = custody::Movement::WorkedIn {
        order: order.number.clone(),
    };
    custody::record(tx, cx, id, &movement).map_err(PartRefusal::from)?;
    Ok(piece.sheet.cost.map(Money::minor))
}

/// So many of an article leave the stock for the work.
pub(super) fn take(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    order: &Order,
    part: &Part,
    quantity: i64,
) -> Result<Option<i64>, CustomError> {
    let id = part.article.ok_or(PartRefusal::Unknown)?;
    let article = stock::article_by_id(tx, id)?.ok_or(PartRefusal::Unknown)?;
    if article.quantity < quantity {
        let (number, left) = (article.number, article.quantity.max(0));
        return Err(PartRefusal::Short { number, left }.into());
    }
    let movement = ArticleMovement {
        reason: ArticleReason::Used,
        quantity: -quantity,
        document: Some(order.number.clone()),
    };
    stock::move_article(tx, cx, id, &movement)?;
    let cost = article.cost.map(Money::minor);
    Ok(cost.and_then(|minor| minor.checked_mul(quantity)))
}

fn labour(
    tx: &WriteTx<'_>,
    by: &Authority,
    input: &UsePart,
    part: &Part,
    today: NaiveDate,
    new: &mut NewUse,
) -> Result<(), CustomError> {
    let minutes = input.minutes.filter(|one| (1..=DAY_MINUTES).contains(one));
    let minutes = minutes.ok_or_else(|| wrong("minutes"))?;
    let planned = part.person.as_ref().map(|(id, _)| *id);
    let person = input.person.or(planned).unwrap_or(by.user());
    person_known(tx, person)?;
    // Somebody else's time is written by who plans the bench, as for a repair.
    if person != by.user() {
        authorise(by, None, Right::PlanBench)?;
    }
    let on_day = input.on_day.unwrap_or(today);
    let oldest = today.checked_sub_days(Days::new(OLDEST_DAYS));
    if on_day > today || oldest.is_none_or(|oldest| on_day < oldest) {
        return Err(wrong("day"));
    }
    new.person = Some(person);
    new.on_day = Some(on_day);
    new.minutes = Some(minutes);
    new.cost_minor = match bench::hour_on(tx, person, on_day)? {
        Some(hour) => Some(bench::of_hour(hour, minutes)?),
        None => None,
    };
    Ok(())
}

/// A line of the history: what was used or taken back, in words; what it weighs and how long it took as figures,
/// which whoever reads it has in their own language.
pub(super) fn remember_use(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    part: &Part,
    of: &NewUse,
) -> Result<(), CustomError> {
    let mut said = part.called();
    if of.quantity > 1 {
        said = format!("{} × {said}", of.quantity);
    }
    let is_back = of.undoes.is_some();
    if is_back {
        said = format!("{said} · {}", of.note);
    }
    let detail = json!({ "weight_mg": of.weight_mg, "minutes": of.minutes }).to_string();
    let entry = NewEntry {
        note: &said,
        detail: &detail,
        ..NewEntry::of(
            order.seq,
            by.user(),
            if is_back { "use_back" } else { "used" },
        )
    };
    store::insert_entry(tx, cx, &entry)?;
    Ok(())
}
