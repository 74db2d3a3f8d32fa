//! Quotes: written, sent, answered, signed, and as PDF.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use shop::Cx;
use shop::custom::{self, Order, Paper, Quote};
use shop::db::{ReadTx, Store, StoreError};
use shop::signature::Of;
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;

use super::body::{AnswerBody, QuoteBody, SendBody};
use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::repair::{SignBody, SignatureBody, SignedBy, drawing, keep, read, signed_by};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::TakeRepairs, routes!(save))
        .with(Right::TakeRepairs, routes!(send))
        .with(Right::TakeRepairs, routes!(answer))
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::TakeRepairs, routes!(sign))
}

/// Writes the draft of a quote; where there is none, the next version begins.
#[utoipa::path(put, path = "/custom-orders/{id}/quote", tag = "custom",
    operation_id = "save_custom_quote", params(("id" = Uuid, Path)), request_body = QuoteBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, custom.wrong_state {state}, custom.own_metal {metal, has_mg, asked_mg}, custom.own_metal_promised {metal, left_mg, asked_mg, order}"),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}, custom.too_many_lines {most}, custom.valid_until")))]
async fn save(PathId(id): PathId<Order>, command: Command<QuoteBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(custom::save_quote(
            tx,
            cx,
            &signed.authority,
            id,
            &body.input()?,
        )?)
    })
    .await
}

/// Locks the draft and waits for an answer.
#[utoipa::path(post, path = "/custom-orders/{id}/quote/send", tag = "custom",
    operation_id = "send_custom_quote", params(("id" = Uuid, Path)), request_body = SendBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "request.stale {version}, custom.wrong_state {state}, custom.no_draft, custom.unpriced, custom.rate_moved, custom.own_metal {metal, has_mg, asked_mg}, custom.own_metal_promised {metal, left_mg, asked_mg, order}, custom.own_stones {line}"),
        (status = 422, body = ProblemBody, description = "custom.valid_until")))]
async fn send(PathId(id): PathId<Order>, command: Command<SendBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(custom::send(tx, cx, &signed.authority, id, body.version)?)
    })
    .await
}

/// What the customer, or the day, said to it.
#[utoipa::path(post, path = "/custom-orders/{id}/answer", tag = "custom",
    operation_id = "answer_custom_quote", params(("id" = Uuid, Path)), request_body = AnswerBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.quote_expired {until}, custom.quote_holds {until}, custom.not_signed, custom.own_metal {metal, has_mg, asked_mg}, custom.own_metal_promised {metal, left_mg, asked_mg, order}"),
        (status = 422, body = ProblemBody, description = "custom.no_channel")))]
async fn answer(
    PathId(id): PathId<Order>,
    command: Command<AnswerBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(custom::answer(
            tx,
            cx,
            &signed.authority,
            id,
            &body.input()?,
        )?)
    })
    .await
}

fn made(tx: &ReadTx<'_>, cx: &Cx, id: Id<Quote>) -> Result<(Paper, Option<SignedBy>), Problem> {
    let paper = custom::paper(tx, cx, id)?;
    Ok((paper, signed_by(tx, id.uuid())?))
}

/// The quote as PDF. Takes long: not for the writer's thread.
fn printed(of: &Paper, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawn = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawn.as_ref()));
    documents::pdf::quote(&of.paper, &read(&of.pictures), by).map_err(Problem::fault)
}

/// A quote with its number as it goes with an e-mail. None: nobody sent it, or it cannot be drawn.
pub fn quote_to_send(
    store: &Store,
    cx: &Cx,
    id: Id<Quote>,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let cx = cx.clone();
    let found = store.read(move |tx| {
        let is_sent = custom::quote(tx, id)?.is_some_and(|quote| quote.sent.is_some());
        Ok::<_, StoreError>(if is_sent {
            made(tx, &cx, id).ok()
        } else {
            None
        })
    })?;
    Ok(found.and_then(|(paper, by)| {
        let pdf = printed(&paper, by.as_ref()).ok()?;
        Some((paper.paper.number, pdf))
    }))
}

/// A quote on A4, in both languages.
#[utoipa::path(get, path = "/custom-quotes/{id}/pdf", tag = "custom",
    operation_id = "custom_quote_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "custom.quote_unknown")))]
async fn pdf(state: State, signed: Signed, PathId(id): PathId<Quote>) -> Result<Response, Problem> {
    let cx = signed.cx(&state);
    let (paper, by) = state.read(move |tx| made(tx, &cx, id)).await?;
    let pdf = state.work(move || printed(&paper, by.as_ref())).await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Signs a quote that was sent, as it stands.
#[utoipa::path(post, path = "/custom-quotes/{id}/signatures", tag = "custom",
    operation_id = "sign_custom_quote", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 409, body = ProblemBody, description = "custom.not_sent"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Quote>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let paper = command
        .state
        .read(move |tx| {
            let quote =
                custom::quote(tx, id)?.ok_or_else(|| Problem::unknown("custom.quote_unknown"))?;
            // What nobody has sent, nobody agrees to.
            if quote.sent.is_none() {
                return Err(Problem::conflict("custom.not_sent"));
            }
            Ok(custom::paper(tx, &cx, id)?)
        })
        .await?;
    let document = command.state.work(move || printed(&paper, None)).await??;
    keep(command, Of::CustomQuote, id.uuid(), medium, document).await
}
