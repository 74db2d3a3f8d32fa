//! Suppliers' invoices, returns, floors and ceilings, budgets.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shop::purchase::{self, Credit, Invoice, Payment, Return};
use shop::stock::Supplier;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::{OrderBody, ReceivedBody, day};
use super::book::{
    BudgetBody, CreditBody, Enter, InvoiceBody, LowBody, Pay, ReturnBody, SaveBudget, SaveLimit,
    Send,
};
use super::{NEWEST, PaperQuery, Reason, today};
use crate::answer::Answer;
use crate::cash::CashMoved;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .with(Right::SeeCost, routes!(unbilled))
        .with(Right::SeeCost, routes!(invoices))
        .with(Right::EditStock, routes!(enter))
        .with(Right::SeeCost, routes!(invoice))
        .with(Right::EditStock, routes!(pay))
        .with(Right::EditStock, routes!(take_back_payment))
        .with(Right::EditStock, routes!(reverse_invoice))
        .with(Right::SeeStock, routes!(returns))
        .with(Right::EditStock, routes!(send_back))
        .with(Right::SeeStock, routes!(returned))
        .with(Right::SeeStock, routes!(return_pdf))
        .with(Right::EditStock, routes!(credit))
        .with(Right::EditStock, routes!(take_back_credit))
        .with(Right::EditStock, routes!(reverse_return))
        .with(Right::SeeStock, routes!(limits))
        .with(Right::EditStock, routes!(save_limit))
        .with(Right::EditStock, routes!(restock))
        .with(Right::SeeCost, routes!(budget))
        .with(Right::SeeCost, routes!(budgets))
        .with(Right::EditStock, routes!(save_budget))
}

fn unknown() -> Problem {
    Problem::unknown("purchase.unknown")
}

/// What came from a supplier, stayed, and is on no invoice yet.
#[utoipa::path(get, path = "/purchase/suppliers/{id}/unbilled", tag = "purchase",
    operation_id = "purchase_unbilled", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<ReceivedBody>)))]
async fn unbilled(
    state: State,
    PathId(id): PathId<Supplier>,
) -> Result<Json<Vec<ReceivedBody>>, Problem> {
    let found = state.read(move |tx| purchase::unbilled(tx, id)).await?;
    let body = |one| ReceivedBody::new(one, true);
    Ok(Json(found.into_iter().map(body).collect()))
}

/// The suppliers' invoices, the newest first.
#[utoipa::path(get, path = "/purchase/invoices", tag = "purchase",
    operation_id = "purchase_invoices", responses((status = 200, body = Vec<InvoiceBody>)))]
async fn invoices(state: State, signed: Signed) -> Result<Json<Vec<InvoiceBody>>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let today = today(tx, &cx)?;
            let found = purchase::invoices(tx, NEWEST)?;
            let body = |one| InvoiceBody::new(one, today);
            Ok::<_, Problem>(found.into_iter().map(body).collect())
        })
        .await?;
    Ok(Json(found))
}

/// Enters a supplier's invoice and carries its costs into the goods' sheets.
#[utoipa::path(post, path = "/purchase/invoices", tag = "purchase",
    operation_id = "enter_purchase_invoice", request_body = Enter,
    responses((status = 201, body = InvoiceBody),
        (status = 409, body = ProblemBody, description = "purchase.invoice_twice {number, reference}, purchase.billed {invoice}, purchase.undone"),
        (status = 422, body = ProblemBody, description = "purchase.totals, purchase.lines_over_net, purchase.amount, purchase.day, purchase.number_missing, purchase.line_unknown, purchase.twice {number}")))]
async fn enter(command: Command<Enter>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let invoice = purchase::enter_invoice(tx, cx, body.input()?)?;
            Ok::<_, Problem>(InvoiceBody::new(invoice, today(tx, cx)?))
        })
        .await
}

/// One invoice.
#[utoipa::path(get, path = "/purchase/invoices/{id}", tag = "purchase",
    operation_id = "purchase_invoice", params(("id" = Uuid, Path)),
    responses((status = 200, body = InvoiceBody), (status = 404, body = ProblemBody)))]
