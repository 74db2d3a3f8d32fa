//! The letter to a customer who never came: writing it is the notice that the law asks for before an object
//! is abandoned.

use documents::{AbandonmentNotice, Customer};
use serde_json::json;
use units::Id;

use super::act;
use super::amend::{self, Notice};
use super::nouns::{Job, RepairError};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::till::{self, software};
use crate::users::Authority;
use crate::wording;

/// Enters that the letter went out today, so that it can be printed. Each one written is an entry.
pub fn write_abandonment(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
) -> Result<Job, RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let of = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let customer = customers::customer(tx, of.customer)?;
    if customer.is_none_or(|one| one.address.trim().is_empty()) {
        return Err(RepairError::NoAddress);
    }
    let job = amend::notify(tx, cx, by, id, Notice::Letter, "")?;
    let detail = json!({ "what": "repair-abandonment-letter", "job": job.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(job)
}

/// The letter of the last notice since the object waits, as it was on its day.
pub fn abandonment_letter(tx: &ReadTx<'_>, id: Id<Job>) -> Result<AbandonmentNotice, RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let of = store::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let sent = store::last_letter(tx, job.seq)?.ok_or(RepairError::NoLetter)?;
    let (at, by) = sent;
    let house = till::house(tx, None, None)?;
    let customer = customers::customer(tx, of.customer)?;
    let waits_since = house.day(job.since);
    let address = customer.as_ref().map_or("", |one| one.address.as_str());
    Ok(AbandonmentNotice {
        language: of.language,
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        code: job.code.clone(),
        claim: of.number,
        customer: Customer {
            lines: address.lines().map(|line| line.trim().to_owned()).collect(),
            name: customer.map(|one| one.name()).unwrap_or_default(),
        },
        object: job.object.clone(),
        taken_at: house.local(of.at),
        waits_since,
        abandoned_from: act::abandoned_from(waits_since, house.day(at)),
        months: rules()
            .value("repair.abandoned_months", house.day(at))
            .unwrap_or(12),
        price_minor: job.price_minor(),
        paid_minor: job.paid_minor,
        at: house.local(at),
        by,
        words: wording::lines_at(tx, wording::On::Abandonment, of.language, at)?,
    })
}
