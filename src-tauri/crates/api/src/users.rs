//! The people of the shop.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::cx;
use shop::users::{
    self, CreateUser, CreateUserError, EditUser, EditUserError, NameError, Pin, Right, Role,
    SetPinError,
};
use units::{Id, Percent};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::identity;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;
use crate::vouch;
use crate::wire::when;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::ManageUsers, routes!(list))
        .with(Right::ManageUsers, routes!(create))
        .with(Right::ManageUsers, routes!(edit))
        .with(Right::ManageUsers, routes!(reset_pin))
        .signed(routes!(change_own_pin))
        .signed(routes!(roles))
}

/// A person who works, or worked, here.
#[derive(Serialize, ToSchema)]
struct User {
    id: Uuid,
    name: String,
    /// `owner`, `manager`, `seller`, `bench`, `accountant`.
    role: &'static str,
    /// `fr` or `en`; the shop's where there is none.
    language: Option<String>,
    /// Their own, where it is not the role's; basis points.
    discount_limit_bp: Option<i64>,
    active: bool,
    /// In a row.
    wrong_pins: u32,
    /// Until when their PIN is not looked at.
    waits_until: Option<String>,
    version: i64,
}

impl From<users::User> for User {
    fn from(user: users::User) -> Self {
        Self {
            id: user.id.uuid(),
            name: user.name,
            role: user.role.name(),
            language: user.language,
            discount_limit_bp: user.discount_limit.map(Percent::basis_points),
            active: user.active,
            wrong_pins: user.wrong_pins,
            waits_until: user.locked_until.map(when),
            version: user.version,
        }
    }
}

/// Somebody new.
#[derive(Deserialize, ToSchema)]
struct NewUser {
    id: Uuid,
    name: String,
    role: String,
    /// 4 to 8 digits.
    pin: String,
    language: Option<String>,
    discount_limit_bp: Option<i64>,
}

/// The person as they shall be.
#[derive(Deserialize, ToSchema)]
struct UserEdit {
    /// The version that was seen.
    version: i64,
    name: String,
    role: String,
    language: Option<String>,
    discount_limit_bp: Option<i64>,
    active: bool,
}

/// A new PIN for somebody who forgot theirs.
#[derive(Deserialize, ToSchema)]
struct NewPin {
    /// 4 to 8 digits.
    pin: String,
}

/// A new PIN for oneself.
#[derive(Deserialize, ToSchema)]
struct OwnPin {
    old_pin: String,
    /// 4 to 8 digits.
    pin: String,
}

/// A role, with what it may do.
#[derive(Serialize, ToSchema)]
struct RoleRights {
    role: &'static str,
    rights: Vec<&'static str>,
    /// The largest discount, in basis points, where the person has no limit of their own.
    discount_limit_bp: i64,
}

fn role(name: &str) -> Result<Role, Problem> {
    name.parse().map_err(|_| Problem::refused("user.role"))
}

/// Up to the whole price.
fn limit(basis_points: Option<i64>) -> Result<Option<Percent>, Problem> {
    let refused = || Problem::refused("user.discount_limit");
    basis_points
        .map(|bp| {
            let whole = (0..=10_000).contains(&bp);
            whole
                .then(|| Percent::from_basis_points(bp))
                .and_then(Result::ok)
                .ok_or_else(refused)
        })
        .transpose()
}

fn language(code: Option<String>) -> Result<Option<String>, Problem> {
    if let Some(code) = &code {
        identity::language(code)?;
    }
    Ok(code)
}

/// Everybody, those who have left included.
#[utoipa::path(
    get, path = "/users", tag = "users", operation_id = "users",
    responses((status = 200, body = Vec<User>))
)]
async fn list(state: State) -> Result<Json<Vec<User>>, Problem> {
    let users = state.read(users::users).await?;
    Ok(Json(users.into_iter().map(User::from).collect()))
}

/// Adds a person.
#[utoipa::path(
    post, path = "/users", tag = "users", operation_id = "create_user", request_body = NewUser,
    responses(
        (status = 201, body = User),
        (status = 422, body = ProblemBody, description = "user.…"),
    )
)]
async fn create(command: Command<NewUser>) -> Result<Answer, Problem> {
    let body = &command.body;
    let (pin, cx) = (Pin::chosen(&body.pin)?, command.cx());
    let mut input = CreateUser {
        id: Id::from_uuid(body.id),
        name: body.name.clone(),
        role: role(&body.role)?,
        pin_hash: command.state.work(move || pin.hash(&cx)).await?,
        language: None,
        discount_limit: limit(command.body.discount_limit_bp)?,
    };
    input.language = language(command.body.language.clone())?;
    command
        .create(|tx, cx, _| users::create(tx, cx, input).map(User::from))
        .await
}

