//! A new person in the shop.

use serde_json::json;
use units::{Id, Percent};

use super::pin::PinHash;
use super::role::Role;
use super::store;
use super::user::{NameError, User, checked_name};
use crate::cx::{self, Cx};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// What is known of somebody new.
#[derive(Clone, Debug)]
pub struct CreateUser {
    pub id: Id<cx::User>,
    pub name: String,
    pub role: Role,
    pub pin_hash: PinHash,
    /// `fr` or `en`; the shop's where there is none.
    pub language: Option<String>,
    /// Where it is not the role's.
    pub discount_limit: Option<Percent>,
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Somebody has this id already: the client made it twice, or forgot that it had.
    #[error("there is such a user already")]
    Exists,
    #[error(transparent)]
    Name(#[from] NameError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Adds a person and journals their role.
pub fn create(tx: &mut WriteTx<'_>, cx: &Cx, input: CreateUser) -> Result<User, CreateUserError> {
    if store::user(tx, input.id)?.is_some() {
        return Err(CreateUserError::Exists);
    }
    let user = User {
        id: input.id,
        name: checked_name(&store::users(tx)?, input.id, &input.name)?,
        role: input.role,
        language: input.language,
        active: true,
        discount_limit: input.discount_limit,
        wrong_pins: 0,
        locked_until: None,
        version: 1,
    };
    store::insert(tx, &user, &input.pin_hash, cx.now_ms())?;
    let detail = json!({
        "what": "user-created",
        "user": user.id.to_string(),
        "role": user.role.name(),
    });
    journal::log(tx, cx, Event::RightsChanged, &detail)?;
    tx.changed(Change::of("user"));
    Ok(user)
}
