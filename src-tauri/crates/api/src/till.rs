//! The till's day and the closings.

mod body;
mod refusal;

use std::sync::{Arc, OnceLock};

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shop::print::{NewJob, Of, Paper};
use shop::till::{self, CloseDay, CloseDayError, Counts, MoveCash, OpenDay};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use body::{Closing, ClosingRow, Count, DuePeriod, Report, TillState};

use crate::answer::Answer;
use crate::command::{AuthorisedBy, Command};
use crate::devices::Nothing;
use crate::input::PathId;
use crate::print::PrintJob;
use crate::printers::DrawerAfter;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(current))
        .with(Right::OpenDay, routes!(open))
        .with(Right::Sell, routes!(cash))
        .with(Right::SeeReports, routes!(x))
        .with(Right::SeeReports, routes!(print_x))
        .with(Right::CloseDay, routes!(close))
        .with(Right::SeeReports, routes!(closings))
        .with(Right::SeeReports, routes!(due_periods))
        .with(Right::CloseDay, routes!(close_periods))
        .with(Right::SeeReports, routes!(closing_pdf))
        .with(Right::SeeReports, routes!(closing_preview))
        .with(Right::SeeReports, routes!(print_closing))
}

/// The till of the session and its day.
#[utoipa::path(get, path = "/till", tag = "till", operation_id = "till",
    responses((status = 200, body = TillState), (status = 422, body = ProblemBody, description = "till.missing")))]
async fn current(state: State, signed: Signed) -> Result<Json<TillState>, Problem> {
    let cx = signed.cx(&state);
    let found = state.read(move |tx| TillState::load(tx, &cx)).await?;
    Ok(Json(found))
}

fn counts(of: Vec<Count>) -> Counts {
    let mut counts = Counts::new();
    for Count { value_minor, count } in of {
        let sum = counts.entry(value_minor).or_insert(0i64);
        *sum = sum.saturating_add(count);
    }
    counts
}

/// The float, counted.
#[derive(Deserialize, ToSchema)]
struct Open {
    id: Uuid,
    float: Vec<Count>,
    /// Needed only to open a day that was closed already.
    #[serde(default)]
    reason: String,
}

/// Opens the day.
#[utoipa::path(post, path = "/till/open", tag = "till", operation_id = "open_day", request_body = Open,
    responses((status = 201, body = TillState),
        (status = 409, body = ProblemBody, description = "day.already_open {business_on}, day.already_closed {closed_on}, day.month_closed {business_on}")))]
async fn open(command: Command<Open>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let input = OpenDay {
                id: Id::from_uuid(body.id),
                float: counts(body.float),
                reason: body.reason,
            };
            till::open_day(tx, cx, &by, input)?;
            TillState::load(tx, cx)
        })
        .await
}

/// Cash that comes or goes without a sale.
#[derive(Deserialize, ToSchema)]
struct Cash {
    id: Uuid,
    /// `in` or `out`.
    direction: String,
    /// Positive.
    amount_minor: i64,
    reason: String,
    /// For who may not move cash.
    authorised_by: Option<AuthorisedBy>,
}

/// Puts cash into the drawer, which opens, or takes it out, and prints the slip to sign where there is a printer.
#[utoipa::path(post, path = "/till/cash", tag = "till", operation_id = "move_cash", request_body = Cash,
    responses((status = 204),
        (status = 422, body = ProblemBody, description = "cash.amount, cash.not_that_much, cash.no_reason")))]
async fn cash(command: Command<Cash>) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    let (state, till) = (command.state.clone(), command.signed.till);
    let drawer = DrawerAfter::default();
    let told = drawer.clone();
    let answer = command
        .run(move |tx, cx, body| {
            let amount_minor = match body.direction.as_str() {
                "in" => body.amount_minor,
                "out" => body.amount_minor.checked_neg().unwrap_or(0),
                _ => return Err(Problem::malformed("request.json")),
            };
            if body.amount_minor < 0 {
                return Err(Problem::refused("cash.amount"));
            }
            let input = MoveCash {
                id: Id::from_uuid(body.id),
                amount_minor,
                reason: body.reason,
            };
            let movement = till::move_cash(tx, cx, &by, vouched.as_ref(), input)?;
            let house = till::house(tx, cx.till, Some(by.user()))?;
            let slip = till::cash_slip(tx, &house, &movement)?;
            told.cash();
            queue(
                tx,
                cx,
                Paper::Slip(Box::new(slip)),
                Of::Nothing,
                &movement.reason,
            )
        })
        .await?;
    drawer.open(&state, till);
    Ok(answer)
}