/// Renames a person, gives them another role or limit, lets them go or come back.
#[utoipa::path(
    put, path = "/users/{id}", tag = "users", operation_id = "edit_user",
    params(("id" = Uuid, Path)), request_body = UserEdit,
    responses(
        (status = 200, body = User),
        (status = 409, body = ProblemBody, description = "user.last_owner, request.stale"),
        (status = 422, body = ProblemBody, description = "user.…"),
    )
)]
async fn edit(PathId(id): PathId<cx::User>, command: Command<UserEdit>) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let input = EditUser {
                id,
                version: body.version,
                name: body.name,
                role: role(&body.role)?,
                language: language(body.language)?,
                discount_limit: limit(body.discount_limit_bp)?,
                active: body.active,
            };
            Ok::<_, Problem>(User::from(users::edit(tx, cx, input)?))
        })
        .await
}

/// Gives somebody a new PIN and signs them out everywhere.
#[utoipa::path(
    put, path = "/users/{id}/pin", tag = "users", operation_id = "reset_pin",
    params(("id" = Uuid, Path)), request_body = NewPin, responses((status = 204))
)]
async fn reset_pin(
    PathId(id): PathId<cx::User>,
    command: Command<NewPin>,
) -> Result<Answer, Problem> {
    let (pin, cx) = (Pin::chosen(&command.body.pin)?, command.cx());
    let hash = command.state.work(move || pin.hash(&cx)).await?;
    command
        .run(move |tx, cx, _| users::set_pin(tx, cx, id, &hash))
        .await
}

/// Changes one's own PIN; the old one is asked for.
#[utoipa::path(
    put, path = "/session/pin", tag = "session", operation_id = "change_own_pin",
    request_body = OwnPin,
    responses(
        (status = 204),
        (status = 401, body = ProblemBody, description = "user.pin_wrong"),
    )
)]
async fn change_own_pin(command: Command<OwnPin>) -> Result<Answer, Problem> {
    let me = command.signed.authority.user();
    let old = Pin::new(&command.body.old_pin)?;
    vouch::vouch(&command.state, command.cx(), me, old).await?;
    let pin = Pin::chosen(&command.body.pin)?;
    let cx = command.cx();
    let hash = command.state.work(move || pin.hash(&cx)).await?;
    command
        .run(move |tx, cx, _| users::set_pin(tx, cx, me, &hash))
        .await
}

/// What each role may do.
#[utoipa::path(
    get, path = "/roles", tag = "users", operation_id = "roles",
    responses((status = 200, body = Vec<RoleRights>))
)]
async fn roles() -> Json<Vec<RoleRights>> {
    let roles = Role::ALL.iter().map(|role| RoleRights {
        role: role.name(),
        rights: Right::ALL
            .iter()
            .filter(|right| role.may(**right))
            .map(|right| right.name())
            .collect(),
        discount_limit_bp: role.discount_limit().basis_points(),
    });
    Json(roles.collect())
}

impl From<NameError> for Problem {
    fn from(error: NameError) -> Self {
        match error {
            NameError::Missing => Self::refused("user.name_missing"),
            NameError::TooLong { most } => Self::refused("user.name_too_long").with("most", most),
            NameError::Unprintable => Self::refused("user.name_unprintable"),
            NameError::Taken { name } => Self::conflict("user.name_taken").with("name", name),
        }
    }
}

impl From<CreateUserError> for Problem {
    fn from(error: CreateUserError) -> Self {
        match error {
            CreateUserError::Exists => Self::conflict("user.exists"),
            CreateUserError::Name(error) => error.into(),
            CreateUserError::Store(error) => error.into(),
            CreateUserError::Journal(error) => error.into(),
        }
    }
}

impl From<EditUserError> for Problem {
    fn from(error: EditUserError) -> Self {
        match error {
            EditUserError::Unknown => Self::unknown("user.unknown"),
            EditUserError::Stale { now } => Self::conflict("request.stale").with("version", now),
            EditUserError::LastOwner => Self::conflict("user.last_owner"),
            EditUserError::Name(error) => error.into(),
            EditUserError::Store(error) => error.into(),
            EditUserError::Journal(error) => error.into(),
        }
    }
}

impl From<SetPinError> for Problem {
    fn from(error: SetPinError) -> Self {
        match error {
            SetPinError::Unknown => Self::unknown("user.unknown"),
            SetPinError::Store(error) => error.into(),
            SetPinError::Journal(error) => error.into(),
        }
    }
}
