//! Stocktakes: begin, read, decide, close; the paper.

mod body;
mod csv;
mod prepare;
mod refusal;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shop::db::ReadTx;
use shop::stocktake::{self, LineQuery, StartStocktake};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub use prepare::prepare_stocktakes;

use body::{Correct, Head, LinePage, Seen, Settle, Summary, TakeBack};

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::memo::InLanguage;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(list))
        .with(Right::CountStock, routes!(start))
        .with(Right::SeeStock, routes!(one))
        .with(Right::SeeStock, routes!(lines))
        .with(Right::CountStock, routes!(read))
        .with(Right::CountStock, routes!(take_back))
        .with(Right::CountStock, routes!(recount))
        .with(Right::CountStock, routes!(settle))
        .with(Right::CountStock, routes!(close))
        .with(Right::CountStock, routes!(cancel))
        .with(Right::CountStock, routes!(correct))
        .with(Right::SeeStock, routes!(pdf))
        .with(Right::SeeStock, routes!(table))
}

type Stocktake = shop::stocktake::Stocktake;

fn find(tx: &ReadTx<'_>, id: Id<Stocktake>) -> Result<Stocktake, Problem> {
    stocktake::stocktake(tx, id)?.ok_or_else(|| Problem::unknown("stocktake.unknown"))
}

/// The stocktakes, the newest first.
#[utoipa::path(get, path = "/stocktakes", tag = "stocktake", operation_id = "stocktakes",
    responses((status = 200, body = Vec<Head>)))]
async fn list(state: State) -> Result<Json<Vec<Head>>, Problem> {
    let found = state.read(|tx| stocktake::stocktakes(tx, 200)).await?;
    Ok(Json(found.into_iter().map(Head::from).collect()))
}

/// What is to be counted.
#[derive(Deserialize, ToSchema)]
#[schema(as = StartStocktake)]
struct Start {
    id: Uuid,
    /// `place`, `family` or `all`.
    scope: String,
    /// The place or the family.
    scope_id: Option<Uuid>,
    #[serde(default)]
    note: String,
}

/// Begins a stocktake and freezes what should be there. A large one is `preparing` until all of it is
/// written down; nothing is read into it before.
#[utoipa::path(post, path = "/stocktakes", tag = "stocktake", operation_id = "start_stocktake",
    request_body = Start,
    responses((status = 201, body = Summary),
        (status = 409, body = ProblemBody, description = "stocktake.already_counting {number}"),
        (status = 422, body = ProblemBody, description = "stocktake.scope_unknown")))]
async fn start(command: Command<Start>) -> Result<Answer, Problem> {
    let (state, signed) = (command.state.clone(), command.signed.clone());
    let id = Id::from_uuid(command.body.id);
    let answer = command
        .create(move |tx, cx, body| {
            let scope = stocktake::Scope::from_parts(&body.scope, body.scope_id)
                .map_err(|_| Problem::refused("stocktake.scope_unknown"))?;
            let input = StartStocktake {
                id: Id::from_uuid(body.id),
                scope,
                note: body.note,
                step: stocktake::STEP,
            };
            let begun = stocktake::start(tx, cx, &signed.authority, input)?;
            Summary::load(tx, cx, begun, signed.may(Right::SeeCost))
        })
        .await?;
    prepare::launch(state, id);
    Ok(answer)
}

/// One stocktake with its figures.
#[utoipa::path(get, path = "/stocktakes/{id}", tag = "stocktake", operation_id = "stocktake",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Summary), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Stocktake>,
) -> Result<Json<Summary>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| Summary::load(tx, &cx, find(tx, id)?, with_cost))
        .await?;
    Ok(Json(found))
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
struct Lines {
    /// `found`, `missing`, `elsewhere`, `unexpected`, `left`, `arrived` or `excluded`.
    status: Option<String>,
    /// Only what waits for a decision.
    open: Option<bool>,
    skip: Option<usize>,
    /// 1 to 500; 100 where it is not said.
    limit: Option<usize>,
}

/// The lines of a stocktake by number.
#[utoipa::path(get, path = "/stocktakes/{id}/lines", tag = "stocktake",
    operation_id = "stocktake_lines", params(("id" = Uuid, Path), Lines),
    responses((status = 200, body = LinePage), (status = 404, body = ProblemBody)))]
