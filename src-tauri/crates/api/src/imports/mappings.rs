//! Mappings kept under a name for the next file like it.

use axum::Json;
use serde::Deserialize;
use shop::imports::{self, Import, KeptMapping};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::bodies::{ImportBody, KeptBody};
use super::read;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// Every kept mapping, by name.
#[utoipa::path(get, path = "/import-mappings", tag = "imports", operation_id = "kept_mappings",
    responses((status = 200, body = Vec<KeptBody>)))]
pub(super) async fn list(state: State) -> Result<Json<Vec<KeptBody>>, Problem> {
    let kept = state.read(imports::kept_mappings).await?;
    Ok(Json(kept.into_iter().map(Into::into).collect()))
}

/// The name to keep a draft's mapping under.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct KeepMapping {
    version: i64,
    name: String,
    /// Whether a mapping of this name gives way.
    #[serde(default)]
    replace: bool,
}

/// Keeps a draft's mapping under a name: the next file with the same columns is matched by it.
#[utoipa::path(post, path = "/imports/{id}/mapping/keep", tag = "imports",
    operation_id = "keep_mapping", params(("id" = Uuid, Path)), request_body = KeepMapping,
    responses((status = 200, body = ImportBody),
        (status = 409, body = ProblemBody, description = "import.mapping_name_taken {name}, import.state, request.stale"),
        (status = 422, body = ProblemBody, description = "import.mapping_name")))]
pub(super) async fn keep(
    PathId(id): PathId<Import>,
    command: Command<KeepMapping>,
) -> Result<Answer, Problem> {
    let (_, table) = read(&command.state, id).await?;
    command
        .run(move |tx, cx, body| {
            let (version, headers) = (body.version, &table.headers);
            let import =
                imports::keep_mapping(tx, cx, id, version, headers, &body.name, body.replace)?;
            Ok::<_, Problem>(ImportBody::new(import, Some(&table), false))
        })
        .await
}

/// The kept mapping to match a draft by.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct UseMapping {
    version: i64,
    mapping_id: Uuid,
}

/// Matches a draft's columns as a kept mapping does, by their headers.
#[utoipa::path(post, path = "/imports/{id}/mapping/use", tag = "imports",
    operation_id = "use_mapping", params(("id" = Uuid, Path)), request_body = UseMapping,
    responses((status = 200, body = ImportBody),
        (status = 404, body = ProblemBody, description = "import.mapping_unknown"),
        (status = 409, body = ProblemBody, description = "import.state, request.stale")))]
pub(super) async fn apply(
    PathId(id): PathId<Import>,
    command: Command<UseMapping>,
) -> Result<Answer, Problem> {
    let (_, table) = read(&command.state, id).await?;
    command
        .run(move |tx, cx, body| {
            let kept = Id::from_uuid(body.mapping_id);
            let import = imports::use_mapping(tx, cx, id, body.version, &table, kept)?;
            Ok::<_, Problem>(ImportBody::new(import, Some(&table), false))
        })
        .await
}

/// Forgets a kept mapping. Files that were matched by it stay as they are.
#[utoipa::path(delete, path = "/import-mappings/{id}", tag = "imports",
    operation_id = "forget_mapping", params(("id" = Uuid, Path)),
    responses((status = 200, body = KeptBody),
        (status = 404, body = ProblemBody, description = "import.mapping_unknown")))]
pub(super) async fn forget(
    PathId(id): PathId<KeptMapping>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, Nothing {}| imports::forget_mapping(tx, id).map(KeptBody::from))
        .await
}
