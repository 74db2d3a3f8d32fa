//! The bench's work on repairs: clocks and times, parts, metal, who does a task, what an hour costs.

mod body;
mod refusal;
mod vendors;
mod work;

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::bench::{self, MetalMove, Part, Time};
use shop::db::WriteTx;
use shop::repair::{Job, Task};
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::{
    AssignBody, BackBody, ClockBody, CloseBody, CorrectBody, MetalBody, PartBody, RateBody,
    TakeBackBody, TimeBody,
};
use work::{ClockView, QueuedView, RateView, Work};

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, PathIds, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(work_of))
        .with(Right::WorkRepairs, routes!(assign))
        .with(Right::WorkRepairs, routes!(start))
        .with(Right::WorkRepairs, routes!(stop))
        .with(Right::SeeRepairs, routes!(clocks))
        .with(Right::WorkRepairs, routes!(close))
        .with(Right::WorkRepairs, routes!(enter_time))
        .with(Right::WorkRepairs, routes!(correct_time))
        .with(Right::WorkRepairs, routes!(take_part))
        .with(Right::WorkRepairs, routes!(give_back))
        .with(Right::WorkRepairs, routes!(weigh))
        .with(Right::WorkRepairs, routes!(take_back))
        .with(Right::SeeRepairs, routes!(queue))
        .with(Right::PlanBench, routes!(rates))
        .with(Right::PlanBench, routes!(set_rate))
        .and(vendors::routes())
}

/// Runs a verb about one job and answers with all of its work.
async fn run<B, F>(command: Command<B>, verb: F) -> Result<Answer, Problem>
where
    B: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>, &Cx, &Signed, B) -> Result<Id<Job>, Problem> + Send + 'static,
{
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let job = verb(tx, cx, &signed, body)?;
            Work::load(tx, &signed, job)
        })
        .await
}

/// What the bench has written of a job.
#[utoipa::path(get, path = "/repair-jobs/{id}/work", tag = "bench", operation_id = "bench_work",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Work), (status = 404, body = ProblemBody)))]
async fn work_of(
    state: State,
    signed: Signed,
    PathId(id): PathId<Job>,
) -> Result<Json<Work>, Problem> {
    let found = state.read(move |tx| Work::load(tx, &signed, id)).await?;
    Ok(Json(found))
}

/// Gives a task to a person, to an outside workshop, or to nobody.
#[utoipa::path(put, path = "/repair-jobs/{id}/tasks/{task}/who", tag = "bench",
    operation_id = "assign_repair_task",
    params(("id" = Uuid, Path), ("task" = Uuid, Path)), request_body = AssignBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "bench.task_unknown, repair.person_unknown, repair.vendor_unknown")))]
async fn assign(
    PathIds(id, task): PathIds<Job, Task>,
    command: Command<AssignBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        bench::assign_task(tx, cx, &signed.authority, id, task, body.who()?)?;
        Ok(id)
    })
    .await
}

/// Starts the clock of whoever asks; one that runs on another job stops.
#[utoipa::path(post, path = "/repair-jobs/{id}/clock", tag = "bench", operation_id = "start_bench_clock",
    params(("id" = Uuid, Path)), request_body = ClockBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}, bench.clock_running, bench.clock_forgotten {since}, repair.approval_needed, repair.above_ceiling {total_minor, ceiling_minor}")))]
async fn start(PathId(id): PathId<Job>, command: Command<ClockBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = bench::StartClock {
            id: Id::from_uuid(body.id),
            job: id,
            task: body.task_id.map(Id::from_uuid),
        };
        bench::start_clock(tx, cx, &signed.authority, input)?;
        Ok(id)
    })
    .await
}

/// Stops the clock of whoever asks.
#[utoipa::path(post, path = "/bench/clock/stop", tag = "bench", operation_id = "stop_bench_clock",
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.no_clock, bench.clock_forgotten {since}")))]
async fn stop(command: Command<Nothing>) -> Result<Answer, Problem> {
    run(command, |tx, cx, signed, Nothing {}| {
        Ok(bench::stop_clock(tx, cx, &signed.authority)?)
    })
    .await
}

/// The clocks that run.
#[utoipa::path(get, path = "/bench/clocks", tag = "bench", operation_id = "bench_clocks",
    responses((status = 200, body = Vec<ClockView>)))]
async fn clocks(state: State, signed: Signed) -> Result<Json<Vec<ClockView>>, Problem> {
    let (me, now) = (signed.authority.user(), signed.cx(&state).now);
    let found = state
        .read(move |tx| bench::running_on(tx).map_err(Problem::from))
        .await?;
    let views = found.into_iter().map(|one| ClockView::new(one, me, now));
    Ok(Json(views.collect()))
}

/// Stops a clock that was forgotten, and says how long the work was.
#[utoipa::path(post, path = "/bench-times/{id}/close", tag = "bench", operation_id = "close_bench_clock",
    params(("id" = Uuid, Path)), request_body = CloseBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.no_clock"),
        (status = 422, body = ProblemBody, description = "bench.minutes, repair.no_reason")))]
async fn close(
    PathId(clock): PathId<Time>,
    command: Command<CloseBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let id = Id::from_uuid(body.id);
        let by = &signed.authority;
        Ok(bench::close_clock(
            tx,
            cx,
            by,
            clock,
            id,
            body.minutes,
            &body.note,
        )?)
    })
    .await
}

/// Writes time by hand.
#[utoipa::path(post, path = "/repair-jobs/{id}/times", tag = "bench", operation_id = "enter_bench_time",
    params(("id" = Uuid, Path)), request_body = TimeBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "bench.minutes, bench.day, bench.day_full {left_minutes}, bench.task_unknown, repair.person_unknown")))]
