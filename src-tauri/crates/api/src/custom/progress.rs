//! Work in progress on any day.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::Actor;
use shop::custom::{self, Progress};
use shop::users::Right;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::SeeCost, routes!(show))
}

#[derive(Debug, Deserialize, IntoParams)]
struct ProgressQuery {
    /// The day at whose end; today where it is not said.
    on: Option<NaiveDate>,
}

/// What was in the work on a day, without VAT.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkInProgress)]
struct ProgressBody {
    on: NaiveDate,
    lines: Vec<ProgressLine>,
    /// At what it cost when it went in.
    used_minor: i64,
    /// Of the stock, and still there: the stock's worth has it.
    kept_minor: i64,
    /// How much of it has no cost: the sums leave it out.
    unknown: i64,
}

/// An order that was not finished then.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkInProgressLine)]
struct ProgressLine {
    id: Uuid,
    number: String,
    title: String,
    /// Empty for a customer who was erased.
    customer: String,
    /// Then.
    state: &'static str,
    since: String,
    used_minor: i64,
    kept_minor: i64,
    unknown: i64,
}

impl From<Progress> for ProgressLine {
    fn from(of: Progress) -> Self {
        Self {
            id: of.id.uuid(),
            number: of.number,
            title: of.title,
            customer: of.customer,
            state: of.state.code(),
            since: when(of.since),
            used_minor: of.used_minor,
            kept_minor: of.kept_minor,
            unknown: of.unknown,
        }
    }
}

/// What the orders that were not finished had used on a day, and what was kept for them.
#[utoipa::path(get, path = "/work-in-progress", tag = "custom", operation_id = "work_in_progress",
    params(ProgressQuery),
    responses((status = 200, body = ProgressBody),
        (status = 422, body = ProblemBody, description = "valuation.to_come")))]
async fn show(
    state: State,
    Query(query): Query<ProgressQuery>,
) -> Result<Json<ProgressBody>, Problem> {
    let cx = state.cx(Actor::System, None);
    let found = state
        .read(move |tx| custom::in_progress(tx, &cx, query.on))
        .await?;
    Ok(Json(ProgressBody {
        on: found.on,
        used_minor: found.used_minor,
        kept_minor: found.kept_minor,
        unknown: found.unknown,
        lines: found.lines.into_iter().map(ProgressLine::from).collect(),
    }))
}
