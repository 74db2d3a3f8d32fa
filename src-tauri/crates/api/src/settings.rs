//! Settings that belong to no other feature.

use axum::Json;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shop::db::StoreError;
use shop::journal::{self, Event};
use shop::users::{self, Right};
use shop::{imports, settings, till};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// Between half a minute and a working day.
const LOCKS_AFTER_S: std::ops::RangeInclusive<i64> = 30..=28_800;

/// More than a hundred euros is no small error.
const COUNT_TOLERANCE_MINOR: std::ops::RangeInclusive<i64> = 0..=10_000;

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
    /// What an evening's count may be off without a reason, in minor units: 0 to 10 000; 0 by
    /// default.
    count_tolerance_minor: Option<i64>,
    /// The month with which the year of account begins: 1 to 12; 1 by default.
    year_starts_month: Option<i64>,
    /// Whether an import may fetch pictures from addresses of the shop's own network; false by default.
    pictures_from_private_addresses: Option<bool>,
}

/// The settings.
#[utoipa::path(
    get, path = "/settings", tag = "settings", operation_id = "settings",
    responses((status = 200, body = Settings))
)]
async fn read(state: State) -> Result<Json<Settings>, Problem> {
    let found = state
        .read(|tx| {
            Ok::<_, StoreError>(Settings {
                lock_after_s: settings::get(tx, users::LOCKS_AFTER_S)?,
                count_tolerance_minor: settings::get(tx, till::COUNT_TOLERANCE)?,
                year_starts_month: settings::get(tx, till::YEAR_STARTS_MONTH)?,
                pictures_from_private_addresses: settings::get(tx, imports::FROM_PRIVATE)?,
            })
        })
        .await?;
    Ok(Json(found))
}

/// Sets those that are named.
#[utoipa::path(
    put, path = "/settings", tag = "settings", operation_id = "set_settings",
    request_body = Settings,
    responses(
        (status = 204),
        (status = 422, body = ProblemBody, description = "settings.lock_after, settings.count_tolerance, settings.year_starts {least, most}"),
    )
)]
async fn write(command: Command<Settings>) -> Result<Answer, Problem> {
    command
        .run(|tx, cx, body| {
            for (name, value, range, refusal) in [
                (
                    users::LOCKS_AFTER_S,
                    body.lock_after_s,
                    LOCKS_AFTER_S,
                    "settings.lock_after",
                ),
                (
                    till::COUNT_TOLERANCE,
                    body.count_tolerance_minor,
                    COUNT_TOLERANCE_MINOR,
                    "settings.count_tolerance",
                ),
                (
                    till::YEAR_STARTS_MONTH,
                    body.year_starts_month,
                    1..=12,
                    "settings.year_starts",
                ),
            ] {
                let Some(value) = value else { continue };
                if !range.contains(&value) {
                    return Err(Problem::refused(refusal)
                        .with("least", *range.start())
                        .with("most", *range.end()));
                }
                settings::set(tx, cx, name, &value)?;
                let detail = json!({ "what": name, "to": value });
                journal::log(tx, cx, Event::ComplianceSettingsChanged, &detail)?;
            }
            if let Some(allowed) = body.pictures_from_private_addresses {
                settings::set(tx, cx, imports::FROM_PRIVATE, &allowed)?;
                let detail = json!({ "what": imports::FROM_PRIVATE, "to": allowed });
                journal::log(tx, cx, Event::Other, &detail)?;
            }
            Ok(())
        })
        .await
}
