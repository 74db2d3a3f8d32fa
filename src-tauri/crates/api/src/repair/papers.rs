//! The papers of a repair: on the till's printers, and as PDF.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{Photo, RepairReturn, Slip, SlipSignature};
use serde::{Deserialize, Serialize};
use shop::db::ReadTx;
use shop::files;
use shop::repair::{self, Job, Pictured, Repair};
use shop::signature::{self, Side, Signature};
use shop::till;
use shop::users::Right;
use shop::warranty;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::wrong;
use super::find;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::SeeRepairs, routes!(return_pdf))
        .with(Right::WorkRepairs, routes!(print_return))
        .with(Right::SeeRepairs, routes!(warranty_pdf))
        .with(Right::WorkRepairs, routes!(print))
        .with(Right::WorkRepairs, routes!(print_warranty))
}

/// Which paper, and in which language.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// `claim` or `bench`.
    what: String,
    /// `fr` or `en`; the slip's own where it is not said.
    language: Option<String>,
}

/// Wide enough for 40 mm at 300 dots an inch.
const PHOTO_PX: u32 = 480;
/// The same for 55 mm, which a photo has that something is drawn on.
const MARKED_PX: u32 = 660;

/// A claim slip or a bench sheet on A4, with the objects' photos.
#[utoipa::path(get, path = "/repairs/{id}/pdf", tag = "repair", operation_id = "repair_pdf",
    params(("id" = Uuid, Path), Which),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn pdf(
    state: State,
    signed: Signed,
    PathId(id): PathId<Repair>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let malformed = |what: &'static str| Problem::malformed("request.query").because(what);
    let language = match which.language.as_deref() {
        None | Some("") => None,
        Some("fr") => Some(documents::Language::Fr),
        Some("en") => Some(documents::Language::En),
        Some(_) => return Err(malformed("language")),
    };
    let for_bench = match which.what.as_str() {
        "claim" => false,
        "bench" => true,
        _ => return Err(malformed("what")),
    };
    let cx = signed.cx(&state);
    let (slip, pictures, signed) = state
        .read(move |tx| {
            let of = find(tx, id)?;
            let slip = repair::paper(tx, &cx, &of, for_bench, language, 0)?;
            let pictures = repair::pictures(tx, &of)?;
            Ok::<_, Problem>((slip, pictures, signed_by(tx, id.uuid())?))
        })
        .await?;
    let pdf = state
        .work(move || claim(&slip, &pictures, signed.as_ref()))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// The last hand-over of a job on A4.
#[utoipa::path(get, path = "/repair-jobs/{id}/return-slip", tag = "repair",
    operation_id = "repair_return_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.not_returned")))]
async fn return_pdf(state: State, PathId(id): PathId<Job>) -> Result<Response, Problem> {
    let (of, pictures, signed) = state
        .read(move |tx| {
            let mut given = handed_over(tx, id)?;
            let signed = signed_by(tx, given.handover)?;
            let by_shop = signed_on(tx, given.handover, Side::Shop)?;
            given.paper.shop_signed = by_shop.map(|(by, _)| by);
            Ok::<_, Problem>((given.paper, given.pictures, signed))
        })
        .await?;
    let pdf = state
        .work(move || return_slip(&of, &pictures, signed.as_ref()))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Queues the slip of the last hand-over for the receipt printer of the till that asks.
#[utoipa::path(post, path = "/repair-jobs/{id}/return-slip/print", tag = "repair",
    operation_id = "print_repair_return", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 204),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.not_returned"),
        (status = 409, body = ProblemBody, description = "repair.no_printer")))]
