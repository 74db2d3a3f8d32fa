//! What is made goes home beside what was agreed, and both sides sign.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Ring, Shop, keep, text};
use super::making::stone;
use crate::deposit::fixture::open_day;
use crate::entrusted::fixture::verifies;

/// A ring that is ready and paid.
fn ready<'a>(shop: &'a Shop<'_>) -> Ring<'a> {
    open_day(&shop.owner);
    let ring = shop.begin("Alliance deux ors");
    ring.agrees(90_000);
    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    ring.pays();
    ring
}

fn vouched(premises: &Premises) -> Value {
    let people = premises.desk().get("/session/users").body;
    let mut people = people.as_array().expect("people").iter();
    let owner = people.find(|one| one["name"] == "Odile");
    json!({ "user_id": owner.expect("the owner")["id"], "pin": OWNER_PIN })
}

#[test]
fn it_is_compared_and_both_sides_sign() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = ready(&shop);
    let note = format!("/custom-orders/{}/delivery-note", ring.id);
    assert_eq!(ring.desk.get(&note).code(), "custom.not_delivered");
    assert_eq!(
        ring.post("act", &json!({ "act": "deliver", "note": "" }))
            .code(),
        "custom.wrong_state",
        "it has a verb of its own"
    );
    let home = ring.deliver(&json!({ "given_to": "sa sœur" }));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    assert_eq!(home.body["state"], "delivered");
    let seen = &home.body["deliveries"][0];
    assert_eq!(
        (&seen["differs"], &seen["given_to"], &seen["undone"]),
        (&json!(false), &json!("sa sœur"), &json!(false))
    );
    let sign = |more: Value| {
        let mut body = json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "medium": "paper" });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        ring.desk.post(&format!("{note}/signatures"), &body)
    };
    assert_eq!(
        sign(json!({ "signer": " " })).code(),
        "signature.signer_missing"
    );
    assert_eq!(sign(json!({})).status, StatusCode::CREATED);
    let shop_side = sign(json!({ "signer": "", "side": "shop", "medium": "session" }));
    assert_eq!(shop_side.status, StatusCode::CREATED, "{shop_side:?}");
    let pdf = ring.desk.bytes(&note);
    let read = text(&pdf);
    for words in [
        "Bon de livraison",
        "Alliance deux ors",
        "Claire Roche",
        "sa sœur",
        "Façon et sertissage",
        "12.06.27",
        "conformes",
        "Odile",
    ] {
        assert!(read.contains(words), "{words}: {read}");
    }
    keep("delivery-note-fr.pdf", &pdf);
    let late = ring.deliver(&json!({}));
    assert_eq!(late.code(), "custom.wrong_state");
    // It was a mistake: it is here again, and what was seen stays to be read.
    let back = ring.act("correct", "elle n’est pas venue");
    assert_eq!(back.body["state"], "ready");
    assert_eq!(back.body["deliveries"][0]["undone"], true);
    assert_eq!(ring.desk.get(&note).code(), "custom.not_delivered");
    let id = back.body["deliveries"][0]["id"].clone();
    assert_eq!(ring.deliver(&json!({ "id": id })).code(), "stock.id_taken");
    assert_eq!(ring.deliver(&json!({})).status, StatusCode::OK);
    verifies(ring.desk);
}

#[test]
fn a_difference_needs_a_reason_and_a_second_person() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = ready(&shop);
    let seller = shop.owner.hire("Sacha", "seller");
    let mut counter = premises.desk();
    counter.sign_in(seller, STAFF_PIN);
    let theirs = ring.at(&counter);
    for what in ["stones_same", "engraving_same", "pictures_same"] {
        let mut seen = json!({});
        seen[what] = json!(false);
        assert_eq!(
            theirs.deliver(&seen).code(),
            "custom.not_as_agreed",
            "{what}"
        );
        seen["reason"] = json!("gravure à refaire, acceptée ainsi");
        assert_eq!(theirs.deliver(&seen).code(), "right.missing", "{what}");
    }
    assert_eq!(
        theirs.deliver(&json!({ "gross_ug": 0 })).code(),
        "custom.field"
    );
    let seen = json!({ "engraving_same": false, "reason": "gravure à refaire, acceptée ainsi",
        "authorised_by": vouched(&premises) });
    let home = theirs.deliver(&seen);
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let told = &home.body["deliveries"][0];
    assert_eq!(
        (
            &told["differs"],
            &told["engraving_same"],
            &told["allowed_by"]
        ),
        (&json!(true), &json!(false), &json!("Odile"))
    );
    // The bench hands nothing over.
    let bench = shop.owner.hire("Bastien", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    let refused = ring.at(&desk).deliver(&json!({}));
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    verifies(ring.desk);
}

/// What was weighed at the bench is weighed when it goes.
#[test]
fn it_weighs_what_it_weighed_at_the_bench() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    shop.rate("2026-11-21", 100_000_000);
    stone(&shop.owner, "D1", 300, 80_000);
    let ring = shop.begin("Solitaire");
    ring.goes_into_production();
    let used = ring.adds("piece", &json!({ "code": "D1" }));
    ring.used(&used, &json!({}));
    assert_eq!(ring.finish("J1").status, StatusCode::OK);
    ring.pays();
    assert_eq!(ring.told()["expected_ug"], 9_100_000);
    let weighs = |gross_ug: Value| ring.deliver(&json!({ "gross_ug": gross_ug }));
    assert_eq!(weighs(Value::Null).code(), "custom.no_weight");
    let light = weighs(json!(8_900_000));
    assert_eq!(light.code(), "custom.differs");
    assert_eq!(light.body["params"]["expected_ug"], 9_100_000);
    // Who is alone with the right answers for themselves, and says why.
    let said = ring.deliver(&json!({ "gross_ug": 8_900_000, "reason": "polie encore" }));
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    assert_eq!(said.body["deliveries"][0]["allowed_by"], "Odile");
    let back = ring.act("correct", "une autre est là");
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    // Somebody else may answer for it: whoever found it does not.
    shop.owner.hire("Morgane", "manager");
    let alone = ring.deliver(&json!({ "gross_ug": 8_900_000, "reason": "polie encore" }));
    assert_eq!(alone.code(), "right.second_person");
    assert_eq!(weighs(json!(9_100_000)).status, StatusCode::OK);
    verifies(ring.desk);
}
