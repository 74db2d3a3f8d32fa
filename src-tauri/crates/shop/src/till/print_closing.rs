//! Hands a closing's paper to the till's printer: the original once, numbered duplicates after it.

use documents::Report;
use serde_json::json;
use units::Id;

use super::closing::Closing;
use super::report::report;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Chain, JournalError};
use crate::print::{self, EnqueueError, Job, JobError, NewJob, Of, Original, Paper};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why no paper comes. The closing stands either way.
#[derive(Debug, thiserror::Error)]
pub enum PrintClosingError {
    #[error("there is no such closing")]
    Unknown,
    #[error("no till")]
    NoTill,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    Enqueue(#[from] EnqueueError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// How many copies of a closing were made.
pub fn copies(tx: &ReadTx<'_>, closing: Id<Closing>) -> Result<i64, StoreError> {
    store::copies_of_closing(tx, closing)
}

/// Queues the original where it has not come out, else the next duplicate. An original that waits
/// for a printer, or that a printer failed, is tried again.
pub fn print_closing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    closing: Id<Closing>,
) -> Result<Job, PrintClosingError> {
    authorise(by, None, Right::SeeReports)?;
    let till = cx.till.ok_or(PrintClosingError::NoTill)?;
    let of = Of::Closing(closing.uuid());
    let original = |tx: &WriteTx<'_>| report(tx, closing, 0)?.ok_or(PrintClosingError::Unknown);
    let paper = match print::original(tx, of)? {
        Original::Out => duplicate_closing(tx, cx, by, closing)?,
        Original::Sending(job) => return Ok(*job),
        Original::Held(job) if job.till == till => return Ok(print::retry(tx, cx, job.id)?),
        Original::Held(job) => {
            print::cancel(tx, cx, job.id)?;
            original(tx)?
        }
        Original::None => original(tx)?,
    };
    let job = NewJob {
        id: cx.new_id(),
        till,
        subject: paper.number.clone().unwrap_or_default(),
        paper: Paper::Report(Box::new(paper)),
        of,
    };
    Ok(print::enqueue(tx, cx, job)?)
}

/// The next copy of a closing, numbered and journaled.
pub fn duplicate_closing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    closing: Id<Closing>,
) -> Result<Report, PrintClosingError> {
    let original = report(tx, closing, 0)?.ok_or(PrintClosingError::Unknown)?;
    let copy = store::copies_of_closing(tx, closing)? + 1;
    let seq = journal::next_seq(tx, Chain::Duplicate)?;
    let payload = json!({
        "v": 1,
        "facts": {
            "closing": closing.to_string(),
            "copy": copy,
            "user": by.user().to_string(),
            "till": cx.till.map(|id| id.to_string()),
        },
        "number": original.number,
    });
    journal::append(tx, cx, Chain::Duplicate, "closing", &payload)?;
    store::insert_closing_duplicate(tx, cx, closing, copy, seq, by.user())?;
    Ok(Report {
        copy: u32::try_from(copy).map_err(|_| StoreError::Unreadable("closing_duplicate.copy"))?,
        ..original
    })
}
