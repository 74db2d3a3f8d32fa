//! The slip as a paper: read, printed, signed.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::Slip as Paper;
use shop::keeping::{self, Slip};
use shop::signature::Of;
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;

use super::find;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::repair::{SignBody, SignatureBody, SignedBy, drawing, keep, signed_by};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::TakeRepairs, routes!(sign))
        .with(Right::TakeRepairs, routes!(print))
}

/// The paper as PDF. Takes long: not for the writer's thread.
fn printed(paper: &Paper, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawn = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawn.as_ref()));
    documents::pdf::keeping_slip(paper, by)
        .map_err(Problem::fault)?
        .ok_or_else(|| Problem::unknown("keeping.slip_unknown"))
}

/// The slip on A4 as it stands, with who signed it.
#[utoipa::path(get, path = "/keeping-slips/{id}/pdf", tag = "keeping",
    operation_id = "keeping_slip_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "keeping.slip_unknown")))]
async fn pdf(state: State, signed: Signed, PathId(id): PathId<Slip>) -> Result<Response, Problem> {
    let cx = signed.cx(&state);
    let (paper, by) = state
        .read(move |tx| {
            let paper = keeping::slip(tx, &cx, &find(tx, id)?, None, 0)?;
            Ok::<_, Problem>((paper, signed_by(tx, id.uuid())?))
        })
        .await?;
    let pdf = state.work(move || printed(&paper, by.as_ref())).await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Signs the slip as it stands.
#[utoipa::path(post, path = "/keeping-slips/{id}/signatures", tag = "keeping",
    operation_id = "sign_keeping_slip", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "keeping.slip_unknown"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Slip>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let paper = command
        .state
        .read(move |tx| Ok::<_, Problem>(keeping::slip(tx, &cx, &find(tx, id)?, None, 0)?))
        .await?;
    let document = command.state.work(move || printed(&paper, None)).await??;
    keep(command, Of::KeepingSlip, id.uuid(), medium, document).await
}

/// Queues the slip for the till's printer. One after the first is a numbered copy.
#[utoipa::path(post, path = "/keeping-slips/{id}/print", tag = "keeping",
    operation_id = "print_keeping_slip", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "keeping.no_printer")))]
async fn print(PathId(id): PathId<Slip>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            keeping::print(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}
