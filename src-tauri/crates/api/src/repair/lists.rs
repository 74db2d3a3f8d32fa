//! The board, the lists, the search, who and where.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::deposit;
use shop::repair::{self, JobQuery, Listed, Only};
use shop::rules::rules;
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::input::Query;
use crate::problem::Problem;
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(board))
        .with(Right::SeeRepairs, routes!(due))
        .with(Right::SeeRepairs, routes!(list))
        .with(Right::SeeRepairs, routes!(options))
}

/// A job as a card or a line.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairCard)]
pub(crate) struct Card {
    job_id: Uuid,
    repair_id: Uuid,
    code: String,
    object: String,
    customer: String,
    state: &'static str,
    since: String,
    /// Whole days in this state.
    days: i64,
    promised_on: NaiveDate,
    /// Not ready although promised for a day that is past.
    late: bool,
    rush: bool,
    /// Empty: nobody's.
    assignee: String,
    /// Who has it outside; empty: it is here, or gone.
    vendor: String,
    total_minor: Option<i64>,
    paid_minor: i64,
    thumbnail_id: Option<Uuid>,
    /// What scanning the envelope again does.
    along: Option<&'static str>,
    /// Where it can go from here.
    moves: Vec<Move>,
}

/// A step of a job, and where it leads.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairMove)]
struct Move {
    act: &'static str,
    to: &'static str,
}

/// The shop's day and the moment.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    pub today: NaiveDate,
    pub at: chrono::DateTime<chrono::Utc>,
}

impl Card {
    pub fn new(job: Listed, now: Now) -> Self {
        let moves = repair::moves(job.state, job.held_from);
        Self {
            moves: moves
                .into_iter()
                .map(|(act, to)| Move {
                    act: act.code(),
                    to: to.code(),
                })
                .collect(),
            job_id: job.id.uuid(),
            repair_id: job.repair.uuid(),
            late: job.state.is_open() && job.promised_on < now.today,
            days: (now.at - job.since).num_days(),
            along: repair::along(job.state).map(repair::Act::code),
            code: job.code,
            object: job.object,
            customer: job.customer,
            state: job.state.code(),
            since: when(job.since),
            promised_on: job.promised_on,
            rush: job.rush,
            assignee: job.assignee,
            vendor: job.vendor,
            total_minor: job.total_minor,
            paid_minor: job.paid_minor,
            thumbnail_id: job.thumbnail,
        }
    }
}

/// A state with its first jobs: rush first, then as they were promised.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairColumn)]
struct Column {
    state: &'static str,
    count: i64,
    jobs: Vec<Card>,
}

/// Everything that is in the shop's hands.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairBoard)]
struct Board {
    columns: Vec<Column>,
    late: i64,
    /// Ready for more than a week.
    long_ready: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
struct Whose {
    /// Only what was given to whoever asks.
    mine: Option<bool>,
}

/// The board.
#[utoipa::path(get, path = "/repair-board", tag = "repair", operation_id = "repair_board",
    params(Whose), responses((status = 200, body = Board)))]
async fn board(
    state: State,
    signed: Signed,
    Query(whose): Query<Whose>,
) -> Result<Json<Board>, Problem> {
    let cx = signed.cx(&state);
    let person = whose.mine.unwrap_or(false).then(|| signed.authority.user());
    let board = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let now = Now { today, at: cx.now };
            let board = repair::board(tx, person, today, cx.now)?;
            let columns = board.columns.into_iter().map(|column| Column {
                state: column.state.code(),
                count: column.count,
                jobs: column
                    .jobs
                    .into_iter()
                    .map(|job| Card::new(job, now))
                    .collect(),
            });
            Ok::<_, Problem>(Board {
                columns: columns.collect(),
                late: board.due.late,
                long_ready: board.due.long_ready,
            })
        })
        .await?;
    Ok(Json(board))
}

/// What wants somebody's attention.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairDue)]
struct Due {
    /// Promised for a day that is past, and not ready.
    late: i64,
    /// Ready for more than a week.
    long_ready: i64,
}

