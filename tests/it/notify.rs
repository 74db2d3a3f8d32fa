//! Messages to customers through the one door: what is written when, to whom, in which words; what waits,
//! expires, is overtaken; what a person decides; what is refused, and why.

mod asked;
mod decided;
mod gateway;
mod killed;
mod mail;
mod orders;
mod settings;
mod sms;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use crate::repair::fixture::{Job, Shop};

/// Sets a mail server up that is never reached: no worker runs here.
pub fn set_up_mail(desk: &Desk<'_>, more: &Value) -> Reply {
    let mut body = json!({ "active": true, "host": "localhost", "port": 9, "security": "none",
        "login": "", "password": null, "from": "boutique@example.fr", "certificate": "" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    desk.put("/messages/mail", &body)
}

/// Gives the shop's customer an e-mail address, and other things.
pub fn reachable(shop: &Shop<'_>, more: &Value) {
    let sheet = shop
        .owner
        .get(&format!("/customers/{}", shop.customer))
        .body;
    let mut body = json!({ "version": sheet["version"], "last_name": "Roche", "first_name": "Claire",
        "phone": "06 12 34 56 78", "email": "claire@example.fr", "country": "FR" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let put = shop
        .owner
        .put(&format!("/customers/{}", shop.customer), &body);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
}

pub fn messages(desk: &Desk<'_>, query: &str) -> Vec<Value> {
    let found = desk.get(&format!("/messages?{query}"));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body["messages"].as_array().expect("a list").clone()
}

/// `event state` of every message, the oldest first.
fn told(desk: &Desk<'_>) -> Vec<String> {
    let mut all: Vec<String> = messages(desk, "")
        .iter()
        .map(|one| format!("{} {}", text(&one["event"]), text(&one["state"])))
        .collect();
    all.reverse();
    all
}

pub fn text(of: &Value) -> &str {
    of.as_str().expect("a text")
}

pub fn sheet(desk: &Desk<'_>, message: &Value) -> Value {
    let found = desk.get(&format!("/messages/{}", text(&message["id"])));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

pub fn act(desk: &Desk<'_>, message: &Value, act: &str, more: &Value) -> Reply {
    let mut body = more.clone();
    body["act"] = json!(act);
    desk.post(&format!("/messages/{}/act", text(&message["id"])), &body)
}

/// Through the bench to `ready`.
fn make_ready(job: &Job<'_>) {
    job.price(14_500);
    job.moves("start", "bench");
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
}

#[test]
fn until_it_is_set_up_nothing_is_written() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    reachable(&shop, &json!({}));
    let taken = shop.take_in(&[shop.object("Bague")]);
    make_ready(&shop.job(&taken, 0));
    assert_eq!(told(&shop.owner), Vec::<String>::new());
    let id = Uuid::now_v7();
    let refused = shop.owner.post(
        "/messages/tests",
        &json!({ "id": id, "channel": "email",
        "address": "a@example.fr", "language": "fr" }),
    );
    assert_eq!(refused.code(), "notify.not_set_up");
    // Switched off is not set up.
    assert_eq!(
        set_up_mail(&shop.owner, &json!({ "active": false })).status,
        StatusCode::NO_CONTENT
    );
    shop.take_in(&[shop.object("Chaîne")]);
    assert_eq!(told(&shop.owner), Vec::<String>::new());
    let about = shop
        .owner
        .get(&format!(
            "/messages/about?kind=repair&id={}",
            text(&taken["id"])
        ))
        .body;
    assert_eq!(
        (&about["is_set_up"], &about["channel"]),
        (&json!(false), &Value::Null)
    );
}

#[test]
fn each_thing_that_happens_is_told_once_and_what_is_no_longer_so_is_not() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    let taken = shop.take_in(&[shop.object("Bague, métal blanc"), shop.object("Chaîne")]);
    assert_eq!(told(&shop.owner), ["received queued"]);
    let number = text(&taken["number"]);
    let received = sheet(&shop.owner, &messages(&shop.owner, "")[0]);
    assert_eq!(received["address"], "claire@example.fr");
    assert_eq!(received["about"], number);
    assert_eq!(
        received["subject"],
        format!("Bijouterie Exemple : nous avons bien reçu votre dépôt {number}")
    );
    let body = text(&received["body"]);
    for words in [
        "Bonjour Claire Roche,",
        "Bague, métal blanc ; Chaîne",
        "28/11/2026",
        number,
    ] {
        assert!(body.contains(words), "{words} in {body}");
    }

    // An estimate that is taken back before it was told of is not told of.
    let job = shop.job(&taken, 0);
    job.price(14_500);
    let submit = |id: Uuid| json!({ "id": id, "valid_until": "2026-12-22", "note": "" });
    assert_eq!(
        job.post("estimate", &submit(Uuid::now_v7())).status,
        StatusCode::OK
    );
    let quote = sheet(&shop.owner, &messages(&shop.owner, "state=queued")[0]);
    assert!(
        text(&quote["body"]).contains("145,00\u{a0}€ TTC"),
        "{quote}"
    );
    assert!(text(&quote["body"]).contains("22/12/2026"), "{quote}");
    let answered = job.post(
        "answer",
        &json!({ "answer": "withdrawn", "channel": null, "note": "" }),
    );
    assert_eq!(answered.status, StatusCode::OK, "{answered:?}");
    assert_eq!(
        told(&shop.owner),
        ["received queued", "estimate_ready cancelled"]
    );

    // Of two new days only the last is told.
    for day in ["2026-12-01", "2026-12-02"] {
        let moved = job.post(
            "promise",
            &json!({ "promised_on": day, "rush": false, "note": "fonte" }),
        );
        assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
    }
    let hurried = job.post(
        "promise",
        &json!({ "promised_on": "2026-12-02", "rush": true, "note": "x" }),
    );
    assert_eq!(hurried.status, StatusCode::OK, "{hurried:?}");
    assert_eq!(
        told(&shop.owner)[2..],
        ["promise_moved cancelled", "promise_moved queued"]
    );

    // Ready, not ready after all, ready again: one message is left.
    job.moves("start", "bench");
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
    let failed = job.act("fail", &json!({ "note": "rayure" }));
    assert_eq!(failed.status, StatusCode::OK, "{failed:?}");
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
    assert_eq!(told(&shop.owner)[4..], ["ready cancelled", "ready queued"]);
    let ready = sheet(&shop.owner, &messages(&shop.owner, "state=queued")[0]);
    assert!(
        text(&ready["body"]).contains("Reste à régler : 145,00\u{a0}€"),
        "{ready}"
    );
    // What was written stays as it was written: the shop's words change for the next one.
    let save = json!({ "event": "ready", "channel": "email", "language": "fr",
        "subject": "Prêt : {slip}", "body": "{customer}, venez !" });
    assert_eq!(
        shop.owner.put("/messages/texts", &save).status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(sheet(&shop.owner, &ready)["subject"], ready["subject"]);
    let other = shop.job(&taken, 1);
    make_ready(&other);
    let own = sheet(&shop.owner, &messages(&shop.owner, "state=queued")[0]);
    assert_eq!(
        (&own["subject"], &own["body"]),
        (
            &json!(format!("Prêt : {number}")),
            &json!("Claire Roche, venez !")
        )
    );
    let about = shop
        .owner
        .get(&format!(
            "/messages/about?kind=repair&id={}",
            text(&taken["id"])
        ))
        .body;
    assert_eq!(about["messages"].as_array().map(Vec::len), Some(7));
    assert_eq!(about["channel"], "email");
    // In the customer's language; and the house's words again.
    reachable(&shop, &json!({ "language": "en" }));
    let back = json!({ "event": "ready", "channel": "email", "language": "fr", "body": null });
    assert_eq!(
        shop.owner.put("/messages/texts", &back).status,
        StatusCode::NO_CONTENT
    );
    shop.take_in(&[shop.object("Ring")]);
    let english = sheet(&shop.owner, &messages(&shop.owner, "")[0]);
    assert!(
        text(&english["body"]).starts_with("Dear Claire Roche,"),
        "{english}"
    );
    let texts = shop.owner.get("/messages/texts").body;
    assert!(
        texts["texts"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["own"] == false)
    );
}

#[test]
fn a_customer_is_told_as_they_want_or_not_at_all() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    let path = format!("/customers/{}/messages", shop.customer);
    let wrong = shop.owner.put(&path, &json!({ "choice": "pigeon" }));
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    for (choice, told_of) in [("none", 0), ("sms", 0), ("email", 1), ("any", 2)] {
        let put = shop.owner.put(&path, &json!({ "choice": choice }));
        assert_eq!(put.status, StatusCode::NO_CONTENT, "{put:?}");
        shop.take_in(&[shop.object("Bague")]);
        assert_eq!(told(&shop.owner).len(), told_of, "{choice}");
    }
    // Advertising refused is another matter: this is about their own ring.
    let no = shop.owner.post(
        &format!("/customers/{}/consents", shop.customer),
        &json!({ "channel": "email", "given": false, "wording": "Nouveautés" }),
    );
    assert_eq!(no.status, StatusCode::NO_CONTENT);
    shop.take_in(&[shop.object("Bague")]);
    assert_eq!(told(&shop.owner).len(), 3);
    // Without an address nothing is written, and the taking in stands.
    reachable(&shop, &json!({ "email": "" }));
    shop.take_in(&[shop.object("Bague")]);
    assert_eq!(told(&shop.owner).len(), 3);
    // What the shop does not tell of is not told.
    reachable(&shop, &json!({}));
    let mut rules = shop.owner.get("/messages/setup").body["rules"].clone();
    rules["events"] = json!(["ready"]);
    assert_eq!(
        shop.owner.put("/messages/rules", &rules).status,
        StatusCode::NO_CONTENT
    );
    let taken = shop.take_in(&[shop.object("Bague")]);
    assert_eq!(told(&shop.owner).len(), 3);
    make_ready(&shop.job(&taken, 0));
    assert_eq!(told(&shop.owner).len(), 4);
}

#[test]
fn who_does_not_come_is_reminded_three_times_and_no_more() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    let taken = shop.take_in(&[shop.object("Bague")]);
    make_ready(&shop.job(&taken, 0));
    let remind = || {
        let store = premises.state.store().expect("a store");
        let cx = shop.cx();
        let found = store.write(move |tx| shop::notify::remind(tx, &cx));
        found.expect("reminders").value
    };
    let id = shop.owner_id();
    let mut counts = Vec::new();
    for _ in 0..60 {
        premises.pass(TimeDelta::days(1));
        counts.push(remind());
        assert_eq!(remind(), 0, "once a day");
    }
    let days: Vec<usize> = (1..=60).filter(|day| counts[day - 1] > 0).collect();
    assert_eq!(days, [14, 28, 42]);
    let mut owner = premises.desk();
    owner.sign_in(id, tests::premises::OWNER_PIN);
    let last = sheet(&owner, &messages(&owner, "state=queued")[0]);
    assert_eq!(last["event"], "still_waiting");
    assert!(text(&last["body"]).contains("depuis 42 jours"), "{last}");
}

#[test]
fn of_a_forgotten_customer_nothing_is_left_in_messages() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    set_up_mail(&shop.owner, &json!({}));
    reachable(&shop, &json!({}));
    let taken = shop.take_in(&[shop.object("Bague")]);
    let job = shop.job(&taken, 0);
    let cancelled = job.act("cancel", &json!({ "note": "x" }));
    assert_eq!(cancelled.status, StatusCode::OK, "{cancelled:?}");
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "stones_same": true,
        "photos_same": true });
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
    let erased = shop
        .owner
        .post(&format!("/customers/{}/erase", shop.customer), &json!({}));
    assert_eq!(erased.status, StatusCode::NO_CONTENT, "{erased:?}");
    let left = sheet(&shop.owner, &messages(&shop.owner, "")[0]);
    assert_eq!(left["state"], "cancelled");
    for field in ["name", "address", "subject", "body", "detail"] {
        assert_eq!(left[field], "", "{field}");
    }
    let refused = act(
        &shop.owner,
        &left,
        "again",
        &json!({ "id": Uuid::now_v7() }),
    );
    assert_eq!(refused.code(), "notify.customer_unknown");
    assert_eq!(messages(&shop.owner, "q=claire").len(), 0);
}
