//! Takes a delivery in: pieces one by one, articles by their quantity, what is refused at the door.

use std::collections::HashMap;

use serde_json::json;
use units::{Fineness, Id, Metal, Money, Quantity, Weight};

use super::order::{Order, OrderLine};
use super::received::{Received, Reception};
use super::refusal::{Refusal, reason, short};
use super::save_order::{MOST, amount, within};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{self, Alloy, Article, CreatePiece, Family, Piece, Place, Sheet, Supplier};
use crate::till;

/// A delivery as it was taken in, named by its client.
#[derive(Clone, Debug)]
pub struct Receive {
    pub id: Id<Reception>,
    pub supplier: Id<Supplier>,
    /// None: nobody had ordered it.
    pub order: Option<Id<Order>>,
    /// The number of the supplier's delivery note.
    pub document: String,
    pub note: String,
    /// Where the pieces are put.
    pub place: Id<Place>,
    /// More than was ordered is kept, and that is meant.
    pub over: bool,
    pub lines: Vec<Arrival>,
}

/// One thing of it.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub id: Id<Received>,
    /// The order's line it answers.
    pub line: Option<Id<OrderLine>>,
    pub goods: Goods,
    /// Of one, without VAT; None: as ordered.
    pub cost_minor: Option<i64>,
}

/// What arrives.
#[derive(Clone, Debug)]
pub enum Goods {
    Piece(Box<NewPiece>),
    Article(Id<Article>, i64),
    /// It is not what was ordered, or broken: it goes back with the courier and never is the shop's.
    Refused {
        title: String,
        quantity: i64,
        reason: String,
    },
}

/// A piece as it comes in. What it does not say is as ordered; the rest of its sheet is written later.
#[derive(Clone, Debug)]
pub struct NewPiece {
    pub id: Id<Piece>,
    pub number: String,
    pub title: Option<String>,
    pub family: Option<Id<Family>>,
    pub metal: Option<Metal>,
    pub fineness: Option<Fineness>,
    pub gross: Option<Weight>,
    pub serial: Option<String>,
    pub price: Option<Money>,
}

const MOST_ARRIVALS: usize = 500;

/// Puts the goods into the stock and keeps what came against what was ordered.
pub fn receive(tx: &mut WriteTx<'_>, cx: &Cx, input: Receive) -> Result<Reception, Refusal> {
    if store::reception(tx, input.id)?.is_some() {
        return Err(Refusal::IdTaken);
    }
    if store::supplier_name(tx, input.supplier)?.is_none() {
        return Err(Refusal::SupplierUnknown);
    }
    if stock::place_by_id(tx, input.place)?.is_none() {
        return Err(Refusal::PlaceUnknown);
    }
    if input.lines.is_empty() {
        return Err(Refusal::Empty);
    }
    if input.lines.len() > MOST_ARRIVALS {
        return Err(Refusal::TooMany);
    }
    let order = match input.order {
        Some(id) => Some(store::order(tx, id)?.ok_or(Refusal::Unknown)?),
        None => None,
    };
    if let Some(order) = &order {
        // What the supplier sends beyond a complete order is taken in on it too, if that is meant.
        let complete = order.stage == super::order::Stage::Received && input.over;
        if !order.stage.is_awaited() && !complete {
            return Err(Refusal::WrongStage(order.stage.code()));
        }
        if order.supplier != input.supplier {
            return Err(Refusal::LineUnknown);
        }
    }
    let document = short(&input.document)?;
    let note = short(&input.note)?;
    let house = till::house(tx, cx.till, None)?;
    let seq = store::next_seq(tx, "purchase_reception")?;
    let number = format!("{}-BR{seq}", house.code);
    let header = store::Delivery {
        seq,
        id: input.id,
        number: &number,
        supplier: input.supplier,
        order: order.as_ref().map(|order| order.seq),
        document: &document,
        note: &note,
        on: house.day(cx.now),
    };
    store::insert_reception(tx, cx, &header)?;
    let purchase_ref = if document.is_empty() {
        number.clone()
    } else {
        format!("{number} · {document}")
    };
    let mut come = HashMap::new();
    for arrival in input.lines {
        let line = match (arrival.line, &order) {
            (None, _) => None,
            (Some(id), Some(order)) => Some(
                order
                    .lines
                    .iter()
                    .find(|line| line.id == id)
                    .ok_or(Refusal::LineUnknown)?,
            ),
            (Some(_), None) => return Err(Refusal::LineUnknown),
        };
        let came = take_in(
            tx,
            cx,
            &input.supplier,
            input.place,
            &purchase_ref,
            line,
            arrival,
        )?;
        if let (Some(line), false) = (line, came.refused) {
            let sum = come.entry(line.id).or_insert(line.received);
            *sum += came.quantity;
            if *sum > line.quantity && !input.over {
                return Err(Refusal::Over {
                    title: line.title.clone(),
                    ordered: line.quantity,
                    received: *sum,
                });
            }
        }
        store::insert_received(tx, seq, &came)?;
    }
    let detail = json!({ "what": "purchase-received", "number": number });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    store::reception(tx, input.id)?
        .ok_or(StoreError::Unreadable("purchase_reception"))
        .map_err(Into::into)
}

