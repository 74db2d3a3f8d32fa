//! A store for a test: in a temporary folder, with a fixed clock and seeded chance.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{Holder, Store, StoreKey, tell_nobody};
use crate::cx::{Actor, Cx};

pub(crate) const KEY: StoreKey = StoreKey::from_bytes([7; 32]);

pub(crate) fn holder() -> Holder {
    Holder {
        program: "test".into(),
        pid: 1,
    }
}

/// A new store and the folder it lives in for as long as the test.
pub(crate) fn store() -> (tempfile::TempDir, Store) {
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
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_338_000, 0).expect("a time") + Duration::seconds(seconds)
}

/// The program itself acting at [`at`], with chance that counts up and never repeats.
pub(crate) fn cx(seconds: i64) -> Cx {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let chance = Arc::new(|buffer: &mut [u8]| {
        for chunk in buffer.chunks_mut(8) {
            let next = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            let tail = &next[next.len() - chunk.len()..];
            chunk.copy_from_slice(tail);
        }
    });
    Cx::new(at(seconds), Actor::System, None, chance)
}
