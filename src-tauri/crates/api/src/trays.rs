//! Trays: what is in them, where they are carried, their sheets and their counts.

mod body;
mod refusal;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shop::stock::{self, Place};
use shop::trays::{self, CarryTrays, CorrectCount, CountQuery};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::{Carried, Counted, CountedBody, DueBody, Head, MoveBody, TakeBody, TrayContent};

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(list))
        .with(Right::SeeStock, routes!(one))
        .with(Right::SeeStock, routes!(sheet))
        .with(Right::SeeStock, routes!(moves))
        .with(Right::CountStock, routes!(carry))
        .with(Right::CountStock, routes!(undo))
        .with(Right::CountStock, routes!(take))
        .with(Right::SeeStock, routes!(counts))
        .with(Right::SeeStock, routes!(count))
        .with(Right::CountStock, routes!(correct))
        .with(Right::CountStock, routes!(cancel))
        .with(Right::SeeStock, routes!(reminder))
}

fn unknown(field: &'static str) -> Problem {
    Problem::malformed("request.query").because(field)
}

/// The trays with where each stands and its last count.
#[utoipa::path(get, path = "/trays", tag = "trays", operation_id = "trays",
    responses((status = 200, body = Vec<Head>)))]
async fn list(state: State) -> Result<Json<Vec<Head>>, Problem> {
    let found = state.read(trays::trays).await?;
    Ok(Json(found.into_iter().map(Head::from).collect()))
}

/// One tray with what is in it.
#[utoipa::path(get, path = "/trays/{id}", tag = "trays", operation_id = "tray",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = TrayContent), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Place>,
) -> Result<Json<TrayContent>, Problem> {
    let now_ms = signed.cx(&state).now_ms();
    let found = state
        .read(move |tx| {
            let tray = trays::tray(tx, id)?.ok_or_else(|| Problem::unknown("tray.unknown"))?;
            let content = trays::content(tx, now_ms, id)?;
            let since = stock::newest_entry(tx)?;
            Ok::<_, Problem>(TrayContent::new(tray, content, since))
        })
        .await?;
    Ok(Json(found))
}

/// What stands on a sheet.
#[derive(Debug, Deserialize, IntoParams)]
struct SheetQuery {
    /// With what each piece is sold for; true where it is not said.
    prices: Option<bool>,
    /// `fr` or `en`; the shop's where it is not said.
    language: Option<String>,
}

/// A tray's sheet as PDF: number, photo, title and price of each piece, with a box to tick.
#[utoipa::path(get, path = "/trays/{id}/sheet", tag = "trays", operation_id = "tray_sheet",
    params(("id" = Uuid, Path), SheetQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn sheet(
    state: State,
    signed: Signed,
    PathId(id): PathId<Place>,
    Query(query): Query<SheetQuery>,
) -> Result<Response, Problem> {
    let language = match query.language.as_deref() {
        None | Some("") => None,
        Some("fr") => Some(documents::Language::Fr),
        Some("en") => Some(documents::Language::En),
        Some(_) => return Err(unknown("language")),
    };
    let cx = signed.cx(&state);
    let prices = query.prices.unwrap_or(true);
    let paper = state
        .read(move |tx| trays::paper(tx, &cx, id, language, prices).map_err(Problem::from))
        .await?;
    let pdf = state
        .work(move || documents::pdf::tray_sheet(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Where a tray was carried, the newest first.
#[utoipa::path(get, path = "/trays/{id}/moves", tag = "trays", operation_id = "tray_moves",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<MoveBody>), (status = 404, body = ProblemBody)))]
async fn moves(state: State, PathId(id): PathId<Place>) -> Result<Json<Vec<MoveBody>>, Problem> {
    let found = state
        .read(move |tx| {
            trays::tray(tx, id)?.ok_or_else(|| Problem::unknown("tray.unknown"))?;
            Ok::<_, Problem>(trays::moves(tx, id, 100)?)
        })
        .await?;
    Ok(Json(found.into_iter().map(MoveBody::from).collect()))
}

/// Trays that go together.
#[derive(Deserialize, ToSchema)]
#[schema(as = CarryTrays)]
struct Carry {
    /// The act's, by which it is undone.
    id: Uuid,
    tray_ids: Vec<Uuid>,
    /// Window, safe, bench or shop.
    place_id: Uuid,
    #[serde(default)]
    note: String,
}

/// Carries trays to a place in one act; one that stands there already is left out.
#[utoipa::path(post, path = "/tray-moves", tag = "trays", operation_id = "carry_trays",
    request_body = Carry,
    responses((status = 201, body = Carried),
        (status = 409, body = ProblemBody, description = "tray.already_there"),
        (status = 422, body = ProblemBody, description = "tray.none, tray.too_many, tray.place_unknown, tray.into_tray")))]
async fn carry(command: Command<Carry>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let input = CarryTrays {
                act: body.id,
                trays: body.tray_ids.into_iter().map(Id::from_uuid).collect(),
                to: Id::from_uuid(body.place_id),
                note: body.note,
            };
            let trays = trays::carry(tx, cx, &by, &input)?;
            Ok::<_, Problem>(Carried { trays })
        })
        .await
}

