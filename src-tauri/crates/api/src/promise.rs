//! Promised days: what the bench can do, what is promised, and what can be.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::custom::Planned;
use shop::promise::{self, Closure, Habits, PromiseError};
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::repair::{Card, Now};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(forecast))
        .with(Right::SeeRepairs, routes!(calendar))
        .with(Right::PlanBench, routes!(hours))
        .with(Right::PlanBench, routes!(set_week))
        .with(Right::PlanBench, routes!(set_habits))
        .with(Right::PlanBench, routes!(close_days))
        .with(Right::PlanBench, routes!(take_back))
}

/// What is to be promised.
#[derive(Debug, Deserialize, IntoParams)]
struct Ask {
    /// Of the new work; of a job that is there its own are taken.
    minutes: Option<i64>,
    /// How many works have no time of their own.
    untimed: Option<i64>,
    /// The day that is asked for.
    on: Option<NaiveDate>,
    /// Whose work it is.
    user_id: Option<Uuid>,
    /// The job whose promise changes.
    job_id: Option<Uuid>,
}

/// The day that was asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseAsked)]
struct Asked {
    on: NaiveDate,
    /// Nobody works on it.
    closed: bool,
    /// Why, where somebody said.
    note: String,
    /// What is missing for this promise or for one that stands; 0: it can be kept.
    short_minutes: i64,
}

/// What can be promised.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseForecast)]
struct Forecast {
    today: NaiveDate,
    /// Of the work that was asked about.
    minutes: i64,
    /// Of the open work that is promised already.
    queue_minutes: i64,
    queue_jobs: i64,
    /// The first day that can be kept; null: none within the year.
    earliest: Option<NaiveDate>,
    /// The day to propose: no earlier than the shop's habit.
    proposed: Option<NaiveDate>,
    asked: Option<Asked>,
}

/// From when on work can be promised.
#[utoipa::path(get, path = "/promise", tag = "promise", operation_id = "promise_forecast",
    params(Ask),
    responses((status = 200, body = Forecast),
        (status = 422, body = ProblemBody, description = "promise.hours, repair.person_unknown")))]
async fn forecast(
    state: State,
    signed: Signed,
    Query(ask): Query<Ask>,
) -> Result<Json<Forecast>, Problem> {
    let now = signed.cx(&state).now;
    let ask = promise::Ask {
        minutes: ask.minutes.unwrap_or(0),
        untimed: ask.untimed.unwrap_or(0),
        on: ask.on,
        person: ask.user_id.map(Id::from_uuid),
        job: ask.job_id.map(Id::from_uuid),
    };
    let found = state
        .read(move |tx| promise::forecast(tx, now, ask).map_err(Problem::from))
        .await?;
    Ok(Json(Forecast {
        today: found.today,
        minutes: found.minutes,
        queue_minutes: found.queue_minutes,
        queue_jobs: found.queue_jobs,
        earliest: found.earliest,
        proposed: found.proposed,
        asked: found.asked.map(|asked| Asked {
            on: asked.on,
            closed: asked.closed,
            note: asked.note,
            short_minutes: asked.short_minutes,
        }),
    }))
}

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// The first; today where it is not said.
    from: Option<NaiveDate>,
    /// How many: 1 to 42; 7 where it is not said.
    days: Option<u64>,
    /// Only what was given to them.
    user_id: Option<Uuid>,
    /// Only the figures, without cards.
    figures: Option<bool>,
}

/// A day of the calendar.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseDay)]
struct Day {
    on: NaiveDate,
    /// What the bench can do.
    open_minutes: i64,
    /// Why it has other hours than its week; empty: nobody said.
    note: String,
    /// What is still to be done of what is promised for it.
    load_minutes: i64,
    /// What is missing for all that is promised until then; 0: it can be kept, or it is past.
    short_minutes: i64,
    /// Jobs and orders that are still to be done.
    open: i64,
    /// Those that are ready and wait.
    ready: i64,
    /// The first jobs of both, rush first.
    jobs: Vec<Card>,
    /// And the first orders.
    orders: Vec<OrderCard>,
}

