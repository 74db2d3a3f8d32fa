//! Appraisals: drafts and their values, issue, reissue, withdrawal, the certificate and its check.

mod body;
mod estate;
mod estate_body;
mod fee;
mod paper;
mod person;
mod refusal;
mod texts;

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::appraisal::{self, Appraisal, AppraisalQuery, CreateAppraisal, Kind, check_code};
use shop::customers::Customer;
use shop::db::ReadTx;
use shop::stock::Piece;
use shop::till;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use body::{
    AppraisalBody, AppraisalChecked, AppraisalHead, AppraisalItem, AppraisalPart,
    AppraisalProposal, AppraisalSheet, converted,
};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{Input, PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeCustomers, routes!(list))
        .with(Right::Appraise, routes!(create))
        .with(Right::SeeCustomers, routes!(one))
        .with(Right::Appraise, routes!(save))
        .with(Right::Appraise, routes!(issue))
        .with(Right::Appraise, routes!(cancel))
        .with(Right::Appraise, routes!(reopen))
        .with(Right::Appraise, routes!(withdraw))
        .with(Right::Appraise, routes!(reissue))
        .with(Right::Appraise, routes!(item))
        .with(Right::Appraise, routes!(values))
        .with(Right::SeeCustomers, routes!(check))
        .with(Right::SeeCustomers, routes!(pieces))
        .and(estate::routes())
        .and(fee::routes())
        .and(paper::routes())
        .and(person::routes())
        .and(texts::routes())
}

pub(super) fn today(tx: &ReadTx<'_>, cx: &shop::Cx) -> Result<chrono::NaiveDate, Problem> {
    Ok(till::house(tx, None, None)?.day(cx.now))
}

fn kind_of(word: &str) -> Result<Kind, Problem> {
    word.parse()
        .map_err(|_| Problem::refused("appraisal.template_unknown"))
}

/// Which appraisals.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// `draft`, `cancelled`, `issued`, `expired`, `superseded` or `withdrawn`.
    standing: Option<String>,
    /// Words of a number, a name, a title.
    text: Option<String>,
    piece_id: Option<Uuid>,
    customer_id: Option<Uuid>,
    skip: Option<usize>,
    /// 1 to 500; 200 where it is not said.
    limit: Option<usize>,
}

/// The appraisals, drafts first, then the newest first.
#[utoipa::path(get, path = "/appraisals", tag = "appraisal", operation_id = "appraisals",
    params(Which), responses((status = 200, body = Vec<AppraisalHead>)))]
async fn list(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Vec<AppraisalHead>>, Problem> {
    let standing = which
        .standing
        .filter(|word| !word.is_empty())
        .map(|word| word.parse())
        .transpose()
        .map_err(|_| Problem::malformed("request.query").because("standing"))?;
    let cx = signed.cx(&state);
    let query = AppraisalQuery {
        standing,
        text: which.text.unwrap_or_default(),
        piece: which.piece_id.map(Id::from_uuid),
        customer: which.customer_id,
        skip: which.skip.unwrap_or(0),
        limit: which.limit.unwrap_or(200).clamp(1, 500),
    };
    let found = state
        .read(move |tx| {
            let today = today(tx, &cx)?;
            let all = appraisal::appraisals(tx, &query, today)?;
            let heads = all.into_iter().map(|one| AppraisalHead::new(one, today));
            Ok::<_, Problem>(heads.collect())
        })
        .await?;
    Ok(Json(found))
}

/// A new draft.
#[derive(Debug, Deserialize, ToSchema)]
struct CreateAppraisalBody {
    id: Uuid,
    /// `insurance`, `estate`, `sale` or `comparison`.
    kind: String,
    customer_id: Option<Uuid>,
    /// Pieces of the stock or of the customer; none for objects on the counter.
    #[serde(default)]
    piece_ids: Vec<Uuid>,
}

/// Begins a draft with what its template says and the values of today.
#[utoipa::path(post, path = "/appraisals", tag = "appraisal", operation_id = "create_appraisal",
    request_body = CreateAppraisalBody,
    responses((status = 201, body = AppraisalSheet),
        (status = 422, body = ProblemBody, description = "appraisal.template_unknown, appraisal.piece_unknown, appraisal.customer_unknown, appraisal.too_many {field, most}")))]
async fn create(command: Command<CreateAppraisalBody>) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .create(move |tx, cx, body| {
            let input = CreateAppraisal {
                id: Id::from_uuid(body.id),
                kind: kind_of(&body.kind)?,
                customer: body.customer_id,
                pieces: body.piece_ids.into_iter().map(Id::from_uuid).collect(),
            };
            let made = appraisal::create(tx, cx, &signed.authority, &input)?;
            AppraisalSheet::load(tx, cx, made)
        })
        .await
}

