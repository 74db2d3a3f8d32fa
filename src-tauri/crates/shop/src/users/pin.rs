//! The PIN: 4 to 8 digits, kept as Argon2id.
//!
//! Ten thousand possibilities do not resist somebody who has the hash and time; what protects a PIN
//! is the store's encryption and the growing delay after wrong tries (see `attempt.rs`).

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::weak_pin;
use crate::cx::Cx;

/// A PIN as typed. It does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text is no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    #[error("a PIN has 4 to 8 digits")]
    Form,
    /// Among the first that somebody would try.
    #[error("the PIN is too easily guessed")]
    Weak,
}

impl Pin {
    pub fn new(digits: &str) -> Result<Self, PinError> {
        let long_enough = (4..=8).contains(&digits.len());
        if long_enough && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits.to_owned()))
        } else {
            Err(PinError::Form)
        }
    }

    /// A PIN that somebody chooses from now on: not one of those that everybody tries first. Those
    /// in use are still read by [`Self::new`].
    pub fn chosen(digits: &str) -> Result<Self, PinError> {
        let pin = Self::new(digits)?;
        if weak_pin::is_weak(digits.as_bytes()) {
            return Err(PinError::Weak);
        }
        Ok(pin)
    }

    /// The hash to keep, with a new salt. Slow on purpose: never on the writer's thread.
    pub fn hash(&self, cx: &Cx) -> PinHash {
        let salt: [u8; 16] = cx.random();
        let hash = argon2()
            .hash_password_with_salt(self.0.as_bytes(), &salt)
            .map(|hash| hash.to_string());
        // Argon2 refuses only lengths, and these are ours. An empty hash would match no PIN.
        PinHash(hash.unwrap_or_default())
    }
}

/// A PIN does not show in a log.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// What is kept of a PIN: a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHash(pub(super) String);

impl PinHash {
    /// Whether this is the PIN. Slow on purpose: never on the writer's thread.
    pub(super) fn is_of(&self, pin: &Pin) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|hash| argon2().verify_password(pin.0.as_bytes(), &hash).is_ok())
    }
}

impl fmt::Debug for PinHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinHash(…)")
    }
}

/// OWASP's first choice for Argon2id, 19 MiB and two passes: about 40 ms on a shop's machine.
/// Source: <https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>
#[cfg(not(test))]
const COST: (u32, u32) = (19 * 1024, 2);
/// A hundred tests need no slowness.
#[cfg(test)]
const COST: (u32, u32) = (Params::MIN_M_COST, 1);

fn argon2() -> Argon2<'static> {
    let (memory_kib, passes) = COST;
    let params = Params::new(memory_kib, passes, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}
