//! Who asks: what a guarded handler learns of its caller.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use shop::cx::Till;
use shop::users::{Authority, Right, Session};
use shop::{Actor, Cx};
use units::Id;

use crate::problem::Problem;
use crate::state::State;

/// The person behind a request. There is one behind every route that is not open.
#[derive(Clone, Debug)]
pub struct Signed {
    pub authority: Authority,
    pub name: String,
    /// The till they stand at; back-office work has none.
    pub till: Option<Id<Till>>,
    pub(crate) session: Session,
    /// Nobody has touched it for too long, and it has not been locked yet.
    pub(crate) idle: bool,
}

impl Signed {
    pub(crate) fn new(session: &Session, idle: bool) -> Self {
        Self {
            idle,
            authority: session.authority,
            name: session.name.clone(),
            till: session.till,
            session: session.clone(),
        }
    }

    pub fn may(&self, right: Right) -> bool {
        self.authority.may(right)
    }

    /// The surroundings of what they ask for.
    pub fn cx(&self, state: &State) -> Cx {
        state.cx(Actor::User(self.authority.user()), self.till)
    }
}

impl FromRequestParts<State> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Problem::fault("an open route asks who is signed in"))
    }
}
