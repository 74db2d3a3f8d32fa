//! The papers of an account: receipts and returns, signed; its statement.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use documents::{Language, Slip};
use serde::Deserialize;
use shop::Cx;
use shop::customers::Customer;
use shop::db::ReadTx;
use shop::metal_account::{self, Paper};
use shop::signature::Of;
use shop::users::Right;
use units::Id;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::body::language;
use super::sheet;
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
        .with(Right::SeeRepairs, routes!(statement))
}

#[derive(Debug, Deserialize, IntoParams)]
struct Spoken {
    /// `fr` or `en`; the paper's own where it is not said.
    language: Option<String>,
}

fn spoken(word: Option<&str>) -> Result<Option<Language>, Problem> {
    language(word).map_err(|()| Problem::malformed("request.query").because("language"))
}

/// A paper with its pictures.
struct Made {
    slip: Slip,
    pictures: Vec<Vec<u8>>,
}

fn made(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Paper>,
    language: Option<Language>,
) -> Result<Made, Problem> {
    let unknown = || Problem::unknown("metal_account.paper_unknown");
    let of = metal_account::paper(tx, id)?.ok_or_else(unknown)?;
    Ok(Made {
        slip: metal_account::slip(tx, cx, &of, language, 0)?,
        pictures: metal_account::pictures(tx, &of)?,
    })
}

/// The paper as PDF. Takes long: not for the writer's thread.
fn printed(of: &Made, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawn = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawn.as_ref()));
    documents::pdf::metal_slip(&of.slip, &read(&of.pictures), by)
        .map_err(Problem::fault)?
        .ok_or_else(|| Problem::unknown("metal_account.paper_unknown"))
}

/// A receipt or a return on A4, with who signed it.
#[utoipa::path(get, path = "/metal-papers/{id}/pdf", tag = "metal_account",
    operation_id = "metal_paper_pdf", params(("id" = Uuid, Path), Spoken),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "metal_account.paper_unknown")))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Paper>,
    Query(query): Query<Spoken>,
) -> Result<Response, Problem> {
    let language = spoken(query.language.as_deref())?;
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

/// Signs a receipt or a return as it stands.
#[utoipa::path(post, path = "/metal-papers/{id}/signatures", tag = "metal_account",
    operation_id = "sign_metal_paper", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "metal_account.paper_unknown"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Paper>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let made = command
        .state
        .read(move |tx| made(tx, &cx, id, None))
        .await?;
    let document = command.state.work(move || printed(&made, None)).await??;
    keep(command, Of::MetalPaper, id.uuid(), medium, document).await
}

/// Queues a paper for the till's printer. One after the first is a numbered copy.
#[utoipa::path(post, path = "/metal-papers/{id}/print", tag = "metal_account",
    operation_id = "print_metal_paper", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "metal_account.no_printer")))]
async fn print(PathId(id): PathId<Paper>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            metal_account::print(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}

#[derive(Debug, Deserialize, IntoParams)]
struct StatementQuery {
    /// The end of this past day, `YYYY-MM-DD`; now where it is not said.
    on: Option<NaiveDate>,
    /// `fr` or `en`; the customer's where it is not said.
    language: Option<String>,
}

/// The account on A4: every entry up to a day, and what was left after each.
#[utoipa::path(get, path = "/customers/{id}/metal/statement", tag = "metal_account",
    operation_id = "metal_statement_pdf", params(("id" = Uuid, Path), StatementQuery),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "customer.unknown"),
        (status = 422, body = ProblemBody, description = "metal.position_future")))]
async fn statement(
    state: State,
    signed: Signed,
    PathId(id): PathId<Customer>,
    Query(query): Query<StatementQuery>,
) -> Result<Response, Problem> {
    let language = spoken(query.language.as_deref())?;
    let cx = signed.cx(&state);
    let paper = state
        .read(move |tx| {
            let (_, account) = sheet::load(tx, &cx, id, query.on)?;
            Ok::<_, Problem>(metal_account::statement(tx, &cx, &account, language)?)
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::metal_statement(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}
