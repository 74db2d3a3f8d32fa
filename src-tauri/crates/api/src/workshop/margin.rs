//! What work brings and costs.

use axum::Json;
use serde::Serialize;
use shop::users::Right;
use shop::workshop::{self, MarginLine};
use utoipa::ToSchema;

use super::{KeyBody, WorkshopQuery};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// The work on the tickets of a span of days of business.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkshopMargin {
    /// What brought the most first.
    lines: Vec<LineBody>,
    total: LineBody,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = MarginGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    /// Works that were charged, less those whose ticket was annulled; and those that went home for
    /// nothing.
    jobs: i64,
    /// Without VAT.
    net_minor: i64,
    /// Of the works whose cost is known. Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// Of the same. Absent like the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    margin_minor: Option<i64>,
    /// How many the margin leaves out.
    without_cost: i64,
}

impl LineBody {
    fn new(line: MarginLine, with_cost: bool) -> Self {
        Self {
            of: line.key.map(KeyBody::from),
            jobs: line.jobs,
            net_minor: line.net_minor,
            cost_minor: with_cost.then_some(line.cost_minor),
            margin_minor: with_cost.then_some(line.margin_minor),
            without_cost: line.without_cost,
        }
    }
}

#[utoipa::path(get, path = "/workshop/margin", tag = "workshop", operation_id = "workshop_margin",
    params(WorkshopQuery),
    responses((status = 200, body = WorkshopMargin),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<WorkshopQuery>,
) -> Result<Json<WorkshopMargin>, Problem> {
    let (by, period) = query.read()?;
    let with_cost = signed.may(Right::SeeCost);
    let found = state
        .read(move |tx| workshop::margin(tx, by, period))
        .await?;
    let line = |line| LineBody::new(line, with_cost);
    Ok(Json(WorkshopMargin {
        lines: found.lines.into_iter().map(line).collect(),
        total: line(found.total),
    }))
}
