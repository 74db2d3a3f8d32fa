//! What had to be done again.

use axum::Json;
use chrono::{DateTime, Utc};
use serde::Serialize;
use shop::users::Right;
use shop::workshop::{self, RedoLine, Redone};
use utoipa::ToSchema;

use super::{JobBody, KeyBody, WorkshopQuery};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// Of finished work that went home in a span of days: what came back.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkshopRedo {
    /// What came back most often first.
    lines: Vec<LineBody>,
    total: LineBody,
    /// The newest first; 200 at most.
    redone: Vec<RedoneBody>,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = RedoGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    collected: i64,
    /// Of them: done again under warranty, whenever that was.
    warranty: i64,
    /// Of them: done again for nothing though nothing was promised.
    goodwill: i64,
    /// What doing it again has cost, without VAT. Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
}

/// A job that was done again, and the one that did.
#[derive(Serialize, ToSchema)]
#[schema(as = RedoneJob)]
struct RedoneBody {
    first: JobBody,
    again: JobBody,
    /// Who had done it.
    hands: Vec<KeyBody>,
    again_at: DateTime<Utc>,
    is_warranty: bool,
    why: String,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
}

impl LineBody {
    fn new(line: RedoLine, with_cost: bool) -> Self {
        Self {
            of: line.key.map(KeyBody::from),
            collected: line.collected,
            warranty: line.warranty,
            goodwill: line.goodwill,
            cost_minor: with_cost.then_some(line.cost_minor),
        }
    }
}

impl RedoneBody {
    fn new(one: Redone, with_cost: bool) -> Self {
        Self {
            first: (&one.first).into(),
            again: (&one.again).into(),
            hands: one.hands.into_iter().map(KeyBody::from).collect(),
            again_at: one.again_at,
            is_warranty: one.is_warranty,
            why: one.why,
            cost_minor: with_cost.then_some(one.cost_minor),
        }
    }
}

#[utoipa::path(get, path = "/workshop/redo", tag = "workshop", operation_id = "workshop_redo",
    params(WorkshopQuery),
    responses((status = 200, body = WorkshopRedo),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<WorkshopQuery>,
) -> Result<Json<WorkshopRedo>, Problem> {
    let (by, period) = query.read()?;
    let with_cost = signed.may(Right::SeeCost);
    let found = state.read(move |tx| workshop::redo(tx, by, period)).await?;
    let line = |line| LineBody::new(line, with_cost);
    let redone = |one| RedoneBody::new(one, with_cost);
    Ok(Json(WorkshopRedo {
        lines: found.lines.into_iter().map(line).collect(),
        total: line(found.total),
        redone: found.redone.into_iter().map(redone).collect(),
    }))
}
