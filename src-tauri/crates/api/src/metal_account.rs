//! The customer's metal account: what they leave, what becomes of it, and the papers of it.

mod body;
mod papers;
mod refusal;
mod sheet;

use axum::Json;
use shop::Cx;
use shop::custom::Order;
use shop::customers::Customer;
use shop::db::WriteTx;
use shop::files::{self, File};
use shop::metal_account::{self, Entry, Lot};
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;

use body::{CorrectBody, GiveBackBody, MeltBody, TakeInBody, UseBody};
pub(crate) use sheet::HeldBody;
use sheet::{AccountSheet, HolderBody, OrderMetal};

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::{PathId, PathIds, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

/// As a camera or a phone makes them.
const PHOTO_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(one))
        .with(Right::SeeRepairs, routes!(holders))
        .with(Right::TakeRepairs, routes!(take_in))
        .with(Right::WorkRepairs, routes!(melt))
        .with(Right::TakeRepairs, routes!(give_back))
        .with(Right::WorkRepairs, routes!(correct))
        .with(Right::SeeRepairs, routes!(of_order))
        .with(Right::WorkRepairs, routes!(use_in))
        .upload(Right::TakeRepairs, PHOTO_BYTES, routes!(add_photo))
        .with(Right::TakeRepairs, routes!(remove_photo))
        .and(papers::routes())
}

/// Runs a verb about one account and answers with its sheet.
async fn run<B, F>(command: Command<B>, verb: F) -> Result<Answer, Problem>
where
    B: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>, &Cx, &Signed, B) -> Result<Id<Customer>, Problem> + Send + 'static,
{
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let customer = verb(tx, cx, &signed, body)?;
            AccountSheet::load(tx, cx, customer, None)
        })
        .await
}

/// What a customer has with the shop, now or at the end of a past day.
#[utoipa::path(get, path = "/customers/{id}/metal", tag = "metal_account",
    operation_id = "metal_account", params(("id" = Uuid, Path), sheet::OnQuery),
    responses((status = 200, body = AccountSheet),
        (status = 404, body = ProblemBody, description = "customer.unknown"),
        (status = 422, body = ProblemBody, description = "metal.day {day}, metal.position_future")))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Customer>,
    Query(query): Query<sheet::OnQuery>,
) -> Result<Json<AccountSheet>, Problem> {
    let cx = signed.cx(&state);
    let on = query.day()?;
    let found = state
        .read(move |tx| AccountSheet::load(tx, &cx, id, on))
        .await?;
    Ok(Json(found))
}

/// Whose metal is here, or was at the end of a past day: a line a customer and metal, the oldest first.
#[utoipa::path(get, path = "/metal/accounts", tag = "metal_account",
    operation_id = "metal_accounts", params(sheet::OnQuery),
    responses((status = 200, body = Vec<HolderBody>)))]
async fn holders(
    state: State,
    signed: Signed,
    Query(query): Query<sheet::OnQuery>,
) -> Result<Json<Vec<HolderBody>>, Problem> {
    let cx = signed.cx(&state);
    let on = query.day()?;
    let found = state.read(move |tx| sheet::holders(tx, &cx, on)).await?;
    Ok(Json(found))
}

/// Takes in what a customer leaves, under one receipt.
#[utoipa::path(post, path = "/customers/{id}/metal/receipts", tag = "metal_account",
    operation_id = "take_in_metal", params(("id" = Uuid, Path)), request_body = TakeInBody,
    responses((status = 200, body = AccountSheet),
        (status = 409, body = ProblemBody, description = "metal_account.other_customer, metal_account.order_state {state}"),
        (status = 422, body = ProblemBody, description = "metal_account.customer_unknown, metal_account.field {field, position}")))]
