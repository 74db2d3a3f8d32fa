//! The papers that a customer is asked by: an estimate, to be signed, and the letter to who never came.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::EstimatePaper;
use shop::repair::{self, Estimate, Job};
use shop::signature::Of;
use shop::users::Right;
use utoipa_axum::routes;

use super::papers::{self, SignedBy};
use super::run;
use super::sheet::Sheet;
use super::signatures::{SignBody, SignatureBody, keep};
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::WorkRepairs, routes!(print))
        .with(Right::TakeRepairs, routes!(sign))
        .with(Right::TakeRepairs, routes!(write_letter))
        .with(Right::SeeRepairs, routes!(letter))
}

fn printed(paper: &EstimatePaper, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawing = papers::drawing(signed);
    let by = signed.map(|(by, _)| (by, drawing.as_ref()));
    documents::pdf::estimate(paper, by).map_err(Problem::fault)
}

/// An estimate on A4, in the slip's language.
#[utoipa::path(get, path = "/repair-estimates/{id}/pdf", tag = "repair",
    operation_id = "repair_estimate_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "repair.estimate_unknown")))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Estimate>,
) -> Result<Response, Problem> {
    let cx = signed.cx(&state);
    let (paper, by) = state
        .read(move |tx| {
            let paper = repair::estimate_paper(tx, &cx, id)?;
            Ok::<_, Problem>((paper, papers::signed_by(tx, id.uuid())?))
        })
        .await?;
    let pdf = state.work(move || printed(&paper, by.as_ref())).await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Queues an estimate for the receipt printer of the till that asks.
#[utoipa::path(post, path = "/repair-estimates/{id}/print", tag = "repair",
    operation_id = "print_repair_estimate", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204),
        (status = 404, body = ProblemBody, description = "repair.estimate_unknown"),
        (status = 409, body = ProblemBody, description = "repair.no_printer")))]
async fn print(PathId(id): PathId<Estimate>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, _| {
            repair::print_estimate(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// Signs an estimate that holds. It is agreed to by its answer, of the channel `signature`.
#[utoipa::path(post, path = "/repair-estimates/{id}/signatures", tag = "repair",
    operation_id = "sign_repair_estimate", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "repair.estimate_unknown"),
        (status = 409, body = ProblemBody, description = "repair.estimate_closed"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Estimate>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let paper = command
        .state
        .read(move |tx| Ok::<_, Problem>(repair::estimate_to_sign(tx, &cx, id)?))
        .await?;
    let document = command.state.work(move || printed(&paper, None)).await??;
    keep(command, Of::RepairEstimate, id.uuid(), medium, document).await
}

/// Enters that the letter about an object that nobody fetched is written: the notice of the law. It is
/// printed from then on.
#[utoipa::path(post, path = "/repair-jobs/{id}/abandonment-letter", tag = "repair",
    operation_id = "write_abandonment_letter", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}, repair.no_address")))]
async fn write_letter(
    PathId(id): PathId<Job>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, _| {
        Ok(repair::write_abandonment(tx, cx, &signed.authority, id)?)
    })
    .await
}

/// The letter that was written last, on A4.
#[utoipa::path(get, path = "/repair-jobs/{id}/abandonment-letter", tag = "repair",
    operation_id = "abandonment_letter_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.no_letter")))]
async fn letter(state: State, PathId(id): PathId<Job>) -> Result<Response, Problem> {
    let letter = state
        .read(move |tx| Ok::<_, Problem>(repair::abandonment_letter(tx, id)?))
        .await?;
    let pdf = state
        .work(move || documents::pdf::abandonment(&letter).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}
