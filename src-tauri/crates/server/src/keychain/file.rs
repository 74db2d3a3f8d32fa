//! `store.key`: the store's key, sealed with AES-256-GCM under a wrapping key.
//!
//! What it protects against depends on where the wrapping key comes from:
//!
//! - **A passphrase** (`ECRIN_PASSPHRASE`, `--passphrase-file`): somebody with a copy of the folder
//!   has to guess the passphrase, through Argon2id. A short one will be guessed.
//! - **The machine**: derived from its id and from a random file, `machine.key`, readable by this
//!   user only. A copied `store.db` or a backup that leaves `machine.key` out is of no use to
//!   anybody, and neither is the folder on another machine. It does *not* protect against whoever
//!   can read files as this user (or as root) on this machine, or takes the whole disk: for those,
//!   encrypt the disk, or give a passphrase.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf;
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};
use shop::db::StoreKey;
use uuid::Uuid;

const FILE: &str = "store.key";
const SECRET_FILE: &str = "machine.key";
const FORMAT: &str = "ecrin-key/1";
/// 64 MiB and three passes: a passphrase is asked for once a start, and guessed offline.
const PASSPHRASE_COST: (u32, u32) = (64 * 1024, 3);

/// Where the wrapping key comes from.
#[derive(Clone)]
pub enum Wrap {
    Passphrase(String),
    Machine,
}

impl From<Option<String>> for Wrap {
    fn from(passphrase: Option<String>) -> Self {
        passphrase.map_or(Self::Machine, Self::Passphrase)
    }
}

/// A passphrase does not show in a log.
impl std::fmt::Debug for Wrap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Wrap {
    const fn name(&self) -> &'static str {
        match self {
            Self::Passphrase(_) => "passphrase",
            Self::Machine => "machine",
        }
    }
}

/// Why the file gives or takes no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("{path}: {reason}")]
    Io { path: PathBuf, reason: String },
    #[error("{0} is not a key file")]
    Malformed(PathBuf),
    /// It was sealed with a passphrase and none was given, or the other way round.
    #[error("the key file was sealed by {sealed_by}, not by {given}")]
    OtherWrap {
        sealed_by: String,
        given: &'static str,
    },
    /// The passphrase is wrong, the file is another machine's, or it has been changed.
    #[error("the key file does not open: wrong passphrase, other machine, or damaged")]
    Sealed,
    #[error("the system gives no chance")]
    Chance,
}

/// The file in a data folder.
#[derive(Clone)]
pub struct KeyFile {
    dir: PathBuf,
    wrap: Wrap,
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyFile")
            .field("dir", &self.dir)
            .field("wrap", &self.wrap.name())
            .finish()
    }
}

/// What stands in the file; bytes are base 64.
#[derive(Serialize, Deserialize)]
struct Sealed {
    format: String,
    #[serde(rename = "sealed_by")]
    by: String,
    salt: String,
    nonce: String,
    key: String,
}

impl KeyFile {
    pub fn new(dir: PathBuf, wrap: Wrap) -> Self {
        Self { dir, wrap }
    }

    pub fn exists(&self) -> bool {
        self.path().exists()
    }

