//! What came to nothing.

use axum::Json;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use shop::users::Right;
use shop::workshop::{self, LostJob, LostLine, Period};
use utoipa::{IntoParams, ToSchema};

use super::{JobBody, KeyBody};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// Of which of the shop's days, both included.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct LostQuery {
    from: NaiveDate,
    until: NaiveDate,
}

/// What was refused, cancelled or abandoned in a span of days, and still is.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkshopLost {
    /// What is worth the most first.
    lines: Vec<LineBody>,
    total: LineBody,
    /// The newest first; 200 at most.
    jobs: Vec<LostBody>,
}

/// A state, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = LostGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    jobs: i64,
    /// What the work would have come to, VAT included.
    value_minor: i64,
    unpriced: i64,
    /// What is owed all the same, VAT included.
    fee_minor: i64,
    /// What was put into it, without VAT. Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
}

/// One of them.
#[derive(Serialize, ToSchema)]
#[schema(as = LostJob)]
struct LostBody {
    job: JobBody,
    state: &'static str,
    at: DateTime<Utc>,
    /// Null: it had no price yet.
    value_minor: Option<i64>,
    fee_minor: Option<i64>,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    reason: String,
}

impl LineBody {
    fn new(line: LostLine, with_cost: bool) -> Self {
        Self {
            of: line.key.map(KeyBody::from),
            jobs: line.jobs,
            value_minor: line.value_minor,
            unpriced: line.unpriced,
            fee_minor: line.fee_minor,
            cost_minor: with_cost.then_some(line.cost_minor),
        }
    }
}

impl LostBody {
    fn new(one: LostJob, with_cost: bool) -> Self {
        Self {
            job: (&one.job).into(),
            state: one.state.code(),
            at: one.at,
            value_minor: one.job.total_minor,
            fee_minor: one.job.fee_minor,
            cost_minor: with_cost.then_some(one.cost_minor),
            reason: one.reason,
        }
    }
}

#[utoipa::path(get, path = "/workshop/lost", tag = "workshop", operation_id = "workshop_lost",
    params(LostQuery),
    responses((status = 200, body = WorkshopLost),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<LostQuery>,
) -> Result<Json<WorkshopLost>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let period = Period {
        from: query.from,
        until: query.until,
    };
    let found = state.read(move |tx| workshop::lost(tx, period)).await?;
    let line = |line| LineBody::new(line, with_cost);
    let job = |one| LostBody::new(one, with_cost);
    Ok(Json(WorkshopLost {
        lines: found.lines.into_iter().map(line).collect(),
        total: line(found.total),
        jobs: found.jobs.into_iter().map(job).collect(),
    }))
}
