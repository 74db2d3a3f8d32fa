//! A customer's own stones for an order: entrusted, in the quote, accounted for when the ring goes home, and every
//! way back.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Ring, Shop};
use crate::deposit::fixture::open_day;
use crate::entrusted::fixture::{custody, give_back, safe, text, verifies};

/// Five sapphires of the customer's.
fn sapphires() -> Value {
    json!({ "id": Uuid::now_v7(), "object": "pierres bleues, rondes", "count": 5,
        "gross_ug": 250_000, "cut": "ronde, taille brillant", "size": "2,2 mm",
        "marks": "une égrisure au rondiste" })
}

/// Leaves them for an order.
fn leaves(ring: &Ring<'_>, stones: &[Value]) -> Value {
    let taken = ring.desk.post(
        "/entrusted",
        &json!({ "id": Uuid::now_v7(), "of": "custom", "of_id": ring.id, "note": "",
            "place_id": safe(ring.desk), "objects": stones }),
    );
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    taken.body
}

fn object(slip: &Value) -> Value {
    slip["objects"][0].clone()
}

/// A line that names them.
fn own_line(stones: &Value, count: i64) -> Value {
    json!({ "id": Uuid::now_v7(), "kind": "stone", "title": "Saphirs de la cliente", "count": count,
        "own_object_id": stones["id"], "vat_bp": 2_000 })
}

fn told(ring: &Ring<'_>) -> Value {
    let found = ring.desk.get(&format!("/entrusted/custom/{}", ring.id));
    found.body[0]["objects"][0].clone()
}

/// A ring that is paid and ready.
fn ready(ring: &Ring<'_>, lines: &[Value]) {
    open_day(ring.desk);
    let mut all = vec![ring.labour(90_000)];
    all.extend_from_slice(lines);
    ring.saves(&all);
    ring.sends();
    let said = ring.says("approved", "counter", "");
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    ring.pays();
}

fn said(stones: &Value, set: i64, given_back: i64, missing: i64) -> Value {
    json!({ "own_stones": [{ "object_id": stones["id"], "set": set, "given_back": given_back,
        "missing": missing }] })
}

#[test]
fn they_are_quoted_set_and_go_home_in_the_ring() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague saphirs");
    let stones = object(&leaves(&ring, &[sapphires()]));
    let mut line = own_line(&stones, 4);
    // Whatever somebody types: what is hers is not charged.
    line["typed_minor"] = json!(12_000);
    line["cost_minor"] = json!(9_000);
    ready(&ring, &[line]);
    let quote = ring.told()["quotes"][0].clone();
    assert_eq!(quote["total_minor"], 90_000);
    let own = &quote["lines"][1];
    assert_eq!(
        (
            &own["own_object_id"],
            &own["price_minor"],
            &own["cost_minor"]
        ),
        (&stones["id"], &json!(0), &json!(0))
    );
    let id = text(&quote["id"]);
    let paper = super::fixture::text(&ring.desk.bytes(&format!("/custom-quotes/{id}/pdf")));
    let named = format!(
        "vos propres pierres, confiées sous {}",
        text(&stones["code"])
    );
    assert!(paper.contains(&named), "{named}: {paper}");

    // Each of them is set, given back or missing: nothing else goes home.
    for (set, back, missing) in [(4, 0, 0), (5, 1, 0), (6, -1, 0), (0, 0, 0), (4, 0, 2)] {
        let more = said(&stones, set, back, missing);
        let refused = ring.deliver(&with(&more, &json!({ "reason": "une tombée" })));
        assert_eq!(
            refused.code(),
            "entrusted.unaccounted",
            "{set} {back} {missing}"
        );
        assert_eq!(refused.body["params"]["left"], 5);
    }
    assert_eq!(ring.deliver(&json!({})).code(), "entrusted.unaccounted");
    let twice = json!({ "own_stones": [
        { "object_id": stones["id"], "set": 5 }, { "object_id": stones["id"], "set": 5 }] });
    assert_eq!(ring.deliver(&twice).code(), "entrusted.unaccounted");
    let strange = json!({ "own_stones": [{ "object_id": Uuid::now_v7(), "set": 5 }] });
    assert_eq!(ring.deliver(&strange).code(), "entrusted.object_unknown");
    assert_eq!(ring.told()["state"], "ready", "all or nothing");

    let home = ring.deliver(&said(&stones, 4, 1, 0));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let after = told(&ring);
    assert_eq!(
        (&after["standing"], &after["of_delivery"]),
        (&json!("gone"), &json!(true))
    );
    assert_eq!(
        custody(&premises, &stones),
        [
            "object_taken_in shop",
            "object_set shop",
            "object_handed_over customer"
        ]
    );
    let paper = super::fixture::text(
        &ring
            .desk
            .bytes(&format!("/custom-orders/{}/delivery-note", ring.id)),
    );
    for words in ["Bon de livraison", "4 serties, 1 rendues", "12.06.27", "52"] {
        assert!(paper.contains(words), "{words}: {paper}");
    }

    // One entry of it is not taken back alone; the delivery is, with all of it.
    let path = format!("/entrusted-objects/{}/correct", text(&stones["id"]));
    let alone = ring.desk.post(&path, &json!({ "reason": "erreur" }));
    assert_eq!(alone.code(), "entrusted.of_delivery");
    let back = ring.act("correct", "elle n’est pas venue");
    assert_eq!(back.body["state"], "ready", "{back:?}");
    assert_eq!(back.body["deliveries"][0]["undone"], true);
    let again = told(&ring);
    assert_eq!(
        (&again["left"], &again["place"]),
        (&json!(5), &json!("Coffre"))
    );
    assert_eq!(ring.deliver(&said(&stones, 5, 0, 0)).status, StatusCode::OK);
    verifies(ring.desk);
}

