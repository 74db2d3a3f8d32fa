//! Objects at outside workshops: slips, their paper, what came back, the workshop's invoice.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::bench::{self, SlipLine, VendorSlip};
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

/// As many as a page shows.
const NEWEST: i64 = 300;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(list))
        .with(Right::WorkRepairs, routes!(send))
        .with(Right::SeeRepairs, routes!(one))
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::WorkRepairs, routes!(print))
        .with(Right::WorkRepairs, routes!(back))
        .with(Right::WorkRepairs, routes!(due))
        .with(Right::EditStock, routes!(invoice))
}

/// Objects that went to a workshop together.
#[derive(Serialize, ToSchema)]
#[schema(as = VendorSlip)]
struct Slip {
    id: Uuid,
    number: String,
    vendor_id: Uuid,
    vendor: String,
    due_on: NaiveDate,
    /// Something of it is out.
    open: bool,
    overdue: bool,
    note: String,
    at: String,
    by: String,
    lines: Vec<Line>,
}

/// An object that went.
#[derive(Serialize, ToSchema)]
#[schema(as = VendorSlipLine)]
struct Line {
    id: Uuid,
    job_id: Uuid,
    repair_id: Uuid,
    code: String,
    object: String,
    /// Without VAT; absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed_minor: Option<i64>,
    /// `out`, `back`, `unworked` or `cancelled`.
    state: &'static str,
    /// Why it came back unworked.
    why: String,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    billed_minor: Option<i64>,
    /// Our reference of the workshop's invoice; null: it is not billed.
    bill: Option<String>,
}

impl Slip {
    fn new(slip: VendorSlip, today: NaiveDate, with_cost: bool) -> Self {
        Self {
            id: slip.id.uuid(),
            open: slip.is_open(),
            overdue: slip.is_overdue(today),
            number: slip.number,
            vendor_id: slip.supplier.uuid(),
            vendor: slip.vendor,
            due_on: slip.due_on,
            note: slip.note,
            at: when(slip.at),
            by: slip.by,
            lines: slip
                .lines
                .into_iter()
                .map(|line| Line::new(line, with_cost))
                .collect(),
        }
    }
}

impl Line {
    fn new(line: SlipLine, with_cost: bool) -> Self {
        let (net, bill) = line.billed.unzip();
        Self {
            id: line.id.uuid(),
            job_id: line.job.uuid(),
            repair_id: line.repair.uuid(),
            code: line.code,
            object: line.object,
            agreed_minor: line.agreed_minor.filter(|_| with_cost),
            state: line.state.code(),
            why: line.why,
            billed_minor: net.filter(|_| with_cost),
            bill,
        }
    }
}

/// The slips, the newest first; 300 at most.
#[utoipa::path(get, path = "/vendor-slips", tag = "bench", operation_id = "vendor_slips",
    responses((status = 200, body = Vec<Slip>)))]
async fn list(state: State, signed: Signed) -> Result<Json<Vec<Slip>>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let slips = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let found = bench::slips(tx, NEWEST)?.into_iter();
            let views = found.map(|slip| Slip::new(slip, today, with_cost));
            Ok::<_, Problem>(views.collect())
        })
        .await?;
    Ok(Json(slips))
}

fn unknown() -> Problem {
    Problem::unknown("bench.unknown")
}

/// One slip.
#[utoipa::path(get, path = "/vendor-slips/{id}", tag = "bench", operation_id = "vendor_slip",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Slip), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<VendorSlip>,
) -> Result<Json<Slip>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let slip = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let found = bench::slip(tx, id)?.ok_or_else(unknown)?;
            Ok::<_, Problem>(Slip::new(found, today, with_cost))
        })
        .await?;
    Ok(Json(slip))
}

#[derive(Debug, Deserialize, IntoParams)]
struct PaperQuery {
    /// `fr` or `en`; the shop's own where it is not said.
    language: Option<String>,
}

/// The slip as PDF, to go with the objects. Who may not see costs gets one without.
#[utoipa::path(get, path = "/vendor-slips/{id}/pdf", tag = "bench", operation_id = "vendor_slip_pdf",
    params(("id" = Uuid, Path), PaperQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<VendorSlip>,
    Query(query): Query<PaperQuery>,
) -> Result<Response, Problem> {
    let language = match query.language.as_deref() {
        None | Some("") => None,
        Some("fr") => Some(documents::Language::Fr),
        Some("en") => Some(documents::Language::En),
        Some(_) => return Err(Problem::malformed("request.query").because("language")),
    };
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let paper = state
        .read(move |tx| {
            let slip = bench::slip(tx, id)?.ok_or_else(unknown)?;
            Ok::<_, Problem>(bench::slip_paper(tx, &cx, &slip, language, with_cost)?)
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::vendor_slip(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// In which language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PrintVendorSlip)]
struct PrintBody {
    /// `fr` or `en`; the shop's own where it is not said.
    language: Option<String>,
}

/// Queues the slip for the receipt printer of the till that asks. Who may not see costs gets one without.
#[utoipa::path(post, path = "/vendor-slips/{id}/print", tag = "bench",
    operation_id = "print_vendor_slip", params(("id" = Uuid, Path)), request_body = PrintBody,
    responses((status = 204), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "repair.no_printer")))]
async fn print(
    PathId(id): PathId<VendorSlip>,
    command: Command<PrintBody>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let language = match body.language.as_deref() {
                None | Some("") => None,
                Some("fr") => Some(documents::Language::Fr),
                Some("en") => Some(documents::Language::En),
                Some(_) => return Err(Problem::malformed("request.json").because("language")),
            };
            bench::print_slip(tx, cx, &by, id, language)?;
            Ok::<_, Problem>(())
        })
        .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SendToVendor)]
