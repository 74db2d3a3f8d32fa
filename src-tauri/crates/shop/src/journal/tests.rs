//! The journal holds, and every way of breaking it is noticed.

use rusqlite::Connection;
use serde_json::json;

use super::*;
use crate::db::testing::{KEY, cx, store};
use crate::db::{Store, StoreError};

/// A store with a key and `count` tickets.
fn with_tickets(count: i64) -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    store.write(|tx| create_key(tx, &cx(0))).expect("a key");
    for i in 0..count {
        ticket(&store, i).expect("a record");
    }
    (dir, store)
}

fn ticket(store: &Store, second: i64) -> Result<Appended, JournalError> {
    store
        .write(move |tx| {
            append(
                tx,
                &cx(second),
                Chain::Ticket,
                "sale",
                &json!({ "total_minor": second, "é": "à" }),
            )
        })
        .map(|written| written.value)
}

fn verified(store: &Store) -> Verified {
    store.read(verify).expect("a walk")
}

fn count(store: &Store, chain: Chain) -> i64 {
    let found = verified(store)
        .counts
        .into_iter()
        .find(|(name, _)| *name == chain);
    found.map_or(0, |(_, count)| count)
}

#[test]
fn numbers_have_no_gaps_and_chains_count_apart() {
    let (_dir, store) = with_tickets(3);
    store
        .write(|tx| log(tx, &cx(9), Event::Started, &json!({})))
        .expect("an event");
    let appended = ticket(&store, 10).expect("a record");
    assert_eq!((appended.seq, appended.short_signature().len()), (4, 4));
    assert_eq!(
        (count(&store, Chain::Ticket), count(&store, Chain::Jet)),
        (4, 1)
    );
    assert_eq!(verified(&store).broken, None);
}

#[test]
fn a_refused_command_leaves_no_number_behind() {
    let (_dir, store) = with_tickets(1);
    let refused = store.write(|tx| -> Result<(), JournalError> {
        append(tx, &cx(5), Chain::Ticket, "sale", &json!({}))?;
        Err(StoreError::Refused("by the test".into()).into())
    });
    assert!(refused.is_err());
    assert_eq!(ticket(&store, 6).expect("a record").seq, 2);
}

#[test]
fn nothing_is_journaled_without_a_key_or_with_a_fraction() {
    let (_dir, keyless) = store();
    assert!(matches!(ticket(&keyless, 0), Err(JournalError::Key)));
    let (_dir, store) = with_tickets(0);
    let refused =
        store.write(|tx| append(tx, &cx(0), Chain::Ticket, "sale", &json!({ "total": 1.5 })));
    assert!(matches!(refused, Err(JournalError::Canonical(_))));
    assert_eq!(count(&store, Chain::Ticket), 0);
}

#[test]
fn a_clock_set_back_is_told_and_the_numbers_go_on() {
    let (_dir, store) = with_tickets(3);
    // A minute back is nobody's business; a day is.
    ticket(&store, -58).expect("a record");
    assert_eq!(count(&store, Chain::Jet), 0);
    assert_eq!(ticket(&store, -86_400).expect("a record").seq, 5);
    assert_eq!(count(&store, Chain::Jet), 1);
    // Told once a jump, not at every sale after it.
    ticket(&store, -86_399).expect("a record");
    assert_eq!(count(&store, Chain::Jet), 1);
    assert_eq!(verified(&store).broken, None);
}

/// Edits the closed store's file as somebody with the key and without the triggers could.
fn after(edit: &str) -> Option<Broken> {
    let (dir, store) = with_tickets(5);
    drop(store);
    {
        let conn = Connection::open(dir.path().join("store.db")).expect("the file");
        conn.pragma_update(None, "key", key_pragma())
            .expect("the key");
        conn.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")
            .expect("a way to check");
        conn.execute_batch("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP TRIGGER journal_no_gap;")
            .expect("no triggers");
        conn.execute_batch(edit).expect("an edit");
    }
    let store = Store::open(
        dir.path(),
        &KEY,
        &crate::db::testing::holder(),
        crate::db::tell_nobody(),
    )
    .expect("opens");
    verified(&store).broken
}

fn key_pragma() -> String {
    format!("x'{}'", record::hex(KEY.as_bytes()))
}

#[test]
fn the_control_without_an_edit_is_whole() {
    assert_eq!(after(""), None);
}

#[test]
fn every_edit_is_found_where_it_is() {
    let check = |edit: &str, seq: i64, fault: Fault| {
        let broken = after(edit).unwrap_or_else(|| panic!("not noticed: {edit}"));
        assert_eq!((broken.seq, broken.fault), (seq, fault), "{edit}");
    };
    check(
        "UPDATE journal SET record = CAST(replace(CAST(record AS TEXT), '\"total_minor\":2', '\"total_minor\":1') AS BLOB) WHERE seq = 3",
        3,
        Fault::Signature,
    );
    check(
        "UPDATE journal SET signature = zeroblob(64) WHERE seq = 2",
        2,
        Fault::Signature,
    );
    check(
        "UPDATE journal SET link = zeroblob(32) WHERE seq = 2",
        2,
        Fault::Row,
    );
    check(
        "UPDATE journal SET at = at + 1 WHERE seq = 4",
        4,
        Fault::Row,
    );
    check(
        "UPDATE journal SET kind = 'void' WHERE seq = 4",
        4,
        Fault::Row,
    );
    check(
        "UPDATE journal SET record = x'00' WHERE seq = 1",
        1,
        Fault::Malformed,
    );
    check("DELETE FROM journal WHERE seq = 3", 3, Fault::Gap);
    check("DELETE FROM journal WHERE seq = 5", 5, Fault::Head);
    check("DELETE FROM journal WHERE seq > 3", 5, Fault::Head);
    check("UPDATE journal_head SET seq = 4", 5, Fault::Head);
    check(
        "DELETE FROM journal WHERE seq = 3; UPDATE journal SET seq = seq - 1 WHERE seq > 3",
        3,
        Fault::Row,
    );
    check(
        "UPDATE journal SET seq = 99 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 99",
        2,
        Fault::Row,
    );
    check(
        "DROP TRIGGER journal_key_no_update; UPDATE journal_key SET public = zeroblob(65)",
        1,
        Fault::Signature,
    );
}

#[test]
fn the_start_sees_a_broken_end() {
    let (_dir, store) = with_tickets(2);
    assert_eq!(store.read(verify_heads).expect("a look"), None);
    store
        .write(|tx| tx.execute("UPDATE journal_head SET seq = 1 WHERE chain = 'TICKET'", []))
        .expect("an edit");
    let broken = store.read(verify_heads).expect("a look").expect("noticed");
    assert_eq!(broken.fault, Fault::Head);
}

#[test]
fn an_export_is_one_line_a_record() {
    let (_dir, store) = with_tickets(3);
    let mut bytes = Vec::new();
    let lines = store.read(|tx| export(tx, &mut bytes)).expect("an export");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!((lines, text.lines().count()), (3, 3));
    let first: serde_json::Value =
        serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    let record = first["record"].as_str().expect("a record");
    assert!(record.starts_with("ecrin-journal/1\nchain: TICKET\nseq: 1\nat: 2026-11-22T09:00:00.000Z\nkind: sale\nprevious: 0000"));
    assert!(record.ends_with("\npayload: {\"total_minor\":0,\"é\":\"à\"}"));
}
