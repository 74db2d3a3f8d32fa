//! What was promised, and when it was ready.

use axum::Json;
use chrono::NaiveDate;
use serde::Serialize;
use shop::repair::Listed;
use shop::workshop::{self, LateLine};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{KeyBody, SpreadBody, WorkshopQuery};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// Promises of what got ready in a span of days, and what is late now.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkshopLate {
    /// What was late most often first.
    lines: Vec<LineBody>,
    total: LineBody,
    /// Late this moment, the longest first; 100 at most.
    now: Vec<LateJob>,
    now_count: i64,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = LateGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    jobs: i64,
    /// Ready after the day promised last: by how many days.
    late: SpreadBody,
    /// Another day had been promised before.
    promised_anew: i64,
}

/// Not ready, though promised for a day that is past.
#[derive(Serialize, ToSchema)]
struct LateJob {
    repair_id: Uuid,
    job_id: Uuid,
    code: String,
    object: String,
    promised_on: NaiveDate,
    state: &'static str,
    /// Empty: nobody's.
    assignee: String,
    /// Empty: it is here.
    vendor: String,
}

impl From<LateLine> for LineBody {
    fn from(line: LateLine) -> Self {
        Self {
            of: line.key.map(KeyBody::from),
            jobs: line.jobs,
            late: line.late.into(),
            promised_anew: line.promised_anew,
        }
    }
}

impl From<Listed> for LateJob {
    fn from(job: Listed) -> Self {
        Self {
            repair_id: job.repair.uuid(),
            job_id: job.id.uuid(),
            code: job.code,
            object: job.object,
            promised_on: job.promised_on,
            state: job.state.code(),
            assignee: job.assignee,
            vendor: job.vendor,
        }
    }
}

#[utoipa::path(get, path = "/workshop/late", tag = "workshop", operation_id = "workshop_late",
    params(WorkshopQuery),
    responses((status = 200, body = WorkshopLate),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    Query(query): Query<WorkshopQuery>,
) -> Result<Json<WorkshopLate>, Problem> {
    let (by, period) = query.read()?;
    let now = state.now();
    let found = state
        .read(move |tx| workshop::late(tx, by, period, now))
        .await?;
    Ok(Json(WorkshopLate {
        lines: found.lines.into_iter().map(LineBody::from).collect(),
        total: found.total.into(),
        now: found.now.into_iter().map(LateJob::from).collect(),
        now_count: found.now_count,
    }))
}
