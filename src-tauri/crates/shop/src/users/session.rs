//! Sessions: a random token in a cookie, of which only the digest is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::digest::{SHA256, digest};
use units::Id;

use super::authority::Authority;
use super::store;
use crate::cx::{self, Cx};
use crate::db::{ReadTx, StoreError};
use crate::settings;

/// How long nobody may touch a till before it locks, where the shop has not set it.
const LOCKS_AFTER: TimeDelta = TimeDelta::minutes(5);
/// The setting's name: a whole number of seconds.
pub const LOCKS_AFTER_S: &str = "session.locks_after_s";

/// The secret a browser keeps: 256 bits of chance.
#[derive(Clone)]
pub struct Token(String);

/// What the store keeps of a token; somebody who reads it can sign in nowhere.
pub type TokenDigest = [u8; 32];

impl Token {
    pub fn new(cx: &Cx) -> Self {
        Self(URL_SAFE_NO_PAD.encode(cx.random::<32>()))
    }

    /// The cookie's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn digest(&self) -> TokenDigest {
        digest_of(&self.0)
    }
}

/// A token does not show in a log.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The digest of whatever a cookie holds.
pub fn digest_of(token: &str) -> TokenDigest {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
    bytes
}

/// A person at a till, until they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub token_digest: TokenDigest,
    pub authority: Authority,
    pub name: String,
    /// `fr` or `en`; the shop's where there is none.
    pub language: Option<String>,
    /// Back-office work has none.
    pub till: Option<Id<cx::Till>>,
    /// Waits for its PIN; the cart stays.
    pub locked: bool,
    pub seen_at: DateTime<Utc>,
    /// Idle longer than this, it locks itself.
    pub locks_after: TimeDelta,
}

/// The session of this token, unless it has ended or its person no longer works here.
pub fn session(tx: &ReadTx<'_>, token: &TokenDigest) -> Result<Option<Session>, StoreError> {
    let locks_after = settings::get(tx, LOCKS_AFTER_S)?.map_or(LOCKS_AFTER, TimeDelta::seconds);
    store::session(tx, token, locks_after)
}