/// An order that was agreed, on the day it is wished for.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseOrder)]
struct OrderCard {
    order_id: Uuid,
    number: String,
    title: String,
    /// Empty for a customer who was erased.
    customer: String,
    state: &'static str,
    /// Who does what is left; empty: nobody in particular.
    people: String,
    /// What is left of it; of a person what is theirs.
    left_minutes: i64,
}

impl From<Planned> for OrderCard {
    fn from(of: Planned) -> Self {
        Self {
            order_id: of.id.uuid(),
            number: of.number,
            title: of.title,
            customer: of.customer,
            state: of.state.code(),
            people: of.people,
            left_minutes: of.left_minutes,
        }
    }
}

/// Some days in their order.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseCalendar)]
struct Calendar {
    today: NaiveDate,
    /// Nobody has said when the bench works: its hours are the house's.
    standard: bool,
    days: Vec<Day>,
    /// Promised for a day that is past and not done.
    late_jobs: i64,
    late_orders: i64,
    late_minutes: i64,
}

/// What is promised for each day, beside what the bench can do on it.
#[utoipa::path(get, path = "/repair-calendar", tag = "promise", operation_id = "repair_calendar",
    params(Which),
    responses((status = 200, body = Calendar),
        (status = 422, body = ProblemBody, description = "promise.days, repair.person_unknown")))]
async fn calendar(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Calendar>, Problem> {
    let at = signed.cx(&state).now;
    let found = state
        .read(move |tx| {
            let from = match which.from {
                Some(from) => from,
                None => till::house(tx, None, None)?.day(at),
            };
            let days = which.days.unwrap_or(7);
            let person = which.user_id.map(Id::from_uuid);
            let with_jobs = !which.figures.unwrap_or(false);
            Ok::<_, Problem>(promise::calendar(tx, at, from, days, person, with_jobs)?)
        })
        .await?;
    let now = Now {
        today: found.today,
        at,
    };
    let days = found.days.into_iter().map(|day| Day {
        on: day.on,
        open_minutes: day.open_minutes,
        note: day.note,
        load_minutes: day.load_minutes,
        short_minutes: day.short_minutes,
        open: day.open,
        ready: day.ready,
        jobs: day
            .jobs
            .into_iter()
            .map(|job| Card::new(job, now))
            .collect(),
        orders: day.orders.into_iter().map(OrderCard::from).collect(),
    });
    Ok(Json(Calendar {
        today: found.today,
        standard: found.is_standard,
        days: days.collect(),
        late_jobs: found.late_jobs,
        late_orders: found.late_orders,
        late_minutes: found.late_minutes,
    }))
}

/// The hours of a week, Monday first, in minutes.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopWeek)]
struct Week {
    /// Null: the bench's.
    user_id: Option<Uuid>,
    name: String,
    minutes: Vec<i64>,
    at: String,
    by: String,
}

/// Days that are not like the week's.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopClosure)]
struct ClosureView {
    id: Uuid,
    /// Null: the whole bench.
    user_id: Option<Uuid>,
    name: String,
    from_day: NaiveDate,
    to_day: NaiveDate,
    /// Of each of these days; 0: closed.
    minutes: i64,
    note: String,
}

/// When the bench works, and what a promise allows for.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopHours)]
struct Hours {
    /// The bench's week as it holds: its own, else the house's.
    bench: Vec<i64>,
    /// Nobody has said so yet.
    standard: bool,
    weeks: Vec<Week>,
    /// Those that are not past.
    closures: Vec<ClosureView>,
    least_days: i64,
    task_minutes: i64,
}

/// When the bench works.
#[utoipa::path(get, path = "/workshop/hours", tag = "promise", operation_id = "workshop_hours",
    responses((status = 200, body = Hours)))]