async fn invoice(
    state: State,
    signed: Signed,
    PathId(id): PathId<Invoice>,
) -> Result<Json<InvoiceBody>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let invoice = purchase::invoice(tx, id)?.ok_or_else(unknown)?;
            Ok::<_, Problem>(InvoiceBody::new(invoice, today(tx, &cx)?))
        })
        .await?;
    Ok(Json(found))
}

/// Keeps that an invoice was paid in full.
#[utoipa::path(post, path = "/purchase/invoices/{id}/pay", tag = "purchase",
    operation_id = "pay_purchase_invoice", params(("id" = Uuid, Path)), request_body = Pay,
    responses((status = 200, body = InvoiceBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.day, purchase.means_missing, till.missing, cash.over_limit {limit_minor}, cash.not_that_much")))]
async fn pay(PathId(id): PathId<Invoice>, command: Command<Pay>) -> Result<Answer, Problem> {
    let (by, state, cash) = (
        command.signed.authority,
        command.state.clone(),
        CashMoved::default(),
    );
    let told = cash.clone();
    let answer = command
        .run(move |tx, cx, body| {
            let payment = Payment {
                paid_on: day(&body.paid_on)?,
                means: body.means,
                reference: body.reference,
                till: body.till_id.map(Id::from_uuid),
            };
            let (invoice, cash) = purchase::pay(tx, cx, &by, id, &payment)?;
            told.note(tx, cx, &by, cash.as_ref())?;
            Ok::<_, Problem>(InvoiceBody::new(invoice, today(tx, cx)?))
        })
        .await?;
    cash.open_drawer(&state);
    Ok(answer)
}

/// The payment was a mistake.
#[utoipa::path(post, path = "/purchase/invoices/{id}/take-back-payment", tag = "purchase",
    operation_id = "take_back_purchase_payment", params(("id" = Uuid, Path)),
    request_body = Reason,
    responses((status = 200, body = InvoiceBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.reason_missing")))]
async fn take_back_payment(
    PathId(id): PathId<Invoice>,
    command: Command<Reason>,
) -> Result<Answer, Problem> {
    let (by, state, cash) = (
        command.signed.authority,
        command.state.clone(),
        CashMoved::default(),
    );
    let told = cash.clone();
    let answer = command
        .run(move |tx, cx, body| {
            let (invoice, cash) = purchase::take_back_payment(tx, cx, &by, id, &body.reason)?;
            told.note(tx, cx, &by, cash.as_ref())?;
            Ok::<_, Problem>(InvoiceBody::new(invoice, today(tx, cx)?))
        })
        .await?;
    cash.open_drawer(&state);
    Ok(answer)
}

/// The invoice was a mistake: its costs go back where nobody has changed them since.
#[utoipa::path(post, path = "/purchase/invoices/{id}/reverse", tag = "purchase",
    operation_id = "reverse_purchase_invoice", params(("id" = Uuid, Path)),
    request_body = Reason,
    responses((status = 200, body = InvoiceBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.reason_missing")))]
async fn reverse_invoice(
    PathId(id): PathId<Invoice>,
    command: Command<Reason>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let invoice = purchase::reverse_invoice(tx, cx, id, &body.reason)?;
            Ok::<_, Problem>(InvoiceBody::new(invoice, today(tx, cx)?))
        })
        .await
}

/// The returns, the newest first.
#[utoipa::path(get, path = "/purchase/returns", tag = "purchase",
    operation_id = "purchase_returns", responses((status = 200, body = Vec<ReturnBody>)))]
async fn returns(state: State, signed: Signed) -> Result<Json<Vec<ReturnBody>>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state.read(|tx| purchase::returns(tx, NEWEST)).await?;
    let body = |one| ReturnBody::new(one, with_cost);
    Ok(Json(found.into_iter().map(body).collect()))
}

/// Sends goods back to their supplier.
#[utoipa::path(post, path = "/purchase/returns", tag = "purchase",
    operation_id = "send_back_purchase", request_body = Send,
    responses((status = 201, body = ReturnBody),
        (status = 409, body = ProblemBody, description = "purchase.not_as_it_came {number, what}, purchase.too_few {number, there}, purchase.reserved {number}, purchase.other_supplier {number}, purchase.not_ours {number}"),
        (status = 422, body = ProblemBody, description = "purchase.empty, purchase.reason_missing, purchase.quantity {quantity}")))]
