//! A gateway is asked what became of what it took: on the way, arrived, lost; nonsense, an error, silence, a
//! number it forgot; for how long, and that nothing waits for it.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::messages;
use tests::premises::Premises;
use tests::rig::{SmsGateway, wait_for};

use super::gateway::at_gateway;
use super::sms::{Post, set_up_sms};
use super::{sheet, text};
use crate::repair::fixture::Shop;

/// It is asked by one GET, and says so in a field.
fn asking(port: u16) -> Value {
    let mut setup = at_gateway(port);
    for (name, value) in [
        (
            "status_url",
            json!(format!("http://127.0.0.1:{port}/sms/{{reference}}")),
        ),
        ("status_at", json!("status")),
        ("delivered", json!("DELIVRD, delivered")),
        ("failed", json!("UNDELIV, expired")),
        ("status_hours", json!(24)),
    ] {
        setup[name] = value;
    }
    setup
}

fn says(state: &str) -> Value {
    json!([200, format!(r#"{{"status":"{state}"}}"#)])
}

#[test]
fn what_a_gateway_says_of_a_message_is_what_became_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let gateway = SmsGateway::start(folder.path());
    gateway.says(&json!({}));
    let premises = Premises::empty();
    let post = Post::new(&premises, &asking(gateway.port));
    let sent: Vec<Value> = (0..8)
        .map(|_| post.until(&post.write(), "sent", ""))
        .collect();
    gateway.says(&json!({
        "m-1": says("DELIVRD"), "m-2": says("undeliv"), "m-3": says("ENROUTE"),
        "m-4": [200, "<html>welcome</html>"], "m-5": [500, "oh"], "m-6": [0, ""],
        "m-7": [401, "no"],
    }));
    assert_eq!(gateway.asked(), Vec::<String>::new(), "not before its time");
    let of = |name: &str| {
        let start = format!("/sms/{name} ");
        gateway
            .asked()
            .iter()
            .filter(|line| line.starts_with(&start))
            .count()
    };
    // Hours pass: the session of before is locked by then.
    let until = |message: &Value, state: &str, problem: &str| {
        let desk = post.shop.sign_in_again();
        wait_for(state, Duration::from_secs(60), || {
            let now = sheet(&desk, message);
            (now["state"] == state && now["problem"] == problem).then_some(now)
        })
    };
    let ask = |so_often: usize| {
        premises.pass(TimeDelta::hours(1));
        wait_for("the gateway to be asked", Duration::from_secs(60), || {
            (of("m-6") >= so_often).then_some(())
        });
    };
    ask(1);
    let arrived = until(&sent[0], "delivered", "");
    assert_eq!(arrived["detail"], "DELIVRD");
    until(&sent[1], "failed", "not_delivered");
    assert_eq!(gateway.asked()[0], "/sms/m-1 Bearer cleesecrete");
    // The others are asked for again, those two never.
    for so_often in 2..=6 {
        ask(so_often);
    }
    assert_eq!((of("m-1"), of("m-2")), (1, 1));
    // What it does not know it is not asked for ever.
    until(&sent[7], "sent", "gateway_forgot");
    assert_eq!(of("m-8"), 5);
    // One that was on its way arrives at last.
    gateway.says(
        &json!({ "m-3": says("delivered"), "m-4": says("?"), "m-5": says("?"),
        "m-6": says("?"), "m-7": says("?") }),
    );
    premises.pass(TimeDelta::hours(1));
    until(&sent[2], "delivered", "");
    // After a day nobody asks any more: it was taken, and that is all that is known.
    premises.pass(TimeDelta::hours(25));
    for message in &sent[3..7] {
        until(message, "sent", "never_reported");
    }
    let desk = post.shop.sign_in_again();
    let last = sheet(&desk, &sent[3])["entries"].clone();
    let last = last
        .as_array()
        .expect("a history")
        .last()
        .expect("an entry");
    assert_eq!((text(&last["what"]), text(&last["by"])), ("give_up", ""));
}

#[test]
fn a_silent_gateway_keeps_nothing_from_leaving_and_another_program_asks_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let gateway = SmsGateway::start(folder.path());
    gateway.says(&json!({ "m-1": [-1, ""] }));
    let premises = Premises::empty();
    let post = Post::new(&premises, &asking(gateway.port));
    let first = post.until(&post.write(), "sent", "");
    premises.pass(TimeDelta::minutes(1));
    wait_for("the question", Duration::from_secs(30), || {
        (!gateway.asked().is_empty()).then_some(())
    });
    // Nobody has answered, and the next one leaves.
    let started = Instant::now();
    post.until(&post.write(), "sent", "");
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
    // The program ends in the middle of it, and asks again when it has started.
    let Post { posting, shop } = post;
    drop(posting);
    gateway.says(&json!({ "m-1": says("DELIVRD") }));
    premises.pass(TimeDelta::minutes(1));
    let posting = messages::start(&premises.state).expect("the workers");
    wait_for("the answer", Duration::from_secs(60), || {
        (sheet(&shop.owner, &first)["state"] == "delivered").then_some(())
    });
    drop(posting);
}

#[test]
fn another_server_is_not_asked_and_what_cannot_be_asked_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let gateway = SmsGateway::start(folder.path());
    gateway.says(&json!({ "m-1": says("DELIVRD") }));
    let premises = Premises::empty();
    let post = Post::new(&premises, &asking(gateway.port));
    let good = asking(gateway.port);
    for (name, value, field) in [
        (
            "status_url",
            json!("http://127.0.0.1:9/{reference}"),
            "status_url",
        ),
        (
            "status_url",
            json!("https://evil.example.fr/{reference}?key={key}"),
            "status_url",
        ),
        (
            "status_url",
            json!(format!("http://127.0.0.1:{}/sms", gateway.port)),
            "status_url",
        ),
        ("status_url", json!("file:///etc/{reference}"), "status_url"),
        ("reference", json!(""), "status_url"),
        ("delivered", json!(" , "), "states"),
        ("failed", json!("delivrd"), "states"),
        ("status_hours", json!(0), "status_hours"),
        ("status_hours", json!(169), "status_hours"),
        ("status_at", json!("a\nb"), "status_at"),
    ] {
        let mut setup = good.clone();
        setup[name] = value.clone();
        let refused = set_up_sms(&post.shop.owner, &setup);
        assert_eq!(refused.code(), "notify.field", "{name} {value}");
        assert_eq!(refused.body["params"]["field"], field, "{name} {value}");
    }
    // Of what another gateway took nobody is asked.
    let message = post.until(&post.write(), "sent", "");
    let mut other = good.clone();
    other["status_url"] = json!("");
    assert_eq!(
        set_up_sms(&post.shop.owner, &other).status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        set_up_sms(&post.shop.owner, &good).status,
        StatusCode::NO_CONTENT
    );
    gateway.says(&json!({ "m-1": says("DELIVRD"), "m-2": says("DELIVRD") }));
    let next = post.until(&post.write(), "sent", "");
    premises.pass(TimeDelta::minutes(1));
    wait_for("word of the next one", Duration::from_secs(60), || {
        (sheet(&post.shop.owner, &next)["state"] == "delivered").then_some(())
    });
    assert_eq!(gateway.asked().len(), 1, "{:?}", gateway.asked());
    assert_eq!(sheet(&post.shop.owner, &message)["state"], "sent");
}

#[test]
fn what_reached_her_by_a_gateway_stands_on_the_job() {
    let folder = tempfile::tempdir().expect("a folder");
    let gateway = SmsGateway::start(folder.path());
    gateway.says(&json!({ "m-1": says("DELIVRD"), "m-2": says("UNDELIV") }));
    let premises = Premises::empty();
    let post = Post::new(&premises, &asking(gateway.port));
    let shop: &Shop<'_> = &post.shop;
    super::reachable(shop, &json!({}));
    for state in ["delivered", "failed"] {
        let taken = shop.take_in(&[shop.object("Bague")]);
        let path = format!("/messages/about?kind=repair&id={}", text(&taken["id"]));
        let last = || shop.owner.get(&path).body["messages"][0].clone();
        post.until(&last(), "sent", "");
        premises.pass(TimeDelta::minutes(1));
        wait_for(state, Duration::from_secs(60), || {
            (last()["state"] == state).then_some(())
        });
    }
}
