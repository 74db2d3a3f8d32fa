//! Sends goods back to their supplier.

use std::collections::HashSet;

use serde_json::json;
use units::{Id, Money};

use super::goods::{Going, Return};
use super::refusal::{Refusal, reason};
use super::save_order::{MOST, amount, within};
use super::store;
use super::undo::enough;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{self, ArticleMovement, ArticleReason, Party, State, Supplier};
use crate::till;

/// What goes back, and why.
#[derive(Clone, Debug)]
pub struct SendBack {
    pub id: Id<Return>,
    pub supplier: Id<Supplier>,
    pub reason: String,
    /// Expected, without VAT; None: what the goods cost.
    pub credit_minor: Option<i64>,
    pub goods: Vec<Going>,
}

const MOST_LINES: usize = 200;

/// Moves the goods to the supplier: theirs, and with them.
pub fn send_back(tx: &mut WriteTx<'_>, cx: &Cx, input: SendBack) -> Result<Return, Refusal> {
    if store::returned(tx, input.id)?.is_some() {
        return Err(Refusal::IdTaken);
    }
    if store::supplier_name(tx, input.supplier)?.is_none() {
        return Err(Refusal::SupplierUnknown);
    }
    let why = reason(&input.reason)?;
    amount(cx, input.credit_minor)?;
    if input.goods.is_empty() {
        return Err(Refusal::Empty);
    }
    if input.goods.len() > MOST_LINES {
        return Err(Refusal::TooMany);
    }
    let house = till::house(tx, cx.till, None)?;
    let seq = store::next_seq(tx, "purchase_return")?;
    let number = format!("{}-RF{seq}", house.code);
    let (mut lines, mut worth, mut seen) = (Vec::new(), Some(0_i64), HashSet::new());
    for going in &input.goods {
        let (id, quantity, cost) = match *going {
            Going::Piece(id) => {
                let piece = stock::piece_by_id(tx, id)?.ok_or(Refusal::PieceUnknown)?;
                let name = piece.sheet.number;
                if piece.state != State::Available {
                    return Err(Refusal::is(&name, piece.state));
                }
                if piece.custody.owner != Party::Shop {
                    return Err(Refusal::NotOurs(name));
                }
                if stock::is_reserved(tx, cx, id)? {
                    return Err(Refusal::Reserved(name));
                }
                if piece.sheet.supplier.is_some_and(|of| of != input.supplier) {
                    return Err(Refusal::OtherSupplier { number: name });
                }
                stock::send_back(tx, cx, id, input.supplier, &number, &why)?;
                (id.uuid(), 1, piece.sheet.cost)
            }
            Going::Article(id, quantity) => {
                within(quantity, MOST)?;
                let article = enough(tx, id, quantity)?;
                let movement = ArticleMovement {
                    reason: ArticleReason::SentBack,
                    quantity: -quantity,
                    document: Some(number.clone()),
                };
                stock::move_article(tx, cx, id, &movement)?;
                (id.uuid(), quantity, article.cost)
            }
        };
        if !seen.insert(id) {
            return Err(Refusal::Twice(number));
        }
        let cost = cost.map(Money::minor);
        worth = worth.zip(cost).map(|(sum, cost)| sum + cost * quantity);
        lines.push((*going, cost));
    }
    let header = store::Back {
        seq,
        id: input.id,
        number: &number,
        supplier: input.supplier,
        reason: &why,
        credit_minor: input.credit_minor.or(worth),
        on: house.day(cx.now),
    };
    store::insert_return(tx, cx, &header, &lines)?;
    let detail = json!({ "what": "purchase-returned", "number": number });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    store::returned(tx, input.id)?
        .ok_or(StoreError::Unreadable("purchase_return"))
        .map_err(Into::into)
}
