//! The sessions at work, kept in memory so that a request needs no look at the store to know whose
//! it is. The store stays the truth: any change to a session, a user or a setting empties this.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use shop::db::Change;
use shop::users::{Session, TokenDigest};

/// How old the store's knowledge of a person's presence may get.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

#[derive(Debug, Default)]
pub(crate) struct Sessions {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    live: HashMap<TokenDigest, Arc<Live>>,
    /// Counts the emptyings, so that what was read before one is not added after it.
    emptied: u64,
}

/// When something was read, counted in emptyings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading(u64);

/// A session, and when its person last did something.
#[derive(Debug)]
pub(crate) struct Live {
    pub session: Session,
    seen_at_ms: AtomicI64,
    kept_at_ms: AtomicI64,
}

impl Live {
    /// Whether nobody has touched it for longer than the shop allows.
    pub fn is_idle(&self, now: DateTime<Utc>) -> bool {
        let seen = self.seen_at_ms.load(Ordering::Relaxed);
        now.timestamp_millis() - seen > self.session.locks_after.num_milliseconds()
    }

    /// Somebody is there. True if the store should be told again.
    pub fn touch(&self, now: DateTime<Utc>) -> bool {
        let now = now.timestamp_millis();
        self.seen_at_ms.fetch_max(now, Ordering::Relaxed);
        let kept = self.kept_at_ms.load(Ordering::Relaxed);
        now - kept > SEEN_EVERY.num_milliseconds()
            && self
                .kept_at_ms
                .compare_exchange(kept, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}

impl Sessions {
    pub fn find(&self, token: &TokenDigest) -> Option<Arc<Live>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.live.get(token).cloned()
    }

    /// To be taken before a session is read from the store.
    pub fn reading(&self) -> Reading {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        Reading(known.emptied)
    }

    /// Remembers a session, unless something has changed since it was read: a session that was
    /// ended in between must not come back to life.
    pub fn add(&self, session: Session, reading: Reading) -> Arc<Live> {
        let seen = session.seen_at.timestamp_millis();
        let live = Arc::new(Live {
            session,
            seen_at_ms: AtomicI64::new(seen),
            kept_at_ms: AtomicI64::new(seen),
        });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.emptied == reading.0 {
            known
                .live
                .insert(live.session.token_digest, Arc::clone(&live));
        }
        live
    }

    /// Forgets everybody when what is known of them may have changed.
    pub fn heed(&self, changes: &[Change]) {
        let concerned = [
            Change::of("session"),
            Change::of("user"),
            Change::of("setting"),
        ];
        if changes.iter().any(|change| concerned.contains(change)) {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.live.clear();
            known.emptied += 1;
        }
    }
}
