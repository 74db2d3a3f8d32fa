//! The card on the till's receipt printer.

use documents::{Language, SlipContent};
use serde_json::json;
use units::Id;

use super::card::card;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::print as spool;
use crate::repair::{self, Job, RepairError};
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
    let (language, shop) = (card.language, card.shop.clone());
    let content = SlipContent::Warranty(Box::new(card));
    spool::enqueue_slip(tx, cx, &job.code, (language, &shop), content)?;
    let detail = json!({ "what": "warranty-card", "job": job.code });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
