//! `kill -9` of the real program while a mail is on its way: nothing is lost, nothing leaves twice by itself.

use std::time::Duration;

use chrono::Utc;
use serde_json::{Value, json};
use server::keychain::{KeyFile, Wrap};
use tests::premises::Premises;
use tests::rig::{Cable, End, GsmModem, Guard, MailServer, wait_for};
use uuid::Uuid;

use super::sms::set_up_sms;
use super::{set_up_mail, text};
use crate::devices::served::Served;

fn until(served: &Served, id: &str, state: &str) -> Value {
    wait_for(state, Duration::from_secs(60), || {
        let now = served.get(&format!("/messages/{id}"));
        (now["state"] == state).then_some(now)
    })
}

#[test]
fn killed_in_mid_letter_a_person_decides_and_killed_before_it_leaves_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = MailServer::start(folder.path(), Guard::None, None, 0);
    let cable = Cable::to(office.port);
    let premises = Premises::empty();
    premises.pass(Utc::now() - tests::at(0));
    let owner = premises.with_owner();
    set_up_mail(&owner, &json!({ "port": cable.port }));
    let write = |served: &Served| {
        let id = Uuid::now_v7().to_string();
        served.post(
            "/messages/tests",
            &json!({ "id": id, "channel": "email",
            "address": "claire@example.fr", "language": "fr" }),
        );
        id
    };
    let cookie = owner.cookie.clone().expect("a session");
    let store = premises.state.store().expect("a store").id();
    let key = premises.made_key();
    let dir = premises.into_dir();
    KeyFile::new(dir.path().to_owned(), Wrap::Machine)
        .write(store, &key)
        .expect("a key file");

    let mut letters = 0;
    for after in [5, 60, 300, 500] {
        // From this byte on the server hears nothing, and nobody is told.
        cable.plug(End::LosesAfter(after));
        let served = Served::open(dir.path(), &cookie);
        let id = write(&served);
        wait_for("the mail to be under way", Duration::from_secs(60), || {
            let now = served.get(&format!("/messages/{id}"));
            (cable.passed() >= after && now["state"] == "sending").then_some(())
        });
        drop(served);

        cable.plug(End::Holds);
        let served = Served::open(dir.path(), &cookie);
        let now = until(&served, &id, "unsure");
        assert_eq!(now["problem"], "program_ended", "after {after} bytes");
        assert_eq!(served.get("/messages/count")["troubles"], 1);
        // The next one leaves; the doubtful one does not, until somebody asks.
        let next = write(&served);
        until(&served, &next, "sent");
        letters += 1;
        assert_eq!(
            office.wait_for(letters).len(),
            letters,
            "after {after} bytes"
        );
        let again = Uuid::now_v7().to_string();
        served.post(
            &format!("/messages/{id}/act"),
            &json!({ "act": "again", "id": again }),
        );
        until(&served, &again, "sent");
        letters += 1;
        let mails = office.wait_for(letters);
        assert_eq!(mails.len(), letters);
        let known = text(&mails[letters - 1]["message_id"]);
        assert!(known.starts_with(&format!("<{id}@")), "{known}");
        assert_eq!(served.get("/messages/count")["troubles"], 0);
    }
    // Killed while it waits: it leaves by itself, once.
    let served = Served::open(dir.path(), &cookie);
    served.put(
        "/messages/mail",
        &json!({ "active": true, "host": "localhost", "port": 9,
        "security": "none", "login": "", "from": "boutique@example.fr" }),
    );
    let id = write(&served);
    wait_for("a first try", Duration::from_secs(60), || {
        let now = served.get(&format!("/messages/{id}"));
        (now["problem"] == "unreached" && now["state"] == "queued").then_some(())
    });
    drop(served);
    let served = Served::open(dir.path(), &cookie);
    served.put(
        "/messages/mail",
        &json!({ "active": true, "host": "localhost", "port": cable.port,
        "security": "none", "login": "", "from": "boutique@example.fr" }),
    );
    // What waited for the settings to be put right leaves by itself.
    until(&served, &id, "sent");
    assert_eq!(office.mails().len(), letters + 1);
}

#[test]
fn killed_while_the_modem_has_the_text_a_person_decides_and_the_next_one_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({ "answer": "silent" }));
    let premises = Premises::empty();
    premises.pass(Utc::now() - tests::at(0));
    let owner = premises.with_owner();
    set_up_sms(&owner, &json!({ "address": modem.address() }));
    let cookie = owner.cookie.clone().expect("a session");
    let store = premises.state.store().expect("a store").id();
    let key = premises.made_key();
    let dir = premises.into_dir();
    KeyFile::new(dir.path().to_owned(), Wrap::Machine)
        .write(store, &key)
        .expect("a key file");
    let write = |served: &Served| {
        let id = Uuid::now_v7().to_string();
        served.post(
            "/messages/tests",
            &json!({ "id": id, "channel": "sms", "address": "0612345678", "language": "fr" }),
        );
        id
    };

    let served = Served::open(dir.path(), &cookie);
    let id = write(&served);
    wait_for(
        "the modem to have the text",
        Duration::from_secs(60),
        || modem.said().contains('\u{1a}').then_some(()),
    );
    drop(served);
    modem.order(&json!({}));
    let served = Served::open(dir.path(), &cookie);
    let now = until(&served, &id, "unsure");
    assert_eq!(now["problem"], "program_ended");
    let next = write(&served);
    until(&served, &next, "delivered");
    assert_eq!(
        modem.messages().len(),
        1,
        "the doubtful one waits for a person"
    );
    let again = Uuid::now_v7().to_string();
    served.post(
        &format!("/messages/{id}/act"),
        &json!({ "act": "again", "id": again }),
    );
    until(&served, &again, "delivered");
    assert_eq!(modem.messages().len(), 2);
    assert_eq!(served.get("/messages/count")["troubles"], 0);
}
