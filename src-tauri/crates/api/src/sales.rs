//! Tickets: completing a cart, finding, annulling, printing.

mod body;
mod refusal;

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::escpos::CodePage;
use documents::paper::Paper;
use serde::Deserialize;
use shop::sales::{self, CompleteSale, Prepared, PrintReceiptError, VoidSale};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::Sale;

use crate::answer::Answer;
use crate::carts::PaymentBody;
use crate::command::{AuthorisedBy, Command};
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::print::PrintJob;
use crate::printers::DrawerAfter;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// The paper that a screen shows: 80 mm, as most printers have it.
pub(crate) const SCREEN: Paper = Paper::new(48, CodePage::Wpc1252);

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(complete))
        .with(Right::SeeSales, routes!(recent))
        .with(Right::SeeSales, routes!(by_code))
        .with(Right::SeeSales, routes!(one))
        .with(Right::Sell, routes!(void))
        .with(Right::Sell, routes!(print))
        .with(Right::SeeSales, routes!(receipt_pdf))
        .with(Right::SeeSales, routes!(receipt_svg))
        .with(Right::SeeSales, routes!(receipt_text))
}

/// Completes a cart.
#[derive(Deserialize, ToSchema)]
struct Complete {
    /// The sale's; none: the server makes one.
    id: Option<Uuid>,
    /// After those that were prepared in the cart.
    #[serde(default)]
    payments: Vec<PaymentBody>,
    /// Whether the customer wants paper. What the law wants printed is printed either way.
    #[serde(default)]
    print: bool,
    /// For money that goes out, or a discount beyond the seller's.
    authorised_by: Option<AuthorisedBy>,
}

/// Issues the ticket: it is signed, on the disk, and final.
#[utoipa::path(post, path = "/carts/{id}/complete", tag = "sales", operation_id = "complete_sale",
    params(("id" = Uuid, Path)), request_body = Complete,
    responses((status = 201, body = Sale),
        (status = 409, body = ProblemBody, description = "day.not_open, day.forgotten {business_on}, cart.…"),
        (status = 422, body = ProblemBody, description = "payment.unsettled {due_minor, paid_minor}, payment.cash_limit {limit_minor, cash_minor}, payment.…")))]
async fn complete(
    PathId(cart): PathId<sales::Cart>,
    command: Command<Complete>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    let (state, till) = (command.state.clone(), command.signed.till);
    let drawer = DrawerAfter::default();
    let told = drawer.clone();
    let answer = command
        .create(move |tx, cx, body| {
            let payments = body.payments.into_iter().map(Prepared::try_from);
            let input = CompleteSale {
                id: body.id.map_or_else(|| cx.new_id(), Id::from_uuid),
                cart,
                payments: payments.collect::<Result<_, _>>()?,
            };
            let (sale, receipt) = sales::complete(tx, cx, &by, vouched.as_ref(), input)?;
            told.sold(&sale);
            if body.print || receipt.must_be_printed() {
                queue(tx, cx, &by, sale.id)?;
            }
            Sale::load(tx, sale)
        })
        .await?;
    drawer.open(&state, till);
    Ok(answer)
}

/// Hands the paper to the till's printer. A till without one keeps its sale.
fn queue(
    tx: &mut shop::db::WriteTx<'_>,
    cx: &shop::Cx,
    by: &shop::users::Authority,
    sale: Id<sales::Sale>,
) -> Result<(), Problem> {
    match sales::print_receipt(tx, cx, by, sale) {
        Ok(_)
        | Err(
            PrintReceiptError::NoTill
            | PrintReceiptError::Enqueue(shop::print::EnqueueError::NoPrinter),
        ) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize, IntoParams)]
struct RecentQuery {
    /// At most 200; 30 where none is given.
    limit: Option<i64>,
}

/// The last tickets, the newest first.
#[utoipa::path(get, path = "/sales", tag = "sales", operation_id = "sales", params(RecentQuery),
    responses((status = 200, body = Vec<Sale>)))]
async fn recent(
    state: State,
    Query(query): Query<RecentQuery>,
) -> Result<Json<Vec<Sale>>, Problem> {
    let limit = query.limit.unwrap_or(30).clamp(1, 200);
    let sales = state
        .read(move |tx| {
            sales::recent(tx, limit)?
                .into_iter()
                .map(|sale| Sale::load(tx, sale))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(sales))
}

/// The ticket with this number, or of this receipt's QR code.
#[utoipa::path(get, path = "/sales/by-code/{code}", tag = "sales", operation_id = "sale_by_code",
    params(("code" = String, Path)),
    responses((status = 200, body = Sale), (status = 404, body = ProblemBody, description = "sale.unknown")))]
