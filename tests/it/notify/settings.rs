//! How and when messages leave, and in which words: what is refused, and what never comes back.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};

use super::set_up_mail;

#[test]
fn settings_that_cannot_be_are_refused_and_a_password_never_comes_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let check = |more: Value, field: &str| {
        let refused = set_up_mail(&owner, &more);
        assert_eq!(refused.code(), "notify.field", "{more}: {refused:?}");
        assert_eq!(refused.body["params"]["field"], field, "{more}");
    };
    check(json!({ "host": "" }), "host");
    check(json!({ "host": "a b" }), "host");
    check(json!({ "host": "a\r\nb" }), "host");
    check(json!({ "port": 0 }), "port");
    check(json!({ "from": "boutique" }), "from");
    check(json!({ "from": "a@b.fr\r\nBcc: c@d.fr" }), "from");
    check(json!({ "login": "a\nb", "password": "c" }), "login");
    check(json!({ "login": "a" }), "password");
    check(json!({ "certificate": "nonsense" }), "certificate");
    let set = set_up_mail(&owner, &json!({ "login": "a", "password": "geheim-17" }));
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    let setup = owner.get("/messages/setup").body;
    assert_eq!(setup["mail"]["has_password"], true);
    assert!(!setup.to_string().contains("geheim-17"));
    // It stays for the same server and login, and goes to no other.
    assert_eq!(
        set_up_mail(&owner, &json!({ "login": "a" })).status,
        StatusCode::NO_CONTENT
    );
    check(
        json!({ "login": "a", "host": "evil.example.fr" }),
        "password",
    );
    let mut rules = setup["rules"].clone();
    for (name, value, field) in [
        ("events", json!(["test"]), "events"),
        ("events", json!(["birthday"]), "events"),
        ("first", json!("pigeon"), "first"),
        ("quiet_from_minutes", json!(1_440), "quiet"),
        ("quiet_until_minutes", json!(-1), "quiet"),
        ("remind_days", json!(0), "remind"),
        ("quote_days", json!(0), "quote"),
        ("term_hours", json!(337), "term"),
    ] {
        let before = rules[name].clone();
        rules[name] = value;
        let refused = owner.put("/messages/rules", &rules);
        assert_eq!(refused.body["params"]["field"], field, "{refused:?}");
        rules[name] = before;
    }
    // Texts: the same at the preview and at the saving.
    for (words, code) in [
        ("{nom}", "notify.blank"),
        ("a } b", "notify.brace"),
        ("", "notify.empty"),
        (&*"x".repeat(8_001), "notify.too_long"),
        ("a\u{7}", "notify.field"),
    ] {
        let body = json!({ "event": "ready", "channel": "email", "language": "fr",
            "subject": "s", "body": words });
        assert_eq!(owner.put("/messages/texts", &body).code(), code);
        assert_eq!(owner.post("/messages/texts/preview", &body).code(), code);
    }
    let long =
        json!({ "event": "ready", "channel": "sms", "language": "fr", "body": "é".repeat(2_000) });
    assert_eq!(
        owner.put("/messages/texts", &long).body["params"]["most"],
        600
    );
    let good = json!({ "event": "ready", "channel": "email", "language": "fr",
        "subject": "{shop}", "body": "{customer} : {object}" });
    let preview = owner.post("/messages/texts/preview", &good).body;
    assert_eq!(preview["subject"], "Bijouterie Exemple");
    assert_eq!(
        preview["body"],
        "Mme Hélène Œuvrard : bague, métal blanc, pierre blanche"
    );
    // Nobody but who may.
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(desk.get("/messages/setup").status, StatusCode::FORBIDDEN);
    assert_eq!(desk.get("/messages").status, StatusCode::OK);
}
