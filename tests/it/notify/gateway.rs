//! SMS by a gateway: what it is given, what it says, and what is no gateway and no modem.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Premises;
use tests::rig::{SmsGateway, free_port};

use super::sms::{Post, set_up_sms};
use super::{act, text};
use crate::repair::fixture::Shop;

pub fn at_gateway(port: u16) -> Value {
    json!({ "way": "gateway", "address": "", "url": format!("http://127.0.0.1:{port}/sms"),
        "form": "json", "header": "Authorization: Bearer {key}", "key": "cleesecrete",
        "fields": r#"{"messages":[{"to":"{to}","plain":"{number}","body":"{text}"}],"ref":"{id}"}"#,
        "reference": "messages.0.id" })
}

#[test]
fn a_gateway_is_given_what_it_wants_and_what_it_says_is_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let gateway = SmsGateway::start(folder.path());
    let premises = Premises::empty();
    let post = Post::new(&premises, &at_gateway(gateway.port));
    // What a text holds becomes no field.
    post.says(r#"Prêt "ici", \ ou là & = + % : 95 €"#);
    let message = post.write();
    let sent = post.until(&message, "sent", "");
    assert!(!text(&sent["detail"]).contains("secrete"), "{sent}");
    let request = gateway.requests().pop().expect("a request");
    assert_eq!(
        request["body"],
        json!({ "messages": [{ "to": "+33612345678", "plain": "33612345678",
            "body": r#"Prêt "ici", \ ou là & = + % : 95 €"# }], "ref": message["id"] })
    );
    assert_eq!(request["headers"]["authorization"], "Bearer cleesecrete");
    assert_eq!(request["headers"]["idempotency-key"], message["id"]);

    for (status, answer, state, problem) in [
        (401, "no", "queued", "key_refused"),
        (402, "no", "queued", "no_credit"),
        (404, "no", "queued", "gateway_wrong"),
        (302, "no", "queued", "gateway_wrong"),
        (429, "no", "queued", "gateway_later"),
        (503, "no", "queued", "gateway_later"),
        (
            422,
            "Bearer cleesecrete: wrong number",
            "failed",
            "gateway_refused",
        ),
        (500, "oh", "unsure", "gateway_failed"),
        (200, "welcome", "unsure", "gateway_unread"),
        (200, r#"{"messages":[]}"#, "unsure", "gateway_unread"),
        (0, "", "unsure", "cut"),
    ] {
        gateway.answer(status, answer);
        let before = gateway.requests().len();
        let message = post.write();
        let now = post.until(&message, state, problem);
        assert!(!now.to_string().contains("cleesecrete"), "{now}");
        assert_eq!(gateway.requests().len(), before + 1, "{status}");
        act(&post.shop.owner, &message, "cancel", &json!({}));
    }
    // As lines, for one that wants a form, and says nothing of use.
    let form = json!({ "form": "form", "fields": "to={number}\ntext={text}\nkey={key}",
        "header": "", "reference": "", "key": null });
    let mut setup = at_gateway(gateway.port);
    for (name, value) in form.as_object().expect("an object") {
        setup[name] = value.clone();
    }
    assert_eq!(
        set_up_sms(&post.shop.owner, &setup).status,
        StatusCode::NO_CONTENT
    );
    gateway.answer(200, "queued");
    post.until(&post.write(), "sent", "");
    let request = gateway.requests().pop().expect("a request");
    assert_eq!(
        request["body"],
        json!({ "to": "33612345678", "text": r#"Prêt "ici", \ ou là & = + % : 95 €"#,
            "key": "cleesecrete" })
    );
    // Nobody is there: it waits, and leaves when somebody is.
    setup["url"] = json!(format!("http://127.0.0.1:{}/", free_port()));
    setup["key"] = json!("k");
    assert_eq!(
        set_up_sms(&post.shop.owner, &setup).status,
        StatusCode::NO_CONTENT
    );
    let message = post.write();
    post.until(&message, "queued", "gateway_unreached");
    setup["url"] = json!(format!("http://127.0.0.1:{}/", gateway.port));
    setup["key"] = Value::Null;
    assert_eq!(
        set_up_sms(&post.shop.owner, &setup).status,
        StatusCode::NO_CONTENT
    );
    let before = gateway.requests().len();
    post.retry(&message);
    post.until(&message, "sent", "");
    assert_eq!(gateway.requests().len(), before + 1);
    // The key of one server is given to no other.
    assert_eq!(gateway.requests()[before]["body"]["key"], Value::Null);
}

#[test]
fn what_cannot_be_set_up_is_refused_and_secrets_never_come_out() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let owner = &shop.owner;
    let check = |more: &Value, code: &str, name: &str, value: &str| {
        let refused = set_up_sms(owner, more);
        assert_eq!(refused.code(), code, "{more}");
        assert_eq!(refused.body["params"][name], value, "{more}");
    };
    for address in [
        "",
        "/dev/ttyUSB0",
        "serial://ttyUSB0",
        "usb://04b8:0e28",
        "file:///etc/passwd",
        "serial:///dev/ttyUSB0?baud=7",
    ] {
        check(
            &json!({ "address": address }),
            "notify.field",
            "field",
            "modem",
        );
    }
    for pin in ["1", "123456789", "12a4", "12\"4"] {
        check(&json!({ "pin": pin }), "notify.field", "field", "pin");
    }
    let good = at_gateway(9);
    for (name, value, field) in [
        ("url", "sms.example.fr", "url"),
        ("url", "file:///etc/passwd", "url"),
        ("header", "no colon", "header"),
        ("fields", "{", "fields"),
        ("fields", "{\"a\":\"{to}\"}", "fields_missing"),
        ("key", "a\r\nX: y", "key"),
    ] {
        let mut setup = good.clone();
        setup[name] = json!(value);
        check(&setup, "notify.field", "field", field);
    }
    assert_eq!(owner.get("/messages/setup").body["sms"], Value::Null);
    assert_eq!(set_up_sms(owner, &good).status, StatusCode::NO_CONTENT);
    let pin = json!({ "pin": "4711" });
    assert_eq!(set_up_sms(owner, &pin).status, StatusCode::NO_CONTENT);
    let told = owner.get("/messages/setup").body;
    assert!(
        !told.to_string().contains("4711") && !told.to_string().contains("secrete"),
        "{told}"
    );
}
