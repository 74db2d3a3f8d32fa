//! Keeps the supplier's credit for a return, takes it back, takes the return itself back.

use chrono::NaiveDate;
use serde_json::json;
use units::Id;

use super::goods::{Going, Return};
use super::invoice::Standing;
use super::refusal::{Refusal, reason, short};
use super::save_order::amount;
use super::step::StepKind;
use super::{post, store};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::custody;
use crate::stock::{self, ArticleMovement, ArticleReason, State};
use crate::till;

/// The supplier's credit note.
#[derive(Clone, Debug)]
pub struct Credit {
    pub credited_on: NaiveDate,
    pub number: String,
    /// Without VAT.
    pub amount_minor: i64,
    pub vat_minor: i64,
}

fn in_standing(tx: &WriteTx<'_>, id: Id<Return>, wanted: Standing) -> Result<Return, Refusal> {
    let back = store::returned(tx, id)?.ok_or(Refusal::Unknown)?;
    if back.standing == wanted {
        Ok(back)
    } else {
        Err(Refusal::WrongStage(back.standing.code()))
    }
}

fn done(tx: &mut WriteTx<'_>, cx: &Cx, back: &Return, what: &str) -> Result<Return, Refusal> {
    let detail = json!({ "what": what, "number": back.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    store::returned(tx, back.id)?
        .ok_or(StoreError::Unreadable("purchase_return"))
        .map_err(Into::into)
}

/// The supplier has credited it: so much less is to be paid to them.
pub fn credit(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Return>,
    credit: &Credit,
) -> Result<Return, Refusal> {
    let back = in_standing(tx, id, Standing::Open)?;
    amount(cx, Some(credit.amount_minor))?;
    if !(0..=credit.amount_minor).contains(&credit.vat_minor) {
        return Err(Refusal::Amount(credit.vat_minor));
    }
    let number = short(&credit.number)?;
    if number.is_empty() {
        return Err(Refusal::NumberMissing);
    }
    let house = till::house(tx, cx.till, None)?;
    if credit.credited_on > house.day(cx.now) || credit.credited_on < house.day(back.at) {
        return Err(Refusal::Day);
    }
    let step = store::NewStep {
        on: Some(credit.credited_on),
        amount_minor: Some(credit.amount_minor),
        vat_minor: Some(credit.vat_minor),
        means: "",
        cash: None,
        reference: &number,
        note: "",
    };
    store::insert_step(tx, cx, id.uuid(), StepKind::Credited, &step)?;
    post::credited(
        tx,
        cx,
        &back,
        (credit.amount_minor, credit.vat_minor),
        false,
    )?;
    done(tx, cx, &back, "purchase-credited")
}

/// The credit was a mistake: it is waited for again.
pub fn take_back_credit(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Return>,
    why: &str,
) -> Result<Return, Refusal> {
    let back = in_standing(tx, id, Standing::Settled)?;
    let mut steps = back.steps.iter().rev();
    let amounts = steps
        .find(|step| step.kind == StepKind::Credited)
        .and_then(|step| Some((step.amount_minor?, step.vat_minor?)))
        .ok_or(StoreError::Unreadable("purchase_step"))?;
    post::credited(tx, cx, &back, amounts, true)?;
    store::add_step(tx, cx, id.uuid(), StepKind::Uncredited, &reason(why)?)?;
    done(tx, cx, &back, "purchase-uncredited")
}

/// The return was a mistake: the goods are the shop's again, the pieces where they were.
pub fn reverse_return(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Return>,
    why: &str,
) -> Result<Return, Refusal> {
    let back = in_standing(tx, id, Standing::Open)?;
    let why = reason(why)?;
    for line in &back.lines {
        match line.going {
            Going::Piece(piece) => {
                let found = stock::piece_by_id(tx, piece)?.ok_or(Refusal::PieceUnknown)?;
                if found.state != State::Withdrawn {
                    return Err(Refusal::is(&line.number, found.state));
                }
                let entries = custody::history(tx, piece)?;
                let was_sent = entries.last().is_some_and(|last| {
                    last.reason == "sent_back" && last.document.as_deref() == Some(&back.number)
                });
                let place = entries.iter().rev().find_map(|entry| entry.custody.place);
                let (true, Some(place)) = (was_sent, place) else {
                    return Err(Refusal::is(&line.number, found.state));
                };
                stock::come_back(tx, cx, piece, place, &back.number, &why)?;
            }
            Going::Article(article, quantity) => {
                let movement = ArticleMovement {
                    reason: ArticleReason::CameBack,
                    quantity,
                    document: Some(back.number.clone()),
                };
                stock::move_article(tx, cx, article, &movement)?;
            }
        }
    }
    store::add_step(tx, cx, id.uuid(), StepKind::Reversed, &why)?;
    done(tx, cx, &back, "purchase-return-reversed")
}
