//! Hands a ticket's paper to the till's printer: the original once, numbered duplicates after it.

use units::Id;

use super::duplicate::{DuplicateError, duplicate};
use super::receipt::receipt;
use super::sale::Sale;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::print::{self, EnqueueError, Job, NewJob, Of, Paper};
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
    Store(#[from] StoreError),
}

/// Queues the original where no printer was given it yet, else the next duplicate.
pub fn print_receipt(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    sale: Id<Sale>,
) -> Result<Job, PrintReceiptError> {
    let till = cx.till.ok_or(PrintReceiptError::NoTill)?;
    let paper = if print::original_was_printed(tx, Of::Sale(sale.uuid()))? {
        duplicate(tx, cx, by, sale)?
    } else {
        receipt(tx, sale, 0)?.ok_or(DuplicateError::Unknown)?
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
