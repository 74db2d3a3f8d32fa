//! Settings that belong to no other feature.

use axum::Json;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shop::journal::{self, Event};
use shop::settings;
use shop::users::{self, Right};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// Between half a minute and a working day.
const LOCKS_AFTER_S: std::ops::RangeInclusive<i64> = 30..=28_800;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Settings, routes!(read))
        .with(Right::Settings, routes!(write))
}

/// What the shop has set; a value that is not there keeps its default.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct Settings {
    /// Idle longer than this, a till locks itself: 30 to 28 800 seconds; 300 by default.
    lock_after_s: Option<i64>,
}

/// The settings.
#[utoipa::path(
    get, path = "/settings", tag = "settings", operation_id = "settings",
    responses((status = 200, body = Settings))
)]
async fn read(state: State) -> Result<Json<Settings>, Problem> {
    let lock_after_s = state
        .read(|tx| settings::get(tx, users::LOCKS_AFTER_S))
        .await?;
    Ok(Json(Settings { lock_after_s }))
}

/// Sets those that are named.
#[utoipa::path(
    put, path = "/settings", tag = "settings", operation_id = "set_settings",
    request_body = Settings,
    responses(
        (status = 204),
        (status = 422, body = ProblemBody, description = "settings.lock_after"),
    )
)]
async fn write(command: Command<Settings>) -> Result<Answer, Problem> {
    command
        .run(|tx, cx, body| {
            if let Some(seconds) = body.lock_after_s {
                if !LOCKS_AFTER_S.contains(&seconds) {
                    return Err(Problem::refused("settings.lock_after")
                        .with("least", *LOCKS_AFTER_S.start())
                        .with("most", *LOCKS_AFTER_S.end()));
                }
                settings::set(tx, cx, users::LOCKS_AFTER_S, &seconds)?;
                let detail = json!({ "what": users::LOCKS_AFTER_S, "to": seconds });
                journal::log(tx, cx, Event::ComplianceSettingsChanged, &detail)?;
            }
            Ok(())
        })
        .await
}