async fn send_back(command: Command<Send>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, body| {
            let back = purchase::send_back(tx, cx, body.input()?)?;
            Ok::<_, Problem>(ReturnBody::new(back, with_cost))
        })
        .await
}

/// One return.
#[utoipa::path(get, path = "/purchase/returns/{id}", tag = "purchase",
    operation_id = "purchase_return", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReturnBody), (status = 404, body = ProblemBody)))]
async fn returned(
    state: State,
    signed: Signed,
    PathId(id): PathId<Return>,
) -> Result<Json<ReturnBody>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state
        .read(move |tx| purchase::returned(tx, id))
        .await?
        .ok_or_else(unknown)?;
    Ok(Json(ReturnBody::new(found, with_cost)))
}

/// A return as PDF, to go with the goods. Who may not see costs gets one without.
#[utoipa::path(get, path = "/purchase/returns/{id}/pdf", tag = "purchase",
    operation_id = "purchase_return_pdf", params(("id" = Uuid, Path), PaperQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn return_pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Return>,
    Query(query): Query<PaperQuery>,
) -> Result<Response, Problem> {
    let language = query.language()?;
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let paper = state
        .read(move |tx| {
            let back = purchase::returned(tx, id)?.ok_or_else(unknown)?;
            let paper = purchase::return_paper(tx, &cx, &back, language, with_cost)?;
            Ok::<_, Problem>(paper)
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::purchase_return(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Keeps the supplier's credit note.
#[utoipa::path(post, path = "/purchase/returns/{id}/credit", tag = "purchase",
    operation_id = "credit_purchase_return", params(("id" = Uuid, Path)),
    request_body = CreditBody,
    responses((status = 200, body = ReturnBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.day, purchase.number_missing, purchase.amount")))]
async fn credit(
    PathId(id): PathId<Return>,
    command: Command<CreditBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let note = Credit {
                credited_on: day(&body.credited_on)?,
                number: body.number,
                amount_minor: body.amount_minor,
                vat_minor: body.vat_minor,
            };
            let back = purchase::credit(tx, cx, id, &note)?;
            Ok::<_, Problem>(ReturnBody::new(back, with_cost))
        })
        .await
}

/// The credit was a mistake.
#[utoipa::path(post, path = "/purchase/returns/{id}/take-back-credit", tag = "purchase",
    operation_id = "take_back_purchase_credit", params(("id" = Uuid, Path)),
    request_body = Reason,
    responses((status = 200, body = ReturnBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.reason_missing")))]
async fn take_back_credit(
    PathId(id): PathId<Return>,
    command: Command<Reason>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let back = purchase::take_back_credit(tx, cx, id, &body.reason)?;
            Ok::<_, Problem>(ReturnBody::new(back, with_cost))
        })
        .await
}

/// The return was a mistake: the goods are the shop's again.
#[utoipa::path(post, path = "/purchase/returns/{id}/reverse", tag = "purchase",
    operation_id = "reverse_purchase_return", params(("id" = Uuid, Path)),
    request_body = Reason,
    responses((status = 200, body = ReturnBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}, purchase.not_as_it_came {number, what}"),
        (status = 422, body = ProblemBody, description = "purchase.reason_missing")))]
async fn reverse_return(
    PathId(id): PathId<Return>,
    command: Command<Reason>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let back = purchase::reverse_return(tx, cx, id, &body.reason)?;
            Ok::<_, Problem>(ReturnBody::new(back, with_cost))
        })
        .await
}

/// Floors and ceilings with what is there and what is proposed.
#[utoipa::path(get, path = "/purchase/limits", tag = "purchase",
    operation_id = "purchase_limits", responses((status = 200, body = Vec<LowBody>)))]
