//! The *About* page: what runs here, where its data are, and how they are.

use axum::Json;
use serde::Serialize;
use shop::journal;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::journal::Broken;
use crate::problem::Problem;
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new().signed(routes!(about))
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
