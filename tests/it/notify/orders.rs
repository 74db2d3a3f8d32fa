//! What a customer has made, as they are told of it: the quote with its PDF, its last days, ready, waiting,
//! cancelled; what is no longer so and does not go out; and a certificate.

use std::time::Duration;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::messages;
use shop::notify::Claimed;
use tests::premises::{Desk, Premises};
use tests::rig::{Guard, MailServer, wait_for};
use uuid::Uuid;

use super::decided::claim;
use super::{act, messages as list, set_up_mail, sheet, text, told};
use crate::custom::fixture::{self, Ring, Shop};
use crate::deposit::fixture::open_day;

/// A shop that sends e-mail, and whose customer has an address.
fn reachable<'a>(premises: &'a Premises, more: &Value) -> Shop<'a> {
    let shop = Shop::new(premises);
    set_up_mail(&shop.owner, more);
    write_to(&shop, "claire@example.fr");
    shop
}

fn write_to(shop: &Shop<'_>, email: &str) {
    let path = format!("/customers/{}", shop.customer);
    let version = shop.owner.get(&path).body["version"].clone();
    let body = json!({ "version": version, "last_name": "Roche", "first_name": "Claire",
        "phone": "06 12 34 56 78", "email": email, "country": "FR" });
    let put = shop.owner.put(&path, &body);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
}