/// Takes an act of carrying back, while nobody has carried one of its trays on.
#[utoipa::path(post, path = "/tray-moves/{id}/undo", tag = "trays", operation_id = "undo_tray_move",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Carried), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "tray.undone, tray.carried_on {tray}")))]
async fn undo(
    PathId(act): PathId<trays::Move>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            let trays = trays::undo(tx, cx, &by, act.uuid())?;
            Ok::<_, Problem>(Carried { trays })
        })
        .await
}

/// Writes a count of a tray down; nothing moves.
#[utoipa::path(post, path = "/trays/{id}/counts", tag = "trays", operation_id = "count_tray",
    params(("id" = Uuid, Path)), request_body = TakeBody,
    responses((status = 201, body = CountedBody), (status = 404, body = ProblemBody),
        (status = 422, body = ProblemBody, description = "tray.no_reason, tray.number, tray.code, tray.not_in_tray, tray.too_many, tray.how")))]
async fn take(PathId(id): PathId<Place>, command: Command<TakeBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let count = trays::take_count(tx, cx, &by, &body.input(id)?)?;
            CountedBody::load(tx, count)
        })
        .await
}

/// Which counts.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// Of one tray.
    tray: Option<Uuid>,
    /// Of one day, `YYYY-MM-DD`.
    on: Option<String>,
    /// 1 to 500; 100 where it is not said.
    limit: Option<usize>,
}

/// The counts of trays, the newest first.
#[utoipa::path(get, path = "/tray-counts", tag = "trays", operation_id = "tray_counts",
    params(Which), responses((status = 200, body = Vec<Counted>)))]
async fn counts(state: State, Query(which): Query<Which>) -> Result<Json<Vec<Counted>>, Problem> {
    let on = which.on.filter(|day| !day.is_empty());
    let on = on.map(|day| day.parse()).transpose();
    let query = CountQuery {
        tray: which.tray.map(Id::from_uuid),
        on: on.map_err(|_| unknown("on"))?,
        limit: which.limit.unwrap_or(100).clamp(1, 500),
    };
    let found = state.read(move |tx| trays::counts(tx, &query)).await?;
    Ok(Json(found.into_iter().map(Counted::from).collect()))
}

/// One count with its pieces.
#[utoipa::path(get, path = "/tray-counts/{id}", tag = "trays", operation_id = "tray_count",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = CountedBody), (status = 404, body = ProblemBody)))]
async fn count(
    state: State,
    PathId(id): PathId<trays::Count>,
) -> Result<Json<CountedBody>, Problem> {
    let found = state
        .read(move |tx| {
            let count =
                trays::count(tx, id)?.ok_or_else(|| Problem::unknown("tray.count_unknown"))?;
            CountedBody::load(tx, count)
        })
        .await?;
    Ok(Json(found))
}

/// What a count should have said.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectTrayCount)]
struct Correct {
    /// The correcting count's own.
    id: Uuid,
    counted: i64,
    reason: String,
}

/// Puts a count right by another; what was expected then stays.
#[utoipa::path(post, path = "/tray-counts/{id}/correct", tag = "trays",
    operation_id = "correct_tray_count", params(("id" = Uuid, Path)), request_body = Correct,
    responses((status = 201, body = CountedBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "tray.count_stands_no_more"),
        (status = 422, body = ProblemBody, description = "tray.no_reason, tray.number")))]
async fn correct(
    PathId(id): PathId<trays::Count>,
    command: Command<Correct>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let input = CorrectCount {
                id: Id::from_uuid(body.id),
                corrects: id,
                counted: body.counted,
                reason: body.reason,
            };
            let count = trays::correct(tx, cx, &by, &input)?;
            CountedBody::load(tx, count)
        })
        .await
}

/// Why a count never should have been.
#[derive(Deserialize, ToSchema)]
#[schema(as = CancelTrayCount)]
struct Cancel {
    reason: String,
}

/// Cancels a count; what it had corrected stands again.
#[utoipa::path(post, path = "/tray-counts/{id}/cancel", tag = "trays",
    operation_id = "cancel_tray_count", params(("id" = Uuid, Path)), request_body = Cancel,
    responses((status = 200, body = CountedBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "tray.count_stands_no_more"),
        (status = 422, body = ProblemBody, description = "tray.no_reason")))]
async fn cancel(
    PathId(id): PathId<trays::Count>,
    command: Command<Cancel>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let count = trays::cancel(tx, cx, &by, id, &body.reason)?;
            CountedBody::load(tx, count)
        })
        .await
}

/// What is being opened or closed.
#[derive(Debug, Deserialize, IntoParams)]
struct Reminder {
    /// `opening` or `closing`.
    occasion: String,
}

/// The trays that nobody has counted today for the opening, or for the closing.
#[utoipa::path(get, path = "/tray-reminder", tag = "trays", operation_id = "tray_reminder",
    params(Reminder), responses((status = 200, body = DueBody)))]
async fn reminder(
    state: State,
    signed: Signed,
    Query(query): Query<Reminder>,
) -> Result<Json<DueBody>, Problem> {
    let occasion = query.occasion.parse().map_err(|_| unknown("occasion"))?;
    let cx = signed.cx(&state);
    let due = state.read(move |tx| trays::due(tx, &cx, occasion)).await?;
    Ok(Json(due.into()))
}
