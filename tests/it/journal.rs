//! A stranger checks the journal: a script that shares no code with ours reads what we export.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use shop::journal::{Chain, Event, JournalError, append, create_key, export, log};
use tests::{cx, store};

/// A journal of 12 tickets and 2 technical events, exported.
fn exported(dir: &Path) -> PathBuf {
    let (_kept, store) = store();
    store.write(|tx| create_key(tx, &cx(0))).expect("a key");
    store
        .write(|tx| -> Result<(), JournalError> {
            log(tx, &cx(0), Event::Started, &json!({ "version": "0.1.0" }))?;
            for i in 0..12 {
                let payload = json!({ "total_minor": 129_000 + i, "label": "Alliance 18 ct\n«Été»", "\u{20ac}": null });
                append(tx, &cx(i), Chain::Ticket, "sale", &payload)?;
            }
            log(tx, &cx(20), Event::Exported, &json!({}))?;
            Ok(())
        })
        .expect("records");
    let path = dir.join("journal.jsonl");
    let mut file = fs::File::create(&path).expect("a file");
    store.read(|tx| export(tx, &mut file)).expect("an export");
    path
}

/// Whether the stranger finds it whole, and what they say.
fn stranger(path: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/verify_journal.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(path)
        .output()
        .expect("python3 is installed");
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn a_stranger_finds_the_journal_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let (whole, said) = stranger(&exported(dir.path()));
    assert!(whole, "{said}");
    assert!(
        said.contains("TICKET: 12 records") && said.contains("JET: 2 records"),
        "{said}"
    );
}

#[test]
fn a_stranger_notices_every_edit() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = exported(dir.path());
    let text = fs::read_to_string(&path).expect("the export");
    let lines: Vec<&str> = text.lines().collect();
    let check = |edited: Vec<String>, expected: &str| {
        let copy = dir.path().join("edited.jsonl");
        fs::write(&copy, edited.join("\n")).expect("a copy");
        let (whole, said) = stranger(&copy);
        assert!(!whole && said.contains(expected), "{expected}: {said}");
    };
    let edit = |change: &dyn Fn(&mut Vec<String>)| {
        let mut edited: Vec<String> = lines.iter().map(ToString::to_string).collect();
        change(&mut edited);
        edited
    };
    check(
        edit(&|l| l[4] = l[4].replace("129004", "29004")),
        "TICKET 5 has another signature",
    );
    check(edit(&|l| drop(l.remove(4))), "TICKET 5 is missing");
    check(edit(&|l| l.swap(4, 5)), "TICKET 5 is missing");
    check(
        edit(&|l| l[4] = l[4].replace("payload", "paylod")),
        "line 5",
    );
    check(edit(&|l| l[4].clear()), "line 5");
}