async fn hours(state: State, signed: Signed) -> Result<Json<Hours>, Problem> {
    let now = signed.cx(&state).now;
    let found = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(now);
            let own = promise::capacity(tx, today)?;
            let habits = promise::habits(tx, today)?;
            let weeks = promise::weeks(tx)?.into_iter().map(|week| {
                let (id, name) = week.person.unzip();
                Week {
                    user_id: id.map(Id::uuid),
                    name: name.unwrap_or_default(),
                    minutes: week.minutes.to_vec(),
                    at: when(week.at),
                    by: week.by,
                }
            });
            let closures = own.closures.into_iter().map(|one| {
                let (id, name) = one.person.unzip();
                ClosureView {
                    id: one.id.uuid(),
                    user_id: id.map(Id::uuid),
                    name: name.unwrap_or_default(),
                    from_day: one.from,
                    to_day: one.to,
                    minutes: one.minutes,
                    note: one.note,
                }
            });
            Ok::<_, Problem>(Hours {
                bench: own.bench.to_vec(),
                standard: own.is_standard,
                weeks: weeks.collect(),
                closures: closures.collect(),
                least_days: habits.least_days,
                task_minutes: habits.task_minutes,
            })
        })
        .await?;
    Ok(Json(found))
}

/// The week of the bench or of a person.
#[derive(Deserialize, ToSchema)]
#[schema(as = SetWorkshopWeek)]
struct WeekBody {
    /// Null: the bench's.
    user_id: Option<Uuid>,
    /// Seven, Monday first, 0 to 1440; null: no hours of their own any more.
    minutes: Option<Vec<i64>>,
}

/// Says when the bench or a person works.
#[utoipa::path(put, path = "/workshop/hours", tag = "promise", operation_id = "set_workshop_week",
    request_body = WeekBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "promise.hours, repair.person_unknown")))]
async fn set_week(command: Command<WeekBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let minutes = body.minutes.map(TryInto::try_into).transpose();
            let input = promise::SetWeek {
                person: body.user_id.map(Id::from_uuid),
                minutes: minutes.map_err(|_| PromiseError::Hours)?,
            };
            promise::set_week(tx, cx, &by, input)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// What a promise allows for.
#[derive(Deserialize, ToSchema)]
#[schema(as = SetPromiseHabits)]
struct HabitsBody {
    /// No earlier day is proposed: 0 to 90.
    least_days: i64,
    /// Of work without a time of its own: 1 to 600.
    task_minutes: i64,
}

/// Says what a promise allows for.
#[utoipa::path(put, path = "/workshop/habits", tag = "promise", operation_id = "set_promise_habits",
    request_body = HabitsBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "promise.habit {field, least, most}")))]
async fn set_habits(command: Command<HabitsBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let habits = Habits {
                least_days: body.least_days,
                task_minutes: body.task_minutes,
            };
            promise::set_habits(tx, cx, &by, habits)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// Days that are not like the week's.
#[derive(Deserialize, ToSchema)]
#[schema(as = CloseWorkshopDays)]
struct CloseBody {
    id: Uuid,
    /// Null: the whole bench.
    user_id: Option<Uuid>,
    from_day: NaiveDate,
    to_day: NaiveDate,
    /// Of each of these days; 0: closed.
    minutes: i64,
    #[serde(default)]
    note: String,
}

/// Closes days, or gives them other hours.
#[utoipa::path(post, path = "/workshop/closures", tag = "promise", operation_id = "close_workshop_days",
    request_body = CloseBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "promise.days, promise.hours, repair.person_unknown")))]
async fn close_days(command: Command<CloseBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let input = promise::CloseDays {
                id: Id::from_uuid(body.id),
                person: body.user_id.map(Id::from_uuid),
                from: body.from_day,
                to: body.to_day,
                minutes: body.minutes,
                note: body.note,
            };
            promise::close_days(tx, cx, &by, &input)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// These days are like the week's after all.
#[utoipa::path(post, path = "/workshop/closures/{id}/take-back", tag = "promise",
    operation_id = "take_workshop_closure_back", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "promise.taken_back")))]
async fn take_back(
    PathId(id): PathId<Closure>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            promise::take_back(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}

impl From<PromiseError> for Problem {
    fn from(error: PromiseError) -> Self {
        use PromiseError as E;
        match error {
            E::Unknown => Self::unknown("promise.unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::Hours => Self::refused("promise.hours"),
            E::Days => Self::refused("promise.days"),
            E::TakenBack => Self::conflict("promise.taken_back"),
            E::Habit { field, least, most } => Self::refused("promise.habit")
                .with("field", field)
                .with("least", least)
                .with("most", most),
            E::PersonUnknown => Self::refused("repair.person_unknown"),
            E::JobUnknown => Self::unknown("repair.unknown"),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}