/// Hands a paper to the till's printer; without one there is none.
fn queue(
    tx: &mut shop::db::WriteTx<'_>,
    cx: &shop::Cx,
    paper: Paper,
    of: Of,
    subject: &str,
) -> Result<(), Problem> {
    let Some(till) = cx.till else {
        return Ok(());
    };
    let job = NewJob {
        id: cx.new_id(),
        till,
        paper,
        of,
        subject: subject.to_owned(),
    };
    match shop::print::enqueue(tx, cx, job) {
        Ok(_) | Err(shop::print::EnqueueError::NoPrinter) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The open day's totals up to now.
#[utoipa::path(get, path = "/till/x", tag = "till", operation_id = "x_report",
    responses((status = 200, body = Report), (status = 409, body = ProblemBody, description = "day.not_open")))]
async fn x(state: State, signed: Signed) -> Result<Json<Report>, Problem> {
    let (cx, by) = (signed.cx(&state), signed.authority);
    let report = state
        .read(move |tx| {
            let report = till::read_x(tx, &cx, &by)?;
            let house = till::house(tx, cx.till, None)?;
            Ok::<_, Problem>(Report::new(&report, &house))
        })
        .await?;
    Ok(Json(report))
}

/// Prints the X: no closing, no number, no copy.
#[utoipa::path(post, path = "/till/x/print", tag = "till", operation_id = "print_x",
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "day.not_open, device.none")))]
async fn print_x(command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            let report = till::read_x(tx, cx, &by)?;
            let job = NewJob {
                id: cx.new_id(),
                till: cx.till.ok_or_else(|| Problem::refused("till.missing"))?,
                paper: Paper::Report(Box::new(report)),
                of: Of::Nothing,
                subject: "X".to_owned(),
            };
            shop::print::enqueue(tx, cx, job)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// The blind count.
#[derive(Deserialize, ToSchema)]
struct Close {
    id: Uuid,
    /// The drawer's cash, coin by coin.
    counted: Vec<Count>,
    /// The others; one that is left out counts as nothing there.
    #[serde(default)]
    tenders: Vec<CountedTender>,
    /// Needed where a means of payment is off by more than the house tolerates.
    reason: Option<String>,
}

/// What was counted of a means of payment other than cash.
#[derive(Deserialize, ToSchema)]
struct CountedTender {
    /// `card`, `cheque` or `transfer`.
    tender: String,
    amount_minor: i64,
    /// How many papers, of cheques.
    count: Option<i64>,
}

impl TryFrom<CountedTender> for till::Counted {
    type Error = Problem;

    fn try_from(body: CountedTender) -> Result<Self, Problem> {
        Ok(Self {
            tender: body
                .tender
                .parse()
                .map_err(|_| Problem::refused("payment.tender"))?,
            amount_minor: body.amount_minor,
            count: body.count,
        })
    }
}

/// Counts and closes the day: the Z.
#[utoipa::path(post, path = "/till/close", tag = "till", operation_id = "close_day", request_body = Close,
    responses((status = 201, body = Closing),
        (status = 422, body = ProblemBody, description = "day.difference {tenders}, day.count, payment.tender"),
        (status = 409, body = ProblemBody, description = "day.not_open")))]
