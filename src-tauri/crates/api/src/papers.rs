//! Papers of a piece: put on, taken off, put back.

use std::collections::HashMap;

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::db::{ReadTx, StoreError};
use shop::papers::{self, Kind, NewPaper, Paper, PaperError};
use shop::stock::Piece;
use shop::users::{self, Right};
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

const PAPER_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(papers_of))
        .upload(Right::EditStock, PAPER_BYTES, routes!(attach))
        .with(Right::EditStock, routes!(take_off))
        .with(Right::EditStock, routes!(put_back))
}

/// A paper of a piece: read it from `/files/{file_id}`.
#[derive(Serialize, ToSchema)]
#[schema(as = Paper)]
struct PaperBody {
    id: Uuid,
    /// RFC 3339.
    at: String,
    /// Null: the program itself.
    user_name: Option<String>,
    /// `supplier_invoice`, `expert_report`, `provenance`, `warranty`, `maker` or `other`.
    kind: &'static str,
    file_id: Uuid,
    media_type: String,
    size_bytes: i64,
    name: String,
    note: String,
    /// Null: it is on the piece.
    taken_off: Option<TakenOffBody>,
    /// Taken off, and on the piece again as a later paper.
    put_back: bool,
}

/// That a paper was taken off, and why.
#[derive(Serialize, ToSchema)]
#[schema(as = PaperTakenOff)]
struct TakenOffBody {
    at: String,
    user_name: Option<String>,
    reason: String,
}

fn names(tx: &ReadTx<'_>) -> Result<HashMap<Uuid, String>, StoreError> {
    let users = users::users(tx)?.into_iter();
    Ok(users.map(|user| (user.id.uuid(), user.name)).collect())
}

fn body(paper: Paper, names: &HashMap<Uuid, String>) -> PaperBody {
    let name = |user: Option<Id<_>>| user.and_then(|user| names.get(&Id::uuid(user)).cloned());
    PaperBody {
        id: paper.id.uuid(),
        at: paper.at.to_rfc3339(),
        user_name: name(paper.user),
        kind: paper.kind.code(),
        file_id: paper.file.uuid(),
        media_type: paper.media_type,
        size_bytes: paper.size_bytes,
        name: paper.name,
        note: paper.note,
        taken_off: paper.taken_off.map(|off| TakenOffBody {
            at: off.at.to_rfc3339(),
            user_name: name(off.user),
            reason: off.reason,
        }),
        put_back: paper.put_back,
    }
}

/// Those that say what a piece cost are not there for who may not see it.
#[utoipa::path(get, path = "/stock/pieces/{id}/papers", tag = "papers",
    operation_id = "piece_papers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<PaperBody>)))]
async fn papers_of(
    state: State,
    signed: Signed,
    PathId(id): PathId<Piece>,
) -> Result<Json<Vec<PaperBody>>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let (papers, names) = state
        .read(move |tx| Ok::<_, StoreError>((papers::papers_of(tx, id)?, names(tx)?)))
        .await?;
    let shown = papers
        .into_iter()
        .filter(|paper| with_cost || !paper.kind.shows_cost());
    Ok(Json(shown.map(|paper| body(paper, &names)).collect()))
}

/// What is uploaded.
#[derive(Debug, Deserialize, IntoParams)]
struct PaperQuery {
    /// Of the new paper.
    id: Uuid,
    kind: String,
    #[serde(default)]
    note: String,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/papers", tag = "papers",
    operation_id = "attach_paper", params(("id" = Uuid, Path), PaperQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = PaperBody),
        (status = 409, body = ProblemBody, description = "paper.twice"),
        (status = 422, body = ProblemBody, description = "file.not_a_picture, file.not_a_pdf…")))]
async fn attach(
    PathId(piece): PathId<Piece>,
    Query(query): Query<PaperQuery>,
    Upload(command): Upload,
) -> Result<Answer, Problem> {
    let kind: Kind = query
        .kind
        .parse()
        .map_err(|_| Problem::refused("stock.value_wrong").with("field", "kind"))?;
    if kind.shows_cost() && !command.signed.may(Right::SeeCost) {
        return Err(Problem::forbidden("paper.shows_cost"));
    }
    let bytes = command.body.bytes.to_vec();
    // Decoding takes long: not on the writer's thread.
    let content = command.state.work(move || papers::content(bytes)).await??;
    command
        .create(move |tx, cx, file| {
            let new = NewPaper {
                id: Id::from_uuid(query.id),
                piece,
                kind,
                name: file.name.clone(),
                note: query.note,
            };
            let paper = papers::attach(tx, cx, &new, &content)?;
            Ok::<_, Problem>(body(paper, &names(tx)?))
        })
        .await
}

/// A paper that the person may see.
fn seen(tx: &ReadTx<'_>, id: Id<Paper>, with_cost: bool) -> Result<(), Problem> {
    papers::paper_by_id(tx, id)?
        .filter(|paper| with_cost || !paper.kind.shows_cost())
        .map(|_| ())
        .ok_or_else(|| Problem::unknown("paper.unknown"))
}

/// Why it comes off.
#[derive(Debug, Deserialize, ToSchema)]
struct TakeOffPaper {
    reason: String,
}

#[utoipa::path(post, path = "/papers/{id}/take-off", tag = "papers",
    operation_id = "take_off_paper", params(("id" = Uuid, Path)), request_body = TakeOffPaper,
    responses((status = 200, body = PaperBody),
        (status = 409, body = ProblemBody, description = "paper.already_off"),
        (status = 422, body = ProblemBody, description = "stock.reason_missing")))]
async fn take_off(
    PathId(id): PathId<Paper>,
    command: Command<TakeOffPaper>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            seen(tx, id, with_cost)?;
            let paper = papers::take_off(tx, cx, id, &request.reason)?;
            Ok::<_, Problem>(body(paper, &names(tx)?))
        })
        .await
}

#[utoipa::path(post, path = "/papers/{id}/put-back", tag = "papers",
    operation_id = "put_back_paper", params(("id" = Uuid, Path)),
    responses((status = 201, body = PaperBody),
        (status = 409, body = ProblemBody, description = "paper.still_on, paper.twice")))]
async fn put_back(PathId(id): PathId<Paper>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, Nothing {}| {
            seen(tx, id, with_cost)?;
            let paper = papers::put_back(tx, cx, id)?;
            Ok::<_, Problem>(body(paper, &names(tx)?))
        })
        .await
}

impl From<PaperError> for Problem {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            PaperError::PaperUnknown => Self::unknown("paper.unknown"),
            PaperError::IdTaken => Self::conflict("stock.id_taken"),
            PaperError::Twice => Self::conflict("paper.twice"),
            PaperError::TooMany(most) => Self::refused("paper.too_many").with("most", most),
            PaperError::NoteTooLong => Self::refused("stock.text_too_long").with("field", "notes"),
            PaperError::ReasonMissing => Self::refused("stock.reason_missing"),
            PaperError::AlreadyOff => Self::conflict("paper.already_off"),
            PaperError::StillOn => Self::conflict("paper.still_on"),
            PaperError::Pdf(error) => error.into(),
            PaperError::Picture(error) => error.into(),
            PaperError::Store(error) => error.into(),
        }
    }
}
