//! Settings that belong to no other feature.

use axum::Json;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shop::db::StoreError;
use shop::journal::{self, Event};
use shop::users::{self, Right};
use shop::{deposit, imports, repair, settings, till, warranty};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// Between half a minute and a working day.
const LOCKS_AFTER_S: std::ops::RangeInclusive<i64> = 30..=28_800;

/// More than a gram is no scale's error, in micrograms.
const REPAIR_TOLERANCE_UG: std::ops::RangeInclusive<i64> = 0..=1_000_000;

/// More than a hundred euros is no small error.
const COUNT_TOLERANCE_MINOR: std::ops::RangeInclusive<i64> = 0..=10_000;

/// More than a thousand euros for an estimate was typed wrong.
const REFUSAL_FEE_MINOR: std::ops::RangeInclusive<i64> = 0..=100_000;

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
    /// What a repair may weigh more or less at its hand-over without a reason, in micrograms: 0 to
    /// 1 000 000; the house's own by default.
    repair_tolerance_ug: Option<i64>,
    /// How long the shop answers for work whose line of the price list says nothing: 0 to 120 months; 0 by
    /// default, and nothing is promised.
    warranty_months: Option<i64>,
    /// Whether an import may fetch pictures from addresses of the shop's own network; false by default.
    pictures_from_private_addresses: Option<bool>,
    /// `acompte` or `arrhes`: what money in advance is where nobody says otherwise; `acompte` by default.
    deposit_kind: Option<String>,
    /// The share of a repair's price that is proposed in advance: 0 to 10 000 basis points; 3 000 by
    /// default.
    deposit_share_bp: Option<i64>,
    /// What an estimate costs that is refused, in minor units: 0 to 100 000; nothing by default.
    refusal_fee_minor: Option<i64>,
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
                repair_tolerance_ug: settings::get(tx, repair::TOLERANCE)?,
                warranty_months: settings::get(tx, warranty::MONTHS)?,
                pictures_from_private_addresses: settings::get(tx, imports::FROM_PRIVATE)?,
                deposit_kind: settings::get(tx, deposit::KIND)?,
                deposit_share_bp: settings::get(tx, deposit::SHARE_BP)?,
                refusal_fee_minor: settings::get(tx, repair::REFUSAL_FEE)?,
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
        (status = 422, body = ProblemBody, description = "settings.deposit_share, settings.refusal_fee, settings.lock_after, settings.count_tolerance, settings.year_starts, settings.repair_tolerance, settings.warranty_months {least, most}"),
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
                (
                    deposit::SHARE_BP,
                    body.deposit_share_bp,
                    0..=10_000,
                    "settings.deposit_share",
                ),
                (
                    repair::REFUSAL_FEE,
                    body.refusal_fee_minor,
                    REFUSAL_FEE_MINOR,
                    "settings.refusal_fee",
                ),
                (
                    warranty::MONTHS,
                    body.warranty_months,
                    0..=120,
                    "settings.warranty_months",
                ),
                (
                    repair::TOLERANCE,
                    body.repair_tolerance_ug,
                    REPAIR_TOLERANCE_UG,
                    "settings.repair_tolerance",
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
            if let Some(word) = body.deposit_kind {
                let kind: deposit::Kind = word
                    .parse()
                    .map_err(|_| Problem::malformed("request.json"))?;
                settings::set(tx, cx, deposit::KIND, &kind.code())?;
                let detail = json!({ "what": deposit::KIND, "to": kind.code() });
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
