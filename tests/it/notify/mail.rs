//! E-mail to a server that none of us wrote: open and secret, refused and welcome, dead, slow, talkative,
//! and with the cable pulled at every step.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};
use server::messages::{self, Posting};
use tests::premises::Premises;
use tests::rig::{Cable, End, Guard, MailServer, free_port, wait};
use uuid::Uuid;

use super::{act, reachable, set_up_mail, sheet, text};
use crate::repair::fixture::Shop;

/// A shop whose messages leave. Dropped first: the worker lets go of the store before its folder goes.
struct Post<'a> {
    posting: Posting,
    shop: Shop<'a>,
}

impl<'a> Post<'a> {
    fn new(premises: &'a Premises, setup: &Value) -> Self {
        let shop = Shop::new(premises);
        let set = set_up_mail(&shop.owner, setup);
        assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
        Self {
            posting: messages::start(&premises.state).expect("the workers"),
            shop,
        }
    }

    /// A test to somebody, as it stands now.
    fn write(&self, address: &str) -> Value {
        let body = json!({ "id": Uuid::now_v7(), "channel": "email", "address": address,
            "language": "fr" });
        let made = self.shop.owner.post("/messages/tests", &body);
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.body
    }

    /// Waits until a message is so.
    fn until(&self, message: &Value, state: &str, problem: &str) -> Value {
        let mut last = Value::Null;
        let found = wait(Duration::from_secs(60), || {
            last = sheet(&self.shop.owner, message);
            (last["state"] == state && last["problem"] == problem).then_some(())
        });
        assert!(found.is_some(), "not {state} {problem}: {last:#}");
        last
    }

    fn retry(&self, message: &Value) {
        let retried = act(&self.shop.owner, message, "retry", &json!({}));
        // Put right, it may have left by itself already.
        assert!(
            retried.status == StatusCode::OK || retried.code() == "notify.state",
            "{retried:?}"
        );
    }
}

fn at(port: u16, security: &str) -> Value {
    json!({ "port": port, "security": security })
}

fn with(mut setup: Value, name: &str, value: impl Into<Value>) -> Value {
    setup[name] = value.into();
    setup
}

