//! Puts a line on the list of what an order is made of.

use chrono::NaiveDate;
use units::{Fineness, Id, Metal, Money, Percent, Rounding, Weight};
use uuid::Uuid;

use super::line::QuoteLine;
use super::nouns::{CustomError, Order, said};
use super::part::{self, Part, PartKind};
use super::part_refusal::PartRefusal;
use super::store::{self, NewEntry, NewPart};
use crate::bench;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::metal::{self, MetalRate};
use crate::rules::rules;
use crate::stock::{self, Article, Found, Party, Piece, State as Stands, Supplier};
use crate::till;
use crate::users::{self, Authority, Right, authorise};

/// A line as somebody writes it. What its kind does not need is not looked at.
#[derive(Clone, Debug)]
pub struct AddPart {
    pub id: Id<Part>,
    pub order: Id<Order>,
    pub kind: PartKind,
    /// Of a piece and an article the stock says.
    pub title: String,
    /// The quoted line it belongs to.
    pub quote_line: Option<Id<QuoteLine>>,
    /// The number, barcode or certificate number of what is kept.
    pub code: String,
    /// Of an article, or of what is awaited.
    pub quantity: i64,
    pub supplier: Option<Id<Supplier>>,
    /// The line of the order to a supplier it comes with.
    pub purchase_line: Option<Uuid>,
    pub metal: Option<Metal>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    pub loss_bp: i64,
    pub person: Option<Id<User>>,
    pub minutes: Option<i64>,
    /// Of what is awaited or done outside. Not looked at from who may not see costs.
    pub cost_minor: Option<i64>,
}

pub(super) const MOST_PARTS: usize = 100;
/// Ten kilograms: heavier was typed wrong.
pub(super) const MOST_MG: i64 = 10_000_000;

