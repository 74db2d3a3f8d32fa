//! Bad input at the bench: each with its code, and nothing written.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::{batteries, ok, ring, task, work};
use crate::repair::fixture::Shop;

#[test]
fn what_cannot_be_is_not_written() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    batteries(&shop.owner);
    for number in ["J1", "J3"] {
        shop.enter(number);
    }
    let (_, job) = ring(&shop);
    job.moves("start", "bench");
    let sizing = task(&job, 0);
    let with = |base: &Value, field: &str, value: Value| {
        let mut body = base.clone();
        body["id"] = json!(Uuid::now_v7());
        body[field] = value;
        body
    };
    let time = json!({ "on_day": "2026-11-22", "minutes": 30 });
    let part = json!({ "code": "PILE", "quantity": 1 });
    let metal = json!({ "task_id": sizing, "way": "in", "metal": "gold", "fineness": 7_500,
        "weight_mg": 100 });
    // J1 is withdrawn.
    let id_of = |number: &str| {
        let found = shop.owner.get(&format!("/stock/by-code/{number}")).body;
        found["piece"]["id"].as_str().expect("an id").to_owned()
    };
    let gone = shop.owner.post(
        &format!("/stock/pieces/{}/withdraw", id_of("J1")),
        &json!({ "note": "fondue" }),
    );
    assert!(gone.status.is_success(), "{gone:?}");
    let long = "é".repeat(40_000);
    let unknown = json!(Uuid::now_v7());
    for (path, body, code) in [
        (
            "times",
            with(&time, "on_day", json!("2026-11-23")),
            "bench.day",
        ),
        (
            "times",
            with(&time, "on_day", json!("2026-11-21")),
            "bench.day",
        ),
        (
            "times",
            with(&time, "on_day", json!("demain")),
            "request.json",
        ),
        (
            "times",
            with(&time, "minutes", json!(25 * 60)),
            "bench.minutes",
        ),
        ("times", with(&time, "minutes", json!(0)), "bench.minutes"),
        ("times", with(&time, "minutes", json!(-5)), "bench.minutes"),
        (
            "times",
            with(&time, "task_id", unknown.clone()),
            "bench.task_unknown",
        ),
        (
            "times",
            with(&time, "user_id", unknown.clone()),
            "repair.person_unknown",
        ),
        (
            "parts",
            with(&part, "code", json!("RIEN")),
            "bench.part_unknown",
        ),
        (
            "parts",
            with(&part, "code", json!("")),
            "bench.part_unknown",
        ),
        (
            "parts",
            with(&part, "code", json!(long)),
            "bench.part_unknown",
        ),
        (
            "parts",
            with(&part, "code", json!("J1")),
            "bench.part_not_here",
        ),
        (
            "parts",
            with(&part, "quantity", json!(11)),
            "bench.part_short",
        ),
        ("parts", with(&part, "quantity", json!(0)), "bench.quantity"),
        (
            "parts",
            with(&part, "quantity", json!(-2)),
            "bench.quantity",
        ),
        ("parts", with(&part, "weight_mg", json!(-3)), "bench.weight"),
        (
            "metals",
            with(&metal, "weight_mg", json!(-100)),
            "bench.weight",
        ),
        (
            "metals",
            with(&metal, "weight_mg", json!(0)),
            "bench.weight",
        ),
        (
            "metals",
            with(&metal, "weight_mg", json!(99_000_000_000_i64)),
            "bench.weight",
        ),
        ("metals", with(&metal, "fineness", json!(0)), "bench.title"),
        (
            "metals",
            with(&metal, "fineness", json!(10_001)),
            "bench.title",
        ),
        (
            "metals",
            with(&metal, "metal", json!("base")),
            "bench.title",
        ),
        ("metals", with(&metal, "metal", json!("or")), "request.json"),
        (
            "metals",
            with(&metal, "way", json!("aside")),
            "request.json",
        ),
        (
            "metals",
            with(&metal, "task_id", unknown.clone()),
            "bench.task_unknown",
        ),
        (
            "clock",
            json!({ "id": Uuid::now_v7(), "task_id": unknown }),
            "bench.task_unknown",
        ),
    ] {
        let refused = job.post(path, &body);
        assert_eq!(refused.code(), code, "{path} {}", refused.body);
    }
    let two = with(&json!({ "code": "J3", "quantity": 2 }), "note", json!(""));
    assert_eq!(
        job.post("parts", &two).code(),
        "bench.quantity",
        "a piece is one"
    );
    let told = work(&job);
    for list in ["times", "parts", "metals"] {
        assert_eq!(told[list], json!([]), "{list}");
    }
    // A remark of a photo's length is kept as far as it is one.
    let body = with(&time, "note", json!(long));
    let told = ok(job.post("times", &body));
    let kept = told["times"][0]["note"].as_str().expect("a remark").chars();
    assert_eq!(kept.count(), 400);
    // With half an hour written, the day has no 24 more.
    let refused = job.post("times", &with(&time, "minutes", json!(24 * 60)));
    assert_eq!(refused.code(), "bench.day_full");
    assert_eq!(refused.body["params"]["left_minutes"], 23 * 60 + 30);
    // The same id twice is a mistake, not a second half hour.
    let mut again = time.clone();
    again["id"] = body["id"].clone();
    assert_eq!(job.post("times", &again).code(), "stock.id_taken");
}