async fn take_in(
    PathId(id): PathId<Customer>,
    command: Command<TakeInBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input(id)?;
        Ok(metal_account::take_in(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Melts objects into one ingot, with the title that its assay gave it.
#[utoipa::path(post, path = "/customers/{id}/metal/melts", tag = "metal_account",
    operation_id = "melt_metal", params(("id" = Uuid, Path)), request_body = MeltBody,
    responses((status = 200, body = AccountSheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, metal_account.too_much {left_mg}"),
        (status = 422, body = ProblemBody, description = "metal_account.mixed_metals, metal_account.field {field, position}")))]
async fn melt(PathId(id): PathId<Customer>, command: Command<MeltBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input(id)?;
        Ok(metal_account::melt(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Gives metal back to its owner, with a paper to sign.
#[utoipa::path(post, path = "/customers/{id}/metal/returns", tag = "metal_account",
    operation_id = "give_back_metal", params(("id" = Uuid, Path)), request_body = GiveBackBody,
    responses((status = 200, body = AccountSheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, metal_account.too_much {left_mg}"),
        (status = 422, body = ProblemBody, description = "metal_account.field {field, position}")))]
async fn give_back(
    PathId(id): PathId<Customer>,
    command: Command<GiveBackBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input(id)?;
        Ok(metal_account::give_back(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Takes an entry back by another one.
#[utoipa::path(post, path = "/metal-entries/{id}/correct", tag = "metal_account",
    operation_id = "correct_metal", params(("id" = Uuid, Path)), request_body = CorrectBody,
    responses((status = 200, body = AccountSheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, metal_account.corrected, metal_account.touched, metal_account.order_state {state}"),
        (status = 422, body = ProblemBody, description = "metal_account.no_reason")))]
async fn correct(
    PathId(wrong): PathId<Entry>,
    command: Command<CorrectBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = metal_account::Correct {
            id: Id::from_uuid(body.id),
            wrong,
            version: body.version,
            note: body.note,
        };
        Ok(metal_account::correct(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// What of the customer's metal is in an order, and what there is of it to use.
#[utoipa::path(get, path = "/custom-orders/{id}/metal", tag = "metal_account",
    operation_id = "custom_order_metal", params(("id" = Uuid, Path)),
    responses((status = 200, body = OrderMetal), (status = 404, body = ProblemBody)))]
async fn of_order(
    state: State,
    signed: Signed,
    PathId(id): PathId<Order>,
) -> Result<Json<OrderMetal>, Problem> {
    let cx = signed.cx(&state);
    let found = state.read(move |tx| OrderMetal::load(tx, &cx, id)).await?;
    Ok(Json(found))
}

/// Uses the customer's metal in what is made for them.
#[utoipa::path(post, path = "/custom-orders/{id}/metal", tag = "metal_account",
    operation_id = "use_metal", params(("id" = Uuid, Path)), request_body = UseBody,
    responses((status = 200, body = OrderMetal),
        (status = 409, body = ProblemBody, description = "request.stale {version}, metal_account.too_much {left_mg}, metal_account.other_customer, metal_account.order_state {state}"),
        (status = 422, body = ProblemBody, description = "metal_account.field {field, position}")))]
async fn use_in(PathId(id): PathId<Order>, command: Command<UseBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let input = body.input(id);
            metal_account::use_in(tx, cx, &signed.authority, &input)?;
            OrderMetal::load(tx, cx, id)
        })
        .await
}

/// Adds a picture of an object.
#[utoipa::path(post, path = "/metal-lots/{id}/photos", tag = "metal_account",
    operation_id = "add_metal_photo", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = AccountSheet),
        (status = 422, body = ProblemBody, description = "metal_account.too_many_photos {most}, file.not_a_picture, file.picture_damaged, file.picture_too_large, file.heic")))]
async fn add_photo(PathId(id): PathId<Lot>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    run(command, move |tx, cx, signed, file| {
        let by = &signed.authority;
        Ok(metal_account::attach_photo(
            tx, cx, by, id, &file.name, &picture,
        )?)
    })
    .await
}

/// Takes a picture off. It is kept.
#[utoipa::path(delete, path = "/metal-lots/{id}/photos/{file}", tag = "metal_account",
    operation_id = "remove_metal_photo", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = AccountSheet), (status = 404, body = ProblemBody)))]
async fn remove_photo(
    PathIds(id, file): PathIds<Lot, File>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        let by = &signed.authority;
        Ok(metal_account::take_photo_off(tx, cx, by, id, file.uuid())?)
    })
    .await
}
