//! The store's promises, each with what breaks it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use uuid::Uuid;

use super::testing::{KEY, holder, store};
use super::{Change, Holder, OpenError, Store, StoreError, StoreKey, schema_version, tell_nobody};

fn open(dir: &Path) -> Result<Store, OpenError> {
    Store::open(dir, &KEY, &holder(), tell_nobody())
}

fn set(store: &Store, name: &'static str, value: &'static str) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            tx.execute(
                "INSERT INTO setting (name, value, changed_at) VALUES (?1, ?2, 0)",
                (name, value),
            )?;
            tx.changed(Change::of("setting"));
            Ok(())
        })
        .map(|_| ())
}

fn get(store: &Store, name: &str) -> Option<String> {
    store
        .read(|tx| {
            tx.maybe("SELECT value FROM setting WHERE name = ?1", [name], |row| {
                row.get(0)
            })
        })
        .expect("a read")
}

/// The file opened from outside, as a vandal with the key would.
fn raw(dir: &Path) -> Connection {
    let conn = Connection::open(dir.join("store.db")).expect("the file");
    conn.pragma_update(None, "key", KEY.pragma())
        .expect("a key");
    conn.pragma_update(None, "cipher_hmac_algorithm", super::open::PAGE_CHECK)
        .expect("a way to check");
    conn
}

#[test]
fn what_is_written_is_there_after_reopening() {
    let (dir, store) = store();
    set(&store, "a", "1").expect("a write");
    drop(store);
    assert_eq!(
        get(&open(dir.path()).expect("opens"), "a").as_deref(),
        Some("1")
    );
}

#[test]
fn a_refused_command_leaves_nothing_and_tells_nothing() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let dir = tempfile::tempdir().expect("a folder");
    let ears = Arc::clone(&told);
    let on_commit = Box::new(move |changes: &[Change]| {
        ears.lock()
            .expect("ears")
            .extend(changes.iter().map(ToString::to_string));
    });
    let store = Store::create(dir.path(), Uuid::nil(), &KEY, &holder(), on_commit).expect("new");
    let refused = store.write(|tx| -> Result<(), StoreError> {
        tx.execute(
            "INSERT INTO setting (name, value, changed_at) VALUES ('a', '1', 0)",
            [],
        )?;
        tx.changed(Change::of("setting"));
        Err(StoreError::Refused("by the test".into()))
    });
    assert!(matches!(refused, Err(StoreError::Refused(_))));
    assert_eq!(get(&store, "a"), None);
    assert!(told.lock().expect("ears").is_empty());
    set(&store, "b", "2").expect("a write");
    assert_eq!(*told.lock().expect("ears"), ["setting"]);
}

#[test]
fn a_panic_in_one_command_spares_the_others() {
    let (_dir, store) = store();
    let panicked = store.write(|tx| -> Result<(), StoreError> {
        tx.execute(
            "INSERT INTO setting (name, value, changed_at) VALUES ('a', '1', 0)",
            [],
        )?;
        panic!("by the test");
    });
    assert!(panicked.is_err());
    set(&store, "b", "2").expect("the writer lives on");
    assert_eq!(get(&store, "a"), None);
}

#[test]
fn many_writers_share_commits_and_all_are_answered() {
    let (_dir, store) = store();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let store = &store;
            scope.spawn(move || {
                for i in 0..25 {
                    let name = format!("{thread}-{i}");
                    store
                        .write(move |tx| -> Result<(), StoreError> {
                            let sql =
                                "INSERT INTO setting (name, value, changed_at) VALUES (?1, '', 0)";
                            tx.execute(sql, [name])?;
                            // Every fifth is refused in the midst of the others.
                            if i % 5 == 0 {
                                Err(StoreError::Refused(String::new()))
                            } else {
                                Ok(())
                            }
                        })
                        .map_or_else(|_| assert_eq!(i % 5, 0), |_| assert_ne!(i % 5, 0));
                }
            });
        }
    });
    let count: i64 = store
        .read(|tx| tx.one("SELECT count(*) FROM setting", [], |row| row.get(0)))
        .expect("a count");
    assert_eq!(count, 8 * 20);
}

#[test]
fn a_read_cannot_write() {
    let (_dir, store) = store();
    let refused: Result<Vec<i64>, StoreError> =
        store.read(|tx| tx.all("DELETE FROM setting RETURNING 1", [], |row| row.get(0)));
    assert!(matches!(refused, Err(StoreError::Refused(_))));
}

#[test]
fn a_second_process_is_refused_by_name() {
    let (dir, store) = store();
    let other = Holder {
        program: "other".into(),
        pid: 2,
    };
    match Store::open(dir.path(), &KEY, &other, tell_nobody()) {
        Err(OpenError::InUse(by)) => assert_eq!(by, holder()),
        result => panic!("{result:?}"),
    }
    drop(store);
    open(dir.path()).expect("free again");
}

