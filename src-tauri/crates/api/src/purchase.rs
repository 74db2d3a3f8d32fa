//! Purchasing: orders and receptions; what is billed, returned and ordered again is in `account`.

mod account;
mod body;
mod book;
mod refusal;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use documents::Language;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::purchase::{self, Order, Received, Reception, StepKind};
use shop::users::Right;
use shop::{stock, till};
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::{OrderBody, ReceiveBody, ReceptionBody, Save, TrailBody};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

/// How many documents a list shows.
const NEWEST: usize = 300;

pub(crate) fn feature() -> Routes {
    account::add(
        Routes::new()
            .with(Right::SeeStock, routes!(orders))
            .with(Right::EditStock, routes!(save))
            .with(Right::SeeStock, routes!(order))
            .with(Right::EditStock, routes!(step))
            .with(Right::SeeStock, routes!(pdf))
            .with(Right::SeeStock, routes!(receptions))
            .with(Right::EditStock, routes!(receive))
            .with(Right::SeeStock, routes!(reception))
            .with(Right::EditStock, routes!(undo))
            .with(Right::SeeStock, routes!(trail)),
    )
}

/// The shop's day.
fn today(tx: &ReadTx<'_>, cx: &Cx) -> Result<NaiveDate, Problem> {
    Ok(till::house(tx, None, None)?.day(cx.now))
}

fn find(tx: &ReadTx<'_>, id: Id<Order>) -> Result<Order, Problem> {
    purchase::order(tx, id)?.ok_or_else(|| Problem::unknown("purchase.unknown"))
}

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
struct OrderQuery {
    /// Of one supplier.
    supplier: Option<Uuid>,
}

/// The orders, the newest first.
#[utoipa::path(get, path = "/purchase/orders", tag = "purchase",
    operation_id = "purchase_orders", params(OrderQuery),
    responses((status = 200, body = Vec<OrderBody>)))]
async fn orders(
    state: State,
    signed: Signed,
    Query(query): Query<OrderQuery>,
) -> Result<Json<Vec<OrderBody>>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| {
            let today = today(tx, &cx)?;
            let found = purchase::orders(tx, query.supplier.map(Id::from_uuid), NEWEST)?;
            let body = |order| OrderBody::new(order, today, with_cost);
            Ok::<_, Problem>(found.into_iter().map(body).collect())
        })
        .await?;
    Ok(Json(found))
}

/// Writes an order: a new one, or a draft over the version that was seen.
#[utoipa::path(put, path = "/purchase/orders", tag = "purchase",
    operation_id = "save_purchase_order", request_body = Save,
    responses((status = 200, body = OrderBody),
        (status = 409, body = ProblemBody, description = "request.stale {version}, purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.quantity {quantity}, purchase.amount, purchase.day, purchase.title_missing, stock.supplier_unknown")))]
async fn save(command: Command<Save>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let order = purchase::save_order(tx, cx, body.input()?)?;
            Ok::<_, Problem>(OrderBody::new(order, today(tx, cx)?, with_cost))
        })
        .await
}

/// An order with what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseOrderPage)]
struct OrderPage {
    order: OrderBody,
    /// The newest first.
    receptions: Vec<ReceptionBody>,
}

/// One order.
#[utoipa::path(get, path = "/purchase/orders/{id}", tag = "purchase",
    operation_id = "purchase_order", params(("id" = Uuid, Path)),
    responses((status = 200, body = OrderPage), (status = 404, body = ProblemBody)))]
async fn order(
    state: State,
    signed: Signed,
    PathId(id): PathId<Order>,
) -> Result<Json<OrderPage>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| {
            let order = OrderBody::new(find(tx, id)?, today(tx, &cx)?, with_cost);
            let receptions = purchase::receptions(tx, Some(id), NEWEST)?
                .into_iter()
                .map(|one| ReceptionBody::new(one, with_cost))
                .collect();
            Ok::<_, Problem>(OrderPage { order, receptions })
        })
        .await?;
    Ok(Json(found))
}

/// What becomes of an order.
#[derive(Deserialize, ToSchema)]
#[schema(as = StepPurchaseOrder)]
struct StepOrder {
    /// `sent`, `reopened`, `cancelled`, `closed` or `resumed`.
    step: String,
    /// Why, of what ends it.
    #[serde(default)]
    reason: String,
}

/// Sends an order, takes it back to a draft, cancels it, gives up what has not come, waits again.
#[utoipa::path(post, path = "/purchase/orders/{id}/steps", tag = "purchase",
    operation_id = "step_purchase_order", params(("id" = Uuid, Path)), request_body = StepOrder,
    responses((status = 200, body = OrderBody),
        (status = 409, body = ProblemBody, description = "purchase.stage {stage}"),
        (status = 422, body = ProblemBody, description = "purchase.empty, purchase.reason_missing, purchase.step_unknown")))]
