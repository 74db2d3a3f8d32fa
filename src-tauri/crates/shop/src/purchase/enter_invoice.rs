//! Enters a supplier's invoice and carries what it bills into the goods' cost.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::json;
use units::{Id, Money};

use super::invoice::{Invoice, Outcome};
use super::received::Received;
use super::refusal::{Refusal, short};
use super::save_order::amount;
use super::{post, store};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{self, Party, State, Supplier};
use crate::{metal, till};

/// An invoice as the supplier wrote it.
#[derive(Clone, Debug)]
pub struct EnterInvoice {
    pub id: Id<Invoice>,
    pub supplier: Id<Supplier>,
    pub number: String,
    pub invoiced_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub net_minor: i64,
    pub vat_minor: i64,
    pub gross_minor: i64,
    pub note: String,
    pub lines: Vec<Billed>,
}

/// What of the receptions it bills, and at how much a piece, without VAT.
#[derive(Clone, Debug)]
pub struct Billed {
    pub received: Id<Received>,
    pub cost_minor: i64,
}

/// An invoice of a shop like this is no larger; integers on the wire stay exact far beyond it.
const MOST_MINOR: i64 = 10_000_000_000;

/// Keeps the invoice. What it bills above or below what was expected goes into the sheets' cost.
pub fn enter_invoice(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: EnterInvoice,
) -> Result<Invoice, Refusal> {
    if store::invoice(tx, input.id)?.is_some() {
        return Err(Refusal::IdTaken);
    }
    if store::supplier_name(tx, input.supplier)?.is_none() {
        return Err(Refusal::SupplierUnknown);
    }
    let house = till::house(tx, cx.till, None)?;
    let (number, note) = (short(&input.number)?, short(&input.note)?);
    if number.is_empty() {
        return Err(Refusal::NumberMissing);
    }
    if let Some(reference) = store::invoice_numbered(tx, input.supplier, &number)? {
        return Err(Refusal::InvoiceTwice { number, reference });
    }
    let late = input.due_on.is_some_and(|due| due < input.invoiced_on);
    if late || input.invoiced_on > house.day(cx.now) {
        return Err(Refusal::Day);
    }
    for minor in [input.net_minor, input.vat_minor, input.gross_minor] {
        if !(0..=MOST_MINOR).contains(&minor) {
            return Err(Refusal::Amount(minor));
        }
    }
    if input.net_minor + input.vat_minor != input.gross_minor {
        return Err(Refusal::Totals);
    }
    let seq = store::next_seq(tx, "purchase_invoice")?;
    let reference = format!("{}-FF{seq}", house.code);
    let header = store::InvoiceHeader {
        seq,
        reference: &reference,
        number: &number,
        note: &note,
    };
    store::insert_invoice(tx, cx, &header, &input)?;
    let (mut billed, mut sum) = (HashSet::new(), 0_i64);
    for line in &input.lines {
        let received = store::received(tx, line.received)?.ok_or(Refusal::LineUnknown)?;
        amount(cx, Some(line.cost_minor))?;
        if !billed.insert(line.received) {
            return Err(Refusal::Twice(received.number));
        }
        if received.supplier != input.supplier || received.refused {
            return Err(Refusal::LineUnknown);
        }
        if received.undone.is_some() {
            return Err(Refusal::Undone);
        }
        if let Some(other) = received.billed {
            return Err(Refusal::Billed(other));
        }
        sum += line.cost_minor.saturating_mul(received.quantity);
        let (old, outcome) = carry(tx, &received, line.cost_minor)?;
        store::insert_invoice_line(tx, seq, received.seq, line.cost_minor, old, outcome)?;
    }
    if sum > input.net_minor {
        return Err(Refusal::LinesOverNet);
    }
    let detail = json!({ "what": "purchase-invoiced", "number": reference });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    let invoice =
        store::invoice(tx, input.id)?.ok_or(StoreError::Unreadable("purchase_invoice"))?;
    post::invoiced(tx, cx, &invoice, false)?;
    Ok(invoice)
}

/// Writes the cost where the sheet is still to be written, and says what it was before.
fn carry(
    tx: &mut WriteTx<'_>,
    received: &Received,
    minor: i64,
) -> Result<(Option<i64>, Outcome), Refusal> {
    let cost = Money::new(minor, stock::currency(tx)?).map_err(|_| Refusal::Amount(minor))?;
    if let Some(id) = received.article {
        let article = stock::article_by_id(tx, id)?.ok_or(Refusal::ArticleUnknown)?;
        let old = article.cost.map(Money::minor);
        if article.cost == Some(cost) {
            return Ok((old, Outcome::Same));
        }
        stock::change_article_cost(tx, id, Some(cost))?;
        return Ok((old, Outcome::Carried));
    }
    let id = received.piece.ok_or(Refusal::LineUnknown)?;
    let piece = stock::piece_by_id(tx, id)?.ok_or(Refusal::PieceUnknown)?;
    let old = piece.sheet.cost.map(Money::minor);
    let outcome = if piece.sheet.cost == Some(cost) {
        Outcome::Same
    } else if piece.state == State::Sold {
        Outcome::Sold
    } else if piece.state == State::Withdrawn || piece.custody.owner != Party::Shop {
        Outcome::Gone
    } else if metal::parts_of(tx, id)?.cost_minor().is_some() {
        Outcome::Parts
    } else {
        stock::change_cost(tx, id, Some(cost))?;
        Outcome::Carried
    };
    Ok((old, outcome))
}
