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
    pub(super) fn authority(&self) -> Authority {
        Authority::new(self.id, self.role, self.discount_limit)
    }
}
