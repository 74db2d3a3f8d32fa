//! What a person decides about a message, every way back, and the hours in which nothing leaves.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;
use tests::premises::{Premises, Reply};
use uuid::Uuid;

use super::{act, messages, reachable, set_up_mail, sheet, text};
use crate::repair::fixture::Shop;

#[test]
fn what_a_person_decides_and_every_way_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    shop.take_in(&[shop.object("Bague")]);
    let desk = &shop.owner;
    let message = || messages(desk, "")[0].clone();
    let state = |reply: &Reply| reply.body["state"].as_str().unwrap_or_default().to_owned();
    // Queued: now, another address, never mind, again.
    assert_eq!(state(&act(desk, &message(), "retry", &json!({}))), "queued");
    assert_eq!(
        act(desk, &message(), "again", &json!({ "id": Uuid::now_v7() })).code(),
        "notify.state"
    );
    assert_eq!(
        act(desk, &message(), "confirm", &json!({})).code(),
        "notify.state"
    );
    for wrong in ["", "abc", "a@b", "a@b.fr\r\nBcc: c@d.fr", "a@b.fr, c@d.fr"] {
        let refused = act(desk, &message(), "readdress", &json!({ "address": wrong }));
        assert_eq!(refused.code(), "notify.address", "{wrong}");
    }
    let moved = act(
        desk,
        &message(),
        "readdress",
        &json!({ "address": " c.roche@example.fr " }),
    );
    assert_eq!(
        (state(&moved), &moved.body["address"]),
        ("queued".to_owned(), &json!("c.roche@example.fr"))
    );
    assert_eq!(
        state(&act(desk, &message(), "cancel", &json!({}))),
        "cancelled"
    );
    assert_eq!(
        act(desk, &message(), "cancel", &json!({})).code(),
        "notify.state"
    );
    let first = message();
    let id = Uuid::now_v7();
    let again = act(desk, &first, "again", &json!({ "id": id }));
    assert_eq!(again.body["again_of"], first["id"]);
    assert_eq!(again.body["body"], sheet(desk, &first)["body"]);
    assert_eq!(
        act(desk, &first, "again", &json!({ "id": Uuid::now_v7() })).code(),
        "notify.repeated"
    );
    assert_eq!(
        act(desk, &again.body, "again", &json!({ "id": id })).code(),
        "notify.state"
    );
    assert_eq!(
        act(desk, &message(), "dance", &json!({})).code(),
        "request.body"
    );
    let unknown = json!({ "id": Uuid::now_v7() });
    assert_eq!(
        act(desk, &unknown, "retry", &json!({})).code(),
        "notify.unknown"
    );
    // What could not leave in time expires, is counted, and can be tried again.
    premises.pass(TimeDelta::hours(73));
    let desk = &shop.sign_in_again();
    claim(&premises);
    let expired = messages(desk, "state=trouble");
    assert_eq!(expired.len(), 1);
    assert_eq!(expired[0]["state"], "expired");
    assert_eq!(desk.get("/messages/count").body["troubles"], 1);
    assert_eq!(
        state(&act(desk, &expired[0], "retry", &json!({}))),
        "queued"
    );
    assert_eq!(desk.get("/messages/count").body["troubles"], 0);
    let history = sheet(desk, &expired[0])["entries"].clone();
    let acts: Vec<&str> = history
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| text(&one["what"]))
        .collect();
    assert_eq!(acts, ["queue", "expire", "retry"]);
    assert_eq!(
        (&history[1]["by"], &history[2]["by"]),
        (&json!(""), &json!("Odile"))
    );
}

/// What a worker would take now, without taking it anywhere.
pub fn claim(premises: &Premises) -> shop::notify::Claimed {
    let store = premises.state.store().expect("a store");
    let cx = premises.state.cx(shop::Actor::System, None);
    let claimed = store.write(move |tx| shop::notify::claim(tx, &cx, shop::notify::Channel::Email));
    claimed.expect("a claim").value
}

#[test]
fn in_quiet_hours_only_a_test_leaves() {
    use shop::notify::Claimed;
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    // It is ten in the morning; ten hours later it is eight.
    premises.pass(TimeDelta::hours(10));
    let desk = &shop.sign_in_again();
    let mut draft = shop.draft(&[shop.object("Bague")]);
    draft["id"] = json!(Uuid::now_v7());
    assert_eq!(desk.post("/repairs", &draft).status, StatusCode::CREATED);
    let Claimed::Later(opens) = claim(&premises) else {
        panic!("nothing leaves now");
    };
    assert_eq!(opens.to_rfc3339(), "2026-11-23T08:00:00+00:00");
    assert_eq!(messages(desk, "")[0]["next_at"], "2026-11-23T08:00:00Z");
    // Asking for it now does not wake anybody either.
    let retried = act(desk, &messages(desk, "")[0], "retry", &json!({}));
    assert_eq!(retried.body["next_at"], "2026-11-23T08:00:00Z");
    let test = desk.post(
        "/messages/tests",
        &json!({ "id": Uuid::now_v7(), "channel": "email",
        "address": "moi@example.fr", "language": "en" }),
    );
    assert_eq!(test.status, StatusCode::CREATED, "{test:?}");
    let Claimed::Message(message) = claim(&premises) else {
        panic!("a test leaves");
    };
    assert_eq!(message.address, "moi@example.fr");
    // In the morning the other one.
    premises.pass(TimeDelta::hours(13));
    let Claimed::Message(message) = claim(&premises) else {
        panic!("the morning has come");
    };
    assert_eq!(message.address, "claire@example.fr");
}

#[test]
fn a_report_settles_a_message_once_and_one_about_nothing_changes_nothing() {
    use shop::notify::{Channel, Claimed, Ending, Heard, report, settle};
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    let store = premises.state.store().expect("a store");
    for (arrived, expected, problem) in
        [(true, "delivered", ""), (false, "failed", "not_delivered")]
    {
        shop.take_in(&[shop.object("Bague")]);
        let Claimed::Message(message) = claim(&premises) else {
            panic!("it is due");
        };
        let cx = shop.cx();
        let reference = message.id.to_string();
        let accepted = Ending::Accepted {
            references: vec![reference.clone()],
            detail: "taken".into(),
        };
        store
            .write(move |tx| settle(tx, &cx, message.id, accepted))
            .expect("sent");
        let told = |reference: &str| {
            let cx = shop.cx();
            let heard = Heard {
                reference: reference.to_owned(),
                address: None,
                arrived,
                detail: "said\r\nso".into(),
            };
            let written = store.write(move |tx| report(tx, &cx, Channel::Email, &heard));
            written.expect("a report").value
        };
        assert!(!told("") && !told("unknown"));
        assert!(told(&reference));
        assert!(!told(&reference), "twice");
        let now = sheet(&shop.owner, &messages(&shop.owner, "")[0]);
        assert_eq!(
            (&now["state"], &now["problem"]),
            (&json!(expected), &json!(problem))
        );
        assert_eq!(now["detail"], "said  so");
    }
}
