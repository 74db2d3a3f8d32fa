//! Puts a paper into the spool.

use chrono::{DateTime, Utc};
use documents::{Language, Shop, Slip, SlipContent};
use units::Id;
use uuid::Uuid;

use super::{Job, JobKind, Of, Paper, State, store, tell};
use crate::cx::{Cx, Till};
use crate::db::{StoreError, WriteTx};
use crate::devices::{self, Device};
use crate::till;

/// A paper to be printed.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Made by the client, or by [`Cx::new_id`].
    pub id: Id<Job>,
    /// The till whose printer shall do it.
    pub till: Id<Till>,
    pub paper: Paper,
    /// What it is the paper of.
    pub of: Of,
    /// What a person knows it by.
    pub subject: String,
}

/// Why it cannot wait for a printer.
#[derive(Debug, thiserror::Error)]
pub enum EnqueueError {
    /// The till has no printer: show the document, or make a PDF of it.
    #[error("the till has no receipt printer")]
    NoPrinter,
    /// The original was printed, or may have been: what is wanted is a duplicate.
    #[error("the original was already given to a printer")]
    OriginalPrinted,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues the paper. Never fails for a printer that is switched off: that is found out later, and
/// the sale that the paper belongs to stands either way.
pub fn enqueue(tx: &mut WriteTx<'_>, cx: &Cx, new: NewJob) -> Result<Job, EnqueueError> {
    let printer = devices::receipt_printer(tx, new.till)?.ok_or(EnqueueError::NoPrinter)?;
    let kind = new.paper.kind();
    if kind != JobKind::Duplicate && store::original(tx, new.of)?.is_some() {
        return Err(EnqueueError::OriginalPrinted);
    }
    Ok(enqueue_on(tx, cx, &printer, None, new)?)
}

/// Queues what is laid out for a page and for a roll alike, for the till of whoever asks.
pub fn enqueue_slip(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    subject: &str,
    (language, shop): (Language, &Shop),
    content: SlipContent,
) -> Result<(), EnqueueError> {
    let till = cx.till.ok_or(EnqueueError::NoPrinter)?;
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let slip = Slip {
        language,
        training: false,
        shop: shop.clone(),
        at: house.local(cx.now),
        till: house.till_code,
        by: house.seller,
        software: till::software(),
        content,
    };
    let new = NewJob {
        id: cx.new_id(),
        till,
        subject: subject.to_owned(),
        paper: Paper::Slip(Box::new(slip)),
        of: Of::Nothing,
    };
    enqueue(tx, cx, new)?;
    Ok(())
}

/// Queues a paper that is nobody's original for this printer, as one of a batch or alone.
pub fn enqueue_on(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    printer: &Device,
    batch: Option<Uuid>,
    new: NewJob,
) -> Result<Job, StoreError> {
    let now = to_the_millisecond(cx.now);
    let job = Job {
        id: new.id,
        device: printer.id,
        device_name: printer.name.clone(),
        till: new.till,
        kind: new.paper.kind(),
        paper: new.paper,
        of: new.of,
        subject: new.subject,
        batch,
        state: State::Waiting,
        attempts: 0,
        next_at: now,
        problem: None,
        created_at: now,
        changed_at: now,
    };
    store::insert(tx, &job)?;
    tell(tx, job.id);
    Ok(job)
}

/// As the store keeps it.
fn to_the_millisecond(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.timestamp_millis()).unwrap_or(time)
}
