//! The key that encrypts the store, and the form of it a person can keep on paper.
//!
//! Where the key is kept between two starts (the keyring, an encrypted file) is decided elsewhere:
//! here it is only 32 bytes.

use std::fmt;

use ring::digest::{SHA256, digest};
use ring::hmac;

/// 256 bits of chance. SQLCipher gets them as a raw key: there is no password to stretch.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreKey([u8; 32]);

/// Why a recovery code is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    #[error("a recovery code has 56 letters and digits")]
    Length,
    #[error("a letter of the recovery code is not one we print")]
    Letter,
    #[error("the recovery code has a typing error")]
    Checksum,
}

/// Crockford's base 32: no I, L, O or U, which are misread on paper.
/// Source: <https://www.crockford.com/base32.html>
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_BYTES: usize = 3;
/// 35 bytes in groups of five bits.
const CODE_LETTERS: usize = 56;

impl StoreKey {
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key as SQLCipher's PRAGMA takes it.
    pub(super) fn pragma(&self) -> String {
        use fmt::Write;
        self.0.iter().fold(String::from("x'"), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }) + "'"
    }

    /// A value that tells whether a key is a store's own without opening it, and reveals nothing.
    pub(super) fn check(&self, store: &str) -> String {
        let tag = hmac::sign(
            &hmac::Key::new(hmac::HMAC_SHA256, &self.0),
            format!("ecrin store {store}").as_bytes(),
        );
        tag.as_ref().iter().fold(String::new(), |mut text, byte| {
            use fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The key as 14 groups of four letters, the last ones a checksum: what is printed at first run.
    pub fn recovery_code(&self) -> String {
        let mut bytes = self.0.to_vec();
        bytes.extend_from_slice(&digest(&SHA256, &self.0).as_ref()[..CHECK_BYTES]);
        let letters: Vec<char> = bytes
            .chunks(5)
            .flat_map(|five| {
                let word = five
                    .iter()
                    .fold(0u64, |word, &byte| word << 8 | u64::from(byte));
                (0..8).map(move |i| char::from(LETTERS[(word >> (35 - 5 * i) & 31) as usize]))
            })
            .collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    }

    /// Reads a recovery code as typed from paper: spaces, dashes and case do not matter, and the
    /// letters people confuse are taken for the digits they look like.
    pub fn from_recovery_code(code: &str) -> Result<Self, RecoveryCodeError> {
        let values = code
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| {
                let letter = match letter.to_ascii_uppercase() {
                    'O' => '0',
                    'I' | 'L' => '1',
                    other => other,
                };
                LETTERS
                    .iter()
                    .position(|&known| char::from(known) == letter)
                    .ok_or(RecoveryCodeError::Letter)
            })
            .collect::<Result<Vec<_>, _>>()?;
        if values.len() != CODE_LETTERS {
            return Err(RecoveryCodeError::Length);
        }
        let bytes: Vec<u8> = values
            .chunks(8)
            .flat_map(|eight| {
                let word = eight
                    .iter()
                    .fold(0u64, |word, &value| word << 5 | value as u64);
                word.to_be_bytes()[3..].to_vec()
            })
            .collect();
        let (key, check) = bytes.split_at(32);
        if digest(&SHA256, key).as_ref()[..CHECK_BYTES] != *check {
            return Err(RecoveryCodeError::Checksum);
        }
        let mut array = [0; 32];
        array.copy_from_slice(key);
        Ok(Self(array))
    }
}

/// A key never shows in a log.
impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_copied_by_hand_gives_the_key_back(bytes: [u8; 32]) {
            let key = StoreKey::from_bytes(bytes);
            let typed = key.recovery_code().to_lowercase().replace('0', "o").replace('-', " ");
            prop_assert_eq!(StoreKey::from_recovery_code(&typed), Ok(key));
        }

        #[test]
        fn one_wrong_letter_is_noticed(bytes: [u8; 32], at in 0usize..56, by in 1usize..32) {
            let code: String = StoreKey::from_bytes(bytes).recovery_code().replace('-', "");
            let mut letters: Vec<u8> = code.into_bytes();
            let old = LETTERS.iter().position(|&letter| letter == letters[at]).expect("a letter");
            letters[at] = LETTERS[(old + by) % 32];
            let wrong = String::from_utf8(letters).expect("ASCII");
            prop_assert_eq!(StoreKey::from_recovery_code(&wrong), Err(RecoveryCodeError::Checksum));
        }
    }

    #[test]
    fn other_text_is_refused() {
        let check = |code: &str, error| assert_eq!(StoreKey::from_recovery_code(code), Err(error));
        check("", RecoveryCodeError::Length);
        check("ABCD-EFGH", RecoveryCodeError::Length);
        check("ABCD-EFG€", RecoveryCodeError::Letter);
    }

    #[test]
    fn a_key_does_not_print_itself() {
        assert_eq!(
            format!("{:?}", StoreKey::from_bytes([7; 32])),
            "StoreKey(…)"
        );
    }
}
