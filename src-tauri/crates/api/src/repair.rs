//! Repairs: taking in, the board, the jobs and their moves.

mod body;
mod estimates;
mod fee;
mod history;
mod lists;
mod marks;
mod papers;
mod refusal;
mod sheet;
mod signatures;

use axum::Json;
use serde::Serialize;
use shop::Cx;
use shop::db::{ReadTx, WriteTx};
use shop::files;
use shop::repair::{self, Job, Repair, Task};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) use papers::{SignedBy, drawing, read, signed_by, signed_on};
pub(crate) use signatures::{SignBody, SignatureBody, keep};

pub(crate) use body::named;
use body::{
    ActBody, AmendBody, AnswerBody, AssignBody, DoneBody, HandOverBody, NotifyBody, PhotoOffBody,
    PromiseBody, SubmitBody, TakeInBody, TasksBody, wrong,
};
pub(crate) use lists::{Card, Now};
use sheet::Sheet;

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::input::{PathId, PathIds};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

/// As a camera or a phone makes them.
const PHOTO_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::TakeRepairs, routes!(take_in))
        .with(Right::SeeRepairs, routes!(one))
        .with(Right::WorkRepairs, routes!(act))
        .with(Right::WorkRepairs, routes!(save_tasks))
        .with(Right::WorkRepairs, routes!(task_done))
        .with(Right::WorkRepairs, routes!(submit))
        .with(Right::TakeRepairs, routes!(answer))
        .with(Right::TakeRepairs, routes!(amend))
        .with(Right::WorkRepairs, routes!(promise))
        .with(Right::WorkRepairs, routes!(assign))
        .with(Right::TakeRepairs, routes!(notify))
        .with(Right::TakeRepairs, routes!(hand_over))
        .upload(Right::WorkRepairs, PHOTO_BYTES, routes!(add_photo))
        .with(Right::TakeRepairs, routes!(remove_photo))
        .and(estimates::routes())
        .and(fee::routes())
        .and(lists::routes())
        .and(marks::routes())
        .and(papers::routes())
        .and(signatures::routes())
}

fn find(tx: &ReadTx<'_>, id: Id<Repair>) -> Result<Repair, Problem> {
    repair::repair(tx, id)?.ok_or_else(|| Problem::unknown("repair.unknown"))
}

/// Runs a verb about one job and answers with its repair's whole sheet.
async fn run<B, F>(command: Command<B>, verb: F) -> Result<Answer, Problem>
where
    B: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>, &Cx, &Signed, B) -> Result<Job, Problem> + Send + 'static,
{
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let job = verb(tx, cx, &signed, body)?;
            let of = find(tx, job.repair)?;
            Sheet::load(tx, cx, &signed, &of)
        })
        .await
}

/// Takes a customer's objects in.
#[utoipa::path(post, path = "/repairs", tag = "repair", operation_id = "take_in_repair",
    request_body = TakeInBody,
    responses((status = 201, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.warranty_over {until}, repair.redo_underway {code}"),
        (status = 422, body = ProblemBody, description = "repair.field {field, position}, repair.engraving {sign}, repair.customer_unknown, repair.no_objects, repair.promised, repair.no_redo")))]
async fn take_in(command: Command<TakeInBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    command
        .create(move |tx, cx, body| {
            let taken = repair::take_in(tx, cx, &signed.authority, &body.input(vouched)?)?;
            Sheet::load(tx, cx, &signed, &taken)
        })
        .await
}

/// A repair with its jobs.
#[utoipa::path(get, path = "/repairs/{id}", tag = "repair", operation_id = "repair",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Repair>,
) -> Result<Json<Sheet>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| Sheet::load(tx, &cx, &signed, &find(tx, id)?))
        .await?;
    Ok(Json(found))
}

/// Moves a job along, back, or aside.
#[utoipa::path(post, path = "/repair-jobs/{id}/act", tag = "repair", operation_id = "act_on_repair",
    params(("id" = Uuid, Path)), request_body = ActBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.above_ceiling {total_minor, ceiling_minor}, repair.approval_needed, repair.unpriced, repair.too_early {from}, repair.not_notified"),
        (status = 422, body = ProblemBody, description = "repair.no_reason, repair.vendor_unknown, repair.place_unknown")))]
