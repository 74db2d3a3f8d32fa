//! The write-ahead log: a commit goes to its end, and now and then its pages go into the store's file.
//!
//! SQLite would do that inside a commit, before its answer: the sale that happens to fill the log
//! would wait for all the others. Here it waits until nobody does.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use rusqlite::Connection;

/// Pages after which the log is emptied when the writer has nothing else to do: 8 MB.
const DUE: i32 = 2_000;
/// Pages after which it is emptied even so: a start after a crash reads the whole log.
const LONG: i32 = 8_000;

/// How long the log is.
#[derive(Debug)]
pub(super) struct Log {
    pages: Arc<AtomicI32>,
}

impl Log {
    /// Counts its pages from now on, in place of SQLite's own way.
    pub(super) fn watch(conn: &mut Connection) -> Self {
        let pages = Arc::new(AtomicI32::new(0));
        let counted = Arc::clone(&pages);
        // Where it cannot be watched, SQLite goes on as it always does.
        let _ = conn.wal_hook(Some(move |_: &mut _, pages| {
            counted.store(pages, Ordering::Relaxed);
            Ok(())
        }));
        Self { pages }
    }

    /// To be asked when nobody waits.
    pub(super) fn empty_if_due(&self, conn: &Connection) {
        self.empty_beyond(conn, DUE);
    }

    /// To be asked while somebody waits.
    pub(super) fn empty_if_long(&self, conn: &Connection) {
        self.empty_beyond(conn, LONG);
    }

    fn empty_beyond(&self, conn: &Connection, pages: i32) {
        if self.pages.load(Ordering::Relaxed) <= pages {
            return;
        }
        // What a reader still looks at, or a full disk does not take, stays in the log and is as
        // safe there; the next commit counts it again.
        let _ = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.pages.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_begins_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut conn = Connection::open(dir.path().join("log.db")).expect("a file");
        conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
            .expect("a log");
        let log = Log::watch(&mut conn);
        conn.execute_batch("CREATE TABLE t (a)").expect("a table");
        let length = || std::fs::metadata(dir.path().join("log.db-wal")).map_or(0, |log| log.len());
        let write = || {
            conn.execute("INSERT INTO t VALUES (zeroblob(4000000))", [])
                .expect("a row");
        };
        // About a thousand pages each: SQLite by itself would never let it grow so long.
        let mut most = 0;
        for _ in 0..12 {
            write();
            most = length().max(most);
            log.empty_if_due(&conn);
        }
        assert!((8_000_000..16_000_000).contains(&most), "{most}");
        for _ in 0..12 {
            write();
            log.empty_if_long(&conn);
        }
        let longest = length();
        assert!((30_000_000..40_000_000).contains(&longest), "{longest}");
    }
}