/// Adds it. A piece is kept for the order from now on, or the order that has it is named.
pub fn add_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &AddPart,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = store::order(tx, input.order)?.ok_or(CustomError::Unknown)?;
    if !part::lists(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    write(tx, cx, by, &order, input, None)?;
    told(tx, cx, &order, "custom-part")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

/// The line without its command's frame; `replaces` is what was awaited and came as this.
pub(super) fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    input: &AddPart,
    replaces: Option<i64>,
) -> Result<(), CustomError> {
    if store::part(tx, input.id)?.is_some() {
        return Err(CustomError::IdTaken);
    }
    if store::parts(tx, order.seq)?.len() >= MOST_PARTS {
        return Err(PartRefusal::TooMany { most: MOST_PARTS }.into());
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let mut new = NewPart {
        quote_line: input.quote_line,
        replaces,
        ..NewPart::of(input.id, order.seq, input.kind, &input.title)
    };
    match input.kind {
        PartKind::Piece | PartKind::Article => {
            let code = said(&input.code, 100);
            let found = stock::find_by_code(tx, &code)?;
            match found.ok_or(PartRefusal::CodeUnknown { code })? {
                Found::Piece(piece) => {
                    free(tx, cx, &piece)?;
                    piece_of(&mut new, &piece);
                }
                Found::Article(article) => {
                    free_article(tx, &article, input.quantity)?;
                    article_of(&mut new, &article, input.quantity);
                }
            }
        }
        PartKind::Awaited => awaited(tx, by, input, today, &mut new)?,
        PartKind::Metal => metal_of(tx, input, today, &mut new)?,
        PartKind::Labour => labour(tx, input, today, &mut new)?,
        PartKind::Outside => {
            new.supplier = supplier(tx, input.supplier)?;
            new.cost_minor = cost(by, input.cost_minor, today)?;
        }
    }
    new.title = said(&new.title, 200);
    if new.title.is_empty() {
        return Err(wrong("line"));
    }
    let seq = store::insert_part(tx, cx, by.user(), &new)?;
    if let Some(piece) = new.piece {
        store::keep(tx, cx, piece, order.seq, Some(seq))?;
    }
    let part = store::part(tx, input.id)?.ok_or(PartRefusal::Unknown)?;
    remember(tx, cx, by, order, "part", &part.called())
}

pub(super) fn wrong(field: &'static str) -> CustomError {
    CustomError::Field { field, line: 0 }
}

/// A piece that is the shop's, here, in no cart and kept for nobody.
pub(super) fn free(tx: &ReadTx<'_>, cx: &Cx, piece: &Piece) -> Result<(), CustomError> {
    let number = piece.sheet.number.clone();
    if let Some(order) = stock::kept_for(tx, piece.id)? {
        return Err(PartRefusal::Kept { number, order }.into());
    }
    if piece.state != Stands::Available {
        let state = piece.state;
        return Err(PartRefusal::NotHere { number, state }.into());
    }
    if piece.custody.owner != Party::Shop {
        return Err(PartRefusal::NotOurs { number }.into());
    }
    if stock::is_reserved(tx, cx, piece.id)? {
        return Err(PartRefusal::InCart { number }.into());
    }
    Ok(())
}

/// So many of an article that nobody else has kept.
pub(super) fn free_article(
    tx: &ReadTx<'_>,
    article: &Article,
    quantity: i64,
) -> Result<(), CustomError> {
    let number = article.number.clone();
    if !article.active || article.variants > 0 {
        return Err(PartRefusal::NotTaken { number }.into());
    }
    if !(1..=10_000).contains(&quantity) {
        return Err(wrong("quantity"));
    }
    let left = (article.quantity - store::kept_of_article(tx, article.id)?).max(0);
    if left < quantity {
        return Err(PartRefusal::Short { number, left }.into());
    }
    Ok(())
}

fn piece_of(new: &mut NewPart, piece: &Piece) {
    new.kind = PartKind::Piece;
    new.piece = Some(piece.id);
    new.number.clone_from(&piece.sheet.number);
    new.title.clone_from(&piece.sheet.title);
    new.cost_minor = piece.sheet.cost.map(Money::minor);
}

fn article_of(new: &mut NewPart, article: &Article, quantity: i64) {
    new.kind = PartKind::Article;
    new.article = Some(article.id);
    new.number.clone_from(&article.number);
    new.title.clone_from(&article.title);
    new.quantity = quantity;
    new.cost_minor = article
        .cost
        .and_then(|cost| cost.minor().checked_mul(quantity));
}

/// Of an order to a supplier what that says; else words, and a supplier where one is known.
fn awaited(
    tx: &ReadTx<'_>,
    by: &Authority,
    input: &AddPart,
    today: NaiveDate,
    new: &mut NewPart,
) -> Result<(), CustomError> {
    if !(1..=10_000).contains(&input.quantity) {
        return Err(wrong("quantity"));
    }
    new.quantity = input.quantity;
    new.supplier = supplier(tx, input.supplier)?;
    new.cost_minor = cost(by, input.cost_minor, today)?;
    if let Some(line) = input.purchase_line {
        let found = store::purchase_line(tx, line)?.ok_or(PartRefusal::PurchaseUnknown)?;
        new.purchase_line = Some(line);
        new.supplier = Some(found.supplier);
        if said(&new.title, 200).is_empty() {
            new.title = found.title;
        }
        let of_all = found
            .cost_minor
            .and_then(|cost| cost.checked_mul(input.quantity));
        new.cost_minor = new.cost_minor.or(of_all);
    }
    Ok(())
}

fn supplier(
    tx: &ReadTx<'_>,
    id: Option<Id<Supplier>>,
) -> Result<Option<Id<Supplier>>, CustomError> {
    let Some(id) = id else { return Ok(None) };
    let known = stock::suppliers(tx)?.into_iter().any(|one| one.id == id);
    known
        .then_some(Some(id))
        .ok_or_else(|| PartRefusal::SupplierUnknown.into())
}

/// What somebody says it costs, where they may.
pub(super) fn cost(
    by: &Authority,
    minor: Option<i64>,
    today: NaiveDate,
) -> Result<Option<i64>, CustomError> {
    let minor = minor.filter(|_| by.may(Right::SeeCost));
    let most = rules().price_limit(today).minor();
    if minor.is_some_and(|minor| !(0..=most).contains(&minor)) {
        return Err(wrong("cost"));
    }
    Ok(minor)
}

fn metal_of(
    tx: &ReadTx<'_>,
    input: &AddPart,
    today: NaiveDate,
    new: &mut NewPart,
) -> Result<(), CustomError> {
    let metal = input.metal.filter(|metal| *metal != Metal::Base);
    let (Some(metal), Some(fineness)) = (metal, input.fineness) else {
        return Err(wrong("metal"));
    };
    let weight_mg = input.weight_mg.ok_or_else(|| wrong("weight"))?;
    let (rate, cost_minor) = metal_cost(tx, metal, fineness, weight_mg, input.loss_bp, today)?;
    new.metal = Some(metal);
    new.fineness = Some(fineness);
    new.weight_mg = Some(weight_mg);
    new.loss_bp = input.loss_bp;
    new.rate = rate.map(|rate| rate.id);
    new.cost_minor = cost_minor;
    Ok(())
}

/// What so much metal of a title costs at the rate of the day; nothing where there is no rate.
pub(super) fn metal_cost(
    tx: &ReadTx<'_>,
    metal: Metal,
    fineness: i64,
    weight_mg: i64,
    loss_bp: i64,
    today: NaiveDate,
) -> Result<(Option<MetalRate>, Option<i64>), CustomError> {
    if !(1..=MOST_MG).contains(&weight_mg) {
        return Err(wrong("weight"));
    }
    if !(0..=5_000).contains(&loss_bp) {
        return Err(wrong("loss"));
    }
    let title = Fineness::from_per_ten_thousand(fineness).map_err(|_| wrong("metal"))?;
    let weight = Weight::from_mg(weight_mg).map_err(|_| wrong("weight"))?;
    let loss = Percent::from_basis_points(loss_bp).map_err(|_| wrong("loss"))?;
    let Some(rate) = metal::rate_on(tx, metal, today)? else {
        return Ok((None, None));
    };
    let value = rate
        .rate
        .value(weight, title, loss, Rounding::HalfUp)
        .map_err(|_| wrong("weight"))?;
    Ok((Some(rate), Some(value.minor())))
}

fn labour(
    tx: &ReadTx<'_>,
    input: &AddPart,
    today: NaiveDate,
    new: &mut NewPart,
) -> Result<(), CustomError> {
    let minutes = input.minutes.ok_or_else(|| wrong("minutes"))?;
    if !(1..=100_000).contains(&minutes) {
        return Err(wrong("minutes"));
    }
    new.minutes = Some(minutes);
    // Whoever it is, or the bench: somebody without an hour of their own costs what the bench does.
    let person = match input.person {
        Some(person) => person_known(tx, person)?,
        None => Id::from_uuid(Uuid::nil()),
    };
    new.person = input.person;
    new.cost_minor = match bench::hour_on(tx, person, today)? {
        Some(hour) => Some(bench::of_hour(hour, minutes)?),
        None => None,
    };
    Ok(())
}

pub(super) fn person_known(tx: &ReadTx<'_>, id: Id<User>) -> Result<Id<User>, CustomError> {
    match users::user(tx, id)? {
        Some(_) => Ok(id),
        None => Err(PartRefusal::PersonUnknown.into()),
    }
}

/// A line of the order's history.
pub(super) fn remember(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    what: &str,
    note: &str,
) -> Result<(), CustomError> {
    let entry = NewEntry {
        note,
        ..NewEntry::of(order.seq, by.user(), what)
    };
    store::insert_entry(tx, cx, &entry)?;
    Ok(())
}

/// What the journal and the screens are told of every command about the making.
pub(super) fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    order: &Order,
    what: &str,
) -> Result<(), CustomError> {
    let entry = store::last_entry(tx, order.seq)?;
    let detail = serde_json::json!({ "what": what, "order": order.number, "entry": entry });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    Ok(())
}
