//! Signing in and out, locking and unlocking.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use shop::identity::{self, Till};
use shop::users::{self, Pin, Right, Token, TokenDigest};
use shop::{Actor, cx};
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
use crate::wire::when;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .access(Access::Open, routes!(people))
        .access(Access::Open, routes!(tills))
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

/// Somebody who may sign in, as the sign-in screen shows them.
#[derive(Serialize, ToSchema)]
struct Person {
    id: Uuid,
    name: String,
    role: &'static str,
    /// Until when their PIN is not looked at, after wrong ones.
    waits_until: Option<String>,
}

/// A till to stand at.
#[derive(Serialize, ToSchema)]
struct TillName {
    id: Uuid,
    name: String,
}

/// Who is signed in here.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    user: Person,
    /// None for back-office work.
    till: Option<TillName>,
    /// `fr` or `en`; the shop's where there is none.
    language: Option<String>,
    /// Waits for the PIN; everything else answers 423.
    locked: bool,
    /// After so many seconds without a request it locks itself.
    lock_after_s: i64,
    /// Names of the rights of this person.
    rights: Vec<&'static str>,
    /// The largest discount they may give alone, in basis points.
    discount_limit_bp: i64,
}

impl Session {
    fn new(session: &users::Session, till: Option<Till>) -> Self {
        let authority = session.authority;
        Self {
            user: Person {
                id: authority.user().uuid(),
                name: session.name.clone(),
                role: authority.role().name(),
                waits_until: None,
            },
            till: till.map(TillName::from),
            language: session.language.clone(),
            locked: session.locked,
            lock_after_s: session.locks_after.num_seconds(),
            rights: Right::ALL
                .iter()
                .filter(|right| authority.may(**right))
                .map(|right| right.name())
                .collect(),
            discount_limit_bp: authority.discount_limit().basis_points(),
        }
    }
}

impl From<Till> for TillName {
    fn from(till: Till) -> Self {
        Self {
            id: till.id.uuid(),
            name: till.name,
        }
    }
}

/// Everybody who may sign in. The sign-in screen shows them: that is no secret of the shop's.
#[utoipa::path(
    get, path = "/session/users", tag = "session", operation_id = "session_users",
    responses((status = 200, body = Vec<Person>))
)]
async fn people(state: State) -> Result<Json<Vec<Person>>, Problem> {
    let now = state.now();
    let users = state.read(users::users).await?;
    let people = users.into_iter().filter(|user| user.active);
    Ok(Json(
        people
            .map(|user| Person {
                id: user.id.uuid(),
                name: user.name,
                role: user.role.name(),
                waits_until: user.locked_until.filter(|until| *until > now).map(when),
            })
            .collect(),
    ))
}

/// The tills in use.
#[utoipa::path(
    get, path = "/session/tills", tag = "session", operation_id = "session_tills",
    responses((status = 200, body = Vec<TillName>))
)]
async fn tills(state: State) -> Result<Json<Vec<TillName>>, Problem> {
    let tills = state.read(identity::tills).await?;
    let active = tills.into_iter().filter(|till| till.active);
    Ok(Json(active.map(TillName::from).collect()))
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
    headers: HeaderMap,
    Input(input): Input<SignIn>,
) -> Result<impl IntoResponse, Problem> {
    let left = cookie::token(&headers).map(users::digest_of);
    let (user, pin) = (Id::from_uuid(input.user_id), Pin::new(&input.pin)?);
    let till = input.till_id.map(Id::from_uuid);
    let (cookie, session) = enter(&state, user, pin, till, left).await?;
    let set = [(header::SET_COOKIE, cookie)];
    Ok((StatusCode::CREATED, set, Json(session)))
}

/// Opens a session for whoever knows the PIN, in place of the one that is left.
pub(crate) async fn enter(
    state: &State,
    user: Id<cx::User>,
    pin: Pin,
    till: Option<Id<cx::Till>>,
    left: Option<TokenDigest>,
) -> Result<(HeaderValue, Session), Problem> {
    let cx = state.cx(Actor::System, till);
    let proven = prove(state, &cx, user, pin).await?;
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
    Ok((cookie::give(&token)?, describe(state, digest).await?))
}

async fn describe(state: &State, digest: TokenDigest) -> Result<Session, Problem> {
    state
        .read(move |tx| {
            let session = users::session(tx, &digest)?
                .ok_or_else(|| Problem::fault("a session is not there"))?;
            let till = match session.till {
                Some(till) => identity::till(tx, till)?,
                None => None,
            };
            Ok::<_, Problem>(Session::new(&session, till))
        })
        .await
}

/// Who is signed in here, even while it is locked.
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "session",
    responses((status = 200, body = Session), (status = 401, body = ProblemBody))
)]
async fn current(state: State, signed: Signed) -> Result<Json<Session>, Problem> {
    let mut session = describe(&state, signed.session.token_digest).await?;
    session.locked |= signed.idle;
    Ok(Json(session))
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