fn about(desk: &Desk<'_>, kind: &str, id: &str) -> Value {
    let found = desk.get(&format!("/messages/about?kind={kind}&id={id}"));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

fn quote(ring: &Ring<'_>, minor: i64) {
    ring.saves(&[ring.labour(minor)]);
    ring.sends();
}

/// The last message's words.
fn last(desk: &Desk<'_>) -> String {
    let message = sheet(desk, &list(desk, "")[0]);
    text(&message["body"]).replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_customer_is_told_of_their_ring_from_the_quote_to_the_counter() {
    let premises = Premises::empty();
    let shop = reachable(&premises, &json!({}));
    let desk = &shop.owner;
    open_day(desk);
    let ring = shop.begin("Alliance deux ors");
    assert_eq!(told(desk), Vec::<String>::new());
    quote(&ring, 240_000);
    assert_eq!(told(desk), ["quote_sent queued"]);
    let number = text(&ring.told()["number"]).to_owned();
    let sent = sheet(desk, &list(desk, "")[0]);
    assert_eq!(
        (&sent["about"], &sent["about_kind"], &sent["sheet_id"]),
        (&json!(number), &json!("custom"), &json!(ring.id))
    );
    assert_eq!(sent["document_id"], ring.told()["quotes"][0]["id"]);
    for words in [
        "Bonjour Claire Roche,",
        &format!("{number}/1"),
        "Alliance deux ors",
        "2 400,00 € TTC",
        "22/12/2026",
    ] {
        assert!(last(desk).contains(words), "{words} in {}", last(desk));
    }
    // Agreed: what still waits to ask for an answer does not ask.
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    assert_eq!(told(desk), ["quote_sent cancelled"]);
    ring.pays_ahead("acompte", 72_000);
    // That it is begun is told where the shop wants it.
    ring.moves("produce", "production");
    assert_eq!(told(desk).len(), 1);
    ring.moves("finish", "ready");
    assert_eq!(told(desk)[1..], ["order_ready queued"]);
    for words in [
        "Total : 2 400,00 €",
        "Déjà versé : 720,00 €",
        "Reste à régler : 1 680,00 €",
    ] {
        assert!(last(desk).contains(words), "{words} in {}", last(desk));
    }
    // It is not ready after all, and then it is: one message is left.
    assert_eq!(ring.act("rework", "rayure").status, StatusCode::OK);
    ring.moves("finish", "ready");
    assert_eq!(
        told(desk)[1..],
        ["order_ready cancelled", "order_ready queued"]
    );
    let shown = about(desk, "custom", &ring.id);
    assert_eq!(shown["messages"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        (&shown["channel"], &shown["choice"]),
        (&json!("email"), &json!("any"))
    );
    for (kind, id, status) in [
        ("custom", Uuid::now_v7().to_string(), StatusCode::NOT_FOUND),
        ("repair", ring.id.clone(), StatusCode::NOT_FOUND),
        ("letter", ring.id.clone(), StatusCode::BAD_REQUEST),
        ("custom", "x".to_owned(), StatusCode::BAD_REQUEST),
    ] {
        let path = format!("/messages/about?kind={kind}&id={id}");
        assert_eq!(desk.get(&path).status, status, "{path}");
    }
    // Begun is told from now on, in the shop's own words; of a cancelled order the customer hears, too.
    let mut rules = desk.get("/messages/setup").body["rules"].clone();
    let events = rules["events"].as_array_mut().expect("a list");
    assert!(!events.contains(&json!("production_begun")));
    events.push(json!("production_begun"));
    assert_eq!(
        desk.put("/messages/rules", &rules).status,
        StatusCode::NO_CONTENT
    );
    // What an order does not know would leave a hole.
    for (words, status) in [
        (
            "{customer}, votre {object} est à l’établi.",
            StatusCode::NO_CONTENT,
        ),
        ("{promised_on}", StatusCode::UNPROCESSABLE_ENTITY),
        ("{slip}", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let save = json!({ "event": "production_begun", "channel": "email", "language": "fr",
            "subject": "s", "body": words });
        assert_eq!(desk.put("/messages/texts", &save).status, status, "{words}");
        let shown = desk.post("/messages/texts/preview", &save);
        assert_eq!(
            shown.status == StatusCode::OK,
            status.is_success(),
            "{words}"
        );
    }
    let before = told(desk).len();
    let other = shop.begin("Chevalière");
    other.agrees(90_000);
    other.moves("produce", "production");
    assert_eq!(last(desk), "Claire Roche, votre Chevalière est à l’établi.");
    assert_eq!(other.act("cancel", "elle renonce").status, StatusCode::OK);
    assert_eq!(
        told(desk)[before..],
        [
            "quote_sent cancelled",
            "production_begun cancelled",
            "order_cancelled queued"
        ]
    );
    // Who was never asked has ordered nothing.
    let before = told(desk).len();
    let idea = shop.begin("Une idée");
    assert_eq!(idea.act("cancel", "rien").status, StatusCode::OK);
    assert_eq!(told(desk).len(), before);
    // In their own language.
    let english = shop.begin_in("en", "Signet ring");
    quote(&english, 50_000);
    assert!(
        last(desk).starts_with("Dear Claire Roche,"),
        "{}",
        last(desk)
    );
}

#[test]
fn what_is_no_longer_so_does_not_leave_whoever_asked_for_it() {
    let premises = Premises::empty();
    let shop = reachable(&premises, &json!({}));
    let ring = shop.begin("Bague");
    // In the evening; it waits for the morning.
    premises.pass(TimeDelta::hours(10));
    let desk = &shop.sign_in_again();
    quote(&ring.at(desk), 100_000);
    assert!(matches!(claim(&premises), Claimed::Later(_)));
    // Cancelled before midnight: in the morning only that leaves.
    premises.pass(TimeDelta::hours(3));
    let desk = &shop.sign_in_again();
    let cancelled = ring.at(desk).act("cancel", "elle renonce");
    assert_eq!(cancelled.status, StatusCode::OK, "{cancelled:?}");
    assert_eq!(
        told(desk),
        ["quote_sent cancelled", "order_cancelled queued"]
    );
    premises.pass(TimeDelta::hours(11));
    let Claimed::Message(message) = claim(&premises) else {
        panic!("the morning has come");
    };
    assert_eq!(message.event.code(), "order_cancelled");
    assert_eq!(claim(&premises), Claimed::Nothing);

    // A person wants the old one once more: it is not so any more, and does not leave.
    let desk = &shop.sign_in_again();
    let stale = list(desk, "state=cancelled")[0].clone();
    let again = act(desk, &stale, "again", &json!({ "id": Uuid::now_v7() }));
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    assert_eq!(claim(&premises), Claimed::Nothing);
    assert_eq!(sheet(desk, &again.body)["state"], "cancelled");

    // The server is dead until the quote has ended: nobody is asked to agree to what has.
    let mut draft = shop.draft("Alliance");
    draft["language"] = json!("fr");
    let id = text(&draft["id"]).to_owned();
    let begun = desk.post("/custom-orders", &draft);
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let other = Ring { desk, id };
    let lines = [other.labour(100_000)];
    let saved = other.save_with(&lines, &json!({ "valid_until": "2026-11-25" }));
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    other.sends();
    premises.pass(TimeDelta::hours(71));
    assert_eq!(claim(&premises), Claimed::Nothing);
    let desk = &shop.sign_in_again();
    assert_eq!(list(desk, "")[0]["state"], "cancelled");
}

#[test]
fn who_has_not_answered_or_not_come_is_reminded() {
    let premises = Premises::empty();
    let shop = reachable(&premises, &json!({}));
    let remind = || {
        let store = premises.state.store().expect("a store");
        let cx = premises.state.cx(shop::Actor::System, None);
        let found = store.write(move |tx| shop::notify::remind(tx, &cx));
        found.expect("reminders").value
    };
    let ring = shop.begin("Bague");
    quote(&ring, 100_000);
    let other = shop.begin("Alliance");
    other.agrees(100_000);
    other.moves("produce", "production");
    other.moves("finish", "ready");
    let mut days = Vec::new();
    for day in 1..=60 {
        premises.pass(TimeDelta::days(1));
        if remind() > 0 {
            let desk = shop.sign_in_again();
            let all = list(&desk, "");
            days.push(format!("{day} {}", text(&all[0]["event"])));
        }
        assert_eq!(remind(), 0, "once a day");
    }
    // The quote holds until 22 December, 30 days from the first.
    assert_eq!(
        days,
        [
            "14 order_waiting",
            "27 quote_expiring",
            "28 order_waiting",
            "42 order_waiting"
        ]
    );
}

#[test]
fn a_quote_goes_by_mail_with_its_pdf_and_the_order_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = MailServer::start(folder.path(), Guard::None, None, 0);
    let premises = Premises::empty();
    let shop = reachable(&premises, &json!({ "port": office.port }));
    let posting = messages::start(&premises.state).expect("the workers");
    let ring = shop.begin("Alliance deux ors");
    quote(&ring, 240_000);
    let mail = office.wait_for(1).remove(0);
    let number = text(&ring.told()["number"]).to_owned();
    let attached = &mail["attached"][0];
    assert_eq!(
        (&attached["name"], &attached["type"]),
        (&json!(format!("{number}-1.pdf")), &json!("application/pdf"))
    );
    let pdf = STANDARD.decode(text(&attached["bytes"])).expect("base 64");
    let words = fixture::text(&pdf);
    assert!(words.contains(&format!("{number}/1")), "{words}");
    assert!(words.contains("2 400,00"), "{words}");
    let noted = || {
        let told = ring.told();
        let first = told["entries"][0].clone();
        (first["what"] == "notified").then_some(first)
    };
    let entry = wait_for("the history", Duration::from_secs(30), noted);
    assert_eq!(
        (&entry["event"], &entry["notice"], &entry["by"]),
        (&json!("quote_sent"), &json!("email"), &json!(""))
    );
    // A wrong address fails at once; another one, and the same quote goes there.
    write_to(&shop, "nobody@example.fr");
    let other = shop.begin("Bague");
    quote(&other, 100_000);
    let message = list(&shop.owner, "")[0].clone();
    wait_for("the refusal", Duration::from_secs(30), || {
        (sheet(&shop.owner, &message)["state"] == "failed").then_some(())
    });
    let moved = act(
        &shop.owner,
        &message,
        "readdress",
        &json!({ "address": "c@example.fr" }),
    );
    assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
    let mail = office.wait_for(2).remove(1);
    assert_eq!(mail["to"], json!(["c@example.fr"]));
    assert_eq!(mail["attached"].as_array().map(Vec::len), Some(1));
    // What an order that moved on would say is not sent, and the move is not held up.
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    drop(posting);
}

#[test]
fn every_sms_of_the_house_is_short_and_of_letters_that_cost_one() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let texts = owner.get("/messages/texts").body["texts"].clone();
    for one in texts.as_array().expect("a list") {
        if one["channel"] != "sms" || one["event"] == "test" {
            continue;
        }
        let shown = owner.post("/messages/texts/preview", one).body;
        let parts = shown["parts"].as_u64().expect("a number");
        assert!(parts == 1, "{one} makes {parts}: {shown}");
    }
}
