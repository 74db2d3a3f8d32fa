//! What one person finds and another answers for.

use super::authority::{Authority, MissingRight};
use super::right::Right;
use super::store;
use crate::db::{ReadTx, StoreError};

/// Why nobody answers for it.
#[derive(Debug, thiserror::Error)]
pub enum SecondError {
    /// Neither they nor whoever vouches for them may.
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    /// They may, and so may somebody else: that one has to be asked.
    #[error("somebody else has to answer for it")]
    SecondPerson,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who answers for what somebody found: somebody else than themselves, where the shop has one who may. Whoever
/// is alone with that right answers for themselves, and says why.
pub fn second(
    tx: &ReadTx<'_>,
    by: &Authority,
    vouched: Option<&Authority>,
    right: Right,
) -> Result<Authority, SecondError> {
    let other = vouched.filter(|other| other.user() != by.user() && other.may(right));
    if let Some(other) = other {
        return Ok(*other);
    }
    if !by.may(right) {
        return Err(MissingRight(right).into());
    }
    let has_another = store::users(tx)?
        .iter()
        .any(|person| person.active && person.id != by.user() && person.role.may(right));
    if has_another {
        return Err(SecondError::SecondPerson);
    }
    Ok(*by)
}
