//! How long work takes.

use axum::Json;
use serde::Serialize;
use shop::workshop::{self, TurnaroundLine};
use utoipa::ToSchema;

use super::{KeyBody, SpreadBody, WorkshopQuery};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// Times of a span of days, in minutes as the calendar counts them.
#[derive(Serialize, ToSchema)]
pub(super) struct Turnaround {
    /// What got ready most often first; stages as they follow each other.
    lines: Vec<LineBody>,
    total: LineBody,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = TurnaroundGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    /// From the intake until it was ready, of what got ready in the span; by stage what was spent in it.
    ready: SpreadBody,
    /// From the intake until finished work went home, of what did in the span. Nothing by stage.
    collected: SpreadBody,
}

impl From<TurnaroundLine> for LineBody {
    fn from(line: TurnaroundLine) -> Self {
        Self {
            of: line.key.map(KeyBody::from),
            ready: line.ready.into(),
            collected: line.collected.into(),
        }
    }
}

#[utoipa::path(get, path = "/workshop/turnaround", tag = "workshop",
    operation_id = "workshop_turnaround", params(WorkshopQuery),
    responses((status = 200, body = Turnaround),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    Query(query): Query<WorkshopQuery>,
) -> Result<Json<Turnaround>, Problem> {
    let (by, period) = query.read()?;
    let found = state
        .read(move |tx| workshop::turnaround(tx, by, period))
        .await?;
    Ok(Json(Turnaround {
        lines: found.lines.into_iter().map(LineBody::from).collect(),
        total: found.total.into(),
    }))
}
