//! A person who works here.

use chrono::{DateTime, Utc};
use units::{Id, Percent};

use super::authority::Authority;
use super::role::Role;
use crate::cx;

/// A person who works, or worked, here. Nobody is ever deleted: the journal names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: Id<cx::User>,
    pub name: String,
    pub role: Role,
    /// `fr` or `en`; the shop's where there is none.
    pub language: Option<String>,
    pub active: bool,
    /// Their own, where it is not the role's.
    pub discount_limit: Option<Percent>,
    pub wrong_pins: u32,
    pub locked_until: Option<DateTime<Utc>>,
    pub version: i64,
}

impl User {
    /// What they may do.
    pub fn authority(&self) -> Authority {
        Authority::new(self.id, self.role, self.discount_limit)
    }
}

/// Why a name is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("a name is missing")]
    Missing,
    #[error("a name has at most {most} letters")]
    TooLong { most: usize },
    /// Control characters would upset a printer.
    #[error("the name has letters that cannot be printed")]
    Unprintable,
    /// Two people of one name could not be told apart at the sign-in screen.
    #[error("somebody else is called {name}")]
    Taken { name: String },
}

/// As much as fits a receipt's line.
const LONGEST_NAME: usize = 40;

/// The name, trimmed, if nobody else who works here has it.
pub(super) fn checked_name(
    users: &[User],
    id: Id<cx::User>,
    name: &str,
) -> Result<String, NameError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(NameError::Missing);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(NameError::TooLong { most: LONGEST_NAME });
    }
    if name.chars().any(char::is_control) {
        return Err(NameError::Unprintable);
    }
    let same = |other: &&User| {
        other.id != id && other.active && other.name.to_lowercase() == name.to_lowercase()
    };
    match users.iter().find(same) {
        Some(other) => Err(NameError::Taken {
            name: other.name.clone(),
        }),
        None => Ok(name.to_owned()),
    }
}
