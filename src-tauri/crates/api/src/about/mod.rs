//! The *About* page: what runs here, where its data are, and how they are.

mod bundle;

use axum::Json;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use shop::journal;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::journal::Broken;
use crate::problem::Problem;
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .signed(routes!(about))
        .with(Right::Settings, routes!(support_bundle))
}

/// The program and its store.
#[derive(Serialize, ToSchema)]
pub(crate) struct About {
    version: &'static str,
    data_dir: String,
    log_dir: String,
    /// Where the store's key is kept: `keyring`, `file`, `passphrase_file`, `none`.
    key_place: &'static str,
    store: StoreHealth,
    /// The uncompressed P-256 point in base 64 that strangers verify the journal with.
    journal_public_key: Option<String>,
    /// What the last look at the ends of the chains found wrong.
    broken: Option<Broken>,
}

/// Sizes and versions of the store.
#[derive(Serialize, ToSchema)]
struct StoreHealth {
    path: String,
    id: uuid::Uuid,
    schema_version: i64,
    sqlite_version: String,
    cipher_version: String,
    size_bytes: u64,
    log_bytes: u64,
}

/// What runs here.
#[utoipa::path(
    get, path = "/about", tag = "about", operation_id = "about",
    responses((status = 200, body = About))
)]
async fn about(state: State) -> Result<Json<About>, Problem> {
    Ok(Json(describe(&state).await?))
}

pub(crate) async fn describe(state: &State) -> Result<About, Problem> {
    let house = state.house()?;
    let store = state.store()?;
    let health = state.work(move || store.health()).await??;
    Ok(About {
        version: house.version,
        data_dir: house.dir.display().to_string(),
        log_dir: house.log_dir().display().to_string(),
        key_place: house.keys.place(),
        store: StoreHealth {
            path: health.path.display().to_string(),
            id: health.id,
            schema_version: health.schema_version,
            sqlite_version: health.sqlite_version,
            cipher_version: health.cipher_version,
            size_bytes: health.size_bytes,
            log_bytes: health.log_bytes,
        },
        journal_public_key: state.read(journal::public_key).await?,
        broken: state.broken().map(Broken::from),
    })
}

/// A zip of versions, the store's health and the last days' logs, for support. Nobody's data is in
/// it.
#[utoipa::path(
    post, path = "/about/support-bundle", tag = "about", operation_id = "support_bundle",
    responses((status = 200, content_type = "application/zip", body = Vec<u8>))
)]
async fn support_bundle(state: State) -> Result<impl IntoResponse, Problem> {
    let about = describe(&state).await?;
    let about = serde_json::to_vec_pretty(&about).map_err(Problem::fault)?;
    let log_dir = state.house()?.log_dir();
    let zip = state
        .work(move || bundle::bundle(&about, &log_dir))
        .await?
        .map_err(Problem::fault)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"ecrin-support.zip\"",
        ),
    ];
    Ok((headers, Bytes::from(zip)))
}
