//! SMS by a modem that `gammu` takes for one: accents, long texts, reports; no SIM, a
//! wrong PIN, no network, the cable pulled; nothing lost, nothing doubled, nobody held up.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};
use server::messages::{self, Posting};
use tests::premises::{Desk, Premises, Reply};
use tests::rig::{GsmModem, wait};
use uuid::Uuid;

use super::{act, make_ready, reachable, set_up_mail, sheet, text};
use crate::repair::fixture::Shop;

/// Sets SMS up; what is not said is a modem's.
pub fn set_up_sms(desk: &Desk<'_>, more: &Value) -> Reply {
    let mut body = json!({ "active": true, "way": "modem", "address": "serial:///nowhere",
        "pin": null, "url": "", "form": "json", "header": "", "key": null, "fields": "",
        "reference": "" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    desk.put("/messages/sms", &body)
}

/// A shop whose messages leave. Dropped first: the worker lets go of the store before its folder goes.
pub struct Post<'a> {
    pub posting: Posting,
    pub shop: Shop<'a>,
}

impl<'a> Post<'a> {
    pub fn new(premises: &'a Premises, setup: &Value) -> Self {
        let shop = Shop::new(premises);
        let set = set_up_sms(&shop.owner, setup);
        assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
        Self {
            posting: messages::start(&premises.state).expect("the workers"),
            shop,
        }
    }

    /// A test to somebody, as it stands now.
    pub fn write(&self) -> Value {
        let body = json!({ "id": Uuid::now_v7(), "channel": "sms", "address": "06 12 34 56 78",
            "language": "fr" });
        let made = self.shop.owner.post("/messages/tests", &body);
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.body
    }

    /// Waits until a message is so.
    pub fn until(&self, message: &Value, state: &str, problem: &str) -> Value {
        let mut last = Value::Null;
        let found = wait(Duration::from_secs(60), || {
            last = sheet(&self.shop.owner, message);
            (last["state"] == state && last["problem"] == problem).then_some(())
        });
        assert!(found.is_some(), "not {state} {problem}: {last:#}");
        last
    }

    pub fn retry(&self, message: &Value) {
        let retried = act(&self.shop.owner, message, "retry", &json!({}));
        // Put right, it may have left by itself already.
        assert!(
            retried.status == StatusCode::OK || retried.code() == "notify.state",
            "{retried:?}"
        );
    }

    /// The shop's own words of the test, for a long one.
    pub fn says(&self, body: &str) {
        let save = json!({ "event": "test", "channel": "sms", "language": "fr", "body": body });
        let saved = self.shop.owner.put("/messages/texts", &save);
        assert_eq!(saved.status, StatusCode::NO_CONTENT, "{saved:?}");
    }

    /// The last message about a repair.
    fn last(&self, taken: &Value) -> Value {
        let path = format!("/messages/about?kind=repair&id={}", text(&taken["id"]));
        self.shop.owner.get(&path).body["messages"][0].clone()
    }
}

/// `what` of a job's history that says whether its customer knows, the oldest first.
fn noted(shop: &Shop<'_>, taken: &Value) -> Vec<String> {
    let told = shop.job(taken, 0).told();
    let history = told["entries"].as_array().expect("a history");
    let said = history.iter().rev().map(|one| text(&one["what"]));
    said.filter(|what| what.ends_with("notified"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_the_network_took_and_what_reached_her_stands_on_the_job() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({ "pin": "0042" }));
    let premises = Premises::empty();
    let setup = json!({ "address": modem.address(), "pin": "0042" });
    let post = Post::new(&premises, &setup);
    reachable(&post.shop, &json!({}));
    for (reports, state, problem, history) in [
        ("none", "sent", "", &["notified"][..]),
        ("arrived", "delivered", "", &["notified"]),
        (
            "lost",
            "failed",
            "not_delivered",
            &["notified", "not_notified"],
        ),
        ("stored", "delivered", "", &["notified"]),
    ] {
        modem.order(&json!({ "pin": "0042", "reports": reports, "old": reports == "stored" }));
        let taken = post.shop.take_in(&[post.shop.object("Bague, métal blanc")]);
        post.until(&post.last(&taken), "sent", "");
        make_ready(&post.shop.job(&taken, 0));
        let ready = post.until(&post.last(&taken), state, problem);
        assert_eq!(
            (&ready["event"], &ready["channel"]),
            (&json!("ready"), &json!("sms"))
        );
        assert_eq!(noted(&post.shop, &taken), history, "{reports}");
        let sent = modem.messages().pop().expect("a message");
        assert_eq!(sent["to"], "+33612345678");
        assert_eq!(sent["wants_report"], true);
    }
    let pins = modem.said().matches("AT+CPIN=").count();
    assert_eq!(pins, 1, "the SIM is unlocked once");
    // Both ways are open: the shop's first one is SMS, and the customer's own wish comes before it.
    set_up_mail(&post.shop.owner, &json!({}));
    let path = format!("/customers/{}/messages", post.shop.customer);
    for (choice, channel) in [("any", "sms"), ("email", "email"), ("sms", "sms")] {
        let put = post.shop.owner.put(&path, &json!({ "choice": choice }));
        assert_eq!(put.status, StatusCode::NO_CONTENT, "{put:?}");
        let taken = post.shop.take_in(&[post.shop.object("Bague")]);
        assert_eq!(post.last(&taken)["channel"], channel, "{choice}");
    }
    // A number that takes no SMS: by the other way, and never to the number.
    post.shop.owner.put(&path, &json!({ "choice": "any" }));
    reachable(&post.shop, &json!({ "phone": "01 45 67 89 10" }));
    let taken = post.shop.take_in(&[post.shop.object("Bague")]);
    assert_eq!(post.last(&taken)["channel"], "email");
    let wrong = json!({ "id": Uuid::now_v7(), "channel": "sms", "address": "01 45 67 89 10",
        "language": "fr" });
    let refused = post.shop.owner.post("/messages/tests", &wrong);
    assert_eq!(refused.code(), "notify.address");
    assert_eq!(refused.body["params"]["channel"], "sms");
}

#[test]
fn accents_and_long_texts_arrive_as_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({}));
    let premises = Premises::empty();
    let post = Post::new(&premises, &json!({ "address": modem.address() }));
    let check = |written: &str, read: &str, encoding: &str, parts: usize| {
        post.says(written);
        let before = modem.messages().len();
        post.until(&post.write(), "delivered", "");
        let taken = modem.messages().split_off(before);
        assert_eq!(taken.len(), parts, "{written}");
        let joined: String = taken.iter().map(|one| text(&one["text"])).collect();
        assert_eq!(joined, read);
        for (at, one) in taken.iter().enumerate() {
            assert_eq!(one["encoding"], encoding);
            if parts > 1 {
                let place = &one["place"];
                assert_eq!(place["parts_count"], parts);
                assert_eq!(place["part_number"], at + 1);
                assert_eq!(place["reference"], taken[0]["place"]["reference"]);
            }
        }
        let asked = json!({ "event": "test", "channel": "sms", "language": "fr", "body": written });
        let preview = post.shop.owner.post("/messages/texts/preview", &asked);
        assert_eq!(preview.body["parts"], parts, "{preview:?}");
    };
    let all = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^\\[~]|€";
    check(all, all, "gsm", 1);
    check(
        "Reste 95,00\u{a0}€, c’est payé",
        "Reste 95,00 €, c'est payé",
        "gsm",
        1,
    );
    check(
        "Prêt, ça brille : œ 💍",
        "Prêt, ça brille : œ 💍",
        "ucs2",
        1,
    );
    let long = "Votre bague est a vous [1]. ".repeat(12);
    check(&long, long.trim(), "gsm", 3);
    let long = "Votre bague est prête. ".repeat(12);
    check(&long, long.trim(), "ucs2", 5);
    assert!(!folder.path().join("unread.txt").exists());
}

