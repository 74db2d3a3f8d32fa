//! Memos and consignments: open, what becomes of the lines, corrections, the account, the papers.

mod account;
mod body;
mod refusal;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::memo::{self, Memo, MemoQuery};
use shop::stock::Piece;
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::{ActBody, DueBody, Head, NoteBody, OpenBody, Sheet};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, PathIds, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(list))
        .with(Right::EditStock, routes!(open))
        .with(Right::SeeStock, routes!(one))
        .with(Right::SeeStock, routes!(pdf))
        .with(Right::EditStock, routes!(act))
        .with(Right::EditStock, routes!(correct))
        .with(Right::EditStock, routes!(cancel))
        .with(Right::EditStock, routes!(change_due))
        .with(Right::EditStock, routes!(chase))
        .with(Right::SeeStock, routes!(of_piece))
        .and(account::routes())
}

pub(super) fn find(tx: &ReadTx<'_>, id: Id<Memo>) -> Result<Memo, Problem> {
    memo::memo(tx, id)?.ok_or_else(|| Problem::unknown("memo.unknown"))
}

/// `fr` or `en`; the shop's where it is not said.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct InLanguage {
    language: Option<String>,
}

impl InLanguage {
    pub(super) fn language(&self) -> Result<Option<documents::Language>, Problem> {
        match self.language.as_deref() {
            None | Some("") => Ok(None),
            Some("fr") => Ok(Some(documents::Language::Fr)),
            Some("en") => Ok(Some(documents::Language::En)),
            Some(_) => Err(Problem::malformed("request.query").because("language")),
        }
    }
}

/// The shop's day now.
pub(super) fn today(tx: &ReadTx<'_>, cx: &Cx) -> Result<chrono::NaiveDate, Problem> {
    Ok(till::house(tx, None, None)?.day(cx.now))
}

/// Which memos.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// `in` or `out`.
    direction: Option<String>,
    /// Only with something held.
    open: Option<bool>,
    /// Only with something held after the day it was due.
    overdue: Option<bool>,
    /// Words of a number, a name, a piece's number.
    text: Option<String>,
    skip: Option<usize>,
    /// 1 to 500; 200 where it is not said.
    limit: Option<usize>,
}

/// The memos, the newest first; overdue ones by due date.
#[utoipa::path(get, path = "/memos", tag = "memo", operation_id = "memos", params(Which),
    responses((status = 200, body = Vec<Head>)))]
async fn list(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Vec<Head>>, Problem> {
    let direction = which
        .direction
        .filter(|word| !word.is_empty())
        .map(|word| word.parse())
        .transpose()
        .map_err(|_| Problem::malformed("request.query").because("direction"))?;
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| {
            let today = today(tx, &cx)?;
            let query = MemoQuery {
                direction,
                open: which.open.unwrap_or(false),
                overdue_on: which.overdue.unwrap_or(false).then_some(today),
                text: which.text.unwrap_or_default(),
                skip: which.skip.unwrap_or(0),
                limit: which.limit.unwrap_or(200).clamp(1, 500),
            };
            let memos = memo::memos(tx, &query)?;
            Ok::<_, Problem>(
                memos
                    .into_iter()
                    .map(|memo| Head::new(memo, today, with_cost))
                    .collect(),
            )
        })
        .await?;
    Ok(Json(found))
}

/// Opens a memo: its pieces leave, or are the party's from now on.
#[utoipa::path(post, path = "/memos", tag = "memo", operation_id = "open_memo",
    request_body = OpenBody,
    responses((status = 201, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.piece_state {number, state}, memo.on_memo {number, memo}, memo.reserved {number}, memo.not_ours {number}"),
        (status = 422, body = ProblemBody, description = "memo.party_unknown, memo.due_past, memo.due_too_far, memo.no_lines, memo.amount {number}, memo.twice {number}")))]
async fn open(command: Command<OpenBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .create(move |tx, cx, body| {
            let opened = memo::open(tx, cx, &signed.authority, &body.input()?)?;
            Sheet::load(tx, cx, opened, signed.may(Right::SeeCost))
        })
        .await
}

/// One memo with its lines and history.
#[utoipa::path(get, path = "/memos/{id}", tag = "memo", operation_id = "memo",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Memo>,
) -> Result<Json<Sheet>, Problem> {
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| Sheet::load(tx, &cx, find(tx, id)?, with_cost))
        .await?;
    Ok(Json(found))
}