pub(super) fn find(tx: &ReadTx<'_>, id: Id<Appraisal>) -> Result<Appraisal, Problem> {
    appraisal::appraisal(tx, id)?.ok_or_else(|| Problem::unknown("appraisal.unknown"))
}

/// One appraisal with what it says and its history.
#[utoipa::path(get, path = "/appraisals/{id}", tag = "appraisal", operation_id = "appraisal",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = AppraisalSheet), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Appraisal>,
) -> Result<Json<AppraisalSheet>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| AppraisalSheet::load(tx, &cx, find(tx, id)?))
        .await?;
    Ok(Json(found))
}

/// Keeps a draft as its editor has it.
#[utoipa::path(put, path = "/appraisals/{id}", tag = "appraisal", operation_id = "save_appraisal",
    params(("id" = Uuid, Path)), request_body = AppraisalBody,
    responses((status = 200, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}, appraisal.changed {version}"),
        (status = 422, body = ProblemBody, description = "appraisal.amount {title}, appraisal.word_unknown {field, word}, appraisal.misleading {word}, appraisal.weight {title}, appraisal.too_long {field}, appraisal.too_many {field, most}, appraisal.field {field}, appraisal.validity, appraisal.valued_on, appraisal.photo_unknown, appraisal.unprintable {field}")))]
async fn save(
    PathId(id): PathId<Appraisal>,
    command: Command<AppraisalBody>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let draft = converted(&body.draft)?;
            let kept = appraisal::save(tx, cx, &signed.authority, id, body.version, &draft)?;
            AppraisalSheet::load(tx, cx, kept)
        })
        .await
}

/// The version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
struct SeenVersion {
    version: i64,
}

/// Issues it under one's own name: numbered, frozen, locked.
#[utoipa::path(post, path = "/appraisals/{id}/issue", tag = "appraisal",
    operation_id = "issue_appraisal", params(("id" = Uuid, Path)), request_body = SeenVersion,
    responses((status = 200, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}, appraisal.changed {version}"),
        (status = 422, body = ProblemBody, description = "appraisal.no_items, appraisal.title_missing, appraisal.not_valued {title}, appraisal.basis_missing {title}, appraisal.appraiser_missing")))]
async fn issue(
    PathId(id): PathId<Appraisal>,
    command: Command<SeenVersion>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let issued = appraisal::issue(tx, cx, &signed.authority, id, body.version)?;
            AppraisalSheet::load(tx, cx, issued)
        })
        .await
}

/// Why something is done.
#[derive(Debug, Deserialize, ToSchema)]
struct AppraisalNote {
    note: String,
}

/// Gives a draft up; it stays to be taken up again.
#[utoipa::path(post, path = "/appraisals/{id}/cancel", tag = "appraisal",
    operation_id = "cancel_appraisal", params(("id" = Uuid, Path)), request_body = AppraisalNote,
    responses((status = 200, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}"),
        (status = 422, body = ProblemBody, description = "appraisal.no_reason")))]
async fn cancel(
    PathId(id): PathId<Appraisal>,
    command: Command<AppraisalNote>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = appraisal::cancel(tx, cx, &signed.authority, id, &body.note)?;
            AppraisalSheet::load(tx, cx, changed)
        })
        .await
}

/// Takes a draft up again.
#[utoipa::path(post, path = "/appraisals/{id}/reopen", tag = "appraisal",
    operation_id = "reopen_appraisal", params(("id" = Uuid, Path)),
    responses((status = 200, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}, appraisal.being_reissued")))]
async fn reopen(
    PathId(id): PathId<Appraisal>,
    command: Command<crate::devices::Nothing>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, _| {
            let changed = appraisal::reopen(tx, cx, &signed.authority, id)?;
            AppraisalSheet::load(tx, cx, changed)
        })
        .await
}

/// Takes an issued certificate back.
#[utoipa::path(post, path = "/appraisals/{id}/withdraw", tag = "appraisal",
    operation_id = "withdraw_appraisal", params(("id" = Uuid, Path)), request_body = AppraisalNote,
    responses((status = 200, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}"),
        (status = 422, body = ProblemBody, description = "appraisal.no_reason")))]
