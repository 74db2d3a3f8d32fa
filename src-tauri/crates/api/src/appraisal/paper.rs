//! The certificate as a file and on the screen; photos of objects on the counter; the certificate that
//! goes with a purchase.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{CertificatePaper, pdf};
use serde::Serialize;
use shop::appraisal::{self, Appraisal};
use shop::files;
use shop::sales::Sale;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Upload;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

const PHOTO_BYTES: usize = 20 * 1024 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeCustomers, routes!(certificate))
        .with(Right::SeeCustomers, routes!(preview))
        .with(Right::SeeSales, routes!(evaluation))
        .upload(Right::Appraise, PHOTO_BYTES, routes!(add_photo))
}

async fn loaded(
    state: &State,
    signed: &Signed,
    id: units::Id<Appraisal>,
) -> Result<CertificatePaper, Problem> {
    let (cx, by) = (signed.cx(state), signed.authority.user());
    state
        .read(move |tx| appraisal::paper(tx, &cx, by, id).map_err(Problem::from))
        .await
}

async fn file(state: &State, paper: CertificatePaper) -> Result<Response, Problem> {
    let pdf = state
        .work(move || pdf::certificate(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// The certificate as PDF: as it was frozen, or the draft as it would be.
#[utoipa::path(get, path = "/appraisals/{id}/pdf", tag = "appraisal", operation_id = "appraisal_pdf",
    params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn certificate(
    state: State,
    signed: Signed,
    PathId(id): PathId<Appraisal>,
) -> Result<Response, Problem> {
    let paper = loaded(&state, &signed, id).await?;
    file(&state, paper).await
}

/// The pages as the paper shows them.
#[derive(Serialize, ToSchema)]
pub(super) struct AppraisalPages {
    /// An SVG each.
    pages: Vec<String>,
}

pub(super) async fn drawn(
    state: &State,
    paper: CertificatePaper,
) -> Result<Json<AppraisalPages>, Problem> {
    let pages = state
        .work(move || pdf::certificate_pages(&paper).map_err(Problem::fault))
        .await??;
    Ok(Json(AppraisalPages { pages }))
}

/// The certificate on the screen, drawn from the marks of the PDF.
#[utoipa::path(get, path = "/appraisals/{id}/preview", tag = "appraisal",
    operation_id = "preview_appraisal", params(("id" = Uuid, Path)),
    responses((status = 200, body = AppraisalPages), (status = 404, body = ProblemBody)))]
async fn preview(
    state: State,
    signed: Signed,
    PathId(id): PathId<Appraisal>,
) -> Result<Json<AppraisalPages>, Problem> {
    let paper = loaded(&state, &signed, id).await?;
    drawn(&state, paper).await
}

/// The neutral certificate that goes with a purchase.
#[utoipa::path(get, path = "/sales/{id}/evaluation.pdf", tag = "appraisal",
    operation_id = "sale_evaluation", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "appraisal.sale_void, appraisal.sale_no_piece")))]
async fn evaluation(state: State, PathId(id): PathId<Sale>) -> Result<Response, Problem> {
    let paper = state
        .read(move |tx| appraisal::evaluation(tx, id).map_err(Problem::from))
        .await?;
    file(&state, paper).await
}

/// A picture that was kept.
#[derive(Serialize, ToSchema)]
struct KeptPhoto {
    file_id: Uuid,
}

/// Keeps a photo of an object that is no piece of the stock; the draft names it by its file.
#[utoipa::path(post, path = "/appraisal-photos", tag = "appraisal", operation_id = "add_appraisal_photo",
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = KeptPhoto),
        (status = 422, body = ProblemBody, description = "file.not_a_picture, file.picture_too_large, file.picture_damaged, file.heic")))]
async fn add_photo(Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    command
        .create(move |tx, cx, file| {
            let kept = files::keep(tx, cx, picture.media_type, &file.name, &picture.bytes)?;
            Ok::<_, Problem>(KeptPhoto {
                file_id: kept.uuid(),
            })
        })
        .await
}
