//! What surrounds a verb: when, who, where, and the only source of chance.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use units::Id;

/// Names a user in an [`Id`].
#[derive(Debug)]
pub enum User {}

/// Names a till in an [`Id`].
#[derive(Debug)]
pub enum Till {}

/// Who acts. Which rights a role has is the feature `users`' business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who has signed in.
    User(Id<User>),
    /// The program itself: migrations, start, time-outs.
    System,
}

impl Actor {
    /// The person, where there is one.
    pub fn user(self) -> Option<Id<User>> {
        match self {
            Self::User(id) => Some(id),
            Self::System => None,
        }
    }
}

/// Fills a buffer with chance: the operating system's in the program, a seeded one in tests.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The surroundings of one command.
#[derive(Clone)]
pub struct Cx {
    pub now: DateTime<Utc>,
    pub actor: Actor,
    /// The till the person stands at; back-office work has none.
    pub till: Option<Id<Till>>,
    chance: Chance,
}

impl Cx {
    pub fn new(now: DateTime<Utc>, actor: Actor, till: Option<Id<Till>>, chance: Chance) -> Self {
        Self {
            now,
            actor,
            till,
            chance,
        }
    }

    /// Unix milliseconds, as the store keeps times.
    pub fn now_ms(&self) -> i64 {
        self.now.timestamp_millis()
    }

    /// A new identity for what the program itself creates; what a client creates, it names itself.
    pub fn new_id<T>(&self) -> Id<T> {
        let unix_ms = u64::try_from(self.now_ms()).unwrap_or(0);
        Id::from_parts(unix_ms, self.random())
    }

    /// `N` random bytes: salts, tokens, keys.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.chance)(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Cx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx")
            .field("now", &self.now)
            .field("actor", &self.actor)
            .field("till", &self.till)
            .finish_non_exhaustive()
    }
}
