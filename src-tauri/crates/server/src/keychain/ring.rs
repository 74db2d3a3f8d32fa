//! The system's keyring (Secret Service, Keychain, Credential Manager), asked on a thread of its own:
//! a locked one can wait for its person for ever, and a server has no person.

use std::sync::mpsc;
use std::time::Duration;

use shop::db::StoreKey;
use uuid::Uuid;

/// What a keyring files the key under, beside the store's id.
const PROGRAM: &str = "ecrin";

/// Why a keyring is of no use now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    #[error("there is no keyring here: {0}")]
    None(String),
    #[error("the keyring did not answer in time: it may be locked")]
    Silent,
    #[error("what the keyring holds is no key")]
    NotAKey,
}

/// Keeps a secret per store.
pub trait Ring: Send + Sync {
    fn get(&self, store: Uuid) -> Result<Option<StoreKey>, RingError>;
    fn set(&self, store: Uuid, key: &StoreKey) -> Result<(), RingError>;
}

/// The system's own.
#[derive(Debug)]
pub struct SystemRing {
    patience: Duration,
}

impl SystemRing {
    pub fn new(patience: Duration) -> Self {
        Self { patience }
    }
}

impl Ring for SystemRing {
    fn get(&self, store: Uuid) -> Result<Option<StoreKey>, RingError> {
        let secret = within(self.patience, move || match entry(store)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(RingError::None(error.to_string())),
        })?;
        secret
            .map(|bytes| {
                <[u8; 32]>::try_from(bytes)
                    .map(StoreKey::from_bytes)
                    .map_err(|_| RingError::NotAKey)
            })
            .transpose()
    }

    fn set(&self, store: Uuid, key: &StoreKey) -> Result<(), RingError> {
        let bytes = *key.as_bytes();
        within(self.patience, move || {
            entry(store)?
                .set_secret(&bytes)
                .map_err(|error| RingError::None(error.to_string()))
        })
    }
}

fn entry(store: Uuid) -> Result<keyring::Entry, RingError> {
    keyring::Entry::new(PROGRAM, &store.to_string())
        .map_err(|error| RingError::None(error.to_string()))
}

/// The thread of a question that is never answered stays behind: there is no way to end it.
pub(super) fn within<T: Send + 'static>(
    patience: Duration,
    ask: impl FnOnce() -> Result<T, RingError> + Send + 'static,
) -> Result<T, RingError> {
    let (tell, told) = mpsc::sync_channel(1);
    std::thread::Builder::new()
        .name("keyring".into())
        .spawn(move || {
            // Nobody may be waiting any more.
            let _ = tell.send(ask());
        })
        .map_err(|error| RingError::None(error.to_string()))?;
    told.recv_timeout(patience)
        .unwrap_or(Err(RingError::Silent))
}
