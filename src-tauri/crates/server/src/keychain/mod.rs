//! Where the store's key is kept between two starts: the system's keyring, else an encrypted file
//! beside the store. Without either, the recovery code on paper opens the store.

mod file;
mod ring;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use api::Keys;
use shop::db::StoreKey;
use uuid::Uuid;

pub use file::{KeyFile, KeyFileError, Wrap};
pub use ring::{Ring, RingError, SystemRing};

/// A keyring that is locked may ask its person on a screen nobody looks at, for ever.
const RING_PATIENCE: Duration = Duration::from_secs(5);

/// The keys of one data folder.
pub struct Keychain {
    ring: Option<Box<dyn Ring>>,
    file: KeyFile,
    place: Mutex<&'static str>,
}

impl std::fmt::Debug for Keychain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keychain")
            .field("file", &self.file)
            .field("place", &self.place())
            .finish_non_exhaustive()
    }
}

impl Keychain {
    /// The keyring where there is one and it may be used, and a file in `dir`. With a passphrase only
    /// the file is used: whoever gives one wants the key nowhere else.
    pub fn new(dir: PathBuf, keyring: bool, passphrase: Option<String>) -> Self {
        let ring: Option<Box<dyn Ring>> = if keyring && passphrase.is_none() {
            Some(Box::new(SystemRing::new(RING_PATIENCE)))
        } else {
            None
        };
        Self::with(ring, KeyFile::new(dir, Wrap::from(passphrase)))
    }

    /// From its parts: a keyring of another kind, or none.
    pub fn with(ring: Option<Box<dyn Ring>>, file: KeyFile) -> Self {
        Self {
            ring,
            file,
            place: Mutex::new("none"),
        }
    }

    fn found_in(&self, place: &'static str) {
        *lock(&self.place) = place;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Keys for Keychain {
    fn find(&self, store: Uuid) -> Vec<StoreKey> {
        let mut keys = Vec::new();
        if self.file.exists() {
            match self.file.read(store) {
                Ok(key) => {
                    self.found_in(self.file.place());
                    keys.push(key);
                }
                Err(error) => tracing::warn!(%error, "the key file does not open"),
            }
        }
        if keys.is_empty()
            && let Some(ring) = &self.ring
        {
            match ring.get(store) {
                Ok(Some(key)) => {
                    self.found_in("keyring");
                    keys.push(key);
                }
                Ok(None) => tracing::warn!("the keyring has no key of this store"),
                Err(error) => tracing::warn!(%error, "the keyring does not answer"),
            }
        }
        keys
    }

    fn keep(&self, store: Uuid, key: &StoreKey) -> Result<(), String> {
        if let Some(ring) = &self.ring {
            match ring.set(store, key) {
                Ok(()) => {
                    // An older file would be found first.
                    self.file.remove();
                    self.found_in("keyring");
                    return Ok(());
                }
                Err(error) => tracing::info!(%error, "no keyring: the key goes into a file"),
            }
        }
        self.file
            .write(store, key)
            .map_err(|error| error.to_string())?;
        self.found_in(self.file.place());
        Ok(())
    }

    fn place(&self) -> &'static str {
        *lock(&self.place)
    }
}

#[cfg(test)]
mod tests;
