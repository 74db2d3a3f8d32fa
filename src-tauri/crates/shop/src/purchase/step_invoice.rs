//! Pays a supplier's invoice, takes the payment back, reverses the invoice.

use chrono::NaiveDate;
use serde_json::json;
use units::{Id, Money};

use super::invoice::{Invoice, Outcome, Standing};
use super::refusal::{Refusal, reason, short};
use super::step::StepKind;
use super::{post, store};
use crate::cx::{Cx, Till};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::till::CashMovement;
use crate::users::Authority;
use crate::{stock, till};

/// How it was paid.
#[derive(Clone, Debug)]
pub struct Payment {
    pub paid_on: NaiveDate,
    /// `transfer`, `cheque`, `card`, `direct_debit`, `cash` or `other`.
    pub means: String,
    pub reference: String,
    /// Of cash: whose drawer, if it is not the one where the person stands.
    pub till: Option<Id<Till>>,
}

const MEANS: &[&str] = &[
    "transfer",
    "cheque",
    "card",
    "direct_debit",
    "cash",
    "other",
];

fn in_standing(tx: &WriteTx<'_>, id: Id<Invoice>, wanted: Standing) -> Result<Invoice, Refusal> {
    let invoice = store::invoice(tx, id)?.ok_or(Refusal::Unknown)?;
    if invoice.standing == wanted {
        Ok(invoice)
    } else {
        Err(Refusal::WrongStage(invoice.standing.code()))
    }
}

fn done(tx: &mut WriteTx<'_>, id: Id<Invoice>) -> Result<Invoice, Refusal> {
    tx.changed(Change::of("purchase"));
    store::invoice(tx, id)?
        .ok_or(StoreError::Unreadable("purchase_invoice"))
        .map_err(Into::into)
}

/// Keeps that it was paid in full; cash leaves a drawer with it.
pub fn pay(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Invoice>,
    payment: &Payment,
) -> Result<(Invoice, Option<CashMovement>), Refusal> {
    let invoice = in_standing(tx, id, Standing::Open)?;
    if !MEANS.contains(&payment.means.as_str()) {
        return Err(Refusal::MeansMissing);
    }
    let today = till::house(tx, cx.till, None)?.day(cx.now);
    // Paid ahead happens; a year before the invoice is another year's number.
    let earliest = invoice.invoiced_on - chrono::Days::new(366);
    if payment.paid_on > today || payment.paid_on < earliest {
        return Err(Refusal::Day);
    }
    let reference = short(&payment.reference)?;
    let money = post::Money {
        means: &payment.means,
        till: payment.till,
        reason: invoice.reference.clone(),
        undone: false,
    };
    let cash = post::paid(tx, cx, by, &invoice, money)?;
    let step = store::NewStep {
        // Cash moves now, whatever day was typed.
        on: Some(if cash.is_some() {
            today
        } else {
            payment.paid_on
        }),
        amount_minor: Some(invoice.gross_minor),
        vat_minor: None,
        means: &payment.means,
        cash: cash.as_ref().map(|movement| movement.id),
        reference: &reference,
        note: "",
    };
    store::insert_step(tx, cx, id.uuid(), StepKind::Paid, &step)?;
    let detail = json!({ "what": "purchase-paid", "number": invoice.reference });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok((done(tx, id)?, cash))
}

/// The payment was a mistake: the invoice is open again, and cash is back in its drawer.
pub fn take_back_payment(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Invoice>,
    why: &str,
) -> Result<(Invoice, Option<CashMovement>), Refusal> {
    let invoice = in_standing(tx, id, Standing::Settled)?;
    let why = reason(why)?;
    let mut steps = invoice.steps.iter().rev();
    let paid = steps
        .find(|step| step.kind == StepKind::Paid)
        .ok_or(StoreError::Unreadable("purchase_step"))?;
    let till = match paid.cash {
        Some(movement) => till::till_of(tx, movement)?,
        None => None,
    };
    let money = post::Money {
        means: &paid.means,
        till,
        reason: format!("{}, {why}", invoice.reference)
            .chars()
            .take(200)
            .collect(),
        undone: true,
    };
    let cash = post::paid(tx, cx, by, &invoice, money)?;
    let step = store::NewStep {
        on: None,
        amount_minor: None,
        vat_minor: None,
        means: "",
        cash: cash.as_ref().map(|movement| movement.id),
        reference: "",
        note: &why,
    };
    store::insert_step(tx, cx, id.uuid(), StepKind::Unpaid, &step)?;
    let detail = json!({ "what": "purchase-unpaid", "number": invoice.reference });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok((done(tx, id)?, cash))
}

/// The invoice was a mistake: what it bills can be billed by another, and the costs that it carried go
/// back where nobody has changed them since.
pub fn reverse_invoice(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Invoice>,
    why: &str,
) -> Result<Invoice, Refusal> {
    let invoice = in_standing(tx, id, Standing::Open)?;
    let why = reason(why)?;
    let currency = stock::currency(tx)?;
    let money = |minor: i64| Money::new(minor, currency).map_err(|_| Refusal::Amount(minor));
    for line in &invoice.lines {
        if line.outcome != Outcome::Carried {
            continue;
        }
        let carried = Some(money(line.cost_minor)?);
        let old = line.old_minor.map(money).transpose()?;
        if let Some(article) = line.received.article
            && stock::article_by_id(tx, article)?.is_some_and(|found| found.cost == carried)
        {
            stock::change_article_cost(tx, article, old)?;
        }
        if let Some(piece) = line.received.piece
            && stock::piece_by_id(tx, piece)?.is_some_and(|found| {
                found.sheet.cost == carried && found.state != stock::State::Sold
            })
        {
            stock::change_cost(tx, piece, old)?;
        }
    }
    post::invoiced(tx, cx, &invoice, true)?;
    store::add_step(tx, cx, id.uuid(), StepKind::Reversed, &why)?;
    let detail = json!({ "what": "purchase-invoice-reversed", "number": invoice.reference });
    journal::log(tx, cx, Event::Other, &detail)?;
    done(tx, id)
}
