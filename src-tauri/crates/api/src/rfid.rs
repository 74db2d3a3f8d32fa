//! RFID: the readers that a person may use, what lies in a field, a tag tied to its piece, a reader that
//! counts for a stocktake.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::devices::{self, Device, Kind};
use shop::stock::{self, BindTag, Piece, TagHow};
use shop::stocktake::{self, Progress, Stocktake};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::readers::{self, Inventory};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::CountStock, routes!(list))
        .with(Right::Settings, routes!(field))
        .with(Right::EditStock, routes!(tie))
        .with(Right::CountStock, routes!(at_work))
        .with(Right::CountStock, routes!(start))
        .with(Right::CountStock, routes!(stop))
}

/// How long a field is looked at in the settings.
const LOOK: Duration = Duration::from_secs(1);
/// How long before a tag is tied: long enough that a second one is seen.
const TIE: Duration = Duration::from_millis(1500);

/// A reader of tags.
#[derive(Serialize, ToSchema)]
struct Reader {
    id: Uuid,
    name: String,
}

/// The readers of the till where one stands; without a till, those of the whole shop.
async fn readers(state: &State, signed: &Signed) -> Result<Vec<Device>, Problem> {
    let till = signed.till;
    let found = state
        .read(move |tx| match till {
            Some(till) => devices::devices(tx, till),
            None => devices::all(tx),
        })
        .await?;
    Ok(found
        .into_iter()
        .filter(|device| device.kind == Kind::RfidReader)
        .collect())
}

async fn reader(state: &State, signed: &Signed, id: Uuid) -> Result<Device, Problem> {
    readers(state, signed)
        .await?
        .into_iter()
        .find(|reader| reader.id.uuid() == id)
        .ok_or_else(|| Problem::unknown("device.unknown"))
}

/// The readers of tags that the person may use.
#[utoipa::path(get, path = "/readers", tag = "rfid", operation_id = "readers",
    responses((status = 200, body = Vec<Reader>)))]
async fn list(state: State, signed: Signed) -> Result<Json<Vec<Reader>>, Problem> {
    let named = readers(&state, &signed)
        .await?
        .into_iter()
        .map(|reader| Reader {
            id: reader.id.uuid(),
            name: reader.name,
        });
    Ok(Json(named.collect()))
}

/// A tag in a reader's field.
#[derive(Serialize, ToSchema)]
struct FieldTag {
    epc: String,
    /// How often it was read.
    times: u32,
    /// The number of the piece that carries it.
    number: Option<String>,
}

/// What a reader of the settings sees in one second.
#[utoipa::path(get, path = "/devices/{id}/tags", tag = "devices", operation_id = "field_tags",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<FieldTag>), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "reader.trouble {problem}")))]
async fn field(state: State, PathId(id): PathId<Device>) -> Result<Json<Vec<FieldTag>>, Problem> {
    let reader = state
        .read(move |tx| devices::device(tx, id))
        .await?
        .filter(|device| device.active && device.kind == Kind::RfidReader)
        .ok_or_else(|| Problem::unknown("device.unknown"))?;
    let asked = state.clone();
    let seen = state
        .work(move || readers::field(&asked, &reader, LOOK))
        .await??;
    let tags = state
        .read(move |tx| {
            seen.into_iter()
                .map(|(epc, times)| {
                    let piece = stock::piece_with_tag(tx, &epc)?;
                    let piece = piece.map(|id| stock::piece_by_id(tx, id)).transpose()?;
                    Ok::<_, Problem>(FieldTag {
                        epc,
                        times,
                        number: piece.flatten().map(|piece| piece.sheet.number),
                    })
                })
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(Json(tags))
}

/// Which reader.
#[derive(Deserialize, ToSchema)]
struct TieTag {
    device_id: Uuid,
    /// Why, where the piece has a tag already.
    #[serde(default)]
    reason: String,
}

/// A tag on its piece.
#[derive(Serialize, ToSchema)]
struct TiedTag {
    epc: String,
}

/// Reads the one tag in a reader's field and ties it to the piece. Where there is none, or more than
/// one, or another piece's, nothing is tied.
#[utoipa::path(post, path = "/stock/pieces/{id}/tag/read", tag = "rfid", operation_id = "tie_tag",
    params(("id" = Uuid, Path)), request_body = TieTag,
    responses((status = 200, body = TiedTag), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "reader.trouble {problem}, reader.no_tag, reader.several_tags {count}, stock.tag_taken {number}"),
        (status = 422, body = ProblemBody, description = "stock.tag_form, stock.tag_reason")))]