async fn by_code(state: State, Path(code): Path<String>) -> Result<Json<Sale>, Problem> {
    let sale = state
        .read(move |tx| {
            let sale = sales::by_code(tx, &code)?.ok_or_else(unknown)?;
            Sale::load(tx, sale)
        })
        .await?;
    Ok(Json(sale))
}

fn unknown() -> Problem {
    Problem::unknown("sale.unknown")
}

/// One ticket.
#[utoipa::path(get, path = "/sales/{id}", tag = "sales", operation_id = "sale",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Sale), (status = 404, body = ProblemBody, description = "sale.unknown")))]
async fn one(state: State, PathId(id): PathId<sales::Sale>) -> Result<Json<Sale>, Problem> {
    let sale = state
        .read(move |tx| {
            let sale = sales::sale(tx, id)?.ok_or_else(unknown)?;
            Sale::load(tx, sale)
        })
        .await?;
    Ok(Json(sale))
}

#[derive(Deserialize, ToSchema)]
struct VoidTicket {
    /// The new document's; none: the server makes one.
    id: Option<Uuid>,
    reason: String,
    authorised_by: Option<AuthorisedBy>,
}

/// Annuls the ticket by another, which is always printed.
#[utoipa::path(post, path = "/sales/{id}/void", tag = "sales", operation_id = "void_sale",
    params(("id" = Uuid, Path)), request_body = VoidTicket,
    responses((status = 201, body = Sale),
        (status = 409, body = ProblemBody, description = "sale.already_void {by}, sale.is_void, sale.partly_returned, sale.piece_gone {number}, day.…")))]
async fn void(
    PathId(sale): PathId<sales::Sale>,
    command: Command<VoidTicket>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    let (state, till) = (command.state.clone(), command.signed.till);
    let drawer = DrawerAfter::default();
    let told = drawer.clone();
    let answer = command
        .create(move |tx, cx, body| {
            let input = VoidSale {
                id: body.id.map_or_else(|| cx.new_id(), Id::from_uuid),
                sale,
                reason: body.reason,
            };
            let (void, _) = sales::void(tx, cx, &by, vouched.as_ref(), input)?;
            told.sold(&void);
            queue(tx, cx, &by, void.id)?;
            Sale::load(tx, void)
        })
        .await?;
    drawer.open(&state, till);
    Ok(answer)
}

/// Prints the ticket: the original once, `DUPLICATA n° k` after it. An original that waits or that
/// its printer failed is tried again.
#[utoipa::path(post, path = "/sales/{id}/print", tag = "sales", operation_id = "print_sale",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PrintJob),
        (status = 409, body = ProblemBody, description = "device.none")))]
async fn print(
    PathId(sale): PathId<sales::Sale>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| sales::print_receipt(tx, cx, &by, sale).map(PrintJob::from))
        .await
}

async fn document(state: &State, id: Id<sales::Sale>) -> Result<documents::Receipt, Problem> {
    state
        .read(move |tx| sales::receipt(tx, id, 0)?.ok_or_else(unknown))
        .await
}

/// The receipt on screen is no paper and no duplicate: it is shown as it was issued.
#[utoipa::path(get, path = "/sales/{id}/receipt.pdf", tag = "sales", operation_id = "receipt_pdf",
    params(("id" = Uuid, Path)), responses((status = 200, content_type = "application/pdf")))]
async fn receipt_pdf(state: State, PathId(id): PathId<sales::Sale>) -> Result<Response, Problem> {
    let receipt = document(&state, id).await?;
    let pdf = state
        .work(move || documents::pdf::receipt(&receipt).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// The receipt as it leaves the printer.
#[utoipa::path(get, path = "/sales/{id}/receipt.svg", tag = "sales", operation_id = "receipt_svg",
    params(("id" = Uuid, Path)), responses((status = 200, content_type = "image/svg+xml")))]
async fn receipt_svg(state: State, PathId(id): PathId<sales::Sale>) -> Result<Response, Problem> {
    let receipt = document(&state, id).await?;
    let layout = documents::layout::receipt(&receipt);
    let svg = documents::preview::svg(&layout, &SCREEN);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// The receipt as text.
#[utoipa::path(get, path = "/sales/{id}/receipt.txt", tag = "sales", operation_id = "receipt_text",
    params(("id" = Uuid, Path)), responses((status = 200, content_type = "text/plain")))]
async fn receipt_text(state: State, PathId(id): PathId<sales::Sale>) -> Result<Response, Problem> {
    let receipt = document(&state, id).await?;
    let layout = documents::layout::receipt(&receipt);
    let text = documents::text(&layout, &SCREEN);
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
