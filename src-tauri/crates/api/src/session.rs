//! Signing in and out, locking and unlocking.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use shop::Actor;
use shop::users::{self, Pin, Right, Token};
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::cookie;
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::{Access, Routes};
use crate::signed::Signed;
use crate::state::State;
use crate::vouch::prove;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .access(Access::Open, routes!(sign_in))
        .access(Access::Session, routes!(current))
        .access(Access::Session, routes!(sign_out))
        .access(Access::Session, routes!(lock))
        .access(Access::Session, routes!(unlock))
}

/// Somebody at the sign-in screen.
#[derive(Deserialize, ToSchema)]
struct SignIn {
    user_id: Uuid,
    /// 4 to 8 digits.
    pin: String,
    /// The till they stand at; none for back-office work.
    till_id: Option<Uuid>,
}

/// The PIN again.
#[derive(Deserialize, ToSchema)]
struct Unlock {
    pin: String,
}

/// Who is signed in here.
#[derive(Serialize, ToSchema)]
struct Session {
    user_id: Uuid,
    name: String,
    role: &'static str,
    /// `fr` or `en`; the shop's where there is none.
    language: Option<String>,
    till_id: Option<Uuid>,
    /// Waits for the PIN; everything else answers 423.
    locked: bool,
    /// After so many seconds without a request it locks itself.
    locks_after_s: i64,
    /// Names of the rights of this person.
    rights: Vec<&'static str>,
    /// The largest discount they may give alone, in basis points.
    discount_limit_bp: i64,
}

impl From<&users::Session> for Session {
    fn from(session: &users::Session) -> Self {
        let authority = session.authority;
        Self {
            user_id: authority.user().uuid(),
            name: session.name.clone(),
            role: authority.role().name(),
            language: session.language.clone(),
            till_id: session.till.map(Id::uuid),
            locked: session.locked,
            locks_after_s: session.locks_after.num_seconds(),
            rights: Right::ALL
                .iter()
                .filter(|right| authority.may(**right))
                .map(|right| right.name())
                .collect(),
            discount_limit_bp: authority.discount_limit().basis_points(),
        }
    }
}

/// Signs a person in and gives the browser its session cookie.
///
/// A browser that already has a session leaves it: another person at the same till signs in here.
#[utoipa::path(
    post, path = "/session", tag = "session", operation_id = "sign_in",
    request_body = SignIn,
    responses(
        (status = 201, body = Session),
        (status = 401, body = ProblemBody, description = "user.pin_wrong"),
        (status = 429, body = ProblemBody, description = "user.pin_wait"),
    )
)]
async fn sign_in(
    state: State,
    headers: axum::http::HeaderMap,
    Input(input): Input<SignIn>,
) -> Result<impl IntoResponse, Problem> {
    let left = cookie::token(&headers).map(users::digest_of);
    let (user, pin) = (Id::from_uuid(input.user_id), Pin::new(&input.pin)?);
    let till = input.till_id.map(Id::from_uuid);
    let cx = state.cx(Actor::System, till);
    let proven = prove(&state, &cx, user, pin).await?;
    let token = Token::new(&cx);
    let digest = token.digest();
    state
        .write(move |tx| {
            if let Some(left) = left {
                users::sign_out(tx, &cx, &left)?;
            }
            users::sign_in(tx, &cx, proven, till, &digest)
        })
        .await?;
    let session = state
        .read(move |tx| users::session(tx, &digest))
        .await?
        .ok_or_else(|| Problem::fault("a new session is not there"))?;
    let set = [(header::SET_COOKIE, cookie::give(&token)?)];
    Ok((StatusCode::CREATED, set, Json(Session::from(&session))))
}

/// Who is signed in here, even while it is locked.
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "session",
    responses((status = 200, body = Session), (status = 401, body = ProblemBody))
)]
async fn current(signed: Signed) -> Json<Session> {
    Json(Session::from(&signed.session))
}

/// Ends the session.
#[utoipa::path(
    delete, path = "/session", tag = "session", operation_id = "sign_out",
    responses((status = 204))
)]
async fn sign_out(state: State, signed: Signed) -> Result<impl IntoResponse, Problem> {
    let (cx, token) = (signed.cx(&state), signed.session.token_digest);
    state
        .write(move |tx| users::sign_out(tx, &cx, &token))
        .await?;
    let set = [(header::SET_COOKIE, cookie::take())];
    Ok((StatusCode::NO_CONTENT, set))
}

/// Locks the session until its PIN is typed; cart and till stay.
#[utoipa::path(
    post, path = "/session/lock", tag = "session", operation_id = "lock",
    responses((status = 204))
)]
async fn lock(state: State, signed: Signed) -> Result<StatusCode, Problem> {
    let (cx, token) = (signed.cx(&state), signed.session.token_digest);
    state.write(move |tx| users::lock(tx, &cx, &token)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Unlocks it with the same person's PIN.
#[utoipa::path(
    post, path = "/session/unlock", tag = "session", operation_id = "unlock",
    request_body = Unlock,
    responses(
        (status = 204),
        (status = 401, body = ProblemBody, description = "user.pin_wrong"),
        (status = 429, body = ProblemBody, description = "user.pin_wait"),
    )
)]
async fn unlock(
    state: State,
    signed: Signed,
    Input(input): Input<Unlock>,
) -> Result<StatusCode, Problem> {
    let cx = signed.cx(&state);
    let pin = Pin::new(&input.pin)?;
    let proven = prove(&state, &cx, signed.authority.user(), pin).await?;
    state
        .write(move |tx| users::unlock(tx, &cx, &signed.session, proven))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
