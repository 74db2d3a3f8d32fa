//! The first run, and the way back in with the recovery code.

use std::sync::{Mutex, PoisonError};

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shop::Actor;
use shop::db::StoreKey;
use shop::identity::{self, SetUp, SetUpError};
use shop::users::Pin;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::identity::{Identity, language, language_code};
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::{Access, Routes};
use crate::session;
use crate::state::{Door, State};

pub(crate) fn feature() -> Routes {
    Routes::new()
        .access(Access::Open, routes!(state_of))
        .access(Access::Open, routes!(set_up))
        .access(Access::Open, routes!(recover))
}

/// Whether there is a shop behind the door.
#[derive(Serialize, ToSchema)]
struct Setup {
    /// `absent`: make one · `locked`: its key is gone, the recovery code opens it · `shut`: it
    /// cannot be opened, `code` says why · `ready`.
    state: &'static str,
    /// The problem's code, where the state is `shut`.
    code: Option<&'static str>,
    /// The first run asks for the token that the server printed.
    needs_token: bool,
    /// The shop's, `fr` or `en`, for whoever is not signed in yet; none while there is no shop.
    language: Option<&'static str>,
}

/// The first run's answers.
#[derive(Deserialize, ToSchema)]
struct NewShop {
    /// The shop's, made by the client: a repeat makes no second shop.
    id: Uuid,
    /// `fr` or `en`.
    language: String,
    shop: Identity,
    owner: NewOwner,
    /// What the server printed, where it asks for it.
    token: Option<String>,
}

/// The first person of the shop.
#[derive(Deserialize, ToSchema)]
struct NewOwner {
    name: String,
    /// 4 to 8 digits.
    pin: String,
}

/// What the first run gives back, once.
#[derive(Clone, Serialize, ToSchema)]
struct Founded {
    /// 14 groups of four letters, to print and to put away: without the machine's own key it is the
    /// only way into the shop's data.
    recovery_code: String,
    user_id: Uuid,
    till_id: Uuid,
}

/// The code from the paper.
#[derive(Deserialize, ToSchema)]
struct Recovery {
    code: String,
}

/// What shuts a store without anything being wrong with the store itself.
const MENDABLE: [&str; 2] = ["store.in_use", "store.folder"];

/// The last first run, for a client that lost the answer.
#[derive(Default)]
pub(crate) struct LastSetUp(Mutex<Option<(Uuid, DateTime<Utc>, Founded)>>);

/// Long enough for a client to repeat, too short for anybody to find it later.
const ANSWERED_AGAIN: TimeDelta = TimeDelta::minutes(10);

impl LastSetUp {
    fn find(&self, id: Uuid, now: DateTime<Utc>) -> Option<Founded> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref()
            .filter(|(of, at, _)| *of == id && now - *at < ANSWERED_AGAIN)
            .map(|(_, _, founded)| founded.clone())
    }

    fn keep(&self, id: Uuid, now: DateTime<Utc>, founded: &Founded) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, now, founded.clone()));
    }
}

/// What stands behind the door.
#[utoipa::path(
    get, path = "/setup", tag = "setup", operation_id = "setup_state",
    responses((status = 200, body = Setup))
)]
async fn state_of(state: State) -> Result<Json<Setup>, Problem> {
    try_again(&state).await?;
    let (name, code) = match state.door() {
        Door::Absent => ("absent", None),
        Door::Locked => ("locked", None),
        Door::Shut { code, .. } => ("shut", Some(code)),
        Door::Open(_) => ("ready", None),
    };
    let shop = match name {
        "ready" => state.read(identity::shop).await?,
        _ => None,
    };
    Ok(Json(Setup {
        state: name,
        code,
        needs_token: name == "absent" && state.house()?.setup_token.is_some(),
        language: shop.map(|shop| language_code(shop.language)),
    }))
}

/// A store that another program held, or whose folder did not answer, may be free by now: whoever
/// asks has mended it, or will.
async fn try_again(state: &State) -> Result<(), Problem> {
    let mendable = |door: Door| matches!(door, Door::Shut { code, .. } if MENDABLE.contains(&code));
    if !mendable(state.door()) {
        return Ok(());
    }
    let _turn = state.set_up_turn().await;
    if !mendable(state.door()) {
        return Ok(());
    }
    let (house, of) = (state.house()?, state.clone());
    state.work(move || house.open(&of)).await
}

