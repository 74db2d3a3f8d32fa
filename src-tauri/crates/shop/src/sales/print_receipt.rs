//! Hands a ticket's paper to the till's printer: the original once, numbered duplicates after it.

use units::Id;

use super::duplicate::{DuplicateError, duplicate};
use super::receipt::receipt;
use super::sale::Sale;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::print::{self, EnqueueError, Job, JobError, NewJob, Of, Original, Paper};
use crate::users::Authority;

/// Why no paper comes. The ticket stands either way.
#[derive(Debug, thiserror::Error)]
pub enum PrintReceiptError {
    #[error("no till")]
    NoTill,
    #[error(transparent)]
    Duplicate(#[from] DuplicateError),
    #[error(transparent)]
    Enqueue(#[from] EnqueueError),
    #[error(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues the original where it has not come out, else the next duplicate. An original that waits
/// for a printer, or that a printer failed, is tried again: asking twice makes no duplicate of a
/// paper that nobody has.
pub fn print_receipt(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    sale: Id<Sale>,
) -> Result<Job, PrintReceiptError> {
    let till = cx.till.ok_or(PrintReceiptError::NoTill)?;
    let paper = match print::original(tx, Of::Sale(sale.uuid()))? {
        Original::Out => duplicate(tx, cx, by, sale)?,
        Original::Sending(job) => return Ok(*job),
        Original::Held(job) if job.till == till => return Ok(print::retry(tx, cx, job.id)?),
        Original::Held(job) => {
            // It waits at another till: it comes out here instead, and not there as well.
            print::cancel(tx, cx, job.id)?;
            original(tx, sale)?
        }
        Original::None => original(tx, sale)?,
    };
    let job = NewJob {
        id: cx.new_id(),
        till,
        subject: paper.number.clone(),
        paper: Paper::Receipt(Box::new(paper)),
        of: Of::Sale(sale.uuid()),
    };
    Ok(print::enqueue(tx, cx, job)?)
}

fn original(tx: &WriteTx<'_>, sale: Id<Sale>) -> Result<documents::Receipt, PrintReceiptError> {
    Ok(receipt(tx, sale, 0)?.ok_or(DuplicateError::Unknown)?)
}