#[test]
fn a_mail_arrives_in_the_open_and_in_secret_as_it_was_written() {
    for (guard, word) in [
        (Guard::None, "none"),
        (Guard::Starttls, "starttls"),
        (Guard::Tls, "tls"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let office = MailServer::start(folder.path(), guard, Some("boutique:pâté de 3 €"), 0);
        let mut setup = at(office.port, word);
        setup = with(setup, "login", "boutique");
        setup = with(setup, "password", "pâté de 3 €");
        if guard != Guard::None {
            setup = with(setup, "certificate", office.certificate());
        }
        let premises = Premises::empty();
        let post = Post::new(&premises, &setup);
        let evil = "Roche Bcc: everybody@example.fr";
        reachable(
            &post.shop,
            &json!({ "last_name": evil, "first_name": "Zoë Œuvrard" }),
        );
        let taken = post.shop.take_in(&[post.shop.object("Bague, métal blanc")]);
        let mails = office.wait_for(1);
        let mail = &mails[0];
        let about = post
            .shop
            .owner
            .get(&format!(
                "/messages/about?kind=repair&id={}",
                text(&taken["id"])
            ))
            .body;
        let message = post.until(&about["messages"][0], "sent", "");
        assert_eq!(mail["secret"], guard != Guard::None, "{mail}");
        assert_eq!(mail["login"], true);
        assert_eq!(
            (&mail["from"], &mail["to"]),
            (&json!("boutique@example.fr"), &json!(["claire@example.fr"]))
        );
        assert_eq!(mail["subject"], message["subject"]);
        assert_eq!(text(&mail["body"]).trim_end(), text(&message["body"]));
        assert!(
            text(&mail["body"]).contains(&format!("Bonjour Zoë Œuvrard {evil},")),
            "{mail}"
        );
        assert!(
            text(&mail["from_line"]).contains("Bijouterie Exemple"),
            "{mail}"
        );
        assert!(
            text(&message["detail"]).contains("taken as number 1"),
            "{message}"
        );
        let headers = mail["headers"].as_array().expect("a list");
        assert!(!headers.iter().any(|name| name == "Bcc"), "{mail}");
        let acts: Vec<&str> = message["entries"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| text(&one["what"]))
            .collect();
        assert_eq!(acts, ["queue", "claim", "accept"]);
        assert_eq!(office.mails().len(), 1);
    }
}

#[test]
fn who_is_not_trusted_is_told_nothing_and_the_message_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let login = "boutique:juste";
    let office = MailServer::start(folder.path(), Guard::Starttls, Some(login), 0);
    let setup = with(at(office.port, "starttls"), "login", "boutique");
    let setup = with(setup, "password", "faux");
    let premises = Premises::empty();
    let post = Post::new(&premises, &setup);
    let message = post.write("claire@example.fr");
    // Nobody vouches for its certificate.
    post.until(&message, "queued", "certificate_unknown");
    // Somebody does, and it is for another name.
    let trusted = with(setup, "certificate", office.certificate());
    set_up_mail(
        &post.shop.owner,
        &with(
            with(trusted.clone(), "host", "127.0.0.1"),
            "password",
            "faux",
        ),
    );
    post.retry(&message);
    post.until(&message, "queued", "certificate_name");
    // The right one; the password is wrong.
    set_up_mail(&post.shop.owner, &trusted);
    post.retry(&message);
    let now = post.until(&message, "queued", "login_refused");
    assert!(text(&now["detail"]).contains("535"), "{now}");
    // A server that cannot keep a secret is told none.
    let open_folder = tempfile::tempdir().expect("a folder");
    let open = MailServer::start(open_folder.path(), Guard::None, None, 0);
    set_up_mail(&post.shop.owner, &with(trusted.clone(), "port", open.port));
    post.retry(&message);
    post.until(&message, "queued", "no_tls");
    assert_eq!(post.shop.owner.get("/messages/count").body["troubles"], 1);
    assert_eq!(office.mails().len() + open.mails().len(), 0);
    // Put right, it leaves.
    set_up_mail(&post.shop.owner, &with(trusted, "password", "juste"));
    post.retry(&message);
    post.until(&message, "sent", "");
    assert_eq!(office.mails().len(), 1);
    assert_eq!(post.shop.owner.get("/messages/count").body["troubles"], 0);
}

#[test]
fn a_wrong_address_fails_a_full_box_waits_and_the_next_one_is_not_held_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = MailServer::start(folder.path(), Guard::None, None, 0);
    let premises = Premises::empty();
    let post = Post::new(&premises, &at(office.port, "none"));
    let wrong = post.write("nobody@example.fr");
    let full = post.write("full@example.fr");
    let good = post.write("claire@example.fr");
    let now = post.until(&wrong, "failed", "recipient_refused");
    assert!(text(&now["detail"]).contains("no such mailbox"), "{now}");
    post.until(&full, "queued", "later");
    post.until(&good, "sent", "");
    let moved = act(
        &post.shop.owner,
        &wrong,
        "readdress",
        &json!({ "address": "c@example.fr" }),
    );
    assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
    post.until(&wrong, "sent", "");
    let to: Vec<Value> = office
        .mails()
        .iter()
        .map(|mail| mail["to"][0].clone())
        .collect();
    assert_eq!(to, ["claire@example.fr", "c@example.fr"]);
}

#[test]
fn a_dead_server_holds_nobody_up_and_nothing_is_lost_when_it_lives_again() {
    let port = free_port();
    let premises = Premises::empty();
    let post = Post::new(&premises, &at(port, "none"));
    reachable(&post.shop, &json!({}));
    let taken: Vec<Value> = (0..5)
        .map(|_| post.shop.take_in(&[post.shop.object("Bague")]))
        .collect();
    let about = |sheet: &Value| {
        let path = format!("/messages/about?kind=repair&id={}", text(&sheet["id"]));
        post.shop.owner.get(&path).body["messages"][0].clone()
    };
    for sheet in &taken {
        let waiting = post.until(&about(sheet), "queued", "unreached");
        assert_eq!(waiting["attempts"], 1);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let office = MailServer::start(folder.path(), Guard::None, None, port);
    // The clock passes the pause; the worker looks again by itself.
    premises.pass(chrono::TimeDelta::minutes(2));
    office.wait_for(5);
    for sheet in &taken {
        post.until(&about(sheet), "sent", "");
    }
    let mut ids: Vec<String> = office
        .mails()
        .iter()
        .map(|mail| text(&mail["message_id"]).to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), office.mails().len()), (5, 5), "each once");
}

