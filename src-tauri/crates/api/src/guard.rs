//! Stands before every route: who asks, and may they?

use std::sync::Arc;

use axum::extract::{Request, State as Given};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shop::users::{self, MissingRight, TokenDigest};

use crate::cookie;
use crate::problem::Problem;
use crate::route::Access;
use crate::sessions::Live;
use crate::signed::Signed;
use crate::state::State;

/// Sent by what happens without a person: a list that refreshes itself keeps no session awake.
const BACKGROUND: &str = "x-background";

#[derive(Clone)]
pub(crate) struct Guard {
    pub state: State,
    pub access: Access,
}

pub(crate) async fn guard(
    Given(Guard { state, access }): Given<Guard>,
    mut request: Request,
    next: Next,
) -> Response {
    if access != Access::Open {
        match admit(&state, access, request.headers()).await {
            Ok(signed) => {
                request.extensions_mut().insert(signed);
            }
            Err(problem) => return problem.into_response(),
        }
    }
    next.run(request).await
}

async fn admit(state: &State, access: Access, headers: &HeaderMap) -> Result<Signed, Problem> {
    // Without an open store nobody can be signed in: say that first.
    state.store()?;
    let token = cookie::token(headers).ok_or_else(signed_out)?;
    let token = users::digest_of(token);
    let live = match state.sessions().find(&token) {
        Some(live) => live,
        None => load(state, token).await?,
    };
    let idle = live.is_idle(state.now());
    let signed = Signed::new(&live.session, idle);
    if access == Access::Session {
        return Ok(signed);
    }
    let locked = || Problem::new(StatusCode::LOCKED, "session.locked");
    if live.session.locked {
        return Err(locked());
    }
    if idle {
        let cx = signed.cx(state);
        state.write(move |tx| users::lock(tx, &cx, &token)).await?;
        return Err(locked());
    }
    if let Access::Right(right) = access
        && !signed.may(right)
    {
        return Err(MissingRight(right).into());
    }
    if !headers.contains_key(BACKGROUND) && live.touch(state.now()) {
        let (cx, store) = (signed.cx(state), state.store()?);
        // Nobody waits for it, and nothing is lost if it fails.
        store.write_then(move |tx| users::seen(tx, &cx, &token), |_| ());
    }
    Ok(signed)
}

async fn load(state: &State, token: TokenDigest) -> Result<Arc<Live>, Problem> {
    let reading = state.sessions().reading();
    let session = state
        .read(move |tx| users::session(tx, &token))
        .await?
        .ok_or_else(signed_out)?;
    Ok(state.sessions().add(session, reading))
}

fn signed_out() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "session.missing")
}