async fn limits(state: State, signed: Signed) -> Result<Json<Vec<LowBody>>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state.read(purchase::limits).await?;
    let body = |one| LowBody::new(one, with_cost);
    Ok(Json(found.into_iter().map(body).collect()))
}

/// Sets a floor and a ceiling; both 0 take them away.
#[utoipa::path(put, path = "/purchase/limits", tag = "purchase",
    operation_id = "save_purchase_limit", request_body = SaveLimit,
    responses((status = 204), (status = 409, body = ProblemBody, description = "request.stale {version}"),
        (status = 422, body = ProblemBody, description = "purchase.ceiling, purchase.quantity {quantity}")))]
async fn save_limit(command: Command<SaveLimit>) -> Result<Answer, Problem> {
    command
        .run(|tx, _, body| purchase::save_limit(tx, &body.into()).map_err(Problem::from))
        .await
}

/// From whom.
#[derive(Deserialize, ToSchema)]
#[schema(as = RestockPurchase)]
struct Restock {
    /// Of the new order.
    id: Uuid,
    supplier_id: Uuid,
}

/// Makes a draft order of everything proposed from a supplier.
#[utoipa::path(post, path = "/purchase/restock", tag = "purchase",
    operation_id = "restock_purchase", request_body = Restock,
    responses((status = 201, body = OrderBody),
        (status = 422, body = ProblemBody, description = "purchase.empty")))]
async fn restock(command: Command<Restock>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, body| {
            let supplier = Id::from_uuid(body.supplier_id);
            let order = purchase::restock(tx, cx, Id::from_uuid(body.id), supplier)?;
            Ok::<_, Problem>(OrderBody::new(order, today(tx, cx)?, with_cost))
        })
        .await
}

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
struct BudgetQuery {
    /// `2026-11`; this month where it is not said.
    month: Option<String>,
}

/// Open to buy: how a month stands.
#[utoipa::path(get, path = "/purchase/budget", tag = "purchase",
    operation_id = "purchase_budget", params(BudgetQuery),
    responses((status = 200, body = BudgetBody),
        (status = 422, body = ProblemBody, description = "purchase.day")))]
async fn budget(
    state: State,
    signed: Signed,
    Query(query): Query<BudgetQuery>,
) -> Result<Json<BudgetBody>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let month = match query.month.filter(|month| !month.is_empty()) {
                Some(month) => month,
                None => today(tx, &cx)?.format("%Y-%m").to_string(),
            };
            Ok::<_, Problem>(purchase::budget(tx, &month)?)
        })
        .await?;
    Ok(Json(found.into()))
}

/// The same by family: first the whole month, then each family that has a budget or cost something.
#[utoipa::path(get, path = "/purchase/budgets", tag = "purchase",
    operation_id = "purchase_budgets", params(BudgetQuery),
    responses((status = 200, body = Vec<BudgetBody>),
        (status = 422, body = ProblemBody, description = "purchase.day")))]
async fn budgets(
    state: State,
    signed: Signed,
    Query(query): Query<BudgetQuery>,
) -> Result<Json<Vec<BudgetBody>>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let month = match query.month.filter(|month| !month.is_empty()) {
                Some(month) => month,
                None => today(tx, &cx)?.format("%Y-%m").to_string(),
            };
            Ok::<_, Problem>(purchase::budgets(tx, &month)?)
        })
        .await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Sets a month's budget.
#[utoipa::path(put, path = "/purchase/budget", tag = "purchase",
    operation_id = "save_purchase_budget", request_body = SaveBudget,
    responses((status = 200, body = BudgetBody),
        (status = 409, body = ProblemBody, description = "request.stale {version}"),
        (status = 422, body = ProblemBody, description = "purchase.day, purchase.amount")))]
async fn save_budget(command: Command<SaveBudget>) -> Result<Answer, Problem> {
    command
        .run(|tx, _, body| {
            let family = body.family_id.map(Id::from_uuid);
            let wanted = (body.amount_minor, body.version);
            let saved = purchase::save_budget(tx, &body.month, family, wanted.0, wanted.1)?;
            Ok::<_, Problem>(BudgetBody::from(saved))
        })
        .await
}