#[test]
fn a_program_that_none_of_us_wrote_takes_the_emulator_for_a_modem_and_writes_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({ "reports": "none" }));
    let config = folder.path().join("gammurc");
    let lines = format!(
        "[gammu]\ndevice = {}\nconnection = at\n",
        modem.device().display()
    );
    std::fs::write(&config, lines).expect("a configuration");
    let texts = [
        "Essai: é è à ù €, prix [95]",
        "Prêt, ça brille",
        &"Votre bague. ".repeat(20),
    ];
    for words in texts {
        let output = Command::new("timeout")
            .args(["60", "gammu", "-c"])
            .arg(&config)
            .args([
                "sendsms",
                "TEXT",
                "+33612345678",
                "-report",
                "-len",
                "400",
                "-text",
                words,
            ])
            .args(if words.contains('ç') {
                &["-unicode"][..]
            } else {
                &[]
            })
            .stdin(Stdio::null())
            .env("LC_ALL", "C.UTF-8")
            .output();
        let output = output.expect("`gammu`: run `installer/install test`");
        assert!(output.status.success(), "{output:?}");
    }
    let theirs = modem.messages();
    assert_eq!(theirs.len(), 4, "{theirs:#?}");

    let premises = Premises::empty();
    let post = Post::new(&premises, &json!({ "address": modem.address() }));
    for words in texts {
        post.says(words.trim());
        post.until(&post.write(), "sent", "");
    }
    let ours = modem.messages().split_off(4);
    assert_eq!(ours.len(), 4);
    for (their, our) in theirs.iter().zip(&ours) {
        assert_eq!(their["encoding"], our["encoding"]);
        // From the length of the text on; a text ends alike where it is no longer than the other's.
        let of = |one: &Value| {
            let pdu = text(&one["pdu"]);
            let at = pdu.find("0B913316325476F8").expect("the number") + 16 + 6;
            pdu[at..].to_owned()
        };
        let (their, our) = (of(their), of(our));
        if their.starts_with("A0") {
            // The reference of a message in parts is anybody's.
            assert_eq!((&their[..8], &their[10..]), (&our[..8], &our[10..]));
        } else if !our[2..].starts_with("050003") {
            assert_eq!(their, our);
        }
    }
}

