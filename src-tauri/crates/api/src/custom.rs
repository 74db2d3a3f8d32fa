//! Custom work: orders, their quotes and files, and how they move.

mod body;
mod deliver;
mod files;
mod lists;
mod making;
mod making_sheet;
mod money;
mod progress;
mod quotes;
mod refusal;
mod sheet;

use axum::Json;
use shop::Cx;
use shop::custom::{self, Order};
use shop::db::{ReadTx, WriteTx};
use shop::users::Right;
use utoipa_axum::routes;

pub use quotes::quote_to_send;

use body::{ActBody, AmendBody, CreateBody, wrong};
use sheet::Sheet;

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::TakeRepairs, routes!(create))
        .with(Right::SeeRepairs, routes!(one))
        .with(Right::TakeRepairs, routes!(amend))
        .with(Right::WorkRepairs, routes!(act))
        .with(Right::WorkRepairs, routes!(print_envelope))
        .and(deliver::routes())
        .and(lists::routes())
        .and(files::routes())
        .and(making::routes())
        .and(progress::routes())
        .and(money::routes())
        .and(quotes::routes())
}

fn find(tx: &ReadTx<'_>, id: units::Id<Order>) -> Result<Order, Problem> {
    custom::order(tx, id)?.ok_or_else(|| Problem::unknown("custom.unknown"))
}

/// Runs a verb about one order and answers with its whole sheet.
async fn run<B, F>(command: Command<B>, verb: F) -> Result<Answer, Problem>
where
    B: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>, &Cx, &Signed, B) -> Result<Order, Problem> + Send + 'static,
{
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let order = verb(tx, cx, &signed, body)?;
            Sheet::load(tx, cx, &signed, &order)
        })
        .await
}

/// Begins an order.
#[utoipa::path(post, path = "/custom-orders", tag = "custom", operation_id = "create_custom_order",
    request_body = CreateBody,
    responses((status = 201, body = Sheet),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}, custom.customer_unknown")))]
async fn create(command: Command<CreateBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .create(move |tx, cx, body| {
            let order = custom::create(tx, cx, &signed.authority, &body.input()?)?;
            Sheet::load(tx, cx, &signed, &order)
        })
        .await
}

/// An order with all that belongs to it.
#[utoipa::path(get, path = "/custom-orders/{id}", tag = "custom", operation_id = "custom_order",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Order>,
) -> Result<Json<Sheet>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| Sheet::load(tx, &cx, &signed, &find(tx, id)?))
        .await?;
    Ok(Json(found))
}

/// Writes what the customer says now.
#[utoipa::path(put, path = "/custom-orders/{id}", tag = "custom", operation_id = "amend_custom_order",
    params(("id" = Uuid, Path)), request_body = AmendBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, custom.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}")))]
async fn amend(PathId(id): PathId<Order>, command: Command<AmendBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let version = body.version;
        let about = body.about.into();
        Ok(custom::amend(
            tx,
            cx,
            &signed.authority,
            id,
            version,
            &about,
        )?)
    })
    .await
}

/// Moves an order along, back, or aside.
#[utoipa::path(post, path = "/custom-orders/{id}/act", tag = "custom",
    operation_id = "act_on_custom_order", params(("id" = Uuid, Path)), request_body = ActBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.stones_here {code}, custom.own_metal {metal, has_mg, asked_mg}, custom.own_metal_promised {metal, left_mg, asked_mg, order}"),
        (status = 422, body = ProblemBody, description = "custom.no_reason")))]
async fn act(PathId(id): PathId<Order>, command: Command<ActBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let act = body.act.parse().map_err(|_| wrong("act"))?;
        Ok(custom::act(tx, cx, &signed.authority, id, act, &body.note)?)
    })
    .await
}

/// Queues the envelope's label for the till's label printer.
#[utoipa::path(post, path = "/custom-orders/{id}/envelope", tag = "custom",
    operation_id = "print_custom_envelope", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 409, body = ProblemBody, description = "custom.no_printer")))]
async fn print_envelope(
    PathId(id): PathId<Order>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            custom::print_envelope(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}
