//! What is away too long: the list, its limits, and what lets something be away longer.

mod body;

use axum::Json;
use serde::Deserialize;
use shop::away::{self, ExtendError, LimitError};
use shop::users::Right;
use utoipa::IntoParams;
use utoipa_axum::routes;

use body::{Count, ExtendBody, LimitsBody, Line};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(list))
        .with(Right::SeeStock, routes!(count))
        .with(Right::EditStock, routes!(extend))
        .with(Right::SeeStock, routes!(limits))
        .with(Right::Settings, routes!(set_limits))
}

/// Of which day.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// At the end of a past day, `YYYY-MM-DD`; now where it is not said.
    on: Option<String>,
}

/// What is at the bench, out on memo, or a tray out of the safe: what is due first.
#[utoipa::path(get, path = "/away", tag = "away", operation_id = "away", params(Which),
    responses((status = 200, body = Vec<Line>),
        (status = 422, body = ProblemBody, description = "away.day")))]
async fn list(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Vec<Line>>, Problem> {
    let on = which.on.filter(|day| !day.is_empty());
    let on = on.map(|day| day.parse()).transpose();
    let on = on.map_err(|_| Problem::malformed("request.query").because("on"))?;
    let cx = signed.cx(&state);
    let found = state.read(move |tx| away::list(tx, &cx, on)).await?;
    let found = found.ok_or_else(|| Problem::refused("away.day"))?;
    Ok(Json(found.into_iter().map(Line::from).collect()))
}

/// How many are due now.
#[utoipa::path(get, path = "/away/count", tag = "away", operation_id = "away_count",
    responses((status = 200, body = Count)))]
async fn count(state: State, signed: Signed) -> Result<Json<Count>, Problem> {
    let cx = signed.cx(&state);
    let due = state.read(move |tx| away::due(tx, &cx)).await?;
    Ok(Json(Count { due }))
}

/// Lets a piece or a tray be away longer, or takes that back.
#[utoipa::path(post, path = "/away/extensions", tag = "away", operation_id = "extend_away",
    request_body = ExtendBody,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "away.not_away, away.not_extended"),
        (status = 422, body = ProblemBody, description = "away.no_reason, away.past, away.too_far, away.what")))]
async fn extend(command: Command<ExtendBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            away::extend(tx, cx, &by, &body.input()?)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// How long something may be away, by where it is.
#[utoipa::path(get, path = "/away/limits", tag = "away", operation_id = "away_limits",
    responses((status = 200, body = LimitsBody)))]
async fn limits(state: State) -> Result<Json<LimitsBody>, Problem> {
    let found = state.read(away::limits).await?;
    Ok(Json(found.into()))
}

/// Sets the limits, all of them.
#[utoipa::path(put, path = "/away/limits", tag = "away", operation_id = "set_away_limits",
    request_body = LimitsBody,
    responses((status = 204),
        (status = 422, body = ProblemBody, description = "away.limit {most}")))]
async fn set_limits(command: Command<LimitsBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            away::set_limits(tx, cx, &by, body.into())?;
            Ok::<_, Problem>(())
        })
        .await
}

impl From<ExtendError> for Problem {
    fn from(error: ExtendError) -> Self {
        match error {
            ExtendError::IdTaken => Self::conflict("stock.id_taken"),
            ExtendError::NotAway => Self::conflict("away.not_away"),
            ExtendError::NotExtended => Self::conflict("away.not_extended"),
            ExtendError::Past => Self::refused("away.past"),
            ExtendError::TooFar => Self::refused("away.too_far"),
            ExtendError::ReasonMissing => Self::refused("away.no_reason"),
            ExtendError::MissingRight(error) => error.into(),
            ExtendError::Store(error) => error.into(),
        }
    }
}

impl From<LimitError> for Problem {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::Days => Self::refused("away.limit").with("most", away::LONGEST_DAYS),
            LimitError::MissingRight(error) => error.into(),
            LimitError::Journal(error) => error.into(),
            LimitError::Store(error) => error.into(),
        }
    }
}
