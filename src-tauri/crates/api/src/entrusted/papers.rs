//! The slip as a paper: read, printed, signed.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{Language, Slip as Paper};
use serde::Deserialize;
use shop::Cx;
use shop::db::ReadTx;
use shop::entrusted::{self, Slip};
use shop::signature::Of;
use shop::users::Right;
use units::Id;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::find;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::repair::{SignBody, SignatureBody, SignedBy, drawing, keep, read, signed_by};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::TakeRepairs, routes!(sign))
        .with(Right::TakeRepairs, routes!(print))
}

#[derive(Debug, Deserialize, IntoParams)]
struct Spoken {
    /// `fr` or `en`; the slip's own where it is not said.
    language: Option<String>,
}

impl Spoken {
    fn language(&self) -> Result<Option<Language>, Problem> {
        match self.language.as_deref() {
            None | Some("") => Ok(None),
            Some("fr") => Ok(Some(Language::Fr)),
            Some("en") => Ok(Some(Language::En)),
            Some(_) => Err(Problem::malformed("request.query").because("language")),
        }
    }
}

/// A slip with its pictures.
struct Made {
    paper: Paper,
    pictures: Vec<Vec<u8>>,
}

fn made(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Slip>,
    language: Option<Language>,
) -> Result<Made, Problem> {
    let of = find(tx, id)?;
    Ok(Made {
        paper: entrusted::slip(tx, cx, &of, language, 0)?,
        pictures: entrusted::pictures(tx, &of)?,
    })
}

/// The paper as PDF. Takes long: not for the writer's thread.
fn printed(of: &Made, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawn = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawn.as_ref()));
    documents::pdf::entrusted_slip(&of.paper, &read(&of.pictures), by)
        .map_err(Problem::fault)?
        .ok_or_else(|| Problem::unknown("entrusted.slip_unknown"))
}

/// The slip on A4 as it stands, with who signed it.
#[utoipa::path(get, path = "/entrusted-slips/{id}/pdf", tag = "entrusted",
    operation_id = "entrusted_slip_pdf", params(("id" = Uuid, Path), Spoken),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "entrusted.slip_unknown")))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Slip>,
    Query(query): Query<Spoken>,
) -> Result<Response, Problem> {
    let language = query.language()?;
    let cx = signed.cx(&state);
    let (made, by) = state
        .read(move |tx| {
            let made = made(tx, &cx, id, language)?;
            Ok::<_, Problem>((made, signed_by(tx, id.uuid())?))
        })
        .await?;
    let pdf = state.work(move || printed(&made, by.as_ref())).await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Signs the slip as it stands.
#[utoipa::path(post, path = "/entrusted-slips/{id}/signatures", tag = "entrusted",
    operation_id = "sign_entrusted_slip", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "entrusted.slip_unknown"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Slip>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let made = command
        .state
        .read(move |tx| made(tx, &cx, id, None))
        .await?;
    let document = command.state.work(move || printed(&made, None)).await??;
    keep(command, Of::EntrustedSlip, id.uuid(), medium, document).await
}

/// Queues the slip for the till's printer. One after the first is a numbered copy.
#[utoipa::path(post, path = "/entrusted-slips/{id}/print", tag = "entrusted",
    operation_id = "print_entrusted_slip", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "entrusted.no_printer")))]
async fn print(PathId(id): PathId<Slip>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            entrusted::print(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}
