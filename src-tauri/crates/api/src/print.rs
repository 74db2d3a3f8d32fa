//! The papers that wait for a printer, and what a person decides about them.

use axum::Json;
use chrono::{DateTime, Utc};
use serde::Serialize;
use shop::devices::{self, Device};
use shop::labels;
use shop::print::{
    self, AgainError, EnqueueError, JobError, Of, Paper, State as JobState, TestPageError,
};
use shop::users::Right;
use shop::{sales, till};
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::{Nothing, OfTill};
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(jobs))
        .with(Right::Sell, routes!(retry))
        .with(Right::Sell, routes!(confirm))
        .with(Right::Sell, routes!(cancel))
        .with(Right::Settings, routes!(test_page))
}

/// A paper on its way to a printer.
#[derive(Serialize, ToSchema)]
pub(crate) struct PrintJob {
    id: Uuid,
    till_id: Uuid,
    device_id: Uuid,
    device_name: String,
    /// `receipt`, `duplicate`, `report`, `slip` or `label`.
    kind: &'static str,
    /// The ticket that it is of.
    sale_id: Option<Uuid>,
    /// The closing that it is of.
    closing_id: Option<Uuid>,
    /// Ticket number, report name.
    subject: String,
    /// `waiting`, `sending`, `done`, `failed`, `unsure` or `cancelled`.
    state: &'static str,
    /// Tries since a person last asked for it.
    attempts: u32,
    /// The last failure, or what holds the printer up at this moment: `paper_out`, `absent`…
    problem: Option<String>,
    /// When a waiting one is tried next.
    next_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
}

impl From<print::Job> for PrintJob {
    fn from(job: print::Job) -> Self {
        Self {
            id: job.id.uuid(),
            till_id: job.till.uuid(),
            device_id: job.device.uuid(),
            device_name: job.device_name,
            kind: job.kind.name(),
            sale_id: match job.of {
                Of::Sale(id) => Some(id),
                Of::Nothing | Of::Closing(_) => None,
            },
            closing_id: match job.of {
                Of::Closing(id) => Some(id),
                Of::Nothing | Of::Sale(_) => None,
            },
            subject: job.subject,
            state: job.state.name(),
            attempts: job.attempts,
            problem: job.problem,
            next_at: job.next_at,
            created_at: job.created_at,
            changed_at: job.changed_at,
        }
    }
}

/// The jobs of one till, or of all: those that want something, and the latest of the others.
#[utoipa::path(
    get, path = "/print/jobs", tag = "print", operation_id = "print_jobs", params(OfTill),
    responses((status = 200, body = Vec<PrintJob>))
)]
async fn jobs(state: State, Query(of): Query<OfTill>) -> Result<Json<Vec<PrintJob>>, Problem> {
    let found = state
        .read(move |tx| print::jobs(tx, of.till_id.map(Id::from_uuid)))
        .await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Prints a waiting or failed job now. An unsure one is printed again: a ticket or a closing as a
/// numbered, journaled duplicate, any other paper as it was.
#[utoipa::path(
    post, path = "/print/jobs/{id}/retry", tag = "print", operation_id = "retry_print",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = PrintJob),
        (status = 409, body = ProblemBody, description = "print.state, print.needs_duplicate"),
    )
)]
async fn retry(
    PathId(id): PathId<print::Job>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            let job = print::job(tx, id)?.ok_or(JobError::Unknown)?;
            let job = if job.state == JobState::Unsure {
                let copy = match job.of {
                    Of::Sale(sale) => {
                        let copy = sales::duplicate(tx, cx, &by, Id::from_uuid(sale))?;
                        Some(Paper::Receipt(Box::new(copy)))
                    }
                    Of::Closing(closing) => {
                        let copy = till::duplicate_closing(tx, cx, &by, Id::from_uuid(closing))?;
                        Some(Paper::Report(Box::new(copy)))
                    }
                    Of::Nothing => None,
                };
                print::again(tx, cx, id, cx.new_id(), copy)?
            } else {
                print::retry(tx, cx, id)?
            };
            Ok::<_, Problem>(PrintJob::from(job))
        })
        .await
}

/// Somebody has seen the paper: the unsure job is done.
#[utoipa::path(
    post, path = "/print/jobs/{id}/confirm", tag = "print", operation_id = "confirm_print",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PrintJob), (status = 409, body = ProblemBody, description = "print.state"))
)]
async fn confirm(
    PathId(id): PathId<print::Job>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| print::confirm(tx, cx, id).map(PrintJob::from))
        .await
}

/// Nobody wants the paper any more.
#[utoipa::path(
    post, path = "/print/jobs/{id}/cancel", tag = "print", operation_id = "cancel_print",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PrintJob), (status = 409, body = ProblemBody, description = "print.state"))
)]
async fn cancel(
    PathId(id): PathId<print::Job>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| print::cancel(tx, cx, id).map(PrintJob::from))
        .await
}

/// Queues a page, or a label, that shows whether accents, widths and codes are right.
#[utoipa::path(
    post, path = "/devices/{id}/test", tag = "print", operation_id = "test_print",
    params(("id" = Uuid, Path)),
    responses((status = 201, body = PrintJob), (status = 404, body = ProblemBody))
)]
async fn test_page(
    PathId(id): PathId<Device>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .create(move |tx, cx, Nothing {}| {
            let is_for_labels = devices::device(tx, id)?
                .is_some_and(|device| device.kind == devices::Kind::LabelPrinter);
            let job = if is_for_labels {
                labels::test_label(tx, cx, id)?
            } else {
                print::test_page(tx, cx, id)?
            };
            Ok::<_, Problem>(PrintJob::from(job))
        })
        .await
}

impl From<TestPageError> for Problem {
    fn from(error: TestPageError) -> Self {
        match error {
            TestPageError::UnknownPrinter => Self::unknown("device.unknown"),
            TestPageError::Enqueue(error) => error.into(),
        }
    }
}

impl From<labels::TestLabelError> for Problem {
    fn from(error: labels::TestLabelError) -> Self {
        match error {
            labels::TestLabelError::PrinterUnknown => Self::unknown("device.unknown"),
            labels::TestLabelError::NoTemplate => Self::refused("label.not_for_printer"),
            labels::TestLabelError::Store(error) => error.into(),
        }
    }
}

impl From<JobError> for Problem {
    fn from(error: JobError) -> Self {
        match error {
            JobError::Unknown => Self::unknown("print.unknown"),
            JobError::State(state) => Self::conflict("print.state").with("state", state.name()),
            JobError::Store(error) => error.into(),
        }
    }
}

impl From<EnqueueError> for Problem {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::NoPrinter => Self::conflict("device.none"),
            EnqueueError::OriginalPrinted => Self::conflict("print.original_printed"),
            EnqueueError::Store(error) => error.into(),
        }
    }
}

impl From<AgainError> for Problem {
    fn from(error: AgainError) -> Self {
        match error {
            AgainError::NeedsDuplicate => Self::conflict("print.needs_duplicate"),
            AgainError::Job(error) => error.into(),
            AgainError::Enqueue(error) => error.into(),
        }
    }
}
