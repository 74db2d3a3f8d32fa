//! Identities: UUIDv7, made by whoever creates the thing, typed by what they name.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use uuid::Uuid;

/// Why a text is no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("not a UUID")]
    Malformed,
}

/// The identity of a `T`. A piece's id cannot be passed where a sale's is wanted.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            of: PhantomData,
        }
    }

    /// A UUIDv7 from the milliseconds since 1970 and ten random bytes: time and chance are passed
    /// in, so that a test can repeat them.
    pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self {
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid())
    }

    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<T> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Uuid::parse_str(text)
            .map(Self::from_uuid)
            .map_err(|_| IdError::Malformed)
    }
}

// Derives would ask the same of `T`, which is only a name here.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_made_of_time_and_chance_and_sorts_by_time() {
        let earlier = Id::<()>::from_parts(1_000, [9; 10]);
        let later = Id::<()>::from_parts(1_001, [0; 10]);
        assert!(earlier < later);
        assert_eq!(earlier.uuid().get_version_num(), 7);
        assert_eq!(earlier.to_string().parse(), Ok(earlier));
    }

    #[test]
    fn refuses_other_text() {
        assert_eq!("4006381333931".parse::<Id<()>>(), Err(IdError::Malformed));
    }
}