#[test]
fn the_cable_is_pulled_at_every_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = MailServer::start(folder.path(), Guard::None, None, 0);
    let cable = Cable::to(office.port);
    let premises = Premises::empty();
    let post = Post::new(&premises, &at(cable.port, "none"));
    // Before the letter is on its way nothing is in doubt: it is tried again by itself.
    for after in [1, 20, 40] {
        cable.plug(End::PulledAfter(after));
        let message = post.write("claire@example.fr");
        post.until(&message, "queued", "cut");
        cable.plug(End::Holds);
        post.retry(&message);
        post.until(&message, "sent", "");
    }
    // In the letter it is: a person decides.
    cable.plug(End::PulledAfter(300));
    let message = post.write("claire@example.fr");
    post.until(&message, "unsure", "cut");
    cable.plug(End::Holds);
    let before = office.mails().len();
    assert_eq!(before, 3);
    assert_eq!(
        act(&post.shop.owner, &message, "retry", &json!({})).code(),
        "notify.state"
    );
    let again = act(
        &post.shop.owner,
        &message,
        "again",
        &json!({ "id": Uuid::now_v7() }),
    );
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    post.until(&again.body, "sent", "");
    post.until(&message, "cancelled", "cut");
    // The mail server knows the second by the name of the first, and could drop it.
    let known = format!("<{}@example.fr>", text(&message["id"]));
    assert_eq!(office.mails()[before]["message_id"], known);
    // What was sent, and is wanted once more, is another letter.
    let third = act(
        &post.shop.owner,
        &again.body,
        "again",
        &json!({ "id": Uuid::now_v7() }),
    );
    post.until(&third.body, "sent", "");
    assert_ne!(office.mails()[before + 1]["message_id"], known);
    // Or somebody knows that it came.
    cable.plug(End::PulledAfter(300));
    let other = post.write("claire@example.fr");
    post.until(&other, "unsure", "cut");
    let confirmed = act(&post.shop.owner, &other, "confirm", &json!({}));
    assert_eq!(confirmed.body["state"], "sent", "{confirmed:?}");
}

/// A server that says this to everybody, over and over.
fn says(words: &'static [u8]) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("bound").port();
    // Ends with the test's process.
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            std::thread::spawn(move || {
                while line.write_all(words).is_ok() {}
                let _ = line.read(&mut [0]);
            });
        }
    });
    port
}

#[test]
fn a_server_that_never_stops_talking_is_not_listened_to_for_ever() {
    let premises = Premises::empty();
    let post = Post::new(
        &premises,
        &at(says(b"220-welcome welcome welcome\r\n"), "none"),
    );
    let message = post.write("claire@example.fr");
    let started = Instant::now();
    post.until(&message, "queued", "no_smtp");
    // Megabytes without an end of line.
    set_up_mail(
        &post.shop.owner,
        &at(says(vec![b'x'; 65_536].leak()), "none"),
    );
    post.retry(&message);
    post.until(&message, "queued", "cut");
    // Something else altogether.
    set_up_mail(&post.shop.owner, &at(says(b"HTTP/1.1 200 OK\r\n"), "none"));
    post.retry(&message);
    post.until(&message, "queued", "no_smtp");
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn while_a_server_is_silent_the_shop_goes_on() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let premises = Premises::empty();
    let post = Post::new(&premises, &at(port, "none"));
    let message = post.write("claire@example.fr");
    post.until(&message, "sending", "");
    let started = Instant::now();
    for _ in 0..20 {
        post.shop.take_in(&[post.shop.object("Bague")]);
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    // The program ends: it does not wait for the server, and knows that nothing had left.
    let Post { posting, shop } = post;
    let started = Instant::now();
    drop(posting);
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
    let left = sheet(&shop.owner, &message);
    assert_eq!(
        (&left["state"], &left["problem"]),
        (&json!("queued"), &json!("program_ended"))
    );
    drop(listener);
}