async fn act(PathId(id): PathId<Job>, command: Command<ActBody>) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let input = repair::ActOn {
            act: body.act.parse().map_err(|_| wrong("act"))?,
            note: body.note,
            place: body.place_id.map(Id::from_uuid),
            vendor: body.vendor_id.map(Id::from_uuid),
        };
        Ok(repair::act(
            tx,
            cx,
            &signed.authority,
            vouched.as_ref(),
            id,
            &input,
        )?)
    })
    .await
}

/// Writes what is to be done.
#[utoipa::path(put, path = "/repair-jobs/{id}/tasks", tag = "repair", operation_id = "save_repair_tasks",
    params(("id" = Uuid, Path)), request_body = TasksBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.tasks_stand {state}, request.stale {version}"),
        (status = 422, body = ProblemBody, description = "repair.field {field, position}, repair.engraving {sign}, tariff.unknown")))]
async fn save_tasks(
    PathId(id): PathId<Job>,
    command: Command<TasksBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let tasks = body.tasks.into_iter().map(body::TaskBody::input);
        let tasks = tasks.collect::<Result<Vec<_>, _>>()?;
        Ok(repair::save_tasks(
            tx,
            cx,
            &signed.authority,
            id,
            body.version,
            &tasks,
        )?)
    })
    .await
}

/// Says that a task is done, or not after all.
#[utoipa::path(put, path = "/repair-jobs/{id}/tasks/{task}/done", tag = "repair",
    operation_id = "set_repair_task_done",
    params(("id" = Uuid, Path), ("task" = Uuid, Path)), request_body = DoneBody,
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn task_done(
    PathIds(id, task): PathIds<Job, Task>,
    command: Command<DoneBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(repair::say_done(
            tx,
            cx,
            &signed.authority,
            id,
            task,
            body.done,
        )?)
    })
    .await
}

/// Freezes the tasks into an estimate and waits for an answer.
#[utoipa::path(post, path = "/repair-jobs/{id}/estimate", tag = "repair",
    operation_id = "submit_repair_estimate",
    params(("id" = Uuid, Path)), request_body = SubmitBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.unpriced"),
        (status = 422, body = ProblemBody, description = "repair.valid_until")))]
async fn submit(PathId(id): PathId<Job>, command: Command<SubmitBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = repair::Submit {
            id: Id::from_uuid(body.id),
            valid_until: body.valid_until,
            note: body.note,
        };
        Ok(repair::submit(tx, cx, &signed.authority, id, &input)?)
    })
    .await
}

/// What the customer, or the day, said to it.
#[utoipa::path(post, path = "/repair-jobs/{id}/answer", tag = "repair",
    operation_id = "answer_repair_estimate",
    params(("id" = Uuid, Path)), request_body = AnswerBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.estimate_expired {until}, repair.estimate_holds {until}"),
        (status = 422, body = ProblemBody, description = "repair.no_channel, repair.not_signed")))]
async fn answer(PathId(id): PathId<Job>, command: Command<AnswerBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let said = body.answer.parse().map_err(|_| wrong("answer"))?;
        let channel = body.channel.filter(|word| !word.is_empty());
        let channel = channel.map(|word| word.parse()).transpose();
        let channel = channel.map_err(|_| wrong("channel"))?;
        Ok(repair::answer(
            tx,
            cx,
            &signed.authority,
            id,
            said,
            channel,
            &body.note,
        )?)
    })
    .await
}

/// Puts right what was written at the counter.
#[utoipa::path(put, path = "/repair-jobs/{id}", tag = "repair", operation_id = "amend_repair",
    params(("id" = Uuid, Path)), request_body = AmendBody,
    responses((status = 200, body = Sheet),
        (status = 403, body = ProblemBody, description = "right.missing {right}: what was taken in is held"),
        (status = 409, body = ProblemBody, description = "request.stale {version}, repair.wrong_state {state}, right.second_person"),
        (status = 422, body = ProblemBody, description = "repair.no_reason, repair.field {field, position}")))]
async fn amend(PathId(id): PathId<Job>, command: Command<AmendBody>) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let by = &signed.authority;
        Ok(repair::amend(
            tx,
            cx,
            by,
            vouched.as_ref(),
            id,
            &body.into(),
        )?)
    })
    .await
}

/// Promises another day, or makes it a rush.
#[utoipa::path(post, path = "/repair-jobs/{id}/promise", tag = "repair",
    operation_id = "promise_repair",
    params(("id" = Uuid, Path)), request_body = PromiseBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "repair.no_reason, repair.promised")))]
