//! A charm and its sizes through the one door: at the till, in the office, on labels.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

fn charm(desk: &Desk<'_>) -> Value {
    let families = desk.get("/stock/families");
    let families = families.body.as_array().expect("a list").clone();
    let family = families.iter().find(|one| one["code"] == "charm");
    let made = desk.post(
        "/stock/articles",
        &json!({
            "id": Uuid::now_v7(), "number": "C1", "title": "Breloque cœur",
            "family_id": family.expect("charms")["id"], "cost_minor": 900, "price_minor": 2900,
            "vat_regime": "standard", "favourite": true,
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let id = made.body["id"].as_str().expect("an id");
    let ten = desk.post(
        &format!("/stock/articles/{id}/receive"),
        &json!({ "quantity": 10 }),
    );
    ten.body
}

fn variant(desk: &Desk<'_>, model: &Value, number: &str, values: Value, quantity: i64) -> Reply {
    let id = model["id"].as_str().expect("an id");
    desk.post(
        &format!("/stock/articles/{id}/variants"),
        &json!({
            "id": Uuid::now_v7(), "number": number, "barcode": format!("20{number}"),
            "values": values, "quantity": quantity,
        }),
    )
}

#[test]
fn a_variant_is_scanned_found_and_labelled_and_its_model_asks_which() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let model = charm(&owner);
    let small = variant(&owner, &model, "C1-PM", json!({ "size": "PM" }), 4);
    assert_eq!(small.status, StatusCode::CREATED, "{small:?}");
    assert_eq!(small.body["title"], "Breloque cœur · PM");
    let twice = variant(&owner, &model, "C1-X", json!({ "size": "pm" }), 0);
    assert_eq!(twice.code(), "stock.variant_twice");
    let many = variant(&owner, &model, "C1-GM", json!({ "size": "GM" }), 7);
    assert_eq!(many.code(), "stock.too_few");
    let unnamed = variant(&owner, &model, "C1-GM", json!({}), 0);
    assert_eq!(unnamed.code(), "stock.variant_unnamed");
    let nested = variant(&owner, &small.body, "C1-GM", json!({ "size": "GM" }), 0);
    assert_eq!(nested.code(), "stock.model_is_variant");

    // Found by its barcode and by its model's number; the model itself is not on offer.
    let scanned = owner.get("/stock/by-code/20C1-PM");
    assert_eq!(
        scanned.body["article"]["id"], small.body["id"],
        "{scanned:?}"
    );
    let hits = owner.get("/search?q=C1");
    assert_eq!(hits.body.as_array().map(Vec::len), Some(1), "{hits:?}");
    assert_eq!(hits.body[0]["article"]["number"], "C1-PM");

    // At a till: the model asks which, the variant is a line.
    let cart = owner.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let lines = format!("/carts/{}/lines", cart.body["id"].as_str().expect("a cart"));
    let add = |code: &str| owner.post(&lines, &json!({ "id": Uuid::now_v7(), "code": code }));
    assert_eq!(add("C1").code(), "cart.has_variants");
    let added = add("20C1-PM");
    assert!(added.status.is_success(), "{added:?}");
    assert!(added.body.to_string().contains("Breloque cœur · PM"));

    // Four labels of it, on a sheet of paper; none with a chip.
    let id = &small.body["id"];
    let sheet = owner.post(
        "/labels/preview",
        &json!({ "template": "a4-38x21", "piece_ids": [id, id, id, id] }),
    );
    assert_eq!(sheet.body.as_array().map(Vec::len), Some(4), "{sheet:?}");
    assert_eq!(sheet.body[0]["number"], "C1-PM");
    let chip = owner.post(
        "/labels/preview",
        &json!({ "template": "rat-tail-72x10-chip", "piece_ids": [id] }),
    );
    assert_eq!(chip.code(), "label.chip_of_article");

    // Merged back, sorted out, told apart again: each leaves its entry.
    let act = |what: &str, version: &Value| {
        let path = format!("/stock/variants/{}/{what}", id.as_str().expect("an id"));
        owner.post(&path, &json!({ "version": version }))
    };
    let merged = act("merge", &small.body["version"]);
    assert_eq!(
        (&merged.body["merged"], &merged.body["quantity"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(
        act("merge", &merged.body["version"]).code(),
        "stock.variant_merged"
    );
    let back = act("restore", &merged.body["version"]);
    assert_eq!(back.body["quantity"], 4, "{back:?}");
    assert_eq!(
        act("restore", &back.body["version"]).code(),
        "stock.variant_not_merged"
    );
    let sort = |quantity: i64, to: &Value| {
        let path = format!("/stock/articles/{}/sort-out", id.as_str().expect("an id"));
        owner.post(&path, &json!({ "to_id": to, "quantity": quantity }))
    };
    assert_eq!(sort(1, &model["id"]).body["quantity"], 3);
    assert_eq!(sort(9, &model["id"]).code(), "stock.too_few");
    assert_eq!(sort(1, id).code(), "stock.other_model");
    let path = format!("/stock/articles/{}/movements", id.as_str().expect("an id"));
    let told = owner.get(&path);
    let entries = told.body.as_array().map(Vec::len);
    assert_eq!(entries, Some(4), "{told:?}");
    assert_eq!(told.body[0]["reason"], "sorted_out");
}

#[test]
fn a_size_of_one_letter_is_found_by_its_whole_number_alone() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let model = charm(&owner);
    for size in ["S", "L"] {
        let made = variant(
            &owner,
            &model,
            &format!("C1-{size}"),
            json!({ "size": size }),
            2,
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    }
    let found = |typed: &str| -> Vec<String> {
        let hits = owner.get(&format!("/search?q={typed}")).body;
        let hits = hits.as_array().expect("hits").iter();
        let mut numbers: Vec<String> = hits
            .map(|hit| {
                hit["article"]["number"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        numbers.sort();
        numbers
    };
    assert_eq!(found("C1-S"), ["C1-S"]);
    assert_eq!(found("c1-l"), ["C1-L"]);
    // While it is typed, and without a size of that name, what may be meant is shown.
    for typed in ["C1", "C1-", "C1-X"] {
        assert_eq!(found(typed), ["C1-L", "C1-S"], "{typed}");
    }
}
