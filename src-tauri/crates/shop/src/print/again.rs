//! A person has seen that the paper did not come out, or came out torn, and wants it again.

use units::Id;

use super::{
    EnqueueError, Job, JobError, JobKind, NewJob, Of, Paper, State, enqueue, enqueue_on, store,
    tell,
};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::devices;

/// Why it is not printed again.
#[derive(Debug, thiserror::Error)]
pub enum AgainError {
    /// Of a ticket or a closing only a numbered duplicate may follow: make one and hand it in.
    #[error("of a ticket or a closing only a duplicate may be printed again")]
    NeedsDuplicate,
    #[error(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    Enqueue(#[from] EnqueueError),
}

impl From<StoreError> for AgainError {
    fn from(error: StoreError) -> Self {
        Self::Job(error.into())
    }
}

/// Replaces an unsure job by a new one, `new`. For a ticket or a closing `duplicate` is the numbered
/// copy that their own verbs made; other papers are printed as they were.
pub fn again(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Job>,
    new: Id<Job>,
    duplicate: Option<Paper>,
) -> Result<Job, AgainError> {
    let mut job = store::job(tx, id)?.ok_or(JobError::Unknown)?;
    if job.state != State::Unsure {
        return Err(JobError::State(job.state).into());
    }
    let signed = job.kind.is_fiscal() || job.of != Of::Nothing;
    let paper = match (signed, duplicate) {
        (false, _) => job.paper.clone(),
        (true, Some(copy)) if copy.kind() == super::JobKind::Duplicate => copy,
        (true, _) => return Err(AgainError::NeedsDuplicate),
    };
    job.state = State::Cancelled;
    store::update(tx, cx, &mut job)?;
    tell(tx, id);
    let new = NewJob {
        id: new,
        till: job.till,
        paper,
        of: job.of,
        subject: job.subject,
    };
    if job.kind == JobKind::Label {
        let printer = devices::device(tx, job.device)?
            .filter(|printer| printer.active)
            .ok_or(EnqueueError::NoPrinter)?;
        return Ok(enqueue_on(tx, cx, &printer, job.batch, new)?);
    }
    Ok(enqueue(tx, cx, new)?)
}