async fn enter_time(
    PathId(id): PathId<Job>,
    command: Command<TimeBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input(id, signed.authority.user());
        bench::enter_time(tx, cx, &signed.authority, &input)?;
        Ok(id)
    })
    .await
}

/// Puts another time in the place of one that was wrong.
#[utoipa::path(post, path = "/bench-times/{id}/correct", tag = "bench", operation_id = "correct_bench_time",
    params(("id" = Uuid, Path)), request_body = CorrectBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.clock_running, bench.corrected"),
        (status = 422, body = ProblemBody, description = "bench.minutes, bench.day_full {left_minutes}, repair.no_reason")))]
async fn correct_time(
    PathId(wrong): PathId<Time>,
    command: Command<CorrectBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = bench::CorrectTime {
            wrong,
            id: Id::from_uuid(body.id),
            minutes: body.minutes,
            note: body.note,
        };
        Ok(bench::correct_time(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Takes a part out of the stock for a job.
#[utoipa::path(post, path = "/repair-jobs/{id}/parts", tag = "bench", operation_id = "take_bench_part",
    params(("id" = Uuid, Path)), request_body = PartBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}, bench.part_not_here {number, state}, bench.part_reserved {number}, bench.part_not_ours {number}, bench.part_not_taken {number}, bench.part_short {number, left}"),
        (status = 422, body = ProblemBody, description = "bench.part_unknown {code}, bench.quantity, bench.weight, bench.task_unknown")))]
async fn take_part(PathId(id): PathId<Job>, command: Command<PartBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        bench::take_part(tx, cx, &signed.authority, &body.input(id))?;
        Ok(id)
    })
    .await
}

/// Gives a part back to the stock.
#[utoipa::path(post, path = "/bench-parts/{id}/give-back", tag = "bench",
    operation_id = "give_bench_part_back",
    params(("id" = Uuid, Path)), request_body = BackBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}, bench.corrected"),
        (status = 422, body = ProblemBody, description = "bench.quantity, repair.no_reason, repair.place_unknown")))]
async fn give_back(
    PathId(taken): PathId<Part>,
    command: Command<BackBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = bench::GivePartBack {
            taken,
            id: Id::from_uuid(body.id),
            quantity: body.quantity,
            place: body.place_id.map(Id::from_uuid),
            note: body.note,
        };
        Ok(bench::give_part_back(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Writes metal that went into an object or came out of it.
#[utoipa::path(post, path = "/repair-jobs/{id}/metals", tag = "bench", operation_id = "weigh_bench_metal",
    params(("id" = Uuid, Path)), request_body = MetalBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "bench.weight, bench.title, bench.task_unknown")))]
async fn weigh(PathId(id): PathId<Job>, command: Command<MetalBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        bench::weigh_metal(tx, cx, &signed.authority, &body.input(id)?)?;
        Ok(id)
    })
    .await
}

/// Takes a weighing back.
#[utoipa::path(post, path = "/bench-metals/{id}/take-back", tag = "bench",
    operation_id = "take_bench_metal_back",
    params(("id" = Uuid, Path)), request_body = TakeBackBody,
    responses((status = 200, body = Work),
        (status = 409, body = ProblemBody, description = "bench.wrong_state {state}, bench.corrected"),
        (status = 422, body = ProblemBody, description = "repair.no_reason")))]
async fn take_back(
    PathId(wrong): PathId<MetalMove>,
    command: Command<TakeBackBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = bench::TakeMetalBack {
            wrong,
            id: Id::from_uuid(body.id),
            note: body.note,
        };
        Ok(bench::take_metal_back(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Whose queue.
#[derive(Debug, Deserialize, IntoParams)]
struct Whose {
    /// Nobody in particular: everything that is to be done.
    user_id: Option<Uuid>,
}

/// What there is to do, rush first; 200 at most.
#[utoipa::path(get, path = "/bench/queue", tag = "bench", operation_id = "bench_queue",
    params(Whose), responses((status = 200, body = Vec<QueuedView>)))]
async fn queue(
    state: State,
    signed: Signed,
    Query(whose): Query<Whose>,
) -> Result<Json<Vec<QueuedView>>, Problem> {
    let cx = signed.cx(&state);
    let person = whose.user_id.map(Id::from_uuid);
    let views = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let found = bench::queue(tx, person)?.into_iter();
            Ok::<_, Problem>(found.map(|one| QueuedView::new(one, today)).collect())
        })
        .await?;
    Ok(Json(views))
}

/// What an hour costs and has cost, the newest first.
#[utoipa::path(get, path = "/bench/rates", tag = "bench", operation_id = "bench_rates",
    responses((status = 200, body = Vec<RateView>)))]
async fn rates(state: State) -> Result<Json<Vec<RateView>>, Problem> {
    let found = state
        .read(|tx| bench::rates(tx).map_err(Problem::from))
        .await?;
    Ok(Json(found.into_iter().map(RateView::from).collect()))
}

/// Says what an hour costs from a day on.
#[utoipa::path(post, path = "/bench/rates", tag = "bench", operation_id = "set_bench_rate",
    request_body = RateBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "bench.hour_cost, repair.person_unknown")))]
async fn set_rate(command: Command<RateBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            bench::set_rate(tx, cx, &by, body.input())?;
            Ok::<_, Problem>(())
        })
        .await
}

/// A name with its id.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = BenchName)]
struct Named {
    id: Uuid,
    name: String,
}