/// A memo as PDF, to be signed by both. Who may not see costs gets one of others' pieces without them.
#[utoipa::path(get, path = "/memos/{id}/pdf", tag = "memo", operation_id = "memo_pdf",
    params(("id" = Uuid, Path), InLanguage),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Memo>,
    Query(query): Query<InLanguage>,
) -> Result<Response, Problem> {
    let language = query.language()?;
    let with_cost = signed.may(Right::SeeCost);
    let paper = state
        .read(move |tx| {
            let of = find(tx, id)?;
            memo::paper(tx, &of, language, with_cost).map_err(Problem::from)
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::memo(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Says what became of lines that are held.
#[utoipa::path(post, path = "/memos/{id}/lines", tag = "memo", operation_id = "act_on_memo",
    params(("id" = Uuid, Path)), request_body = ActBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.line_state {number, state}, memo.moved_on {number, state}, memo.reserved {number}"),
        (status = 422, body = ProblemBody, description = "memo.wrong_direction, memo.sell_at_till, memo.no_document, memo.no_reason, memo.no_lines, memo.place_unknown")))]
async fn act(PathId(id): PathId<Memo>, command: Command<ActBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = memo::act(tx, cx, &signed.authority, id, &body.input()?)?;
            Sheet::load(tx, cx, changed, signed.may(Right::SeeCost))
        })
        .await
}

/// Puts a line back to held: what was said of it was a mistake.
#[utoipa::path(post, path = "/memos/{id}/lines/{line}/correct", tag = "memo",
    operation_id = "correct_memo_line",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), request_body = NoteBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.moved_on {number, state}, memo.line_state {number, state}, memo.on_memo {number, memo}, memo.reserved {number}"),
        (status = 422, body = ProblemBody, description = "memo.no_reason")))]
async fn correct(
    PathIds(id, line): PathIds<Memo, memo::Line>,
    command: Command<NoteBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = memo::correct(tx, cx, &signed.authority, id, line, &body.note)?;
            Sheet::load(tx, cx, changed, signed.may(Right::SeeCost))
        })
        .await
}

/// Cancels a memo that should not have been written.
#[utoipa::path(post, path = "/memos/{id}/cancel", tag = "memo", operation_id = "cancel_memo",
    params(("id" = Uuid, Path)), request_body = NoteBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.not_all_held {number, state}, memo.moved_on {number, state}, memo.nothing_held, memo.reserved {number}"),
        (status = 422, body = ProblemBody, description = "memo.no_reason")))]
async fn cancel(PathId(id): PathId<Memo>, command: Command<NoteBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = memo::cancel(tx, cx, &signed.authority, id, &body.note)?;
            Sheet::load(tx, cx, changed, signed.may(Right::SeeCost))
        })
        .await
}

/// Agrees on another due date.
#[utoipa::path(post, path = "/memos/{id}/due", tag = "memo", operation_id = "change_memo_due",
    params(("id" = Uuid, Path)), request_body = DueBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.nothing_held"),
        (status = 422, body = ProblemBody, description = "memo.due_past, memo.due_too_far, memo.no_reason")))]
async fn change_due(
    PathId(id): PathId<Memo>,
    command: Command<DueBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let (due_on, note) = (body.due_on, body.note);
            let changed = memo::change_due(tx, cx, &signed.authority, id, due_on, &note)?;
            Sheet::load(tx, cx, changed, signed.may(Right::SeeCost))
        })
        .await
}

/// Notes that the party was chased.
#[utoipa::path(post, path = "/memos/{id}/chase", tag = "memo", operation_id = "chase_memo",
    params(("id" = Uuid, Path)), request_body = NoteBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "memo.nothing_held"),
        (status = 422, body = ProblemBody, description = "memo.no_reason")))]
async fn chase(PathId(id): PathId<Memo>, command: Command<NoteBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = memo::chase(tx, cx, &signed.authority, id, &body.note)?;
            Sheet::load(tx, cx, changed, signed.may(Right::SeeCost))
        })
        .await
}

/// A memo that a piece is or was on.
#[derive(Serialize, ToSchema)]
struct PieceMemo {
    memo_id: Uuid,
    number: String,
    /// Of the piece's line there.
    state: &'static str,
}

/// The memos that a piece is or was on, the newest first.
#[utoipa::path(get, path = "/stock/pieces/{id}/memos", tag = "memo", operation_id = "piece_memos",
    params(("id" = Uuid, Path)), responses((status = 200, body = Vec<PieceMemo>)))]
async fn of_piece(
    state: State,
    PathId(id): PathId<Piece>,
) -> Result<Json<Vec<PieceMemo>>, Problem> {
    let found = state.read(move |tx| memo::of_piece(tx, id)).await?;
    Ok(Json(
        found
            .into_iter()
            .map(|(memo, number, state)| PieceMemo {
                memo_id: memo.uuid(),
                number,
                state: state.code(),
            })
            .collect(),
    ))
}
