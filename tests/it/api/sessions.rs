//! Signing in, wrong PINs, locking, and tokens that are used again.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    let reply = desk.sign_in(seller, STAFF_PIN);
    let cookie = reply.header("set-cookie");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    assert!(desk.cookie.as_ref().is_some_and(|token| token.len() == 43));
    assert_eq!(reply.body["user"]["name"], "Sam");
    assert!(
        !reply
            .body
            .to_string()
            .contains(desk.cookie.as_deref().unwrap())
    );
}

#[test]
fn a_token_is_worth_nothing_after_signing_out() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let replayed = owner.clone();
    assert_eq!(owner.get("/shop").status, StatusCode::OK);
    let out = owner.delete("/session");
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    for path in ["/shop", "/session", "/users"] {
        assert_eq!(replayed.get(path).code(), "session.missing", "{path}");
    }
}

#[test]
fn another_person_at_the_same_browser_ends_the_session_before() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let seller = owner.hire("Sam", "seller");
    let mut desk = owner.clone();
    assert_eq!(desk.sign_in(seller, STAFF_PIN).status, StatusCode::CREATED);
    assert_eq!(desk.get("/session").body["user"]["name"], "Sam");
    assert_eq!(owner.get("/session").code(), "session.missing");
}

#[test]
fn ten_wrong_pins() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    let mut waits = Vec::new();
    for n in 1..=10 {
        let reply = desk.sign_in(seller, "0000");
        assert_eq!(reply.code(), "user.pin_wrong", "{reply:?}");
        assert_eq!(reply.body["params"]["wrong_pins"], n);
        let wait_s = reply.body["params"]["wait_s"].as_i64().expect("seconds");
        waits.push(wait_s);
        if wait_s > 0 {
            // Until then, even the right one is not looked at.
            assert_eq!(desk.sign_in(seller, STAFF_PIN).code(), "user.pin_wait");
            assert!(
                owner
                    .get("/session/users")
                    .body
                    .to_string()
                    .contains("waits_until\":\"2026")
            );
            premises.pass(TimeDelta::seconds(wait_s));
        }
    }
    assert_eq!(waits, [0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
    assert_eq!(desk.sign_in(seller, STAFF_PIN).status, StatusCode::CREATED);
    assert_eq!(desk.sign_in(Uuid::nil(), "0000").code(), "user.unknown");
    assert_eq!(desk.sign_in(seller, "12").code(), "user.pin_form");
}

#[test]
fn a_till_that_nobody_touches_locks_itself() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    premises.pass(TimeDelta::minutes(5));
    assert_eq!(owner.get("/shop").status, StatusCode::OK);
    premises.pass(TimeDelta::minutes(5) + TimeDelta::seconds(1));
    assert_eq!(owner.get("/session").body["locked"], true);
    assert_eq!(owner.get("/shop").code(), "session.locked");
    let wrong = owner.post("/session/unlock", &json!({ "pin": "0000" }));
    assert_eq!(wrong.code(), "user.pin_wrong");
    assert_eq!(owner.get("/shop").code(), "session.locked");
    let right = owner.post("/session/unlock", &json!({ "pin": OWNER_PIN }));
    assert_eq!(right.status, StatusCode::NO_CONTENT);
    assert_eq!(owner.get("/shop").status, StatusCode::OK);
    assert_eq!(owner.get("/session").body["locked"], false);
}

#[test]
fn a_list_that_refreshes_itself_keeps_nobody_awake() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    for _ in 0..4 {
        premises.pass(TimeDelta::minutes(1));
        let mut request = owner.request("GET", "/shop", None, "");
        request
            .headers_mut()
            .insert("x-background", "1".parse().unwrap());
        assert_eq!(premises.send(request).status, StatusCode::OK);
    }
    premises.pass(TimeDelta::minutes(2));
    assert_eq!(owner.get("/shop").code(), "session.locked");
}

#[test]
fn the_shop_says_how_long_a_till_waits() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let set = |seconds: i64| owner.put("/settings", &json!({ "lock_after_s": seconds }));
    assert_eq!(set(29).code(), "settings.lock_after");
    assert_eq!(set(60).status, StatusCode::NO_CONTENT);
    assert_eq!(owner.get("/session").body["lock_after_s"], 60);
    premises.pass(TimeDelta::seconds(61));
    assert_eq!(owner.get("/shop").code(), "session.locked");
}

#[test]
fn rights_taken_away_are_gone_at_once() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let id = owner.hire("Max", "manager");
    let mut manager = premises.desk();
    manager.sign_in(id, STAFF_PIN);
    assert_eq!(manager.get("/settings").status, StatusCode::OK);
    let edit = |version: i64, role: &str, active: bool| {
        let body = json!({ "version": version, "name": "Max", "role": role, "active": active });
        owner.put(&format!("/users/{id}"), &body)
    };
    assert_eq!(edit(1, "seller", true).status, StatusCode::OK);
    assert_eq!(manager.get("/settings").code(), "right.missing");
    assert_eq!(edit(1, "seller", false).code(), "request.stale");
    assert_eq!(edit(2, "seller", false).status, StatusCode::OK);
    assert_eq!(manager.get("/shop").code(), "session.missing");
    assert_eq!(manager.sign_in(id, STAFF_PIN).code(), "user.unknown");
}

#[test]
fn ones_own_pin_needs_the_old_one() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let change = |old: &str| owner.put("/session/pin", &json!({ "old_pin": old, "pin": "8306" }));
    assert_eq!(change("0000").code(), "user.pin_wrong");
    for (weak, code) in [
        ("1234", "user.pin_weak"),
        ("1985", "user.pin_weak"),
        ("12", "user.pin_form"),
    ] {
        let body = json!({ "old_pin": OWNER_PIN, "pin": weak });
        assert_eq!(owner.put("/session/pin", &body).code(), code, "{weak}");
    }
    assert_eq!(change(OWNER_PIN).status, StatusCode::NO_CONTENT);
    let id: Uuid = owner.get("/session").body["user"]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    assert_eq!(
        premises.desk().sign_in(id, OWNER_PIN).code(),
        "user.pin_wrong"
    );
    assert_eq!(
        premises.desk().sign_in(id, "8306").status,
        StatusCode::CREATED
    );
}
