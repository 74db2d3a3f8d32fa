//! Photos in bulk: what goes where, each of them, and the way back.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::files;
use shop::photos::{self, Added, Batch, Match};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::{Input, PathId};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;
use crate::wire::when;

const PHOTO_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::EditStock, routes!(find))
        .with(Right::EditStock, routes!(list))
        .with(Right::EditStock, routes!(start))
        .upload(Right::EditStock, PHOTO_BYTES, routes!(add))
        .with(Right::EditStock, routes!(undo))
}

/// Names of files.
#[derive(Debug, Deserialize, ToSchema)]
struct FileNames {
    names: Vec<String>,
}

/// A file's name and its piece.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PhotoMatch)]
struct MatchBody {
    name: String,
    /// By its name it is a picture.
    is_picture: bool,
    /// The piece whose number the name begins with.
    piece_id: Option<Uuid>,
    number: Option<String>,
    title: Option<String>,
}

impl From<Match> for MatchBody {
    fn from(one: Match) -> Self {
        let (piece_id, number, title) = match one.piece {
            Some((id, number, title)) => (Some(id.uuid()), Some(number), Some(title)),
            None => (None, None, None),
        };
        Self {
            name: one.name,
            is_picture: one.is_picture,
            piece_id,
            number,
            title,
        }
    }
}

/// Which file would go to which piece; nothing is added.
#[utoipa::path(post, path = "/stock/photos/match", tag = "photos", operation_id = "match_photos",
    request_body = FileNames,
    responses((status = 200, body = Vec<MatchBody>),
        (status = 422, body = ProblemBody, description = "selection.too_many {most}")))]
async fn find(
    state: State,
    Input(input): Input<FileNames>,
) -> Result<Json<Vec<MatchBody>>, Problem> {
    if input.names.len() > photos::MOST_NAMES {
        return Err(Problem::refused("selection.too_many").with("most", photos::MOST_NAMES));
    }
    let found = state.read(move |tx| photos::find(tx, input.names)).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Photos that were added together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PhotoBatch)]
struct BatchBody {
    id: Uuid,
    at: String,
    user_name: String,
    photo_count: i64,
    piece_count: i64,
    /// How many its taking back has taken off; null while it stands.
    taken_back: Option<i64>,
}

impl From<Batch> for BatchBody {
    fn from(batch: Batch) -> Self {
        Self {
            id: batch.id.uuid(),
            at: when(batch.at),
            user_name: batch.user_name,
            photo_count: batch.photos,
            piece_count: batch.pieces,
            taken_back: batch.taken_back,
        }
    }
}

/// The last batches, the newest first.
#[utoipa::path(get, path = "/stock/photo-batches", tag = "photos", operation_id = "photo_batches",
    responses((status = 200, body = Vec<BatchBody>)))]
async fn list(state: State) -> Result<Json<Vec<BatchBody>>, Problem> {
    let found = state.read(|tx| photos::batches(tx, 50)).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A batch to be.
#[derive(Debug, Deserialize, ToSchema)]
struct StartPhotos {
    id: Uuid,
}

/// Begins a batch; its photos follow one by one.
#[utoipa::path(post, path = "/stock/photo-batches", tag = "photos", operation_id = "start_photos",
    request_body = StartPhotos,
    responses((status = 201, body = BatchBody), (status = 409, body = ProblemBody, description = "stock.id_taken")))]
async fn start(command: Command<StartPhotos>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let batch = photos::start(tx, cx, Id::from_uuid(body.id))?;
            Ok::<_, Problem>(BatchBody::from(batch))
        })
        .await
}

/// A photo that was added.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AddedPhoto)]
struct AddedBody {
    piece_id: Uuid,
    number: String,
    /// The piece had this very picture already.
    known: bool,
}

impl From<Added> for AddedBody {
    fn from(added: Added) -> Self {
        Self {
            piece_id: added.piece.uuid(),
            number: added.number,
            known: added.is_known,
        }
    }
}

/// Adds a picture to the piece whose number its file's name begins with.
#[utoipa::path(post, path = "/stock/photo-batches/{id}/photos", tag = "photos",
    operation_id = "add_batch_photo", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = AddedBody),
        (status = 404, body = ProblemBody, description = "photos.unknown"),
        (status = 409, body = ProblemBody, description = "photos.taken_back"),
        (status = 422, body = ProblemBody, description = "photos.no_piece {name}, file.not_a_picture…")))]
async fn add(PathId(id): PathId<Batch>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    command
        .create(move |tx, cx, file| {
            let added = photos::add(tx, cx, id, &file.name, &picture)?;
            Ok::<_, Problem>(AddedBody::from(added))
        })
        .await
}

/// Takes every photo of the batch off that is still on its piece.
#[utoipa::path(post, path = "/stock/photo-batches/{id}/undo", tag = "photos",
    operation_id = "undo_photos", params(("id" = Uuid, Path)),
    responses((status = 200, body = BatchBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "photos.taken_back")))]
async fn undo(PathId(id): PathId<Batch>, command: Command<Nothing>) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| {
            let batch = photos::undo(tx, cx, id)?;
            Ok::<_, Problem>(BatchBody::from(batch))
        })
        .await
}

impl From<photos::StartError> for Problem {
    fn from(error: photos::StartError) -> Self {
        match error {
            photos::StartError::IdTaken => Self::conflict("stock.id_taken"),
            photos::StartError::Store(error) => error.into(),
        }
    }
}

impl From<photos::AddPhotoError> for Problem {
    fn from(error: photos::AddPhotoError) -> Self {
        match error {
            photos::AddPhotoError::Unknown => Self::unknown("photos.unknown"),
            photos::AddPhotoError::TakenBack => Self::conflict("photos.taken_back"),
            photos::AddPhotoError::NoPiece(name) => {
                Self::refused("photos.no_piece").with("name", name)
            }
            photos::AddPhotoError::Photo(error) => error.into(),
            photos::AddPhotoError::Store(error) => error.into(),
        }
    }
}

impl From<photos::UndoError> for Problem {
    fn from(error: photos::UndoError) -> Self {
        match error {
            photos::UndoError::Unknown => Self::unknown("photos.unknown"),
            photos::UndoError::TakenBack => Self::conflict("photos.taken_back"),
            photos::UndoError::Photo(error) => error.into(),
            photos::UndoError::Store(error) => error.into(),
        }
    }
}
