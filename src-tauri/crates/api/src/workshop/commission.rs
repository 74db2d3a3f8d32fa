//! What people earned by their work.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::commission::Entry;
use shop::users::Right;
use shop::workshop::{self, CommissionLine, Period};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::KeyBody;
use crate::commission::TermsBody;
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

/// Of which of the shop's days, both included.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct CommissionQuery {
    from: NaiveDate,
    until: NaiveDate,
    /// One's own alone; always so for who may not see reports.
    #[serde(default)]
    mine: bool,
}

/// The entries of a span of days and their sums.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkshopCommission {
    /// Who earned the most first.
    lines: Vec<LineBody>,
    total: LineBody,
    /// The newest first.
    entries: Vec<EntryBody>,
}

/// A person, or all of them.
#[derive(Serialize, ToSchema)]
#[schema(as = CommissionGroup)]
struct LineBody {
    /// Null: all of them.
    of: Option<KeyBody>,
    has_left: bool,
    /// That earned something, less those of which it was taken back.
    tasks: i64,
    /// What these tasks brought, without VAT.
    net_minor: i64,
    /// Less what was taken back.
    earned_minor: i64,
    /// By hand.
    corrected_minor: i64,
    due_minor: i64,
}

impl From<CommissionLine> for LineBody {
    fn from(line: CommissionLine) -> Self {
        Self {
            due_minor: line.due_minor(),
            of: line.key.map(KeyBody::from),
            has_left: line.has_left,
            tasks: line.tasks,
            net_minor: line.net_minor,
            earned_minor: line.earned_minor,
            corrected_minor: line.corrected_minor,
        }
    }
}

/// Something that was earned, taken back or corrected.
#[derive(Serialize, ToSchema)]
#[schema(as = CommissionEntry)]
struct EntryBody {
    id: Uuid,
    /// `earned`, `taken_back` or `correction`.
    what: &'static str,
    person: String,
    /// Where the sheet of the job is; null: it is about none.
    repair_id: Option<Uuid>,
    job_id: Option<Uuid>,
    /// On its envelope; empty: it is about no job.
    code: String,
    object: String,
    /// Empty of a correction.
    task: String,
    terms: TermsBody,
    /// What the task brought without VAT, below zero where it is taken back.
    net_minor: i64,
    amount_minor: i64,
    reason: String,
    /// The shop's day in whose report it stands.
    on_day: NaiveDate,
    at: String,
    by: String,
}

impl From<Entry> for EntryBody {
    fn from(entry: Entry) -> Self {
        let job = entry.job.as_ref();
        Self {
            id: entry.id.uuid(),
            what: entry.what.code(),
            person: entry.name,
            repair_id: job.map(|job| job.repair.uuid()),
            job_id: job.map(|job| job.job.uuid()),
            code: job.map(|job| job.code.clone()).unwrap_or_default(),
            object: job.map(|job| job.object.clone()).unwrap_or_default(),
            task: entry.task.map(|(_, title)| title).unwrap_or_default(),
            terms: entry.terms.into(),
            net_minor: entry.net_minor,
            amount_minor: entry.amount_minor,
            reason: entry.reason,
            on_day: entry.on_day,
            at: when(entry.at),
            by: entry.by,
        }
    }
}

/// Everybody's for who may see reports, one's own for everybody.
#[utoipa::path(get, path = "/workshop/commission", tag = "workshop",
    operation_id = "workshop_commission", params(CommissionQuery),
    responses((status = 200, body = WorkshopCommission),
        (status = 422, body = ProblemBody, description = "workshop.backwards")))]
pub(super) async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<CommissionQuery>,
) -> Result<Json<WorkshopCommission>, Problem> {
    let period = Period {
        from: query.from,
        until: query.until,
    };
    let own = query.mine || !signed.may(Right::SeeReports);
    let of = own.then(|| signed.authority.user());
    let found = state
        .read(move |tx| workshop::commission(tx, period, of))
        .await?;
    Ok(Json(WorkshopCommission {
        lines: found.lines.into_iter().map(LineBody::from).collect(),
        total: found.total.into(),
        entries: found.entries.into_iter().map(EntryBody::from).collect(),
    }))
}