fn with(body: &Value, more: &Value) -> Value {
    let mut body = body.clone();
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    body
}

#[test]
fn what_is_missing_is_answered_for_by_a_second_person() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague saphirs");
    let stones = object(&leaves(&ring, &[sapphires()]));
    ready(&ring, &[]);
    let seller = shop.owner.hire("Sacha", "seller");
    let mut counter = premises.desk();
    counter.sign_in(seller, STAFF_PIN);
    let theirs = ring.at(&counter);
    let short = said(&stones, 4, 0, 1);
    assert_eq!(theirs.deliver(&short).code(), "custom.not_as_agreed");
    let why = json!({ "reason": "une pierre fendue au sertissage" });
    assert_eq!(theirs.deliver(&with(&short, &why)).code(), "right.missing");
    let people = premises.desk().get("/session/users").body;
    let owner = people
        .as_array()
        .expect("people")
        .iter()
        .find(|one| one["name"] == "Odile")
        .expect("the owner");
    let vouched = json!({ "authorised_by": { "user_id": owner["id"],
        "pin": tests::premises::OWNER_PIN } });
    let body = with(&with(&short, &why), &vouched);
    let home = theirs.deliver(&body);
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let delivery = &home.body["deliveries"][0];
    assert_eq!(
        (
            &delivery["differs"],
            &delivery["stones_same"],
            &delivery["allowed_by"]
        ),
        (&json!(true), &json!(false), &json!("Odile"))
    );
    let entries = told(&ring)["entries"].clone();
    let missing = &entries[2];
    assert_eq!(
        (&missing["what"], &missing["count"], &missing["allowed_by"]),
        (&json!("missing"), &json!(1), &json!("Odile"))
    );
    verifies(ring.desk);
}

#[test]
fn an_order_is_not_closed_while_stones_are_here() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague saphirs");
    let slip = leaves(&ring, &[sapphires()]);
    let refused = ring.act("cancel", "elle renonce");
    assert_eq!(refused.code(), "custom.stones_here");
    assert_eq!(refused.body["params"]["code"], object(&slip)["code"]);
    // Who says no to the quote may say so by telephone; the stones are fetched afterwards.
    ring.saves(&[ring.labour(90_000)]);
    ring.sends();
    let said = ring.says("refused", "phone", "");
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    assert_eq!(
        ring.act("cancel", "elle renonce").code(),
        "custom.stones_here"
    );
    let erase = format!("/customers/{}/erase", shop.customer);
    let erased = shop.owner.post(&erase, &json!({}));
    assert_eq!(erased.code(), "customer.entrusted");
    // Nothing more is left for it.
    let late = json!({ "id": Uuid::now_v7(), "of": "custom", "of_id": ring.id,
        "objects": [sapphires()] });
    assert_eq!(
        shop.owner.post("/entrusted", &late).code(),
        "entrusted.over"
    );
    let home = give_back(&shop.owner, &slip, &json!({}));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let cancelled = ring.act("cancel", "elle renonce");
    assert_eq!(cancelled.body["state"], "cancelled", "{cancelled:?}");
    // It was said to be home and is not: it is here again, and can go home.
    let path = format!("/entrusted-objects/{}/correct", text(&object(&slip)["id"]));
    let back = shop.owner.post(&path, &json!({ "reason": "pas rendues" }));
    assert_eq!(back.body["objects"][0]["left"], 5, "{back:?}");
    assert_eq!(
        give_back(&shop.owner, &slip, &json!({})).status,
        StatusCode::OK
    );
    let erased = shop.owner.post(&erase, &json!({}));
    assert_eq!(erased.status, StatusCode::NO_CONTENT, "{erased:?}");
    verifies(&shop.owner);
}

#[test]
fn a_quote_names_only_stones_that_are_here_for_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague saphirs");
    let other = shop.begin("Broche");
    let slip = leaves(&ring, &[sapphires()]);
    let stones = object(&slip);
    let strange = json!({ "id": Uuid::now_v7() });
    for (lines, line) in [
        (vec![own_line(&strange, 1)], 1),
        (vec![own_line(&stones, 6)], 1),
        (vec![own_line(&stones, 2), own_line(&stones, 2)], 2),
    ] {
        let refused = ring.save(&lines);
        assert_eq!(refused.code(), "custom.own_stones", "{lines:?}");
        assert_eq!(refused.body["params"]["line"], line);
    }
    assert_eq!(
        other.save(&[own_line(&stones, 5)]).code(),
        "custom.own_stones"
    );
    // Fetched between the draft and its sending.
    ring.saves(&[ring.labour(50_000), own_line(&stones, 5)]);
    assert_eq!(
        give_back(&shop.owner, &slip, &json!({})).status,
        StatusCode::OK
    );
    assert_eq!(ring.send().code(), "custom.own_stones");
    ring.saves(&[ring.labour(50_000)]);
    ring.sends();
}