async fn tie(PathId(id): PathId<Piece>, command: Command<TieTag>) -> Result<Answer, Problem> {
    let reader = reader(&command.state, &command.signed, command.body.device_id).await?;
    let state = command.state.clone();
    let seen = command
        .state
        .work(move || readers::field(&state, &reader, TIE))
        .await??;
    let mut tags = seen.into_keys();
    let epc = match (tags.next(), tags.len()) {
        (Some(epc), 0) => epc,
        (None, _) => return Err(Problem::conflict("reader.no_tag")),
        (Some(_), more) => {
            return Err(Problem::conflict("reader.several_tags").with("count", more + 1));
        }
    };
    command
        .run(move |tx, cx, body| {
            let tied = BindTag {
                tag: &epc,
                how: TagHow::Read,
                reason: &body.reason,
            };
            stock::bind_tag(tx, cx, id, &tied)?;
            Ok::<_, Problem>(TiedTag { epc })
        })
        .await
}

/// A reader at work for a stocktake.
#[derive(Serialize, ToSchema)]
struct ReaderAtWork {
    device_id: Uuid,
    name: String,
    /// Whether it is there and reads.
    connected: bool,
    /// Why it is not: `reader_absent`, `reader_cut`, `reader_taken`…
    problem: Option<&'static str>,
    /// How often tags were read, each time counted.
    reads: u64,
    /// Different tags that are on pieces.
    pieces: u64,
    /// Different tags that are nobody's.
    unknown: u64,
}

impl From<&Inventory> for ReaderAtWork {
    fn from(of: &Inventory) -> Self {
        let progress = of.progress();
        Self {
            device_id: of.reader.id.uuid(),
            name: of.reader.name.clone(),
            connected: progress.connected,
            problem: progress.problem,
            reads: progress.reads,
            pieces: progress.pieces,
            unknown: progress.unknown,
        }
    }
}

/// The reader that works for a stocktake; null where none does. Changes come as `reader:ID`.
#[utoipa::path(get, path = "/stocktakes/{id}/reader", tag = "rfid", operation_id = "stocktake_reader",
    params(("id" = Uuid, Path)), responses((status = 200, body = Option<ReaderAtWork>)))]
async fn at_work(
    state: State,
    PathId(id): PathId<Stocktake>,
) -> Result<Json<Option<ReaderAtWork>>, Problem> {
    let running = state.readers().of(id);
    Ok(Json(running.map(|one| ReaderAtWork::from(&*one))))
}

/// Which reader, and where it stands.
#[derive(Deserialize, ToSchema)]
struct StartReader {
    device_id: Uuid,
    /// In a count of one place, that place unless another is named.
    place_id: Option<Uuid>,
}

/// Lets a reader count for a stocktake, in the name of who asks, until it is stopped, who asked signs
/// out or is locked, or the count is over. A reader that is away is waited for.
#[utoipa::path(post, path = "/stocktakes/{id}/reader", tag = "rfid", operation_id = "start_reader",
    params(("id" = Uuid, Path)), request_body = StartReader,
    responses((status = 204), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "reader.trouble {problem}, stocktake.not_counting {state}"),
        (status = 422, body = ProblemBody, description = "stocktake.place_unknown")))]
async fn start(
    PathId(id): PathId<Stocktake>,
    command: Command<StartReader>,
) -> Result<Answer, Problem> {
    let (state, signed) = (command.state.clone(), command.signed.clone());
    let reader = reader(&state, &signed, command.body.device_id).await?;
    let place = command.body.place_id.map(Id::from_uuid);
    state.readers().free(reader.id, id)?;
    // A repeated request finds its kept answer, and starts nothing that was stopped since.
    let fresh = Arc::new(AtomicBool::new(false));
    let ran = Arc::clone(&fresh);
    let answer = command
        .run(move |tx, _, _| {
            let of = stocktake::stocktake(tx, id)?
                .ok_or_else(|| Problem::unknown("stocktake.unknown"))?;
            if of.progress != Progress::Counting {
                let not = Problem::conflict("stocktake.not_counting");
                return Err(not.with("state", of.progress.code()));
            }
            if let Some(place) = place
                && stock::place_by_id(tx, place)?.is_none()
            {
                return Err(Problem::refused("stocktake.place_unknown"));
            }
            ran.store(true, Ordering::Relaxed);
            Ok(())
        })
        .await?;
    if fresh.load(Ordering::Relaxed) {
        state.readers().start(&state, &signed, reader, id, place)?;
    }
    Ok(answer)
}

/// Stops the reader of a stocktake. What it read stays read.
#[utoipa::path(delete, path = "/stocktakes/{id}/reader", tag = "rfid", operation_id = "stop_reader",
    params(("id" = Uuid, Path)), responses((status = 204)))]
async fn stop(PathId(id): PathId<Stocktake>, command: Command<Nothing>) -> Result<Answer, Problem> {
    if let Some(running) = command.state.readers().of(id) {
        running.stop();
    }
    command.run(|_, _, Nothing {}| Ok::<_, Problem>(())).await
}
