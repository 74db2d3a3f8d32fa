//! The recovery code again, for an owner whose paper is lost.

use axum::Json;
use axum::http::header;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shop::journal::{self, Event};
use shop::users::{self, Pin, Right};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::vouch::vouch;

pub(crate) fn feature() -> Routes {
    Routes::new().with(Right::ChangeShop, routes!(recovery_code))
}

/// Whoever is signed in proves it again: a screen left open shows no key.
#[derive(Deserialize, ToSchema)]
struct PinAgain {
    pin: String,
}

/// What opens the store when its key is gone.
#[derive(Serialize, ToSchema)]
struct RecoveryCode {
    /// 14 groups of four letters.
    recovery_code: String,
}

/// The shop's recovery code. Journaled each time; a wrong PIN counts like one at the door.
#[utoipa::path(
    post, path = "/setup/recovery-code", tag = "setup", operation_id = "recovery_code",
    request_body = PinAgain,
    responses(
        (status = 200, body = RecoveryCode),
        (status = 401, body = ProblemBody, description = "user.pin_wrong {wrong_pins, wait_s}"),
        (status = 429, body = ProblemBody, description = "user.pin_wait {until}"),
    )
)]
async fn recovery_code(
    state: State,
    signed: Signed,
    Input(again): Input<PinAgain>,
) -> Result<impl IntoResponse, Problem> {
    let cx = signed.cx(&state);
    let pin = Pin::new(&again.pin)?;
    let owner = vouch(&state, cx.clone(), signed.authority.user(), pin).await?;
    users::authorise(&owner, None, Right::ChangeShop)?;
    let recovery_code = state.store()?.key().recovery_code();
    state
        .write(move |tx| {
            let detail = json!({ "what": "recovery-code-shown" });
            journal::log(tx, &cx, Event::Other, &detail).map(|_| ())
        })
        .await?;
    // Not kept for repeats, as a command's answer is, nor by a browser.
    let stays_nowhere = [(header::CACHE_CONTROL, "no-store")];
    Ok((stays_nowhere, Json(RecoveryCode { recovery_code })))
}
