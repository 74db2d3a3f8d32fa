//! Every state with every act: which lead where, and which are refused with which code.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{OWNER_PIN, Premises};
use uuid::Uuid;

use super::fixture::Shop;

const ACTS: [&str; 6] = ["save", "issue", "cancel", "reopen", "withdraw", "reissue"];

/// Brings a new appraisal into a state.
fn in_state(shop: &mut Shop<'_>, state: &str) -> String {
    let draft = shop.valued("sale");
    let post = |shop: &Shop<'_>, what: &str, body: &Value| {
        let done = shop.owner.post(&format!("{draft}/{what}"), body);
        assert!(done.status.is_success(), "{state}: {what}: {done:?}");
        done.body["id"].as_str().expect("an id").to_owned()
    };
    if state == "draft" {
        return draft;
    }
    if state == "cancelled" {
        post(shop, "cancel", &json!({ "note": "erreur" }));
        return draft;
    }
    assert_eq!(shop.issue(&draft).status, StatusCode::OK);
    match state {
        "withdrawn" => {
            post(shop, "withdraw", &json!({ "note": "pierre mal lue" }));
        }
        "superseded" => {
            let next = post(shop, "reissue", &json!({ "id": Uuid::now_v7() }));
            assert_eq!(
                shop.issue(&format!("/appraisals/{next}")).status,
                StatusCode::OK
            );
        }
        "expired" => {
            shop.premises.pass(TimeDelta::days(100));
            shop.again(OWNER_PIN);
        }
        _ => {}
    }
    draft
}

#[test]
fn every_state_with_every_act() {
    // What it leads to, or the code of its refusal.
    let table: [(&str, [&str; 6]); 6] = [
        (
            "draft",
            [
                "draft",
                "issued",
                "cancelled",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
            ],
        ),
        (
            "cancelled",
            [
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "draft",
                "appraisal.state",
                "appraisal.state",
            ],
        ),
        (
            "issued",
            [
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "withdrawn",
                "issued",
            ],
        ),
        (
            "expired",
            [
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "withdrawn",
                "expired",
            ],
        ),
        (
            "superseded",
            [
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.superseded",
            ],
        ),
        (
            "withdrawn",
            [
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "appraisal.state",
                "withdrawn",
            ],
        ),
    ];
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    shop.introduce();
    for (state, leads) in table {
        for (act, expected) in ACTS.into_iter().zip(leads) {
            let path = in_state(&mut shop, state);
            assert_eq!(shop.owner.get(&path).body["standing"], state);
            let body = shop.body(&path);
            let reply = match act {
                "save" => shop.owner.put(&path, &body),
                "issue" => shop.issue(&path),
                "reissue" => shop
                    .owner
                    .post(&format!("{path}/reissue"), &json!({ "id": Uuid::now_v7() })),
                act => shop
                    .owner
                    .post(&format!("{path}/{act}"), &json!({ "note": "raison" })),
            };
            let after = shop.owner.get(&path).body;
            if expected.contains('.') {
                assert_eq!(reply.code(), expected, "{state} × {act}: {reply:?}");
                assert_eq!(after["standing"], state, "{state} × {act}");
            } else {
                assert!(reply.status.is_success(), "{state} × {act}: {reply:?}");
                assert_eq!(after["standing"], expected, "{state} × {act}");
            }
        }
    }
    assert!(shop.proves());
}

#[test]
fn a_successor_that_is_given_up_makes_room_for_another() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let first = shop.valued("insurance");
    shop.issue(&first);
    let reissue = || {
        shop.owner.post(
            &format!("{first}/reissue"),
            &json!({ "id": Uuid::now_v7() }),
        )
    };
    let path = |reply: &tests::premises::Reply| {
        format!("/appraisals/{}", reply.body["id"].as_str().expect("an id"))
    };
    let one = path(&reissue());
    assert_eq!(reissue().code(), "appraisal.being_reissued");
    shop.owner
        .post(&format!("{one}/cancel"), &json!({ "note": "plus tard" }));
    let two = reissue();
    assert_eq!(two.status, StatusCode::CREATED, "{two:?}");
    let back = shop.owner.post(&format!("{one}/reopen"), &json!({}));
    assert_eq!(back.code(), "appraisal.being_reissued");
    let two = path(&two);
    assert_eq!(shop.issue(&two).body["number"], "1-EX2026-0002");
    // What was issued wrongly is withdrawn, and the right one stands in its place.
    shop.owner
        .post(&format!("{two}/withdraw"), &json!({ "note": "poids faux" }));
    let three = shop
        .owner
        .post(&format!("{two}/reissue"), &json!({ "id": Uuid::now_v7() }));
    let issued = shop.issue(&path(&three));
    assert_eq!(issued.body["replaces"]["number"], "1-EX2026-0002");
    assert_eq!(shop.owner.get(&two).body["standing"], "withdrawn");
    let checked = shop.check("1-EX2026-0002");
    assert_eq!(
        (
            &checked["appraisal"]["standing"],
            &checked["successor"]["number"]
        ),
        (&json!("withdrawn"), &json!("1-EX2026-0003"))
    );
    assert!(shop.proves());
}
