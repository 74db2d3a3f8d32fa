//! The signing key: ECDSA on P-256 with SHA-256, signatures as r ‖ s (64 bytes, IEEE P1363).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    UnparsedPublicKey,
};

use super::append::JournalError;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};

/// Makes the store's signing key. Called once, when the shop is set up.
///
/// Its chance is the operating system's, not [`Cx`]'s: a signing key that a test could repeat would
/// be one that a forger could too.
pub fn create_key(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), JournalError> {
    let pkcs8 =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| JournalError::Key)?;
    let pair = pair(pkcs8.as_ref())?;
    store::insert_key(tx, pair.public_key().as_ref(), pkcs8.as_ref(), cx.now_ms())?;
    Ok(())
}

/// The newest public key, as the uncompressed point in base 64: what a stranger verifies with.
pub fn public_key(tx: &ReadTx<'_>) -> Result<Option<String>, StoreError> {
    Ok(store::newest_key(tx)?.map(|key| STANDARD.encode(key.public)))
}

pub(super) fn pair(pkcs8: &[u8]) -> Result<EcdsaKeyPair, JournalError> {
    EcdsaKeyPair::from_pkcs8(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        pkcs8,
        &SystemRandom::new(),
    )
    .map_err(|_| JournalError::Key)
}

pub(super) fn sign(pair: &EcdsaKeyPair, record: &[u8]) -> Result<[u8; 64], JournalError> {
    let signature = pair
        .sign(&SystemRandom::new(), record)
        .map_err(|_| JournalError::Key)?;
    let mut bytes = [0; 64];
    bytes.copy_from_slice(signature.as_ref());
    Ok(bytes)
}

pub(super) fn signed_by(public: &[u8], record: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
        .verify(record, signature)
        .is_ok()
}
