//! Hands a closing's paper to the till's printer: the original once, numbered duplicates after it.

use documents::Report;
use serde_json::json;
use units::Id;

use super::closing::Closing;
use super::report::report;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Chain, JournalError};
use crate::print::{self, EnqueueError, Job, NewJob, Of, Paper};
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
    Enqueue(#[from] EnqueueError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Queues the original where no printer was given it yet, else the next duplicate.
pub fn print_closing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    closing: Id<Closing>,
) -> Result<Job, PrintClosingError> {
    authorise(by, None, Right::SeeReports)?;
    let till = cx.till.ok_or(PrintClosingError::NoTill)?;
    let of = Of::Closing(closing.uuid());
    let paper = if print::original_was_printed(tx, of)? {
        duplicate_closing(tx, cx, by, closing)?
    } else {
        report(tx, closing, 0)?.ok_or(PrintClosingError::Unknown)?
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
