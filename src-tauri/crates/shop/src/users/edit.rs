//! A person is renamed, gets another role or limit, leaves or comes back.

use serde_json::json;
use units::{Id, Percent};

use super::role::Role;
use super::store;
use super::user::{NameError, User, checked_name};
use crate::cx::{self, Cx};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// The person as they shall be.
#[derive(Clone, Debug)]
pub struct EditUser {
    pub id: Id<cx::User>,
    /// The version that was seen.
    pub version: i64,
    pub name: String,
    pub role: Role,
    pub language: Option<String>,
    pub discount_limit: Option<Percent>,
    pub active: bool,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditUserError {
    #[error("no such user")]
    Unknown,
    #[error("changed by somebody else: version {now}")]
    Stale { now: i64 },
    /// Without an owner, nobody could manage the others.
    #[error("it is the last owner")]
    LastOwner,
    #[error(transparent)]
    Name(#[from] NameError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Writes the person anew; whoever leaves is signed out everywhere.
pub fn edit(tx: &mut WriteTx<'_>, cx: &Cx, input: EditUser) -> Result<User, EditUserError> {
    let old = store::user(tx, input.id)?.ok_or(EditUserError::Unknown)?;
    if old.version != input.version {
        return Err(EditUserError::Stale { now: old.version });
    }
    let new = User {
        name: checked_name(&store::users(tx)?, input.id, &input.name)?,
        role: input.role,
        language: input.language,
        discount_limit: input.discount_limit,
        active: input.active,
        version: old.version + 1,
        ..old.clone()
    };
    let owns = |user: &User| user.active && user.role == Role::Owner;
    if owns(&old) && !owns(&new) && store::active_owners(tx)? < 2 {
        return Err(EditUserError::LastOwner);
    }
    store::update(tx, &new)?;
    if !new.active {
        store::end_sessions_of(tx, new.id, cx.now_ms())?;
    }
    let rights = |user: &User| (user.role, user.discount_limit, user.active);
    if rights(&old) != rights(&new) {
        let detail = json!({
            "what": "user-changed",
            "user": new.id.to_string(),
            "role": new.role.name(),
            "active": new.active,
            "discount_limit_bp": new.discount_limit.map(Percent::basis_points),
        });
        journal::log(tx, cx, Event::RightsChanged, &detail)?;
    }
    tx.changed(Change::of("user"));
    Ok(new)
}
