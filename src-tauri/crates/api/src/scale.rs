//! Weighing: the scales that a person may weigh on, a stable weight, and what a scale of the settings
//! shows at this moment.

use ::devices::scale::{self, Protocol, Timing};
use axum::Json;
use serde::Serialize;
use shop::devices::{self, Device, Kind, ScaleProtocol};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::input::PathId;
use crate::printers::Trouble;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(list))
        .with(Right::SeeStock, routes!(weigh))
        .with(Right::Settings, routes!(look))
}

/// A scale to weigh on.
#[derive(Serialize, ToSchema)]
struct Scale {
    id: Uuid,
    name: String,
}

/// The scales of the till where one stands; without a till, those of the whole shop. A person who
/// stands at one counter must not get the weight of what lies on another's.
async fn scales(state: &State, signed: &Signed) -> Result<Vec<Device>, Problem> {
    let till = signed.till;
    let found = state
        .read(move |tx| match till {
            Some(till) => devices::devices(tx, till),
            None => devices::all(tx),
        })
        .await?;
    Ok(found
        .into_iter()
        .filter(|device| device.kind == Kind::Scale)
        .collect())
}

/// The scales that the person may weigh on.
#[utoipa::path(get, path = "/scales", tag = "scale", operation_id = "scales",
    responses((status = 200, body = Vec<Scale>)))]
async fn list(state: State, signed: Signed) -> Result<Json<Vec<Scale>>, Problem> {
    let found = scales(&state, &signed).await?.into_iter();
    let named = found.map(|scale| Scale {
        id: scale.id.uuid(),
        name: scale.name,
    });
    Ok(Json(named.collect()))
}

/// What lies on a scale, once it is at rest.
#[derive(Serialize, ToSchema)]
struct Weighed {
    /// Milligrams.
    weight_mg: i64,
    /// Thousandths of a carat.
    weight_milli_ct: i64,
    /// Micrograms: all that the scale said.
    weight_ug: i64,
}

/// Waits a few seconds until the scale is at rest, and gives that weight. A weight that is not stable,
/// an empty pan, an overload are refused.
#[utoipa::path(get, path = "/scales/{id}/weight", tag = "scale", operation_id = "weigh",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Weighed), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "scale.trouble {problem}")))]
async fn weigh(
    state: State,
    signed: Signed,
    PathId(id): PathId<Device>,
) -> Result<Json<Weighed>, Problem> {
    let scale = scales(&state, &signed)
        .await?
        .into_iter()
        .find(|scale| scale.id == id)
        .ok_or_else(|| Problem::unknown("device.unknown"))?;
    let weight = ask(&state, scale, scale::weigh).await?;
    Ok(Json(Weighed {
        weight_mg: weight.milligrams(),
        weight_milli_ct: weight.milli_carats(),
        weight_ug: weight.0,
    }))
}

/// What a scale shows now.
#[derive(Serialize, ToSchema)]
struct ScaleReading {
    /// As on its display: `12.345 g`.
    shown: String,
    stable: bool,
}

/// What a scale of the settings shows now, stable or not.
#[utoipa::path(get, path = "/devices/{id}/reading", tag = "devices", operation_id = "scale_reading",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = ScaleReading), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "scale.trouble {problem}")))]
async fn look(state: State, PathId(id): PathId<Device>) -> Result<Json<ScaleReading>, Problem> {
    let scale = find(&state, id).await?;
    let reading = ask(&state, scale, scale::look).await?;
    Ok(Json(ScaleReading {
        shown: reading.shown,
        stable: reading.stable.is_some(),
    }))
}

async fn find(state: &State, id: Id<Device>) -> Result<Device, Problem> {
    state
        .read(move |tx| devices::device(tx, id))
        .await?
        .filter(|device| device.active && device.kind == Kind::Scale)
        .ok_or_else(|| Problem::unknown("device.unknown"))
}

type Question<T> =
    fn(&mut dyn ::devices::port::Port, Protocol, Timing) -> Result<T, scale::Refusal>;

/// Asks a scale, on a thread that may wait.
async fn ask<T: Send + 'static>(
    state: &State,
    scale: Device,
    question: Question<T>,
) -> Result<T, Problem> {
    let protocol = match scale.options.scale {
        ScaleProtocol::Sbi => Protocol::Sbi,
        ScaleProtocol::Sics => Protocol::Sics,
    };
    let asked = state.clone();
    let answer = state
        .work(move || {
            asked.printers().between(&scale, |port| {
                question(port, protocol, Timing::default()).map_err(Trouble::from)
            })
        })
        .await?;
    answer.map_err(|trouble| {
        Problem::conflict("scale.trouble")
            .with("problem", trouble.code())
            .because(trouble)
    })
}
