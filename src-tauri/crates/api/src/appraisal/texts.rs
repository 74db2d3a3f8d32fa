//! The method and the conditions that new drafts begin with, and how they would look.

use axum::Json;
use serde::Deserialize;
use shop::appraisal::{self, templates};
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::body::{AppraisalTemplate, Texts};
use super::kind_of;
use super::paper::{AppraisalPages, drawn};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::Appraise, routes!(template_list))
        .with(Right::Appraise, routes!(set_texts))
        .with(Right::Appraise, routes!(preview))
}

/// The templates, with the texts that new drafts begin with.
#[utoipa::path(get, path = "/appraisal-templates", tag = "appraisal",
    operation_id = "appraisal_templates", responses((status = 200, body = Vec<AppraisalTemplate>)))]
async fn template_list(state: State) -> Result<Json<Vec<AppraisalTemplate>>, Problem> {
    let found = state
        .read(|tx| {
            templates()
                .map(|(kind, template)| {
                    let texts = appraisal::texts(tx, kind)?;
                    Ok::<_, Problem>(AppraisalTemplate::new(template, texts))
                })
                .collect()
        })
        .await?;
    Ok(Json(found))
}

/// The shop's own texts of a kind; none goes back to the template's.
#[derive(Debug, Deserialize, ToSchema)]
struct AppraisalTexts {
    kind: String,
    texts: Option<Texts>,
}

/// Keeps the texts that new drafts of a kind begin with.
#[utoipa::path(put, path = "/appraisal-texts", tag = "appraisal", operation_id = "set_appraisal_texts",
    request_body = AppraisalTexts,
    responses((status = 200, body = Texts),
        (status = 422, body = ProblemBody, description = "appraisal.template_unknown, appraisal.too_long {field}")))]
async fn set_texts(command: Command<AppraisalTexts>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let kind = kind_of(&body.kind)?;
            let own = body.texts.map(Into::into);
            let kept = appraisal::set_texts(tx, cx, &signed.authority, kind, own.as_ref())?;
            Ok::<_, Problem>(Texts::from(kept))
        })
        .await
}

/// A certificate of an invented object with these texts, or with those that hold; nothing is kept.
#[utoipa::path(post, path = "/appraisal-texts/preview", tag = "appraisal",
    operation_id = "preview_appraisal_texts", request_body = AppraisalTexts,
    responses((status = 200, body = AppraisalPages),
        (status = 422, body = ProblemBody, description = "appraisal.template_unknown, appraisal.too_long {field}, appraisal.unprintable {field}")))]
async fn preview(
    state: State,
    signed: Signed,
    Input(body): Input<AppraisalTexts>,
) -> Result<Json<AppraisalPages>, Problem> {
    let kind = kind_of(&body.kind)?;
    let (cx, by) = (signed.cx(&state), signed.authority.user());
    let paper = state
        .read(move |tx| {
            let texts = match body.texts {
                Some(texts) => texts.into(),
                None => appraisal::texts(tx, kind)?,
            };
            Ok::<_, Problem>(appraisal::sample(tx, &cx, by, kind, texts)?)
        })
        .await?;
    drawn(&state, paper).await
}
