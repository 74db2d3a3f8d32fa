//! Photos of an object, and what is drawn on them.

use axum::Json;
use documents::{PhotoMark, PhotoMarkKind};
use serde::{Deserialize, Serialize};
use shop::files;
use shop::repair::{self, Drawn, Job, Photo};
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::wrong;
use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathIds;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(drawings))
        .with(Right::WorkRepairs, routes!(draw))
}

/// A picture of the object.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairPhoto)]
pub(super) struct PhotoBody {
    file_id: Uuid,
    thumbnail_id: Uuid,
    /// How far the job was when it was taken.
    state: &'static str,
    at: String,
    /// What is drawn on it; null: nothing ever was.
    drawing: Option<DrawingBody>,
}

impl From<Photo> for PhotoBody {
    fn from(of: Photo) -> Self {
        Self {
            file_id: of.file,
            thumbnail_id: of.thumbnail,
            state: of.state.code(),
            at: when(of.at),
            drawing: of.drawn.map(DrawingBody::from),
        }
    }
}

/// What somebody drew on a picture.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairDrawing)]
struct DrawingBody {
    /// From one on.
    version: i64,
    marks: Vec<MarkBody>,
    at: String,
    by: String,
}

impl From<Drawn> for DrawingBody {
    fn from(of: Drawn) -> Self {
        Self {
            version: of.version,
            marks: of.marks.into_iter().map(MarkBody::from).collect(),
            at: when(of.at),
            by: of.by,
        }
    }
}

/// A mark. Its places are ten-thousandths of the picture's width and height, from the upper left corner.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = RepairMark)]
struct MarkBody {
    /// `arrow`, `oval` or `text`.
    kind: String,
    /// An arrow's tail, a corner of an oval's box, the upper left corner of a text.
    x: i64,
    y: i64,
    /// An arrow's tip, the opposite corner of the box; of a text the same as `x` and `y`.
    x2: i64,
    y2: i64,
    /// Of a text; empty for the others.
    text: String,
}

impl From<PhotoMark> for MarkBody {
    fn from(of: PhotoMark) -> Self {
        Self {
            kind: of.kind.code().to_owned(),
            x: of.x,
            y: of.y,
            x2: of.x2,
            y2: of.y2,
            text: of.text,
        }
    }
}

impl MarkBody {
    fn input(self) -> Result<PhotoMark, Problem> {
        let kinds = [
            PhotoMarkKind::Arrow,
            PhotoMarkKind::Oval,
            PhotoMarkKind::Text,
        ];
        let kind = kinds.into_iter().find(|kind| kind.code() == self.kind);
        Ok(PhotoMark {
            kind: kind.ok_or_else(|| wrong("kind"))?,
            x: self.x,
            y: self.y,
            x2: self.x2,
            y2: self.y2,
            text: self.text,
        })
    }
}

/// What is to be seen on a picture from now on.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = DrawOnPhoto)]
struct DrawBody {
    /// The version that was seen; 0 where nothing is drawn yet.
    version: i64,
    marks: Vec<MarkBody>,
}

/// Every drawing that a photo had, the newest first.
#[utoipa::path(get, path = "/repair-jobs/{id}/photos/{file}/marks", tag = "repair",
    operation_id = "repair_photo_marks",
    params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = Vec<DrawingBody>), (status = 404, body = ProblemBody)))]
async fn drawings(
    state: State,
    PathIds(id, file): PathIds<Job, files::File>,
) -> Result<Json<Vec<DrawingBody>>, Problem> {
    let found = state
        .read(move |tx| {
            let job = repair::job(tx, id)?.ok_or_else(|| Problem::unknown("repair.unknown"))?;
            Ok::<_, Problem>(repair::drawings(tx, job.seq, file.uuid())?)
        })
        .await?;
    Ok(Json(found.into_iter().map(DrawingBody::from).collect()))
}

/// Draws on a picture of the object. Its bytes stay as they are, and so does every drawing before.
#[utoipa::path(put, path = "/repair-jobs/{id}/photos/{file}/marks", tag = "repair",
    operation_id = "mark_repair_photo",
    params(("id" = Uuid, Path), ("file" = Uuid, Path)), request_body = DrawBody,
    responses((status = 200, body = Sheet),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.photo_unknown"),
        (status = 409, body = ProblemBody, description = "request.stale {version}, repair.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "repair.too_many_marks {most}, repair.mark_outside {position}, repair.mark_size {position}, repair.mark_text {position}")))]
async fn draw(
    PathIds(id, file): PathIds<Job, files::File>,
    command: Command<DrawBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let marks = body.marks.into_iter().map(MarkBody::input);
        let marks: Vec<PhotoMark> = marks.collect::<Result<_, _>>()?;
        let by = &signed.authority;
        let (file, seen) = (file.uuid(), body.version);
        Ok(repair::mark_photo(tx, cx, by, id, file, seen, marks)?)
    })
    .await
}
