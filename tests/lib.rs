//! What several test programs share: stores, shops and devices made for a test.

pub mod premises;
pub mod rig;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use server::demo::Extent;
use shop::db::{Holder, Store, StoreKey, tell_nobody};
use shop::{Actor, Cx};
use uuid::Uuid;

/// The key of every test's store.
pub const KEY: StoreKey = StoreKey::from_bytes([7; 32]);

/// Who opens it.
pub fn holder() -> Holder {
    Holder {
        program: "test".into(),
        pid: std::process::id(),
    }
}

/// A new, empty store and the folder it lives in for as long as the test.
pub fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let store = Store::create(
        dir.path(),
        Uuid::from_u128(1),
        &KEY,
        &holder(),
        tell_nobody(),
    )
    .expect("a new store");
    (dir, store)
}

/// Sunday 22 November 2026, 10:00 in Paris, plus so many seconds.
pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_338_000, 0).expect("a time") + Duration::seconds(seconds)
}

/// The program itself acting at [`at`].
pub fn cx(seconds: i64) -> Cx {
    let chance = Arc::new(|buffer: &mut [u8]| getrandom::fill(buffer).expect("chance"));
    Cx::new(at(seconds), Actor::System, None, chance)
}

/// The demonstration shop, or a week of it, in a folder of its own: the richest store there is.
pub fn demo_shop(extent: Extent) -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    let chance: shop::cx::Chance =
        Arc::new(|buffer: &mut [u8]| getrandom::fill(buffer).expect("chance"));
    server::demo::fill(&store, at(0), &chance, extent).expect("a demonstration shop");
    (dir, store)
}

/// The store's file opened from outside, as somebody with the key could.
pub fn raw(store: &Store) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(store.dir().join("store.db")).expect("the file");
    let key: String = store
        .key()
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    conn.pragma_update(None, "key", format!("x'{key}'"))
        .expect("the key");
    conn.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")
        .expect("how pages are checked");
    conn
}