    /// For the *About* page.
    pub const fn place(&self) -> &'static str {
        match self.wrap {
            Wrap::Passphrase(_) => "passphrase_file",
            Wrap::Machine => "file",
        }
    }

    /// Opens the file. The store's id is part of what was sealed: another store's file is refused.
    pub fn read(&self, store: Uuid) -> Result<StoreKey, KeyFileError> {
        let path = self.path();
        let malformed = || KeyFileError::Malformed(path.clone());
        let text = fs::read_to_string(&path).map_err(|error| io(&path, &error))?;
        let sealed: Sealed = serde_json::from_str(&text).map_err(|_| malformed())?;
        if sealed.format != FORMAT {
            return Err(malformed());
        }
        if sealed.by != self.wrap.name() {
            return Err(KeyFileError::OtherWrap {
                sealed_by: sealed.by,
                given: self.wrap.name(),
            });
        }
        let bytes = |text: &str| STANDARD.decode(text).map_err(|_| malformed());
        let (salt, mut key) = (bytes(&sealed.salt)?, bytes(&sealed.key)?);
        let nonce = <[u8; 12]>::try_from(bytes(&sealed.nonce)?).map_err(|_| malformed())?;
        let opened = self
            .wrapping_key(&salt)?
            .open_in_place(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(store.as_bytes()),
                &mut key,
            )
            .map_err(|_| KeyFileError::Sealed)?;
        <[u8; 32]>::try_from(&*opened)
            .map(StoreKey::from_bytes)
            .map_err(|_| malformed())
    }

    /// Writes the file anew, readable by this user only, on the disk before it returns.
    pub fn write(&self, store: Uuid, key: &StoreKey) -> Result<(), KeyFileError> {
        let salt: [u8; 16] = chance()?;
        // A new salt makes a new wrapping key, so no nonce is ever used twice with one.
        let nonce: [u8; 12] = chance()?;
        let mut bytes = key.as_bytes().to_vec();
        self.wrapping_key(&salt)?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(store.as_bytes()),
                &mut bytes,
            )
            .map_err(|_| KeyFileError::Sealed)?;
        let sealed = Sealed {
            format: FORMAT.to_owned(),
            by: self.wrap.name().to_owned(),
            salt: STANDARD.encode(salt),
            nonce: STANDARD.encode(nonce),
            key: STANDARD.encode(bytes),
        };
        let path = self.path();
        let text = serde_json::to_string_pretty(&sealed)
            .map_err(|_| KeyFileError::Malformed(path.clone()))?;
        self.put_aside(store);
        write_private(&path, text.as_bytes())
    }

    /// Another store's file, or one that only another machine opens, may be somebody's last key.
    fn put_aside(&self, store: Uuid) {
        if !self.exists() || self.read(store).is_ok() {
            return;
        }
        let free = (1..=u32::MAX)
            .map(|n| self.dir.join(format!("{FILE}.left-{n}")))
            .find(|path| !path.exists());
        if let Some(free) = free
            && let Err(error) = fs::rename(self.path(), free)
        {
            tracing::warn!(%error, "the older key file is overwritten");
        }
    }

    /// Removes the file, when the key has found a better place.
    pub fn remove(&self) {
        if let Err(error) = fs::remove_file(self.path())
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the old key file stays");
        }
    }

    fn path(&self) -> PathBuf {
        self.dir.join(FILE)
    }

    fn wrapping_key(&self, salt: &[u8]) -> Result<LessSafeKey, KeyFileError> {
        let bytes = match &self.wrap {
            Wrap::Passphrase(passphrase) => stretched(passphrase, salt)?,
            Wrap::Machine => derived(&self.machine_secret()?, salt)?,
        };
        let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(|_| KeyFileError::Sealed)?;
        Ok(LessSafeKey::new(key))
    }

    /// The machine's id and the random file, which is made the first time.
    fn machine_secret(&self) -> Result<Vec<u8>, KeyFileError> {
        let path = self.dir.join(SECRET_FILE);
        if !path.exists() {
            write_private(&path, &chance::<32>()?)?;
        }
        let mut secret = fs::read(&path).map_err(|error| io(&path, &error))?;
        secret.extend_from_slice(&machine_id());
        Ok(secret)
    }
}

/// Nothing where the system has none: then the random file alone counts.
fn machine_id() -> Vec<u8> {
    fs::read("/etc/machine-id").unwrap_or_default()
}

fn stretched(passphrase: &str, salt: &[u8]) -> Result<[u8; 32], KeyFileError> {
    let (memory_kib, passes) = PASSPHRASE_COST;
    let params = Params::new(memory_kib, passes, 1, None).unwrap_or_default();
    let mut bytes = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut bytes)
        .map_err(|_| KeyFileError::Sealed)?;
    Ok(bytes)
}

fn derived(secret: &[u8], salt: &[u8]) -> Result<[u8; 32], KeyFileError> {
    let mut bytes = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(secret)
        .expand(&[b"ecrin store key"], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut bytes))
        .map_err(|_| KeyFileError::Sealed)?;
    Ok(bytes)
}

fn chance<const N: usize>() -> Result<[u8; N], KeyFileError> {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| KeyFileError::Chance)?;
    Ok(bytes)
}

/// Written beside and renamed, so that a power cut leaves the old file or the new one.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), KeyFileError> {
    let failed = |error: std::io::Error| io(path, &error);
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(failed)?;
    }
    let new = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&new).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    fs::rename(&new, path).map_err(failed)?;
    match path.parent() {
        Some(dir) => fs::File::open(dir)
            .and_then(|dir| dir.sync_all())
            .map_err(failed),
        None => Ok(()),
    }
}

fn io(path: &Path, error: &std::io::Error) -> KeyFileError {
    KeyFileError::Io {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