/// Puts one thing where it belongs, and says what is to be kept of it.
fn take_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    supplier: &Id<Supplier>,
    place: Id<Place>,
    purchase_ref: &str,
    line: Option<&OrderLine>,
    arrival: Arrival,
) -> Result<store::Came, Refusal> {
    if store::received(tx, arrival.id)?.is_some() {
        return Err(Refusal::IdTaken);
    }
    amount(cx, arrival.cost_minor)?;
    let cost_minor = arrival
        .cost_minor
        .or_else(|| line.and_then(|line| line.cost_minor));
    let mut came = store::Came {
        id: arrival.id,
        line: line.map(|line| line.id),
        refused: false,
        piece: None,
        article: None,
        title: String::new(),
        quantity: 1,
        cost_minor,
        reason: String::new(),
    };
    match arrival.goods {
        Goods::Piece(new) => {
            // An article's line is answered by its quantity.
            if line.is_some_and(|line| line.article.is_some()) {
                return Err(Refusal::LineUnknown);
            }
            let cost = match cost_minor {
                Some(minor) => Some(
                    Money::new(minor, stock::currency(tx)?).map_err(|_| Refusal::Amount(minor))?,
                ),
                None => None,
            };
            let id = new.id;
            let sheet = Sheet {
                supplier: Some(*supplier),
                purchase_ref: Some(purchase_ref.to_owned()),
                cost,
                ..sheet(*new, line)?
            };
            came.title.clone_from(&sheet.title);
            came.piece = Some(id);
            stock::create_piece(tx, cx, CreatePiece { id, sheet, place })?;
        }
        Goods::Article(article, quantity) => {
            if line.is_some_and(|line| line.article != Some(article)) {
                return Err(Refusal::LineUnknown);
            }
            within(quantity, MOST)?;
            let count = Quantity::new(quantity).map_err(|_| Refusal::Quantity(quantity))?;
            let document = Some(purchase_ref.to_owned());
            let article = stock::receive_article(tx, cx, article, count, document)?;
            came.title = article.title;
            came.article = Some(article.id);
            came.quantity = quantity;
        }
        Goods::Refused {
            title,
            quantity,
            reason: why,
        } => {
            within(quantity, MOST)?;
            let title = short(&title)?;
            came.title = match (title.is_empty(), line) {
                (false, _) => title,
                (true, Some(line)) => line.title.clone(),
                (true, None) => return Err(Refusal::TitleMissing),
            };
            came.refused = true;
            came.quantity = quantity;
            came.reason = reason(&why)?;
        }
    }
    Ok(came)
}

/// The first sheet of a piece: what came with it, else what was ordered.
fn sheet(new: NewPiece, line: Option<&OrderLine>) -> Result<Sheet, Refusal> {
    let filled = |text: Option<String>| {
        text.map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let title = filled(new.title)
        .or_else(|| line.map(|line| line.title.clone()))
        .ok_or(Refusal::TitleMissing)?;
    let family = new
        .family
        .or_else(|| line.and_then(|line| line.family))
        .ok_or(Refusal::FamilyUnknown)?;
    let number = new.number.trim();
    if number.is_empty() {
        return Err(Refusal::NumberMissing);
    }
    let alloy = match (new.metal, line) {
        (Some(metal), _) => Some((metal, new.fineness)),
        (None, Some(line)) => line.metal.map(|metal| (metal, line.fineness)),
        (None, None) => None,
    };
    Ok(Sheet {
        alloy: alloy.map(|(metal, fineness)| Alloy {
            metal,
            fineness,
            colour: None,
        }),
        gross: new.gross,
        serial: filled(new.serial),
        model: line
            .map(|line| line.reference.clone())
            .filter(|reference| !reference.is_empty()),
        price: new.price,
        ..Sheet::new(number, family, &title)
    })
}