/// Makes the shop, its first till and its owner, and signs the owner in.
#[utoipa::path(
    post, path = "/setup", tag = "setup", operation_id = "set_up",
    request_body = NewShop,
    responses(
        (status = 201, body = Founded),
        (status = 403, body = ProblemBody, description = "setup.token"),
        (status = 409, body = ProblemBody, description = "setup.done"),
        (status = 422, body = ProblemBody, description = "shop.…, user.…"),
    )
)]
async fn set_up(state: State, Input(new): Input<NewShop>) -> Result<impl IntoResponse, Problem> {
    // One at a time: two screens, one shop.
    let _turn = state.set_up_turn().await;
    let house = state.house()?;
    if let Some(token) = &house.setup_token
        && !same(token, new.token.as_deref().unwrap_or_default())
    {
        return Err(Problem::forbidden("setup.token"));
    }
    let pin = Pin::new(&new.owner.pin)?;
    if let Some(founded) = state.last_set_up().find(new.id, state.now()) {
        return signed_in(&state, founded, pin).await;
    }
    if !matches!(state.door(), Door::Absent) {
        return Err(Problem::conflict("setup.done"));
    }
    Pin::chosen(&new.owner.pin)?;
    let cx = state.cx(Actor::System, None);
    let (hashing, of) = (cx.clone(), pin.clone());
    let input = SetUp {
        shop: Id::from_uuid(new.id),
        identity: identity::Identity::from(new.shop)
            .checked()
            .map_err(SetUpError::Identity)?,
        language: language(&new.language)?,
        till: cx.new_id(),
        owner: cx.new_id(),
        owner_name: new.owner.name,
        owner_pin: state.work(move || of.hash(&hashing)).await?,
    };
    let founded = found(&state, cx, input).await?;
    state.last_set_up().keep(new.id, state.now(), &founded);
    signed_in(&state, founded, pin).await
}

/// Signs the owner in at the first till. A repeated first run has to know the PIN again.
async fn signed_in(
    state: &State,
    founded: Founded,
    pin: Pin,
) -> Result<impl IntoResponse + use<>, Problem> {
    let (owner, till) = (
        Id::from_uuid(founded.user_id),
        Id::from_uuid(founded.till_id),
    );
    let (cookie, _) = session::enter(state, owner, pin, Some(till), None).await?;
    let set = [(header::SET_COOKIE, cookie)];
    Ok((StatusCode::CREATED, set, Json(founded)))
}

async fn found(state: &State, cx: shop::Cx, input: SetUp) -> Result<Founded, Problem> {
    let (user_id, till_id) = (input.owner.uuid(), input.till.uuid());
    let (house, of) = (state.house()?, state.clone());
    let recovery_code = state
        .work(move || {
            let store = house.found(&of)?;
            let recovery_code = store.key().recovery_code();
            if let Err(error) = store.write(move |tx| identity::set_up(tx, &cx, input)) {
                // Nothing is in it yet: the next try makes another.
                store.discard()?;
                return Err(error.into());
            }
            house.enter(&of, Door::Open(store));
            Ok::<_, Problem>(recovery_code)
        })
        .await??;
    Ok(Founded {
        recovery_code,
        user_id,
        till_id,
    })
}

/// Opens a store whose key is not where keys are kept, and keeps the key again.
#[utoipa::path(
    post, path = "/setup/recovery", tag = "setup", operation_id = "recover",
    request_body = Recovery,
    responses(
        (status = 204),
        (status = 409, body = ProblemBody, description = "setup.not_locked"),
        (status = 422, body = ProblemBody, description = "setup.code_…"),
    )
)]
async fn recover(state: State, Input(recovery): Input<Recovery>) -> Result<StatusCode, Problem> {
    let _turn = state.set_up_turn().await;
    if !matches!(state.door(), Door::Locked) {
        return Err(Problem::conflict("setup.not_locked"));
    }
    let key = StoreKey::from_recovery_code(&recovery.code)?;
    let (house, of) = (state.house()?, state.clone());
    state.work(move || house.recover(&of, key)).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes as long for a wrong token as for a right one.
fn same(expected: &str, given: &str) -> bool {
    let (expected, given) = (expected.as_bytes(), given.as_bytes());
    expected.len() == given.len()
        && expected
            .iter()
            .zip(given)
            .fold(0, |differing, (a, b)| differing | (a ^ b))
            == 0
}
