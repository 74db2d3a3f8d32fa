//! Estates: the folder, what comes into it and out of it, all issued at once, and its papers.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::pdf;
use serde::{Deserialize, Serialize};
use shop::appraisal::Appraisal;
use shop::appraisal::estate::{self, Estate};
use shop::db::ReadTx;
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::{AppraisalItem, converted};
use super::estate_body::{EstateAbout, EstateHead, EstateIssuance, EstateSheet};
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, PathIds, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeCustomers, routes!(list))
        .with(Right::Appraise, routes!(open))
        .with(Right::SeeCustomers, routes!(one))
        .with(Right::Appraise, routes!(change))
        .with(Right::Appraise, routes!(add))
        .with(Right::Appraise, routes!(take_out))
        .with(Right::Appraise, routes!(put_back))
        .with(Right::Appraise, routes!(issue))
        .with(Right::Appraise, routes!(fees))
        .with(Right::Appraise, routes!(close))
        .with(Right::Appraise, routes!(reopen))
        .with(Right::SeeCustomers, routes!(inventory))
        .with(Right::SeeCustomers, routes!(certificates))
}

fn find(tx: &ReadTx<'_>, id: Id<Estate>) -> Result<Estate, Problem> {
    estate::estate(tx, id)?.ok_or_else(|| Problem::unknown("estate.unknown"))
}

/// Whose.
#[derive(Debug, Deserialize, IntoParams)]
struct Sought {
    /// Words of the deceased's or the customer's name.
    text: Option<String>,
}

/// The estates, open ones first, then the newest.
#[utoipa::path(get, path = "/estates", tag = "appraisal", operation_id = "estates",
    params(Sought), responses((status = 200, body = Vec<EstateHead>)))]
async fn list(
    state: State,
    Query(sought): Query<Sought>,
) -> Result<Json<Vec<EstateHead>>, Problem> {
    let found = state
        .read(move |tx| estate::estates(tx, &sought.text.unwrap_or_default(), 200))
        .await?;
    Ok(Json(found.into_iter().map(EstateHead::from).collect()))
}

/// A new estate.
#[derive(Deserialize, ToSchema)]
struct OpenEstate {
    id: Uuid,
    #[serde(flatten)]
    about: EstateAbout,
}

/// Begins an estate, empty.
#[utoipa::path(post, path = "/estates", tag = "appraisal", operation_id = "open_estate",
    request_body = OpenEstate,
    responses((status = 201, body = EstateSheet),
        (status = 422, body = ProblemBody, description = "estate.deceased_missing, appraisal.too_long {field}, appraisal.valued_on, appraisal.customer_unknown")))]
async fn open(command: Command<OpenEstate>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let id = Id::from_uuid(body.id);
            let made = estate::open(tx, cx, &by, id, body.about.input()?)?;
            EstateSheet::load(tx, cx, made)
        })
        .await
}

/// An estate with its objects and their sum.
#[utoipa::path(get, path = "/estates/{id}", tag = "appraisal", operation_id = "estate",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = EstateSheet), (status = 404, body = ProblemBody)))]
async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Estate>,
) -> Result<Json<EstateSheet>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| EstateSheet::load(tx, &cx, find(tx, id)?))
        .await?;
    Ok(Json(found))
}

/// What it says of itself in place of the version that was seen.
#[derive(Deserialize, ToSchema)]
struct ChangeEstate {
    version: i64,
    #[serde(flatten)]
    about: EstateAbout,
}

/// Changes it; its drafts say the same from then on, what is issued stays.
#[utoipa::path(put, path = "/estates/{id}", tag = "appraisal", operation_id = "change_estate",
    params(("id" = Uuid, Path)), request_body = ChangeEstate,
    responses((status = 200, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.closed, appraisal.changed {version}"),
        (status = 422, body = ProblemBody, description = "estate.deceased_missing, appraisal.too_long {field}, appraisal.valued_on")))]
async fn change(
    PathId(id): PathId<Estate>,
    command: Command<ChangeEstate>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let about = body.about.input()?;
            let changed = estate::change(tx, cx, &by, id, body.version, about)?;
            EstateSheet::load(tx, cx, changed)
        })
        .await
}

/// An object for an estate; its draft gets this id.
#[derive(Deserialize, ToSchema)]
struct AddToEstate {
    id: Uuid,
    item: AppraisalItem,
}

/// Begins a draft for one object, behind the others.
#[utoipa::path(post, path = "/estates/{id}/objects", tag = "appraisal", operation_id = "add_to_estate",
    params(("id" = Uuid, Path)), request_body = AddToEstate,
    responses((status = 201, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.closed"),
        (status = 422, body = ProblemBody, description = "appraisal.too_many {field, most}, appraisal.amount {title}, appraisal.weight {title}, appraisal.word_unknown {field, word}, appraisal.too_long {field}")))]
async fn add(PathId(id): PathId<Estate>, command: Command<AddToEstate>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let item = converted(&body.item)?;
            let next = estate::add(tx, cx, &by, id, Id::from_uuid(body.id), item)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// Why it does not belong to it.
#[derive(Deserialize, ToSchema)]
struct TakeOutOfEstate {
    note: String,
}

/// Takes an object out. Its draft or its certificate stays what it is.
#[utoipa::path(post, path = "/estates/{id}/objects/{object}/take-out", tag = "appraisal",
    operation_id = "take_out_of_estate", params(("id" = Uuid, Path), ("object" = Uuid, Path)),
    request_body = TakeOutOfEstate,
    responses((status = 200, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.closed"),
        (status = 422, body = ProblemBody, description = "estate.not_in_it, appraisal.no_reason")))]