/// How many are late, and how many are ready for more than a week.
#[utoipa::path(get, path = "/repair-due", tag = "repair", operation_id = "repair_due",
    responses((status = 200, body = Due)))]
async fn due(state: State, signed: Signed) -> Result<Json<Due>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, Problem>(repair::due(tx, None, today, cx.now)?)
        })
        .await?;
    Ok(Json(Due {
        late: found.late,
        long_ready: found.long_ready,
    }))
}

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// What is typed or scanned of a slip, an envelope, a name, a phone. Then nothing else is asked.
    text: Option<String>,
    /// `late`, `long_ready`, or a state; nothing: all that is in the shop's hands and not given up.
    only: Option<String>,
    mine: Option<bool>,
    skip: Option<usize>,
    /// 1 to 200; 50 where it is not said.
    limit: Option<usize>,
}

/// Jobs as a list.
#[utoipa::path(get, path = "/repair-jobs", tag = "repair", operation_id = "repair_jobs",
    params(Which), responses((status = 200, body = Vec<Card>)))]
async fn list(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Vec<Card>>, Problem> {
    let cx = signed.cx(&state);
    let person = which.mine.unwrap_or(false).then(|| signed.authority.user());
    let limit = which.limit.unwrap_or(50).clamp(1, 200);
    let found = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let now = Now { today, at: cx.now };
            let text = which.text.unwrap_or_default();
            let jobs = if text.trim().is_empty() {
                let only = match which.only.as_deref() {
                    None | Some("") => Only::All,
                    Some("late") => Only::Late(today),
                    Some("long_ready") => Only::long_ready(cx.now),
                    Some(word) => {
                        let wrong = |_| Problem::malformed("request.query").because("only");
                        Only::State(word.parse().map_err(wrong)?)
                    }
                };
                let skip = which.skip.unwrap_or(0).min(1_000_000);
                let query = JobQuery {
                    only,
                    person,
                    skip,
                    limit,
                };
                repair::jobs(tx, &query)?
            } else {
                repair::find(tx, &text, limit)?
            };
            Ok::<_, Problem>(jobs.into_iter().map(|job| Card::new(job, now)).collect())
        })
        .await?;
    Ok(Json(found))
}

/// Who can be given a job.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairPerson)]
struct Person {
    id: Uuid,
    name: String,
}

/// What a person chooses from.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairOptions)]
struct Options {
    people: Vec<Person>,
    vendors: Vec<Person>,
    /// `acompte` or `arrhes`: what money in advance is where nobody says otherwise.
    deposit_kind: &'static str,
    /// The share of the price that is proposed, in basis points.
    deposit_bp: i64,
    /// What an estimate costs that is refused.
    refusal_fee_minor: Option<i64>,
    /// The VAT rates in force, in basis points, the highest first.
    vat_rates_bp: Vec<i64>,
}

/// Whom a job can be given or sent to.
#[utoipa::path(get, path = "/repair-options", tag = "repair", operation_id = "repair_options",
    responses((status = 200, body = Options)))]
async fn options(state: State, signed: Signed) -> Result<Json<Options>, Problem> {
    let cx = signed.cx(&state);
    let options = state
        .read(move |tx| {
            let people = repair::people(tx)?.into_iter().map(|(id, name)| Person {
                id: Id::uuid(id),
                name,
            });
            let vendors = shop::stock::suppliers(tx)?.into_iter().map(|one| Person {
                id: one.id.uuid(),
                name: one.name,
            });
            Ok::<_, Problem>(Options {
                people: people.collect(),
                vendors: vendors.collect(),
                deposit_kind: deposit::usual_kind(tx)?.code(),
                deposit_bp: deposit::usual_bp(tx)?,
                refusal_fee_minor: repair::announced_fee(tx)?,
                vat_rates_bp: rules().vat_rates(till::house(tx, None, None)?.day(cx.now)),
            })
        })
        .await?;
    Ok(Json(options))
}