#[test]
fn each_trouble_has_its_name_and_a_wrong_pin_is_tried_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({}));
    let premises = Premises::empty();
    let post = Post::new(&premises, &json!({ "address": modem.address() }));
    let at = json!({ "address": modem.address() });
    for (orders, state, problem) in [
        (json!({ "sim": false }), "queued", "sim_absent"),
        (json!({ "network": 0 }), "queued", "no_network"),
        (json!({ "network": 3 }), "queued", "network_refused"),
        (
            json!({ "prompt": "+CMS ERROR: 330" }),
            "queued",
            "no_centre",
        ),
        (json!({ "prompt": "ERROR" }), "queued", "modem_refused"),
        (json!({ "prompt": "pulled" }), "queued", "modem_absent"),
        (
            json!({ "answer": "+CMS ERROR: 38" }),
            "queued",
            "no_network",
        ),
        (
            json!({ "answer": "+CMS ERROR: 42" }),
            "queued",
            "network_later",
        ),
        (
            json!({ "answer": "+CMS ERROR: 50" }),
            "queued",
            "sms_barred",
        ),
        (
            json!({ "answer": "+CMS ERROR: 28" }),
            "failed",
            "number_refused",
        ),
        (json!({ "answer": "+CMS ERROR: 332" }), "unsure", "slow"),
        (json!({ "answer": "pulled" }), "unsure", "cut"),
    ] {
        modem.order(&orders);
        let message = post.write();
        post.until(&message, state, problem);
        assert_eq!(modem.messages().len(), 0, "{orders}");
        act(&post.shop.owner, &message, "cancel", &json!({}));
    }
    // The first of two parts is with the network.
    modem.order(&json!({ "answer": "+CMS ERROR: 38", "spare": 1 }));
    post.says(&"Votre bague. ".repeat(20));
    let message = post.write();
    let now = post.until(&message, "unsure", "partial");
    assert!(text(&now["detail"]).starts_with("1/2"), "{now}");
    act(&post.shop.owner, &message, "cancel", &json!({}));

    // Pulled and plugged in again, it asks for its PIN.
    modem.order(&json!({ "plugged": false }));
    let message = post.write();
    post.until(&message, "queued", "modem_absent");
    modem.order(&json!({ "pin": "4711" }));
    let asked = |message: &Value, problem: &str| {
        // Opening it may find it gone once more, until it is there; what is under way is let alone.
        let mut last = Value::Null;
        let found = wait(Duration::from_secs(60), || {
            last = sheet(&post.shop.owner, message);
            if last["problem"] == problem {
                return Some(());
            }
            if last["state"] == "queued" && last["problem"] != "" {
                act(&post.shop.owner, message, "retry", &json!({}));
            }
            None
        });
        assert!(found.is_some(), "not {problem}: {last:#}");
    };
    asked(&message, "pin_needed");
    let wrong = json!({ "address": at["address"], "pin": "0000" });
    assert_eq!(
        set_up_sms(&post.shop.owner, &wrong).status,
        StatusCode::NO_CONTENT
    );
    asked(&message, "pin_wrong");
    for _ in 0..3 {
        post.retry(&message);
        post.until(&message, "queued", "pin_wrong");
    }
    let setup = post.shop.owner.get("/messages/setup").body["sms"].clone();
    assert_eq!(
        (&setup["has_pin"], &setup["pin_refused"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        modem.said().matches("AT+CPIN=").count(),
        1,
        "{}",
        modem.said()
    );
    let right = json!({ "address": at["address"], "pin": "4711" });
    assert_eq!(
        set_up_sms(&post.shop.owner, &right).status,
        StatusCode::NO_CONTENT
    );
    post.retry(&message);
    post.until(&message, "delivered", "");
    assert_eq!(modem.said().matches("AT+CPIN=").count(), 2);
}

#[test]
fn an_unplugged_modem_holds_nobody_up_and_nothing_is_lost_or_doubled() {
    let folder = tempfile::tempdir().expect("a folder");
    let modem = GsmModem::start(folder.path(), &json!({}));
    let premises = Premises::empty();
    let post = Post::new(&premises, &json!({ "address": modem.address() }));
    modem.order(&json!({ "plugged": false }));
    reachable(&post.shop, &json!({}));
    let gone = wait(Duration::from_secs(30), || {
        (!modem.device().exists()).then_some(())
    });
    assert!(gone.is_some(), "it is pulled");
    let started = Instant::now();
    let taken: Vec<Value> = (0..5)
        .map(|_| post.shop.take_in(&[post.shop.object("Bague")]))
        .collect();
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    for sheet in &taken {
        post.until(&post.last(sheet), "queued", "modem_absent");
    }
    assert_eq!(post.shop.owner.get("/messages/count").body["troubles"], 5);
    modem.order(&json!({}));
    let back = wait(Duration::from_secs(30), || {
        modem.device().exists().then_some(())
    });
    assert!(back.is_some(), "it is plugged in");
    premises.pass(chrono::TimeDelta::minutes(2));
    for sheet in &taken {
        post.until(&post.last(sheet), "delivered", "");
    }
    let all = modem.wait_for(5);
    assert_eq!(all.len(), 5, "each once");
    let joined: String = all.iter().map(|one| text(&one["text"])).collect();
    for sheet in &taken {
        let number = format!("dossier {}.", text(&sheet["number"]));
        assert_eq!(joined.matches(&number).count(), 1, "{number} in {joined}");
    }

    // It takes a text and says nothing; the program ends meanwhile, and does not wait for it.
    modem.order(&json!({ "answer": "silent" }));
    let message = post.write();
    let heard = wait(Duration::from_secs(30), || {
        let said = modem.said();
        (said.matches('\u{1a}').count() == 6).then_some(())
    });
    assert!(heard.is_some(), "{}", modem.said());
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
        (&json!("unsure"), &json!("program_ended"))
    );
}
