//! Bulk edits: drawn up, carried out, stopped, taken back.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::tables::{self, Bulk, DrawUp, Progress};
use units::Id;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::body::{BulkBody, Chosen, DrawUpBody, LineBody};
use super::work;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

fn unknown() -> Problem {
    Problem::unknown("bulk.unknown")
}

/// Those that were carried out or are under way, the newest first.
#[utoipa::path(get, path = "/stock/bulk", tag = "tables", operation_id = "bulk_edits",
    responses((status = 200, body = Vec<BulkBody>)))]
pub(super) async fn list(state: State) -> Result<Json<Vec<BulkBody>>, Problem> {
    let found = state.read(|tx| tables::bulks(tx, 200)).await?;
    let bodies = found.into_iter().map(|bulk| {
        let at_work = work::is_at_work(bulk.id);
        BulkBody::new(bulk, at_work)
    });
    Ok(Json(bodies.collect()))
}

/// Looks at every chosen piece and writes down what would become of it. Nothing happens to the
/// stock; the draft one drew up before goes.
#[utoipa::path(post, path = "/stock/bulk", tag = "tables", operation_id = "draw_up_bulk",
    request_body = DrawUpBody,
    responses((status = 201, body = BulkBody),
        (status = 422, body = ProblemBody, description = "selection.nothing, selection.too_many {most}, bulk.value_missing {field}, bulk.zero, bulk.nothing_left, bulk.percent_absurd, stock.price_absurd, stock.place_unknown, stock.family_unknown, stock.supplier_unknown")))]
pub(super) async fn create(command: Command<DrawUpBody>) -> Result<Answer, Problem> {
    let input = DrawUp {
        selection: command.body.selection.clone().try_into()?,
        wanted: command.body.wanted.clone().try_into()?,
    };
    let (state, cx) = (command.state.clone(), command.cx());
    let drawn = state.read(move |tx| tables::plan(tx, &cx, &input)).await?;
    command
        .create(move |tx, cx, body| {
            let bulk = tables::put(tx, cx, Id::from_uuid(body.id), &drawn)?;
            Ok::<_, Problem>(BulkBody::new(bulk, false))
        })
        .await
}

#[utoipa::path(get, path = "/stock/bulk/{id}", tag = "tables", operation_id = "bulk_edit",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = BulkBody), (status = 404, body = ProblemBody)))]
pub(super) async fn one(state: State, PathId(id): PathId<Bulk>) -> Result<Json<BulkBody>, Problem> {
    let at_work = work::is_at_work(id);
    let bulk = state.read(move |tx| tables::bulk_by_id(tx, id)).await?;
    Ok(Json(BulkBody::new(bulk.ok_or_else(unknown)?, at_work)))
}

/// Drops a draft.
#[utoipa::path(delete, path = "/stock/bulk/{id}", tag = "tables", operation_id = "drop_bulk",
    params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "bulk.state {state}")))]
pub(super) async fn drop_draft(
    PathId(id): PathId<Bulk>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, Nothing {}| tables::drop_draft(tx, id).map_err(Problem::from))
        .await
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct LineQuery {
    /// The position of the last line that was read.
    after: Option<i64>,
    /// Only those that stay as they are.
    kept: Option<bool>,
}

/// A page of the lines.
#[derive(Serialize, ToSchema)]
#[schema(as = BulkLines)]
pub(super) struct LinesBody {
    lines: Vec<LineBody>,
    /// Null: this was the last page.
    next: Option<i64>,
}

const PAGE: usize = 500;

#[utoipa::path(get, path = "/stock/bulk/{id}/lines", tag = "tables", operation_id = "bulk_lines",
    params(("id" = Uuid, Path), LineQuery), responses((status = 200, body = LinesBody)))]
pub(super) async fn lines(
    state: State,
    PathId(id): PathId<Bulk>,
    Query(query): Query<LineQuery>,
) -> Result<Json<LinesBody>, Problem> {
    let (after, kept) = (query.after.unwrap_or(0), query.kept.unwrap_or(false));
    let mut found = state
        .read(move |tx| tables::lines(tx, id, after, kept, PAGE + 1))
        .await?;
    let next = if found.len() > PAGE {
        found.truncate(PAGE);
        found.last().map(|line| line.position)
    } else {
        None
    };
    Ok(Json(LinesBody {
        lines: found.into_iter().map(Into::into).collect(),
        next,
    }))
}

/// The pieces it has changed, as many as a batch of labels takes: their tags may be old.
#[utoipa::path(get, path = "/stock/bulk/{id}/pieces", tag = "tables", operation_id = "bulk_pieces",
    params(("id" = Uuid, Path)), responses((status = 200, body = Chosen)))]
pub(super) async fn pieces(
    state: State,
    PathId(id): PathId<Bulk>,
) -> Result<Json<Chosen>, Problem> {
    let pieces = state.read(move |tx| tables::done_pieces(tx, id)).await?;
    let pieces = pieces.into_iter().take(shop::labels::MOST_PIECES);
    Ok(Json(Chosen {
        piece_ids: pieces.map(Id::uuid).collect(),
    }))
}

/// Begins to change the pieces under a number, or carries on behind a crash; progress comes as the
/// change tag `bulk:ID`.
#[utoipa::path(post, path = "/stock/bulk/{id}/apply", tag = "tables", operation_id = "apply_bulk",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = BulkBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "bulk.nothing")))]
pub(super) async fn apply(
    PathId(id): PathId<Bulk>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let (state, signed) = (command.state.clone(), command.signed.clone());
    let answer = command
        .run(move |tx, cx, Nothing {}| {
            let bulk = tables::begin(tx, cx, id)?;
            Ok::<_, Problem>(BulkBody::new(bulk, true))
        })
        .await?;
    let now = state.read(move |tx| tables::bulk_by_id(tx, id)).await?;
    if now.is_some_and(|bulk| bulk.progress == Progress::Running) {
        work::launch(state, signed, id)?;
    }
    Ok(answer)
}

/// Leaves the rest as it is. What is changed stays changed, and can be taken back.
#[utoipa::path(post, path = "/stock/bulk/{id}/stop", tag = "tables", operation_id = "stop_bulk",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = BulkBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "bulk.state {state}")))]
pub(super) async fn stop(
    PathId(id): PathId<Bulk>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, Nothing {}| {
            let bulk = tables::stop(tx, id)?;
            Ok::<_, Problem>(BulkBody::new(bulk, false))
        })
        .await
}

/// The draft that takes it back.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct UndoBulk {
    id: Uuid,
}

/// Draws up the taking back: every piece that still is as it was left gets what it had.
#[utoipa::path(post, path = "/stock/bulk/{id}/undo", tag = "tables", operation_id = "undo_bulk",
    params(("id" = Uuid, Path)), request_body = UndoBulk,
    responses((status = 201, body = BulkBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "bulk.state {state}")))]
pub(super) async fn undo(
    PathId(undone): PathId<Bulk>,
    command: Command<UndoBulk>,
) -> Result<Answer, Problem> {
    let (state, cx) = (command.state.clone(), command.cx());
    let drawn = state
        .read(move |tx| tables::plan_undo(tx, &cx, undone))
        .await?;
    command
        .create(move |tx, cx, body| {
            let bulk = tables::put(tx, cx, Id::from_uuid(body.id), &drawn)?;
            Ok::<_, Problem>(BulkBody::new(bulk, false))
        })
        .await
}