async fn promise(
    PathId(id): PathId<Job>,
    command: Command<PromiseBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let (on, rush) = (body.promised_on, body.rush);
        Ok(repair::promise(
            tx,
            cx,
            &signed.authority,
            id,
            on,
            rush,
            &body.note,
        )?)
    })
    .await
}

/// Gives a job to somebody, or to nobody.
#[utoipa::path(post, path = "/repair-jobs/{id}/assign", tag = "repair",
    operation_id = "assign_repair",
    params(("id" = Uuid, Path)), request_body = AssignBody,
    responses((status = 200, body = Sheet),
        (status = 422, body = ProblemBody, description = "repair.person_unknown")))]
async fn assign(PathId(id): PathId<Job>, command: Command<AssignBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let person = body.user_id.map(Id::from_uuid);
        Ok(repair::assign(tx, cx, &signed.authority, id, person)?)
    })
    .await
}

/// Notes that the customer was told that it waits.
#[utoipa::path(post, path = "/repair-jobs/{id}/notify", tag = "repair",
    operation_id = "notify_repair",
    params(("id" = Uuid, Path)), request_body = NotifyBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}")))]
async fn notify(PathId(id): PathId<Job>, command: Command<NotifyBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let notice = body.notice.parse().map_err(|_| wrong("notice"))?;
        Ok(repair::notify(
            tx,
            cx,
            &signed.authority,
            id,
            notice,
            &body.note,
        )?)
    })
    .await
}

/// Gives an object back, compared with how it came in.
#[utoipa::path(post, path = "/repair-jobs/{id}/hand-over", tag = "repair",
    operation_id = "hand_over_repair",
    params(("id" = Uuid, Path)), request_body = HandOverBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.balance_due {balance_minor}, repair.refund_due {paid_minor}, repair.unpriced, right.second_person"),
        (status = 422, body = ProblemBody, description = "repair.wrong_slip {number}, repair.envelope_shown {code}, repair.no_weight, repair.differs {expected_ug, gross_ug, tolerance_ug}, repair.stones_unseen {stones, seen}, repair.not_the_same, repair.no_reason")))]
async fn hand_over(
    PathId(id): PathId<Job>,
    command: Command<HandOverBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let (by, seen) = (&signed.authority, body.input()?);
        Ok(repair::hand_over(tx, cx, by, vouched.as_ref(), id, &seen)?)
    })
    .await
}

/// A picture that was kept. `version` is that of what is drawn on it; 0: nothing is.
#[derive(Serialize, ToSchema)]
#[schema(as = KeptRepairPhoto)]
struct KeptPhoto {
    file_id: Uuid,
    version: i64,
}

/// Adds a picture.
#[utoipa::path(post, path = "/repair-jobs/{id}/photos", tag = "repair",
    operation_id = "add_repair_photo", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = KeptPhoto), (status = 422, body = ProblemBody, description = "file.not_a_picture, repair.too_many_photos {most}")))]
async fn add_photo(PathId(id): PathId<Job>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    let by = command.signed.authority;
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    command
        .create(move |tx, cx, upload| {
            let (file, version) = repair::attach_photo(tx, cx, &by, id, &upload.name, &picture)?;
            let file_id = file.uuid();
            Ok::<_, Problem>(KeptPhoto { file_id, version })
        })
        .await
}

/// Takes a picture off the sheet. It is kept.
#[utoipa::path(post, path = "/repair-jobs/{id}/photos/{file}/off", tag = "repair",
    operation_id = "remove_repair_photo",
    params(("id" = Uuid, Path), ("file" = Uuid, Path)), request_body = PhotoOffBody,
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody),
        (status = 403, body = ProblemBody, description = "right.missing {right}: what was taken in is held"),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, right.second_person"),
        (status = 422, body = ProblemBody, description = "repair.no_reason")))]
async fn remove_photo(
    PathIds(id, file): PathIds<Job, files::File>,
    command: Command<PhotoOffBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let input = repair::TakeOff {
            file: file.uuid(),
            reason: body.note,
        };
        let by = &signed.authority;
        Ok(repair::take_photo_off(
            tx,
            cx,
            by,
            vouched.as_ref(),
            id,
            &input,
        )?)
    })
    .await
}