async fn step(PathId(id): PathId<Order>, command: Command<StepOrder>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let step: StepKind = body
                .step
                .parse()
                .map_err(|_| Problem::refused("purchase.step_unknown"))?;
            let order = purchase::step_order(tx, cx, id, step, &body.reason)?;
            Ok::<_, Problem>(OrderBody::new(order, today(tx, cx)?, with_cost))
        })
        .await
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct PaperQuery {
    /// `fr` or `en`; the shop's own where it is not said.
    language: Option<String>,
}

impl PaperQuery {
    pub(super) fn language(&self) -> Result<Option<Language>, Problem> {
        match self.language.as_deref() {
            None | Some("") => Ok(None),
            Some("fr") => Ok(Some(Language::Fr)),
            Some("en") => Ok(Some(Language::En)),
            Some(_) => Err(Problem::malformed("request.query")),
        }
    }
}

/// The order as PDF, as its supplier gets it. Who may not see costs gets one without.
#[utoipa::path(get, path = "/purchase/orders/{id}/pdf", tag = "purchase",
    operation_id = "purchase_order_pdf", params(("id" = Uuid, Path), PaperQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Order>,
    Query(query): Query<PaperQuery>,
) -> Result<Response, Problem> {
    let language = query.language()?;
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let paper = state
        .read(move |tx| {
            let order = find(tx, id)?;
            Ok::<_, Problem>(purchase::paper(tx, &cx, &order, language, with_cost)?)
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::purchase_order(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// The receptions, the newest first.
#[utoipa::path(get, path = "/purchase/receptions", tag = "purchase",
    operation_id = "purchase_receptions",
    responses((status = 200, body = Vec<ReceptionBody>)))]
async fn receptions(state: State, signed: Signed) -> Result<Json<Vec<ReceptionBody>>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state
        .read(|tx| purchase::receptions(tx, None, NEWEST))
        .await?;
    let body = |one| ReceptionBody::new(one, with_cost);
    Ok(Json(found.into_iter().map(body).collect()))
}

/// Takes a delivery in: pieces into the stock, articles by their quantity.
#[utoipa::path(post, path = "/purchase/receptions", tag = "purchase",
    operation_id = "receive_purchase", request_body = ReceiveBody,
    responses((status = 201, body = ReceptionBody),
        (status = 409, body = ProblemBody, description = "purchase.over {title, ordered, received}, purchase.stage {stage}, stock.number_taken {number}"),
        (status = 422, body = ProblemBody, description = "purchase.quantity {quantity}, purchase.line_unknown, purchase.empty, purchase.number_missing")))]
async fn receive(command: Command<ReceiveBody>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, body| {
            let input = body.input(stock::currency(tx)?)?;
            let reception = purchase::receive(tx, cx, input)?;
            Ok::<_, Problem>(ReceptionBody::new(reception, with_cost))
        })
        .await
}

/// One reception.
#[utoipa::path(get, path = "/purchase/receptions/{id}", tag = "purchase",
    operation_id = "purchase_reception", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReceptionBody), (status = 404, body = ProblemBody)))]
async fn reception(
    state: State,
    signed: Signed,
    PathId(id): PathId<Reception>,
) -> Result<Json<ReceptionBody>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state
        .read(move |tx| purchase::reception(tx, id))
        .await?
        .ok_or_else(|| Problem::unknown("purchase.unknown"))?;
    Ok(Json(ReceptionBody::new(found, with_cost)))
}

/// Why something is taken back.
#[derive(Deserialize, ToSchema)]
#[schema(as = PurchaseReason)]
struct Reason {
    reason: String,
}

/// Undoes one line of a reception, while what came is still as it came.
#[utoipa::path(post, path = "/purchase/received/{id}/undo", tag = "purchase",
    operation_id = "undo_purchase_received", params(("id" = Uuid, Path)), request_body = Reason,
    responses((status = 200, body = ReceptionBody),
        (status = 409, body = ProblemBody, description = "purchase.undone, purchase.billed {invoice}, purchase.not_as_it_came {number, what}, purchase.too_few {number, there}, purchase.reserved {number}"),
        (status = 422, body = ProblemBody, description = "purchase.reason_missing")))]
async fn undo(PathId(id): PathId<Received>, command: Command<Reason>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, body| {
            let reception = purchase::undo(tx, cx, id, &body.reason)?;
            Ok::<_, Problem>(ReceptionBody::new(reception, with_cost))
        })
        .await
}

/// The documents a piece came and went with.
#[utoipa::path(get, path = "/purchase/pieces/{id}", tag = "purchase",
    operation_id = "purchase_trail", params(("id" = Uuid, Path)),
    responses((status = 200, body = TrailBody)))]
async fn trail(state: State, PathId(id): PathId<stock::Piece>) -> Result<Json<TrailBody>, Problem> {
    let found = state.read(move |tx| purchase::trail(tx, id)).await?;
    Ok(Json(found.into()))
}