async fn print_return(
    PathId(id): PathId<Job>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, _| {
            repair::print_returned(tx, cx, &by, id)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
struct Spoken {
    /// `fr` or `en`; the slip's own where it is not said.
    language: Option<String>,
}

/// What the shop answers for, on A4.
#[utoipa::path(get, path = "/repair-jobs/{id}/warranty-card", tag = "repair",
    operation_id = "repair_warranty_pdf", params(("id" = Uuid, Path), Spoken),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.no_warranty")))]
async fn warranty_pdf(
    state: State,
    PathId(id): PathId<Job>,
    Query(spoken): Query<Spoken>,
) -> Result<Response, Problem> {
    let language = match spoken.language.as_deref() {
        None | Some("") => None,
        Some("fr") => Some(documents::Language::Fr),
        Some("en") => Some(documents::Language::En),
        Some(_) => return Err(Problem::malformed("request.query").because("language")),
    };
    let card = state
        .read(move |tx| {
            let job = repair::job(tx, id)?.ok_or_else(|| Problem::unknown("repair.unknown"))?;
            let of = find(tx, job.repair)?;
            let card = warranty::card(tx, &of, &job, language)?;
            card.ok_or_else(|| Problem::unknown("repair.no_warranty"))
        })
        .await?;
    let pdf = state
        .work(move || documents::pdf::warranty_card(&card).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// What a return slip is made of.
pub(super) struct HandedOver {
    pub handover: Uuid,
    pub paper: RepairReturn,
    pub pictures: Vec<Pictured>,
}

/// The last hand-over of a job.
pub(super) fn handed_over(tx: &ReadTx<'_>, id: Id<Job>) -> Result<HandedOver, Problem> {
    let job = repair::job(tx, id)?.ok_or_else(|| Problem::unknown("repair.unknown"))?;
    let of = find(tx, job.repair)?;
    let none = || Problem::unknown("repair.not_returned");
    let handovers = repair::handovers(tx, job.seq)?;
    let handover = handovers.first().ok_or_else(none)?.id.uuid();
    let paper = repair::returned(tx, &of, &job)?.ok_or_else(none)?;
    let all = repair::pictures(tx, &of)?;
    let at = repair::jobs_of(tx, &of)?
        .iter()
        .position(|one| one.id == id);
    let pictures = at
        .and_then(|at| all.into_iter().nth(at))
        .unwrap_or_default();
    Ok(HandedOver {
        handover,
        paper,
        pictures,
    })
}

/// Who signed, and what they drew.
pub(crate) type SignedBy = (SlipSignature, Option<Vec<u8>>);

/// The newest signature of the customer's that counts.
pub(crate) fn signed_by(tx: &ReadTx<'_>, of: Uuid) -> Result<Option<SignedBy>, Problem> {
    signed_on(tx, of, Side::Customer)
}

pub(crate) fn signed_on(
    tx: &ReadTx<'_>,
    of: Uuid,
    side: Side,
) -> Result<Option<SignedBy>, Problem> {
    let all = signature::signatures_of(tx, of)?;
    // Who was forgotten signs no paper any more.
    let counts =
        |one: &Signature| one.side == side && one.withdrawn.is_none() && !one.signer.is_empty();
    let Some(one) = all.into_iter().rfind(counts) else {
        return Ok(None);
    };
    let drawing = match one.drawing {
        Some(file) => files::file_by_id(tx, file)?.map(|file| file.bytes),
        None => None,
    };
    let by = SlipSignature {
        signer: one.signer,
        at: till::house(tx, None, None)?.local(one.at),
        sha256: one.sha256,
        reason: one.reason,
    };
    Ok(Some((by, drawing)))
}

/// A photo that no longer reads is left out: a paper is not held up by it.
pub(crate) fn read(pictures: &[Vec<u8>]) -> Vec<Photo> {
    let read = pictures.iter();
    read.filter_map(|bytes| Photo::read(bytes, PHOTO_PX).ok())
        .collect()
}

/// The same with what is drawn on each.
fn read_marked(pictures: &[Pictured]) -> Vec<Photo> {
    let is_drawn = pictures.iter().any(|one| !one.marks.is_empty());
    let most_px = if is_drawn { MARKED_PX } else { PHOTO_PX };
    let read = pictures.iter().filter_map(|one| {
        let photo = Photo::read(&one.bytes, most_px).ok()?;
        Some(photo.marked(one.marks.clone()))
    });
    read.collect()
}

/// The claim slip, or the bench's sheet, as PDF. Takes long: not for the writer's thread.
pub(super) fn claim(
    slip: &Slip,
    pictures: &[Vec<Pictured>],
    signed: Option<&SignedBy>,
) -> Result<Vec<u8>, Problem> {
    let photos: Vec<Vec<Photo>> = pictures.iter().map(|own| read_marked(own)).collect();
    let drawing = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawing.as_ref()));
    documents::pdf::repair_slip(slip, &photos, by)
        .map_err(Problem::fault)?
        .ok_or_else(|| Problem::unknown("repair.unknown"))
}

/// The return slip as PDF. Takes long, too.
pub(super) fn return_slip(
    of: &RepairReturn,
    pictures: &[Pictured],
    signed: Option<&SignedBy>,
) -> Result<Vec<u8>, Problem> {
    let drawing = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawing.as_ref()));
    documents::pdf::repair_return(of, &read_marked(pictures), by).map_err(Problem::fault)
}

/// The drawing, where it still reads.
pub(crate) fn drawing(signed: Option<&SignedBy>) -> Option<Photo> {
    let (_, drawn) = signed?;
    Photo::read(drawn.as_deref()?, PHOTO_PX).ok()
}

/// Which paper.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PrintRepair)]
struct PrintBody {
    /// `claim`, `bench` or `envelope`.
    what: String,
}

/// Queues a paper for the till's printer, or a label an object for its label printer.
#[utoipa::path(post, path = "/repairs/{id}/print", tag = "repair", operation_id = "print_repair",
    params(("id" = Uuid, Path)), request_body = PrintBody,
    responses((status = 204), (status = 409, body = ProblemBody, description = "repair.no_printer")))]
async fn print(PathId(id): PathId<Repair>, command: Command<PrintBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let what = body.what.parse().map_err(|_| wrong("what"))?;
            repair::print(tx, cx, &by, id, what)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// In which language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PrintWarranty)]
struct PrintWarrantyBody {
    /// `fr` or `en`; the slip's own where it is not said.
    language: Option<String>,
}

/// Queues the warranty card for the till's receipt printer.
#[utoipa::path(post, path = "/repair-jobs/{id}/warranty-card/print", tag = "repair",
    operation_id = "print_repair_warranty", params(("id" = Uuid, Path)),
    request_body = PrintWarrantyBody,
    responses((status = 204),
        (status = 404, body = ProblemBody, description = "repair.unknown, repair.no_warranty"),
        (status = 409, body = ProblemBody, description = "repair.no_printer")))]
async fn print_warranty(
    PathId(id): PathId<Job>,
    command: Command<PrintWarrantyBody>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let language = match body.language.as_deref() {
                None | Some("") => None,
                Some("fr") => Some(documents::Language::Fr),
                Some("en") => Some(documents::Language::En),
                Some(_) => return Err(wrong("language")),
            };
            warranty::print(tx, cx, &by, id, language)?;
            Ok::<_, Problem>(())
        })
        .await
}
