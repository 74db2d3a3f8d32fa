//! The papers of a repair: on the till's printers, and as PDF.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::Photo;
use serde::{Deserialize, Serialize};
use shop::repair::{self, Repair};
use shop::users::Right;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::body::wrong;
use super::find;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::WorkRepairs, routes!(print))
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
    let (slip, pictures) = state
        .read(move |tx| {
            let of = find(tx, id)?;
            let slip = repair::paper(tx, &cx, &of, for_bench, language, 0)?;
            Ok::<_, Problem>((slip, repair::pictures(tx, &of)?))
        })
        .await?;
    let pdf = state
        .work(move || {
            // A photo that no longer reads is left out: a paper is not held up by it.
            let photos: Vec<Vec<Photo>> = pictures
                .iter()
                .map(|own| {
                    own.iter()
                        .filter_map(|bytes| Photo::read(bytes, PHOTO_PX).ok())
                        .collect()
                })
                .collect();
            documents::pdf::repair_slip(&slip, &photos).map_err(Problem::fault)
        })
        .await??;
    let pdf = pdf.ok_or_else(|| Problem::unknown("repair.unknown"))?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
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
