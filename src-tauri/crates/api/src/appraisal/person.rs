//! Who signs: one's own name, credentials and signature.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::appraisal;
use shop::files;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::Bilingual;
use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

const SIGNATURE_BYTES: usize = 4 * 1024 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::Appraise, routes!(own))
        .with(Right::Appraise, routes!(set))
        .upload(Right::Appraise, SIGNATURE_BYTES, routes!(set_signature))
        .with(Right::Appraise, routes!(remove_signature))
}

/// Oneself as one's certificates say it.
#[derive(Serialize, ToSchema)]
struct Appraiser {
    /// Empty: not written yet, and nothing can be issued.
    name: String,
    credentials: Bilingual,
    signature_id: Option<Uuid>,
}

impl From<appraisal::Appraiser> for Appraiser {
    fn from(of: appraisal::Appraiser) -> Self {
        Self {
            name: of.name,
            credentials: of.credentials.into(),
            signature_id: of.signature,
        }
    }
}

/// One's own name, credentials and signature.
#[utoipa::path(get, path = "/appraiser", tag = "appraisal", operation_id = "appraiser",
    responses((status = 200, body = Appraiser)))]
async fn own(state: State, signed: Signed) -> Result<Json<Appraiser>, Problem> {
    let user = signed.authority.user();
    let found = state.read(move |tx| appraisal::appraiser(tx, user)).await?;
    Ok(Json(found.into()))
}

/// What one signs with.
#[derive(Debug, Deserialize, ToSchema)]
struct SetAppraiser {
    name: String,
    credentials: Bilingual,
}

/// Keeps one's own name and credentials, for certificates issued from now on.
#[utoipa::path(put, path = "/appraiser", tag = "appraisal", operation_id = "set_appraiser",
    request_body = SetAppraiser,
    responses((status = 200, body = Appraiser),
        (status = 422, body = ProblemBody, description = "appraisal.appraiser_missing, appraisal.too_long {field}")))]
async fn set(command: Command<SetAppraiser>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let credentials = body.credentials.into();
            let kept =
                appraisal::set_appraiser(tx, cx, &signed.authority, &body.name, credentials)?;
            Ok::<_, Problem>(Appraiser::from(kept))
        })
        .await
}

/// Keeps one's own signature: a picture of it, or what was drawn on the screen.
#[utoipa::path(put, path = "/appraiser/signature", tag = "appraisal", operation_id = "set_signature",
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = Appraiser),
        (status = 422, body = ProblemBody, description = "file.not_a_picture, file.picture_too_large")))]
async fn set_signature(Upload(command): Upload) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    let upload = command.body.bytes.clone();
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    command
        .run(move |tx, cx, _| {
            let kept = appraisal::set_signature(tx, cx, &signed.authority, Some(&picture))?;
            Ok::<_, Problem>(Appraiser::from(kept))
        })
        .await
}

/// Takes one's own signature away; certificates that have it keep it.
#[utoipa::path(delete, path = "/appraiser/signature", tag = "appraisal",
    operation_id = "remove_signature", responses((status = 200, body = Appraiser)))]
async fn remove_signature(command: Command<Nothing>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, _| {
            let kept = appraisal::set_signature(tx, cx, &signed.authority, None)?;
            Ok::<_, Problem>(Appraiser::from(kept))
        })
        .await
}