#[test]
fn a_part_in_a_cart_is_not_taken_nor_one_that_is_in_an_object() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.enter("J1");
    let (_, job) = ring(&shop);
    job.moves("start", "bench");
    let cart = shop.owner.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let cart = cart.body["id"].as_str().expect("an id").to_owned();
    let added = shop.owner.post(
        &format!("/carts/{cart}/lines"),
        &json!({ "id": Uuid::now_v7(), "code": "J1" }),
    );
    assert!(added.status.is_success(), "{added:?}");
    let part = json!({ "id": Uuid::now_v7(), "code": "J1", "quantity": 1 });
    assert_eq!(job.post("parts", &part).code(), "bench.part_reserved");
    let given_up = shop
        .owner
        .post(&format!("/carts/{cart}/abandon"), &json!({}));
    assert!(given_up.status.is_success(), "{given_up:?}");
    ok(job.post("parts", &part));
    // In the object it is neither sold nor taken a second time, nor brought back behind the job.
    let again = json!({ "id": Uuid::now_v7(), "code": "J1", "quantity": 1 });
    assert_eq!(job.post("parts", &again).code(), "bench.part_not_here");
    let piece = shop.owner.get("/stock/by-code/J1").body["piece"]["id"].clone();
    let places = shop.owner.get("/stock/places").body;
    let by_hand = shop.owner.post(
        &format!(
            "/stock/pieces/{}/bring-back",
            piece.as_str().expect("an id")
        ),
        &json!({ "place_id": places[0]["id"], "note": "x" }),
    );
    assert_eq!(by_hand.status, StatusCode::CONFLICT, "{by_hand:?}");
}

#[test]
fn the_counter_writes_no_hours_cost_and_the_books_no_work() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = ring(&shop);
    let rate = json!({ "user_id": null, "from_day": "2026-11-01", "hour_minor": 3_000 });
    for (role, code) in [("seller", "right.missing"), ("bench", "right.missing")] {
        let person = shop.owner.hire(&format!("Une {role}"), role);
        let mut desk = premises.desk();
        desk.sign_in(person, STAFF_PIN);
        assert_eq!(desk.post("/bench/rates", &rate).code(), code, "{role}");
    }
    for (field, value, code) in [
        ("hour_minor", json!(-1), "bench.hour_cost"),
        ("hour_minor", json!(1_000_000_000), "bench.hour_cost"),
        ("user_id", json!(Uuid::now_v7()), "repair.person_unknown"),
    ] {
        let mut body = rate.clone();
        body[field] = value;
        assert_eq!(
            shop.owner.post("/bench/rates", &body).code(),
            code,
            "{field}"
        );
    }
    let who = |body: Value| job.put(&format!("tasks/{}/who", task(&job, 0)), &body);
    assert_eq!(
        who(json!({ "user_id": Uuid::now_v7() })).code(),
        "repair.person_unknown"
    );
    assert_eq!(
        who(json!({ "vendor_id": Uuid::now_v7() })).code(),
        "repair.vendor_unknown"
    );
    let both = json!({ "user_id": shop.owner_id(), "vendor_id": shop.vendor });
    assert_eq!(who(both).code(), "request.json");
    let told = ok(who(json!({ "vendor_id": shop.vendor })));
    assert_eq!(told["assigned"][0]["vendor"]["name"], "Atelier Martin");
    let told = ok(who(json!({})));
    assert_eq!(told["assigned"], json!([]));
}

/// A task is written anew under its own id: its price, its place among the others.
#[test]
fn a_task_that_stands_is_changed_and_moved_up() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = ring(&shop);
    let told = job.told();
    let mut second = told["tasks"][1].clone();
    second["price_minor"] = json!(3_000);
    let body = json!({ "version": told["version"], "tasks": [second] });
    let saved = job.put("tasks", &body);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    assert_eq!(job.told()["total_minor"], 3_000);
}