async fn take_out(
    PathIds(id, object): PathIds<Estate, Appraisal>,
    command: Command<TakeOutOfEstate>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let next = estate::take_out(tx, cx, &by, id, object, &body.note)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// Puts one in that is no estate's: taken out by mistake, or written on its own.
#[utoipa::path(post, path = "/estates/{id}/objects/{object}/put-back", tag = "appraisal",
    operation_id = "put_back_into_estate", params(("id" = Uuid, Path), ("object" = Uuid, Path)),
    responses((status = 200, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.closed, estate.in_another {deceased}, appraisal.state {state}"),
        (status = 422, body = ProblemBody, description = "estate.not_for_it")))]
async fn put_back(
    PathIds(id, object): PathIds<Estate, Appraisal>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, _| {
            let next = estate::put_back(tx, cx, &by, id, object)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// The drafts that were seen.
#[derive(Deserialize, ToSchema)]
struct IssueEstate {
    drafts: Vec<SeenDraft>,
}

/// A draft as it was seen.
#[derive(Deserialize, ToSchema)]
struct SeenDraft {
    id: Uuid,
    version: i64,
}

/// The estate afterwards, and an answer for each draft.
#[derive(Serialize, ToSchema)]
struct EstateIssued {
    estate: EstateSheet,
    answers: Vec<EstateIssuance>,
}

/// Issues all that are complete under one's own name, each numbered and locked; the others say why not.
#[utoipa::path(post, path = "/estates/{id}/issue", tag = "appraisal", operation_id = "issue_estate",
    params(("id" = Uuid, Path)), request_body = IssueEstate,
    responses((status = 200, body = EstateIssued),
        (status = 409, body = ProblemBody, description = "estate.closed"),
        (status = 422, body = ProblemBody, description = "appraisal.no_items, appraisal.appraiser_missing, estate.not_in_it")))]
async fn issue(
    PathId(id): PathId<Estate>,
    command: Command<IssueEstate>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let drafts = body.drafts.iter();
            let seen: Vec<_> = drafts
                .map(|one| (Id::from_uuid(one.id), one.version))
                .collect();
            let (of, answers) = estate::issue_all(tx, cx, &by, id, &seen)?;
            Ok::<_, Problem>(EstateIssued {
                estate: EstateSheet::load(tx, cx, of)?,
                answers: answers.into_iter().map(EstateIssuance::from).collect(),
            })
        })
        .await
}

/// One fee for each.
#[derive(Deserialize, ToSchema)]
struct EstateFees {
    /// VAT included.
    fee_minor: i64,
}

/// Sets a fee on every issued certificate that has none.
#[utoipa::path(put, path = "/estates/{id}/fees", tag = "appraisal", operation_id = "set_estate_fees",
    params(("id" = Uuid, Path)), request_body = EstateFees,
    responses((status = 200, body = EstateSheet),
        (status = 422, body = ProblemBody, description = "appraisal.fee {most_minor}, appraisal.no_items")))]
async fn fees(PathId(id): PathId<Estate>, command: Command<EstateFees>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let next = estate::set_fees(tx, cx, &by, id, body.fee_minor)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// Closes it: all of it is issued.
#[utoipa::path(post, path = "/estates/{id}/close", tag = "appraisal", operation_id = "close_estate",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.closed, estate.drafts_left {drafts}"),
        (status = 422, body = ProblemBody, description = "appraisal.no_items")))]
async fn close(PathId(id): PathId<Estate>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, _| {
            let next = estate::close(tx, cx, &by, id)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// Opens it again.
#[utoipa::path(post, path = "/estates/{id}/reopen", tag = "appraisal", operation_id = "reopen_estate",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = EstateSheet),
        (status = 409, body = ProblemBody, description = "estate.open")))]
async fn reopen(PathId(id): PathId<Estate>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, _| {
            let next = estate::reopen(tx, cx, &by, id)?;
            EstateSheet::load(tx, cx, next)
        })
        .await
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
struct Spoken {
    /// `fr` or `en`; the shop's own where it is not said.
    language: Option<String>,
}

/// The inventory as it stands today: objects, certificates, values and their sum.
#[utoipa::path(get, path = "/estates/{id}/inventory.pdf", tag = "appraisal",
    operation_id = "estate_inventory", params(("id" = Uuid, Path), Spoken),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn inventory(
    state: State,
    signed: Signed,
    PathId(id): PathId<Estate>,
    Query(spoken): Query<Spoken>,
) -> Result<Response, Problem> {
    let language = match spoken.language.as_deref() {
        None | Some("") => None,
        Some("fr") => Some(documents::Language::Fr),
        Some("en") => Some(documents::Language::En),
        Some(_) => return Err(Problem::malformed("request.query").because("language")),
    };
    let (cx, by) = (signed.cx(&state), signed.authority.user());
    let (of, drawn) = state
        .read(move |tx| estate::inventory(tx, &cx, by, id, language).map_err(Problem::from))
        .await?;
    let pdf = state
        .work(move || pdf::estate_inventory(&of, drawn.as_ref()).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// All its certificates that stand, in one file.
#[utoipa::path(get, path = "/estates/{id}/certificates.pdf", tag = "appraisal",
    operation_id = "estate_certificates", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody),
        (status = 422, body = ProblemBody, description = "appraisal.no_items")))]
async fn certificates(
    state: State,
    signed: Signed,
    PathId(id): PathId<Estate>,
) -> Result<Response, Problem> {
    let (cx, by) = (signed.cx(&state), signed.authority.user());
    let (title, papers) = state
        .read(move |tx| {
            let title = find(tx, id)?.about.deceased;
            let papers = estate::certificates(tx, &cx, by, id)?;
            Ok::<_, Problem>((title, papers))
        })
        .await?;
    let pdf = state
        .work(move || pdf::certificates(&papers, &title).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}
