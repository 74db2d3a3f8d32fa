//! The people of the shop: roles and rights, PINs, sessions.
//!
//! A right is checked twice: at the route, by the session's role, and in the verb, by the
//! [`Authority`] that it takes where somebody else may vouch.

pub mod attempt;
mod authority;
mod create;
mod edit;
mod lock;
mod pin;
mod right;
mod role;
mod second;
mod seen;
mod session;
mod set_pin;
mod sign_in;
mod sign_out;
mod store;
mod unlock;
mod user;
mod weak_pin;

pub use authority::{Authority, MissingRight, authorise, authorise_discount};
pub use create::{CreateUser, CreateUserError, create};
pub use edit::{EditUser, EditUserError, edit};
pub use lock::lock;
pub use pin::{Pin, PinError, PinHash};
pub use right::{Right, UnknownRight};
pub use role::{Role, UnknownRole};
pub use second::{SecondError, second};
pub use seen::seen;
pub use session::{LOCKS_AFTER_S, Session, Token, TokenDigest, digest_of, session};
pub use set_pin::{SetPinError, set_pin};
pub use sign_in::{SignInError, sign_in};
pub use sign_out::sign_out;
pub use unlock::{UnlockError, unlock};
pub use user::{NameError, User};

#[cfg(test)]
mod tests;

use units::Id;

use crate::cx;
use crate::db::{ReadTx, StoreError};

/// Everybody, those who have left included, by name.
pub fn users(tx: &ReadTx<'_>) -> Result<Vec<User>, StoreError> {
    store::users(tx)
}

/// One person.
pub fn user(tx: &ReadTx<'_>, id: Id<cx::User>) -> Result<Option<User>, StoreError> {
    store::user(tx, id)
}

/// What somebody may do, for the tests of other features: outside them only a PIN proves it.
#[cfg(test)]
pub(crate) fn authority_of(tx: &ReadTx<'_>, id: Id<cx::User>) -> Result<Authority, StoreError> {
    let user = store::user(tx, id)?.ok_or(StoreError::Unreadable("user"))?;
    Ok(user.authority())
}
