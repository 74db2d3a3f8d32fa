//! What a person is allowed, as a value that only this feature can make.

use units::{Id, Percent};

use super::right::Right;
use super::role::Role;
use crate::cx::User;

/// Somebody who has proven who they are, and what they may do. A verb that needs a right takes one:
/// the signed-in person's, and where that does not suffice, that of somebody who stands beside them
/// and has just typed their PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authority {
    user: Id<User>,
    role: Role,
    discount_limit: Percent,
}

impl Authority {
    pub(super) fn new(user: Id<User>, role: Role, own_limit: Option<Percent>) -> Self {
        Self {
            user,
            role,
            discount_limit: own_limit.unwrap_or(role.discount_limit()),
        }
    }

    pub fn user(&self) -> Id<User> {
        self.user
    }

    pub fn role(&self) -> Role {
        self.role
    }

    pub fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

    /// The largest discount this person may give or allow.
    pub fn discount_limit(&self) -> Percent {
        if self.may(Right::Discount) {
            self.discount_limit
        } else {
            Percent::ZERO
        }
    }
}

/// Neither the person nor whoever vouches for them has the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the right {} is missing", .0.name())]
pub struct MissingRight(pub Right);

/// Who answers for doing what needs `right`: the person themselves, else whoever vouches for them.
pub fn authorise(
    by: &Authority,
    vouched: Option<&Authority>,
    right: Right,
) -> Result<Authority, MissingRight> {
    [Some(by), vouched]
        .into_iter()
        .flatten()
        .find(|authority| authority.may(right))
        .copied()
        .ok_or(MissingRight(right))
}

/// Whoever may give a discount this large: the person themselves, else whoever vouches for them.
pub fn authorise_discount(
    by: &Authority,
    vouched: Option<&Authority>,
    discount: Percent,
) -> Result<Authority, MissingRight> {
    [Some(by), vouched]
        .into_iter()
        .flatten()
        .find(|authority| discount <= authority.discount_limit())
        .copied()
        .ok_or(MissingRight(Right::Discount))
}
