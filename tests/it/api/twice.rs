//! A repeated command: the same answer, one effect.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::Premises;
use uuid::Uuid;

#[test]
fn the_same_key_gives_the_same_answer_once() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let person =
        json!({ "id": Uuid::from_u128(7), "name": "Sam", "role": "seller", "pin": "7391" });
    let ask = |key: &str| owner.call("POST", "/users", Some(&person), key);
    let (first, again) = (ask("k"), ask("k"));
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(first.body, again.body);
    assert_eq!(first.header("x-changes"), "user");
    assert_eq!(again.header("x-changes"), "user");
    assert_eq!(first.header("idempotency-replayed"), "");
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(owner.get("/users").body.as_array().map(Vec::len), Some(2));
    // Another key is another command, and the shop's own rules refuse it.
    assert_eq!(ask("l").code(), "user.exists");
}

#[test]
fn another_request_under_the_same_key_is_refused() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let ask = |path: &str, seconds: i64| {
        owner.call("PUT", path, Some(&json!({ "lock_after_s": seconds })), "k")
    };
    assert_eq!(ask("/settings", 60).status, StatusCode::NO_CONTENT);
    assert_eq!(ask("/settings", 61).code(), "request.key_reused");
    let elsewhere = ask("/settings?from=elsewhere", 60);
    assert_eq!(elsewhere.code(), "request.key_reused");
    assert_eq!(owner.get("/settings").body["lock_after_s"], 60);
}

#[test]
fn a_refusal_is_not_kept() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let ask = |name: &str| {
        let id = Uuid::from_u128(8);
        let person = json!({ "id": id, "name": name, "role": "seller", "pin": "7391" });
        owner.call("POST", "/users", Some(&person), "k")
    };
    assert_eq!(ask("Odile").code(), "user.name_taken");
    assert_eq!(ask("Olga").status, StatusCode::CREATED);
}

#[test]
fn everybody_has_keys_of_their_own() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let id = owner.hire("Max", "manager");
    let mut manager = premises.desk();
    manager.sign_in(id, "7391");
    let ask = |desk: &tests::premises::Desk<'_>, seconds: i64| {
        desk.call(
            "PUT",
            "/settings",
            Some(&json!({ "lock_after_s": seconds })),
            "k",
        )
    };
    assert_eq!(ask(&owner, 60).status, StatusCode::NO_CONTENT);
    assert_eq!(ask(&manager, 90).status, StatusCode::NO_CONTENT);
}

#[test]
fn a_command_without_a_key_or_with_an_absurd_one_is_refused() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let body = json!({ "lock_after_s": 60 });
    for key in ["", &"k".repeat(101)] {
        let reply = owner.call("PUT", "/settings", Some(&body), key);
        assert_eq!(reply.code(), "request.key_missing");
    }
}

#[test]
fn bodies_that_are_refused() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    for (body, code) in [
        (json!([]), "request.json"),
        (json!({ "lock_after_s": "60" }), "request.json"),
        (json!({ "lock_after_s": 6.5 }), "request.json"),
        (json!("x".repeat(1024 * 1024)), "request.too_large"),
    ] {
        assert_eq!(owner.put("/settings", &body).code(), code);
    }
    let path = owner.put("/users/not-an-id", &json!({}));
    assert_eq!(path.code(), "request.path");
    assert_eq!(owner.get("/nowhere").code(), "request.no_such_route");
    assert_eq!(owner.delete("/shop").code(), "request.method");
}
