//! The board of an order: pictures to look at, drawings to take away.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use shop::custom::{self, Order, Upload as Kept};
use shop::files::{self, File, PictureError};
use shop::users::Right;
use utoipa_axum::routes;

use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::{PathId, PathIds};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// Files of CAD programs are larger than photos.
const FILE_BYTES: usize = 50 * 1024 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .upload(Right::WorkRepairs, FILE_BYTES, routes!(add))
        .with(Right::SeeRepairs, routes!(bytes))
        .with(Right::WorkRepairs, routes!(take_off))
        .with(Right::WorkRepairs, routes!(put_back))
}

/// A picture as it can be shown, anything else as it came.
fn looked_at(bytes: &[u8]) -> Result<Kept, PictureError> {
    match files::prepare_picture(bytes) {
        Ok(picture) => Ok(Kept::Picture(picture)),
        Err(PictureError::NotAPicture) => Ok(Kept::Bytes(bytes.to_vec())),
        // Larger than any picture, and no picture: the drawing of a whole parure.
        Err(PictureError::TooLarge) if !is_picture(bytes) => Ok(Kept::Bytes(bytes.to_vec())),
        Err(refused) => Err(refused),
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 3] = [&[0xFF, 0xD8, 0xFF], b"\x89PNG", b"RIFF"];
    starts.iter().any(|start| bytes.starts_with(start))
}

/// Puts a file on the board.
#[utoipa::path(post, path = "/custom-orders/{id}/files", tag = "custom",
    operation_id = "add_custom_file", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = Sheet),
        (status = 422, body = ProblemBody, description = "custom.empty_file, custom.too_many_files {most}, file.picture_damaged, file.picture_too_large, file.heic")))]
async fn add(PathId(id): PathId<Order>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let looked = command.state.work(move || looked_at(&upload)).await??;
    run(command, move |tx, cx, signed, file| {
        Ok(custom::attach(
            tx,
            cx,
            &signed.authority,
            id,
            &file.name,
            &looked,
        )?)
    })
    .await
}

/// A file's bytes: a picture to be shown, anything else to be saved.
#[utoipa::path(get, path = "/custom-orders/{id}/files/{file}", tag = "custom",
    operation_id = "custom_file", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, content_type = "application/octet-stream"),
        (status = 404, body = ProblemBody, description = "custom.file_unknown")))]
async fn bytes(state: State, PathIds(id, file): PathIds<Order, File>) -> Result<Response, Problem> {
    let (found, bytes) = state.read(move |tx| custom::kept(tx, id, file)).await?;
    let is_picture = found.thumbnail.is_some();
    let disposition = if is_picture { "inline" } else { "attachment" };
    Ok((
        [
            (header::CONTENT_TYPE, found.media_type),
            (header::CONTENT_DISPOSITION, disposition.to_owned()),
            (
                header::CACHE_CONTROL,
                "private, max-age=31536000, immutable".to_owned(),
            ),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ],
        Body::from(bytes),
    )
        .into_response())
}

/// Takes a file off the board. It is kept.
#[utoipa::path(delete, path = "/custom-orders/{id}/files/{file}", tag = "custom",
    operation_id = "take_off_custom_file", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn take_off(
    PathIds(id, file): PathIds<Order, File>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        Ok(custom::take_off(tx, cx, &signed.authority, id, file)?)
    })
    .await
}

/// Puts it back.
#[utoipa::path(post, path = "/custom-orders/{id}/files/{file}/back", tag = "custom",
    operation_id = "put_back_custom_file", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    request_body = Nothing,
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody)))]
async fn put_back(
    PathIds(id, file): PathIds<Order, File>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        Ok(custom::put_back(tx, cx, &signed.authority, id, file)?)
    })
    .await
}