async fn lines(
    state: State,
    signed: Signed,
    PathId(id): PathId<Stocktake>,
    Query(query): Query<Lines>,
) -> Result<Json<LinePage>, Problem> {
    let status = query
        .status
        .filter(|word| !word.is_empty())
        .map(|word| word.parse())
        .transpose()
        .map_err(|_| Problem::malformed("request.query"))?;
    let limit = query.limit.unwrap_or(100).clamp(1, 500);
    let query = LineQuery {
        status,
        open: query.open.unwrap_or(false),
        skip: query.skip.unwrap_or(0),
        limit,
    };
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| {
            let of = find(tx, id)?;
            stocktake::lines(tx, &of, cx.now_ms(), &query).map_err(Problem::from)
        })
        .await?;
    Ok(Json(LinePage::new(found, limit, with_cost)))
}

/// What was read, in its order.
#[derive(Deserialize, ToSchema)]
#[schema(as = StocktakeReadings)]
struct Read {
    readings: Vec<Reading>,
}

/// A code as read.
#[derive(Deserialize, ToSchema)]
#[schema(as = StocktakeReading)]
struct Reading {
    code: String,
    /// `scanner`, `typed` or `rfid`.
    source: String,
    /// Where the reader stands; in a count of one place, that place unless another is named.
    place_id: Option<Uuid>,
}

/// Takes readings, all of them or none.
#[utoipa::path(post, path = "/stocktakes/{id}/readings", tag = "stocktake",
    operation_id = "read_stocktake", params(("id" = Uuid, Path)), request_body = Read,
    responses((status = 200, body = Vec<Seen>),
        (status = 409, body = ProblemBody, description = "stocktake.not_counting {state}"),
        (status = 422, body = ProblemBody, description = "stocktake.code, stocktake.source, stocktake.too_many, stocktake.place_unknown")))]
async fn read(PathId(id): PathId<Stocktake>, command: Command<Read>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let readings = body
                .readings
                .into_iter()
                .map(|reading| {
                    Ok(stocktake::Reading {
                        code: reading.code,
                        source: reading
                            .source
                            .parse()
                            .map_err(|_| Problem::refused("stocktake.source"))?,
                        place: reading.place_id.map(Id::from_uuid),
                    })
                })
                .collect::<Result<Vec<_>, Problem>>()?;
            let seen = stocktake::read(tx, cx, &signed.authority, id, &readings)?;
            let with_cost = signed.may(Right::SeeCost);
            Ok::<_, Problem>(
                seen.into_iter()
                    .map(|seen| Seen::new(seen, with_cost))
                    .collect::<Vec<_>>(),
            )
        })
        .await
}

/// Takes a reading back.
#[utoipa::path(post, path = "/stocktakes/{id}/readings/take-back", tag = "stocktake",
    operation_id = "take_back_reading", params(("id" = Uuid, Path)), request_body = TakeBack,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "stocktake.not_read, stocktake.not_counting {state}")))]
async fn take_back(
    PathId(id): PathId<Stocktake>,
    command: Command<TakeBack>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let of = body.of()?;
            stocktake::take_back(tx, cx, &by, id, &of).map_err(Problem::from)
        })
        .await
}

/// Begins another pass over what is missing.
#[utoipa::path(post, path = "/stocktakes/{id}/recount", tag = "stocktake",
    operation_id = "recount_stocktake", params(("id" = Uuid, Path)),
    responses((status = 200, body = Summary),
        (status = 409, body = ProblemBody, description = "stocktake.nothing_missing, stocktake.not_counting {state}")))]
async fn recount(
    PathId(id): PathId<Stocktake>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, Nothing {}| {
            let again = stocktake::recount(tx, cx, &signed.authority, id)?;
            Summary::load(tx, cx, again, signed.may(Right::SeeCost))
        })
        .await
}

/// Decides what is to become of some differences.
#[utoipa::path(post, path = "/stocktakes/{id}/settlements", tag = "stocktake",
    operation_id = "settle_stocktake", params(("id" = Uuid, Path)), request_body = Settle,
    responses((status = 200, body = Summary),
        (status = 403, body = ProblemBody, description = "right.missing"),
        (status = 409, body = ProblemBody, description = "stocktake.unfit {number, status}, stocktake.reserved {number}, stocktake.not_counting {state}"),
        (status = 422, body = ProblemBody, description = "stocktake.no_reason, stocktake.place_unknown, stocktake.too_many, stocktake.not_a_line")))]
async fn settle(
    PathId(id): PathId<Stocktake>,
    command: Command<Settle>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let input = body.input()?;
            stocktake::settle(tx, cx, &signed.authority, vouched.as_ref(), id, &input)?;
            Summary::load(tx, cx, find(tx, id)?, signed.may(Right::SeeCost))
        })
        .await
}