async fn withdraw(
    PathId(id): PathId<Appraisal>,
    command: Command<AppraisalNote>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let changed = appraisal::withdraw(tx, cx, &signed.authority, id, &body.note)?;
            AppraisalSheet::load(tx, cx, changed)
        })
        .await
}

/// The id of the new draft.
#[derive(Debug, Deserialize, ToSchema)]
struct ReissueAppraisal {
    id: Uuid,
}

/// Begins the draft that will stand in its place, at the values of today.
#[utoipa::path(post, path = "/appraisals/{id}/reissue", tag = "appraisal",
    operation_id = "reissue_appraisal", params(("id" = Uuid, Path)), request_body = ReissueAppraisal,
    responses((status = 201, body = AppraisalSheet),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}, appraisal.superseded {number}, appraisal.being_reissued")))]
async fn reissue(
    PathId(id): PathId<Appraisal>,
    command: Command<ReissueAppraisal>,
) -> Result<Answer, Problem> {
    let signed = command.signed.clone();
    command
        .create(move |tx, cx, body| {
            let next = Id::from_uuid(body.id);
            let made = appraisal::reissue(tx, cx, &signed.authority, id, next)?;
            AppraisalSheet::load(tx, cx, made)
        })
        .await
}

/// For which kind.
#[derive(Debug, Deserialize, IntoParams)]
struct ForKind {
    kind: String,
}

/// A piece as an object of an appraisal, with the values of today.
#[utoipa::path(get, path = "/stock/pieces/{id}/appraisal-item", tag = "appraisal",
    operation_id = "appraisal_item", params(("id" = Uuid, Path), ForKind),
    responses((status = 200, body = AppraisalItem), (status = 422, body = ProblemBody)))]
async fn item(
    state: State,
    signed: Signed,
    PathId(id): PathId<Piece>,
    Query(query): Query<ForKind>,
) -> Result<Json<AppraisalItem>, Problem> {
    let kind = kind_of(&query.kind)?;
    let cx = signed.cx(&state);
    let item = state
        .read(move |tx| appraisal::item_of(tx, &cx, id, kind))
        .await?;
    Ok(Json(converted(&item)?))
}

/// Parts whose values are asked for.
#[derive(Debug, Deserialize, ToSchema)]
struct AskValues {
    /// The day of the value.
    on: chrono::NaiveDate,
    parts: Vec<AppraisalPart>,
}

/// What the shop's rates and lists say each part is worth; null where they do not know it.
#[utoipa::path(post, path = "/appraisal-values", tag = "appraisal", operation_id = "appraisal_values",
    request_body = AskValues,
    responses((status = 200, body = Vec<Option<AppraisalProposal>>)))]
async fn values(
    state: State,
    Input(asked): Input<AskValues>,
) -> Result<Json<Vec<Option<AppraisalProposal>>>, Problem> {
    let parts: Vec<appraisal::Part> = converted(&asked.parts)?;
    let found = state
        .read(move |tx| appraisal::propose(tx, &parts, asked.on))
        .await?;
    let found = found.into_iter().map(|one| one.map(Into::into));
    Ok(Json(found.collect()))
}

/// What to check.
#[derive(Debug, Deserialize, IntoParams)]
struct Code {
    /// A scanned QR code, or a number.
    code: String,
}

/// Whether a certificate is ours, unchanged, and still stands.
#[utoipa::path(get, path = "/appraisal-check", tag = "appraisal", operation_id = "check_appraisal",
    params(Code), responses((status = 200, body = AppraisalChecked)))]
async fn check(
    state: State,
    signed: Signed,
    Query(asked): Query<Code>,
) -> Result<Json<AppraisalChecked>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let checked = check_code(tx, &asked.code)?;
            Ok::<_, Problem>(AppraisalChecked::new(checked, today(tx, &cx)?))
        })
        .await?;
    Ok(Json(found))
}

/// A piece that a customer has bought.
#[derive(Serialize, ToSchema)]
struct CustomerPiece {
    id: Uuid,
    number: String,
    title: String,
}

/// The pieces that a customer has bought and has still, the newest first.
#[utoipa::path(get, path = "/customers/{id}/pieces", tag = "appraisal",
    operation_id = "customer_pieces", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<CustomerPiece>)))]
async fn pieces(
    state: State,
    PathId(id): PathId<Customer>,
) -> Result<Json<Vec<CustomerPiece>>, Problem> {
    let found = state
        .read(move |tx| appraisal::pieces_of_customer(tx, id))
        .await?;
    let pieces = found
        .into_iter()
        .map(|(id, number, title)| CustomerPiece { id, number, title });
    Ok(Json(pieces.collect()))
}