async fn close(command: Command<Close>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    let (state, cx) = (command.state.clone(), command.signed.cx(&command.state));
    // What a refused count was off by: the refusal itself undoes all that its command wrote.
    let refused = Arc::new(OnceLock::new());
    let off = Arc::clone(&refused);
    let answer = command
        .create(move |tx, cx, body| {
            let input = CloseDay {
                id: Id::from_uuid(body.id),
                counted: counts(body.counted),
                others: body
                    .tenders
                    .into_iter()
                    .map(till::Counted::try_from)
                    .collect::<Result<_, _>>()?,
                reason: body.reason.unwrap_or_default(),
            };
            let closing = till::close_day(tx, cx, &by, input).inspect_err(|error| {
                if let CloseDayError::Difference { differences } = error {
                    // Set once: a command runs once.
                    let _ = off.set(differences.clone());
                }
            })?;
            let report =
                till::report(tx, closing.id, 0)?.ok_or_else(|| Problem::fault("no report"))?;
            let subject = report.number.clone().unwrap_or_default();
            let of = Of::Closing(closing.id.uuid());
            queue(tx, cx, Paper::Report(Box::new(report)), of, &subject)?;
            Closing::load(tx, cx, &closing)
        })
        .await;
    if let Some(differences) = refused.get().cloned() {
        state
            .write(move |tx| till::note_recount(tx, &cx, &by, differences))
            .await?;
    }
    answer
}

/// The last closings, the newest first.
#[utoipa::path(get, path = "/closings", tag = "till", operation_id = "closings",
    responses((status = 200, body = Vec<ClosingRow>)))]
async fn closings(state: State) -> Result<Json<Vec<ClosingRow>>, Problem> {
    let rows = state
        .read(|tx| {
            till::closings(tx, 400)?
                .into_iter()
                .map(|closing| ClosingRow::load(tx, closing))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(rows))
}

/// The months and years that have ended and are not closed yet.
#[utoipa::path(get, path = "/closings/due", tag = "till", operation_id = "due_periods",
    responses((status = 200, body = Vec<DuePeriod>)))]
async fn due_periods(state: State, signed: Signed) -> Result<Json<Vec<DuePeriod>>, Problem> {
    let cx = signed.cx(&state);
    let due = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            till::due_periods(tx, today)
        })
        .await?;
    Ok(Json(due.into_iter().map(DuePeriod::from).collect()))
}

/// Closes every month and year that has ended. The first opening of a new month does it by itself.
#[utoipa::path(post, path = "/closings/due", tag = "till", operation_id = "close_periods",
    responses((status = 201, body = Vec<ClosingRow>)))]
async fn close_periods(command: Command<Nothing>) -> Result<Answer, Problem> {
    command
        .create(move |tx, cx, Nothing {}| {
            let today = till::house(tx, None, None)?.day(cx.now);
            till::close_due_periods(tx, cx, today)?
                .into_iter()
                .map(|closing| ClosingRow::load(tx, closing))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await
}

async fn document(state: &State, id: Id<till::Closing>) -> Result<documents::Report, Problem> {
    state
        .read(move |tx| till::report(tx, id, 0)?.ok_or_else(|| Problem::unknown("closing.unknown")))
        .await
}

/// A closing as PDF.
#[utoipa::path(get, path = "/closings/{id}/pdf", tag = "till", operation_id = "closing_pdf",
    params(("id" = Uuid, Path)), responses((status = 200, content_type = "application/pdf")))]
async fn closing_pdf(state: State, PathId(id): PathId<till::Closing>) -> Result<Response, Problem> {
    let report = document(&state, id).await?;
    let pdf = state
        .work(move || documents::pdf::report(&report).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// A closing as it leaves the printer.
#[utoipa::path(get, path = "/closings/{id}/preview", tag = "till", operation_id = "closing_preview",
    params(("id" = Uuid, Path)), responses((status = 200, content_type = "image/svg+xml")))]
async fn closing_preview(
    state: State,
    PathId(id): PathId<till::Closing>,
) -> Result<Response, Problem> {
    let report = document(&state, id).await?;
    let layout = documents::layout::report(&report);
    let svg = documents::preview::svg(&layout, &crate::sales::SCREEN);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// Prints a closing: the original where it never came out, else a numbered, journaled duplicate.
#[utoipa::path(post, path = "/closings/{id}/print", tag = "till", operation_id = "print_closing",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PrintJob),
        (status = 404, body = ProblemBody, description = "closing.unknown"),
        (status = 409, body = ProblemBody, description = "device.none")))]
async fn print_closing(
    PathId(id): PathId<till::Closing>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| till::print_closing(tx, cx, &by, id).map(PrintJob::from))
        .await
}