#[test]
fn a_database_that_lost_its_identity_is_put_aside() {
    let (dir, store) = store();
    drop(store);
    std::fs::remove_file(dir.path().join("store.json")).expect("removed");
    let whole = std::fs::read(dir.path().join("store.db")).expect("a database");
    for left in ["store-left-1.db", "store-left-2.db"] {
        let new = Store::create(dir.path(), Uuid::nil(), &KEY, &holder(), tell_nobody());
        drop(new.expect("a new store"));
        assert!(dir.path().join(left).exists(), "{left}");
        std::fs::remove_file(dir.path().join("store.json")).expect("removed");
    }
    let kept = std::fs::read(dir.path().join("store-left-1.db")).expect("a copy");
    assert!(kept == whole, "the first one is as it was");
}

#[test]
fn refuses_what_it_should_not_open() {
    let (dir, store) = store();
    drop(store);
    let wrong = Store::open(
        dir.path(),
        &StoreKey::from_bytes([8; 32]),
        &holder(),
        tell_nobody(),
    );
    assert!(matches!(wrong, Err(OpenError::WrongKey)));

    let twice = Store::create(dir.path(), Uuid::nil(), &KEY, &holder(), tell_nobody());
    assert!(matches!(twice, Err(OpenError::AlreadyThere(_))));

    let empty = tempfile::tempdir().expect("a folder");
    assert!(matches!(open(empty.path()), Err(OpenError::Absent(_))));

    raw(dir.path())
        .pragma_update(None, "user_version", 9_999)
        .expect("an edit");
    match open(dir.path()) {
        Err(OpenError::Newer {
            found: 9_999,
            known,
        }) => assert_eq!(known, schema_version()),
        result => panic!("{result:?}"),
    }
    raw(dir.path())
        .pragma_update(None, "user_version", schema_version())
        .expect("an edit");
    raw(dir.path())
        .pragma_update(None, "application_id", 1)
        .expect("an edit");
    assert!(matches!(open(dir.path()), Err(OpenError::Foreign(_))));
}

#[test]
fn a_flipped_byte_is_noticed() {
    let (dir, store) = store();
    set(&store, "a", "1").expect("a write");
    drop(store);
    let path = dir.path().join("store.db");
    let mut bytes = fs::read(&path).expect("the file");
    bytes[100] ^= 1;
    fs::write(&path, bytes).expect("an edit");
    let result = open(dir.path());
    assert!(matches!(result, Err(OpenError::Damaged(_))), "{result:?}");
}

#[test]
fn nothing_readable_is_on_the_disk() {
    let (dir, store) = store();
    set(&store, "Madame-Exemple", "Solitaire-Exemple").expect("a write");
    drop(store);
    for entry in fs::read_dir(dir.path()).expect("the folder") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        let found = bytes.windows(7).any(|window| window == b"Exemple");
        assert!(!found);
    }
}

#[test]
fn append_only_tables_refuse_edits() {
    let (_dir, store) = store();
    let tables: Vec<String> = store
        .read(|tx| {
            tx.all(
                "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%append-only%'",
                [],
                |row| row.get(0),
            )
        })
        .expect("triggers");
    assert!(tables.len() >= 10, "{tables:?}");
    for table in tables {
        for verb in ["UPDATE", "DELETE"] {
            let count: i64 = store
                .read(|tx| {
                    tx.one(
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND sql LIKE '%BEFORE ' || ?2 || ' ON%'",
                        (&table, verb),
                        |row| row.get(0),
                    )
                })
                .expect("a count");
            assert_eq!(count, 1, "{verb} {table}");
        }
    }
}

#[test]
fn sqlite_is_past_the_wal_reset_bug() {
    // Fixed in 3.51.3: <https://sqlite.org/wal.html#walresetbug>
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}

/// `ECRIN_UPDATE=1` writes the file instead: `make generate` does.
#[test]
fn schema_sql_is_what_the_migrations_make() {
    let (_dir, store) = store();
    let statements: Vec<String> = store
        .read(|tx| {
            tx.all(
                "SELECT sql FROM sqlite_schema
                 WHERE sql IS NOT NULL AND tbl_name NOT GLOB 'refinery*' AND name NOT GLOB '*_fts_*'
                 ORDER BY tbl_name, type <> 'table', type, name",
                [],
                |row| row.get(0),
            )
        })
        .expect("the schema");
    let fresh = format!(
        "-- Generated from a migrated store by `make generate`; a test keeps it fresh.\n\n{};\n",
        statements.join(";\n\n")
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations/schema.sql");
    if std::env::var_os("ECRIN_UPDATE").is_some() {
        fs::write(&path, &fresh).expect("written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == fresh,
        "migrations/schema.sql is stale: run `make generate`"
    );
}
