//! The card on the till's receipt printer.

use documents::{Language, Slip, SlipContent};
use serde_json::json;
use units::Id;

use super::card::card;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::print::{self as spool, EnqueueError, NewJob, Of, Paper};
use crate::repair::{self, Job, RepairError};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Queues the card for the printer of the till that asks. It may be printed as often as it is asked for: it
/// promises the same each time.
pub fn print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    language: Option<Language>,
) -> Result<(), RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = repair::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let of = repair::repair(tx, job.repair)?.ok_or(RepairError::Unknown)?;
    let card = card(tx, &of, &job, language)?.ok_or(RepairError::NoWarranty)?;
    let till = cx.till.ok_or(RepairError::NoPrinter)?;
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let slip = Slip {
        language: card.language,
        training: false,
        shop: card.shop.clone(),
        at: house.local(cx.now),
        till: house.till_code.clone(),
        by: house.seller,
        software: card.software.clone(),
        content: SlipContent::Warranty(Box::new(card)),
    };
    let new = NewJob {
        id: cx.new_id(),
        till,
        subject: job.code.clone(),
        paper: Paper::Slip(Box::new(slip)),
        of: Of::Nothing,
    };
    spool::enqueue(tx, cx, new).map_err(|error| match error {
        EnqueueError::Store(error) => error.into(),
        EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => RepairError::NoPrinter,
    })?;
    let detail = json!({ "what": "warranty-card", "job": job.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
