//! Asks for a PIN and says who it was: signing in, unlocking, vouching for a colleague.

use axum::http::StatusCode;
use shop::Cx;
use shop::cx::User;
use shop::users::attempt::{self, Proven, Refused};
use shop::users::{Authority, Pin};
use units::Id;

use crate::problem::Problem;
use crate::state::State;

/// Counts the try, checks the PIN on a thread that may wait, and journals a wrong one.
pub(crate) async fn prove(
    state: &State,
    cx: &Cx,
    user: Id<User>,
    pin: Pin,
) -> Result<Proven, Problem> {
    let begun = cx.clone();
    let counted = state
        .write(move |tx| attempt::begin(tx, &begun, user))
        .await?;
    match state.work(move || counted.value.check(&pin)).await? {
        Ok(proven) => Ok(proven),
        Err(refused) => {
            let cx = cx.clone();
            state
                .write(move |tx| attempt::refuse(tx, &cx, refused))
                .await?;
            Err(wrong(refused))
        }
    }
}

/// What the person may do, their wrong tries forgotten.
pub(crate) async fn vouch(
    state: &State,
    cx: Cx,
    user: Id<User>,
    pin: Pin,
) -> Result<Authority, Problem> {
    let proven = prove(state, &cx, user, pin).await?;
    let written = state.write(move |tx| attempt::accept(tx, proven)).await?;
    Ok(written.value)
}

fn wrong(refused: Refused) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "user.pin_wrong")
        .with("wrong_pins", refused.wrong_pins)
        .with("wait_s", refused.delay.num_seconds())
}
