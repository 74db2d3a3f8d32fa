//! Photos and certificates: their bytes, and what attaches them to a piece.

use axum::Json;
use axum::body::Body;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shop::db::StoreError;
use shop::files::{self, CertificateError, File, PhotoError, PictureError};
use shop::papers;
use shop::stock::{Component, Piece};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

const PHOTO_BYTES: usize = 20 * 1024 * 1024;
const CERTIFICATE_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(bytes))
        .with(Right::SeeStock, routes!(documents))
        .upload(Right::EditStock, PHOTO_BYTES, routes!(add_photo))
        .with(Right::EditStock, routes!(remove_photo))
        .upload(
            Right::EditStock,
            CERTIFICATE_BYTES,
            routes!(set_certificate),
        )
        .with(Right::EditStock, routes!(remove_certificate))
}

/// A photo or certificate of a piece: read it from `/files/{file_id}`.
#[derive(Serialize, ToSchema)]
struct Attached {
    file_id: Uuid,
    name: String,
    media_type: String,
    size_bytes: i64,
    /// Of a photo.
    thumbnail_id: Option<Uuid>,
    /// The stone that a certificate belongs to.
    component_id: Option<Uuid>,
}

/// Pictures and certificates. An import's file, with what every piece cost, lies in the same table.
fn is_shown(media_type: &str) -> bool {
    media_type.starts_with("image/") || media_type == "application/pdf"
}

/// A photo, a certificate or a paper. What says a cost is not there for who may not see costs.
#[utoipa::path(get, path = "/files/{id}", tag = "files", operation_id = "file",
    params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/octet-stream"),
        (status = 404, body = ProblemBody)))]
async fn bytes(
    state: State,
    signed: Signed,
    PathId(id): PathId<File>,
) -> Result<Response, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let (file, says_cost) = state
        .read(move |tx| {
            let file = files::file_by_id(tx, id)?;
            Ok::<_, StoreError>((file, papers::says_cost(tx, id)?))
        })
        .await?;
    let file = file
        .filter(|file| is_shown(&file.media_type) && (with_cost || !says_cost))
        .ok_or_else(|| Problem::unknown("file.unknown"))?;
    // A browser that several people use must not show one what another was shown.
    let cache = if says_cost {
        "no-store"
    } else {
        "private, max-age=31536000, immutable"
    };
    // What the store keeps under an id never changes; what is no picture never opens as a page.
    let disposition = if file.media_type.starts_with("image/") {
        "inline"
    } else {
        "attachment"
    };
    Ok((
        [
            (header::CONTENT_TYPE, file.media_type.as_str()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, cache),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        Body::from(file.bytes),
    )
        .into_response())
}

#[utoipa::path(get, path = "/stock/pieces/{id}/documents", tag = "files",
    operation_id = "piece_documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<Attached>)))]
async fn documents(
    state: State,
    PathId(id): PathId<Piece>,
) -> Result<Json<Vec<Attached>>, Problem> {
    let documents = state.read(move |tx| files::documents(tx, id)).await?;
    let documents = documents.into_iter().map(|document| Attached {
        file_id: document.file.uuid(),
        name: document.name,
        media_type: document.media_type,
        size_bytes: document.size_bytes,
        thumbnail_id: document.thumbnail.map(Id::uuid),
        component_id: document.component.map(Id::uuid),
    });
    Ok(Json(documents.collect()))
}

#[utoipa::path(post, path = "/stock/pieces/{id}/photos", tag = "files",
    operation_id = "add_photo", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 204), (status = 422, body = ProblemBody, description = "file.not_a_picture…")))]
async fn add_photo(PathId(id): PathId<Piece>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    command
        .run(move |tx, cx, file| {
            files::attach_photo(tx, cx, id, &file.name, &picture)?;
            Ok::<_, Problem>(())
        })
        .await
}

#[utoipa::path(delete, path = "/stock/pieces/{id}/photos/{file_id}", tag = "files",
    operation_id = "remove_photo", params(("id" = Uuid, Path), ("file_id" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn remove_photo(
    path: Result<Path<(Uuid, Uuid)>, PathRejection>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let (piece, file) = two(path)?;
    let piece = Id::<Piece>::from_uuid(piece);
    command
        .run(move |tx, _, _| {
            let documents = files::documents(tx, piece)?;
            let photo = documents
                .iter()
                .find(|photo| photo.thumbnail.is_some() && photo.file.uuid() == file)
                .ok_or(PhotoError::PhotoUnknown)?;
            files::detach_photo(tx, piece, photo.position)?;
            Ok::<_, Problem>(())
        })
        .await
}

#[utoipa::path(put, path = "/stock/pieces/{id}/components/{component}/certificate", tag = "files",
    operation_id = "set_certificate", params(("id" = Uuid, Path), ("component" = Uuid, Path)),
    request_body(content = String, content_type = "application/pdf"),
    responses((status = 204), (status = 422, body = ProblemBody, description = "file.not_a_pdf")))]
async fn set_certificate(
    path: Result<Path<(Uuid, Uuid)>, PathRejection>,
    Upload(command): Upload,
) -> Result<Answer, Problem> {
    let (piece, component) = two(path)?;
    let (piece, component) = (
        Id::<Piece>::from_uuid(piece),
        Id::<Component>::from_uuid(component),
    );
    command
        .run(move |tx, cx, file| {
            files::attach_certificate(tx, cx, piece, component, &file.name, &file.bytes)?;
            Ok::<_, Problem>(())
        })
        .await
}

#[utoipa::path(delete, path = "/stock/pieces/{id}/components/{component}/certificate",
    tag = "files", operation_id = "remove_certificate",
    params(("id" = Uuid, Path), ("component" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemBody)))]
async fn remove_certificate(
    path: Result<Path<(Uuid, Uuid)>, PathRejection>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let (piece, component) = two(path)?;
    let (piece, component) = (
        Id::<Piece>::from_uuid(piece),
        Id::<Component>::from_uuid(component),
    );
    command
        .run(move |tx, _, _| {
            files::detach_certificate(tx, piece, component)?;
            Ok::<_, Problem>(())
        })
        .await
}

fn two(path: Result<Path<(Uuid, Uuid)>, PathRejection>) -> Result<(Uuid, Uuid), Problem> {
    path.map(|Path(ids)| ids)
        .map_err(|error| Problem::malformed("request.path").because(error.body_text()))
}

impl From<PictureError> for Problem {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::NotAPicture => Self::refused("file.not_a_picture"),
            PictureError::Heic => Self::refused("file.heic"),
            PictureError::Damaged => Self::refused("file.picture_damaged"),
            PictureError::TooLarge => Self::refused("file.picture_too_large"),
        }
    }
}

impl From<PhotoError> for Problem {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            PhotoError::PhotoUnknown => Self::unknown("file.unknown"),
            PhotoError::TooMany => Self::refused("file.too_many_photos"),
            PhotoError::Store(error) => error.into(),
        }
    }
}

impl From<CertificateError> for Problem {
    fn from(error: CertificateError) -> Self {
        match error {
            CertificateError::NotAPdf => Self::refused("file.not_a_pdf"),
            CertificateError::TooLarge => Self::refused("file.pdf_too_large"),
            CertificateError::ComponentUnknown => Self::unknown("stock.component_unknown"),
            CertificateError::Store(error) => error.into(),
        }
    }
}