struct SendBody {
    id: Uuid,
    vendor_id: Uuid,
    due_on: NaiveDate,
    #[serde(default)]
    note: String,
    lines: Vec<SentBody>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SentToVendor)]
struct SentBody {
    id: Uuid,
    job_id: Uuid,
    /// Without VAT.
    agreed_minor: Option<i64>,
}

/// Sends objects to a workshop with a slip.
#[utoipa::path(post, path = "/vendor-slips", tag = "bench", operation_id = "send_to_vendor",
    request_body = SendBody,
    responses((status = 201, body = Slip),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.approval_needed, repair.above_ceiling {total_minor, ceiling_minor}"),
        (status = 422, body = ProblemBody, description = "repair.vendor_unknown, bench.due, bench.lines, bench.amount")))]
async fn send(command: Command<SendBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .create(move |tx, cx, body| {
            let lines = body.lines.iter().map(|line| bench::Sent {
                id: Id::from_uuid(line.id),
                job: Id::from_uuid(line.job_id),
                agreed_minor: line.agreed_minor,
            });
            let input = bench::SendOut {
                id: Id::from_uuid(body.id),
                supplier: Id::from_uuid(body.vendor_id),
                due_on: body.due_on,
                note: body.note,
                lines: lines.collect(),
            };
            let slip = bench::send_out(tx, cx, &signed.authority, &input)?;
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, Problem>(Slip::new(slip, today, signed.may(Right::SeeCost)))
        })
        .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = BackFromVendor)]
struct BackBody {
    line_ids: Vec<Uuid>,
    /// Nothing was done: that has a reason.
    unworked: bool,
    #[serde(default)]
    note: String,
}

/// Takes objects back, all of a slip or some of it.
#[utoipa::path(post, path = "/vendor-slips/{id}/back", tag = "bench", operation_id = "back_from_vendor",
    params(("id" = Uuid, Path)), request_body = BackBody,
    responses((status = 200, body = Slip),
        (status = 409, body = ProblemBody, description = "bench.corrected"),
        (status = 422, body = ProblemBody, description = "bench.lines, repair.no_reason")))]
async fn back(
    PathId(slip): PathId<VendorSlip>,
    command: Command<BackBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let input = bench::BringBack {
                slip,
                lines: body.line_ids.into_iter().map(Id::from_uuid).collect(),
                unworked: body.unworked,
                note: body.note,
            };
            let slip = bench::bring_back(tx, cx, &signed.authority, &input)?;
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, Problem>(Slip::new(slip, today, signed.may(Right::SeeCost)))
        })
        .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ChangeVendorDue)]
struct DueBody {
    due_on: NaiveDate,
    /// Why.
    note: String,
}

/// Another day until which the workshop has it.
#[utoipa::path(post, path = "/vendor-slips/{id}/due", tag = "bench", operation_id = "change_vendor_due",
    params(("id" = Uuid, Path)), request_body = DueBody,
    responses((status = 200, body = Slip),
        (status = 409, body = ProblemBody, description = "bench.corrected"),
        (status = 422, body = ProblemBody, description = "bench.due, repair.no_reason")))]
async fn due(
    PathId(slip): PathId<VendorSlip>,
    command: Command<DueBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let by = &signed.authority;
            let slip = bench::change_due(tx, cx, by, slip, body.due_on, &body.note)?;
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, Problem>(Slip::new(slip, today, signed.may(Right::SeeCost)))
        })
        .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = BillVendorWork)]
struct BillBody {
    id: Uuid,
    /// The workshop's.
    number: String,
    invoiced_on: NaiveDate,
    due_on: Option<NaiveDate>,
    vat_minor: i64,
    /// Of what is billed otherwise than agreed.
    #[serde(default)]
    reason: String,
    lines: Vec<BilledBody>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = BilledVendorWork)]
struct BilledBody {
    line_id: Uuid,
    /// Without VAT.
    net_minor: i64,
}

/// Enters the workshop's invoice among the suppliers'.
#[utoipa::path(post, path = "/vendor-slips/{id}/invoice", tag = "bench", operation_id = "bill_vendor_work",
    params(("id" = Uuid, Path)), request_body = BillBody,
    responses((status = 200, body = Slip),
        (status = 409, body = ProblemBody, description = "bench.not_back {code}, bench.billed {reference}, purchase.invoice_twice {number, reference}"),
        (status = 422, body = ProblemBody, description = "bench.lines, bench.amount, bench.not_agreed {code}, purchase.amount, purchase.day, purchase.number_missing")))]
async fn invoice(
    PathId(slip): PathId<VendorSlip>,
    command: Command<BillBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let lines = body.lines.iter().map(|line| bench::BilledWork {
                line: Id::from_uuid(line.line_id),
                net_minor: line.net_minor,
            });
            let input = bench::BillWork {
                slip,
                id: Id::from_uuid(body.id),
                number: body.number,
                invoiced_on: body.invoiced_on,
                due_on: body.due_on,
                vat_minor: body.vat_minor,
                reason: body.reason,
                lines: lines.collect(),
            };
            let slip = bench::bill_work(tx, cx, &signed.authority, &input)?;
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, Problem>(Slip::new(slip, today, signed.may(Right::SeeCost)))
        })
        .await
}
