//! An estimate as the paper that its customer agrees to.

use std::collections::BTreeMap;

use documents::{Customer, EstimatePaper, EstimatePaperLine, QuotePaperTax, SlipContent};
use serde_json::json;
use units::{Currency, Id};

use super::nouns::{Ceiling, Estimate, RepairError};
use super::store;
use crate::commission;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::print as spool;
use crate::till::{self, software};
use crate::users::{Authority, Right, authorise};
use crate::wording;

/// What it said when it was sent, in the slip's language; with what became of it.
pub fn estimate_paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Estimate>,
) -> Result<EstimatePaper, RepairError> {
    let job = store::job_of_estimate(tx, id)?.ok_or(RepairError::EstimateUnknown)?;
    let job = store::job(tx, job)?.ok_or(RepairError::JobUnknown)?;
    let of = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let estimate = store::estimates(tx, job.seq)?
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(RepairError::EstimateUnknown)?;
    let house = till::house(tx, None, None)?;
    let customer = customers::customer(tx, of.customer)?;
    let contact = customer
        .as_ref()
        .map(|one| [one.phone.clone(), one.email.clone()]);
    let mut contact: Vec<_> = contact.into_iter().flatten().collect();
    contact.retain(|line| !line.trim().is_empty());
    let lines: Vec<_> = store::estimate_lines(tx, estimate.seq)?
        .into_iter()
        .map(|line| EstimatePaperLine {
            title: line.title,
            detail: line.sizes,
            quantity: line.quantity,
            price_minor: line.price_minor,
            vat_bp: line.vat_bp,
        })
        .collect();
    let mark = match estimate.answer.as_deref() {
        None if house.day(cx.now) > estimate.valid_until => Some("expired"),
        Some(closed @ ("refused" | "withdrawn" | "expired")) => Some(closed),
        _ => None,
    };
    Ok(EstimatePaper {
        language: of.language,
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        number: format!("{}/{}", job.code, estimate.version),
        code: job.code,
        claim: of.number,
        taken_at: house.local(of.at),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: contact,
        },
        object: job.object,
        at: house.local(estimate.at),
        by: estimate.by,
        valid_until: estimate.valid_until,
        promised_on: job.promised_on,
        note: estimate.note,
        taxes: taxes(&lines, house.currency)?,
        lines,
        total_minor: estimate.total_minor,
        ceiling_minor: of
            .ceiling_minor
            .filter(|_| of.ceiling == Ceiling::DoNotExceed),
        refusal_fee_minor: estimate.fee_minor,
        words: wording::lines_at(tx, wording::On::Estimate, of.language, estimate.at)?,
        mark: mark.map(str::to_owned),
    })
}

/// The tax inside the prices of each rate, rounded once a rate as a ticket does.
fn taxes(
    lines: &[EstimatePaperLine],
    currency: Currency,
) -> Result<Vec<QuotePaperTax>, StoreError> {
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for line in lines {
        *sums.entry(line.vat_bp).or_default() += line.price_minor;
    }
    let taxes = sums.into_iter().map(|(vat_bp, gross)| {
        let vat_minor = gross - commission::net_of(gross, vat_bp, currency)?;
        Ok(QuotePaperTax { vat_bp, vat_minor })
    });
    taxes.collect()
}

/// What a customer is about to sign: one that is open, or that they agreed to already.
pub fn estimate_to_sign(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Estimate>,
) -> Result<EstimatePaper, RepairError> {
    let paper = estimate_paper(tx, cx, id)?;
    if paper.mark.is_some() {
        return Err(RepairError::EstimateClosed);
    }
    Ok(paper)
}

/// Queues it for the receipt printer of the till that asks.
pub fn print_estimate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estimate>,
) -> Result<(), RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let paper = estimate_paper(tx, cx, id)?;
    let (about, number) = ((paper.language, paper.shop.clone()), paper.number.clone());
    let code = paper.code.clone();
    let content = SlipContent::Estimate(Box::new(paper));
    spool::enqueue_slip(tx, cx, &code, (about.0, &about.1), content)?;
    let detail = json!({ "what": "repair-estimate-paper", "estimate": number });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