/// Carries out what was decided, freezes the result and signs it.
#[utoipa::path(post, path = "/stocktakes/{id}/close", tag = "stocktake",
    operation_id = "close_stocktake", params(("id" = Uuid, Path)),
    responses((status = 200, body = Summary),
        (status = 409, body = ProblemBody, description = "stocktake.not_settled {count}, stocktake.reserved {number}, stocktake.not_counting {state}, stock.piece_state")))]
async fn close(
    PathId(id): PathId<Stocktake>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, Nothing {}| {
            let closed = stocktake::close(tx, cx, &signed.authority, id)?;
            Summary::load(tx, cx, closed, signed.may(Right::SeeCost))
        })
        .await
}

/// Why it leads to nothing.
#[derive(Deserialize, ToSchema)]
#[schema(as = CancelStocktake)]
struct Cancel {
    reason: String,
}

/// Cancels a stocktake that is not closed.
#[utoipa::path(post, path = "/stocktakes/{id}/cancel", tag = "stocktake",
    operation_id = "cancel_stocktake", params(("id" = Uuid, Path)), request_body = Cancel,
    responses((status = 200, body = Summary),
        (status = 409, body = ProblemBody, description = "stocktake.not_counting {state}"),
        (status = 422, body = ProblemBody, description = "stocktake.no_reason")))]
async fn cancel(
    PathId(id): PathId<Stocktake>,
    command: Command<Cancel>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let ended = stocktake::cancel(tx, cx, &signed.authority, id, &body.reason)?;
            Summary::load(tx, cx, ended, signed.may(Right::SeeCost))
        })
        .await
}

/// Puts right what a closed stocktake got wrong.
#[utoipa::path(post, path = "/stocktakes/{id}/corrections", tag = "stocktake",
    operation_id = "correct_stocktake", params(("id" = Uuid, Path)), request_body = Correct,
    responses((status = 200, body = Summary),
        (status = 409, body = ProblemBody, description = "stocktake.not_closed {state}, stocktake.reserved {number}, stock.piece_state"),
        (status = 422, body = ProblemBody, description = "stocktake.no_reason, stocktake.place_unknown, stocktake.not_a_line, stocktake.no_correction")))]
async fn correct(
    PathId(id): PathId<Stocktake>,
    command: Command<Correct>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let input = body.input()?;
            stocktake::correct(tx, cx, &signed.authority, vouched.as_ref(), id, input)?;
            Summary::load(tx, cx, find(tx, id)?, signed.may(Right::SeeCost))
        })
        .await
}

/// A closed stocktake as PDF, with the hash that its journal record signs. Who may not see costs gets
/// one without.
#[utoipa::path(get, path = "/stocktakes/{id}/pdf", tag = "stocktake",
    operation_id = "stocktake_pdf", params(("id" = Uuid, Path), InLanguage),
    responses((status = 200, content_type = "application/pdf"),
        (status = 409, body = ProblemBody, description = "stocktake.not_closed {state}")))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Stocktake>,
    Query(query): Query<InLanguage>,
) -> Result<Response, Problem> {
    let language = query.language()?;
    let with_cost = signed.may(Right::SeeCost);
    let paper = state
        .read(move |tx| {
            let of = find(tx, id)?;
            stocktake::report(tx, &of, language, with_cost)?.ok_or_else(|| {
                Problem::conflict("stocktake.not_closed").with("state", of.progress.code())
            })
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::stock_count(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// A stocktake as CSV: its totals, the shop's own pieces and others' apart, then its lines. Who may not
/// see costs gets one without.
#[utoipa::path(get, path = "/stocktakes/{id}/csv", tag = "stocktake",
    operation_id = "stocktake_csv", params(("id" = Uuid, Path), InLanguage),
    responses((status = 200, content_type = "text/csv"), (status = 404, body = ProblemBody)))]
async fn table(
    state: State,
    signed: Signed,
    PathId(id): PathId<Stocktake>,
    Query(query): Query<InLanguage>,
) -> Result<Response, Problem> {
    let is_french = query.language()? != Some(documents::Language::En);
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let (number, text) = state
        .read(move |tx| {
            let of = find(tx, id)?;
            let text = csv::csv(tx, &cx, &of, is_french, with_cost)?;
            Ok::<_, Problem>((of.number, text))
        })
        .await?;
    let name = format!("attachment; filename=\"{number}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}
