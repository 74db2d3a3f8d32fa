//! What is not written, and why.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Premises;
use uuid::Uuid;

use super::fixture::Shop;

#[test]
fn an_order_says_which_field_cannot_be() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    for (field, value, wrong) in [
        ("title", json!("  "), "title"),
        ("budget_minor", json!(0), "budget"),
        ("budget_minor", json!(9_000_000_000_i64), "budget"),
        ("wished_on", json!("2026-11-01"), "wished"),
        ("wished_on", json!("2099-01-01"), "wished"),
        ("fields", json!([{ "label": "", "value": "x" }]), "fields"),
    ] {
        let mut draft = shop.draft("Bague");
        draft["about"][field] = value;
        let refused = shop.owner.post("/custom-orders", &draft);
        assert_eq!(refused.code(), "custom.field", "{field}: {refused:?}");
        assert_eq!(refused.body["params"]["field"], wrong, "{refused:?}");
    }
    let mut draft = shop.draft("Bague");
    draft["customer_id"] = json!(Uuid::now_v7());
    let refused = shop.owner.post("/custom-orders", &draft);
    assert_eq!(refused.code(), "custom.customer_unknown");
    let draft = shop.draft("Bague");
    let begun = shop.owner.post("/custom-orders", &draft);
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    assert_eq!(
        shop.owner.post("/custom-orders", &draft).code(),
        "stock.id_taken"
    );
    let path = format!("/custom-orders/{}", draft["id"].as_str().expect("an id"));
    let stale = json!({ "version": 7, "about": draft["about"] });
    assert_eq!(shop.owner.put(&path, &stale).code(), "request.stale");
    let nobody = format!("/custom-orders/{}", Uuid::now_v7());
    assert_eq!(shop.owner.get(&nobody).code(), "custom.unknown");
    let mut about = draft["about"].clone();
    about["brief"] = json!("Elle préfère le poli.");
    let amended = shop
        .owner
        .put(&path, &json!({ "version": 1, "about": about }));
    assert_eq!(amended.status, StatusCode::OK, "{amended:?}");
    assert_eq!(amended.body["entries"][0]["what"], "amended");
}

#[test]
fn a_quote_says_which_line_cannot_be() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague");
    let good = ring.labour(10_000);
    let check = |line: &Value, field: &str| {
        let refused = ring.save(&[good.clone(), line.clone()]);
        assert_eq!(refused.code(), "custom.field", "{field}: {refused:?}");
        assert_eq!(refused.body["params"]["field"], field);
        assert_eq!(refused.body["params"]["line"], 2);
    };
    for (of, name, value, field) in [
        ("labour", "title", json!(""), "line"),
        ("labour", "minutes", json!(0), "minutes"),
        ("labour", "typed_minor", json!(-1), "price"),
        ("labour", "vat_bp", json!(10_001), "vat"),
        ("labour", "markup_bp", json!(-1), "markup"),
        ("metal", "metal", Value::Null, "metal"),
        ("metal", "metal", json!("base"), "metal"),
        ("metal", "fineness", json!(10_001), "metal"),
        ("metal", "weight_mg", json!(0), "weight"),
        ("metal", "weight_mg", Value::Null, "weight"),
        ("metal", "weight_mg", json!(10_000_001), "weight"),
        ("metal", "loss_bp", json!(5_001), "loss"),
        ("stone", "count", json!(0), "count"),
        ("stone", "weight_milli_ct", json!(-1), "weight"),
        ("stone", "cost_minor", json!(-1), "cost"),
    ] {
        let mut line = match of {
            "metal" => ring.metal(5_000, 0),
            "stone" => ring.stone(1_000, None),
            _ => ring.labour(1_000),
        };
        line[name] = value;
        check(&line, field);
    }
    for until in ["2026-11-21", "2099-01-01"] {
        let refused = ring.save_with(&[], &json!({ "valid_until": until }));
        assert_eq!(refused.code(), "custom.valid_until", "{until}");
    }
    let many: Vec<Value> = (0..61).map(|_| ring.labour(1)).collect();
    assert_eq!(ring.save(&many).code(), "custom.too_many_lines");
    // Without a rate the metal has no price: the draft stands, and is not sent.
    ring.saves(&[ring.metal(5_000, 0)]);
    assert_eq!(ring.told()["quotes"][0]["total_minor"], Value::Null);
    assert_eq!(ring.send().code(), "custom.unpriced");
    ring.saves(&[]);
    assert_eq!(ring.send().code(), "custom.unpriced");
    let stale = ring.save_with(&[], &json!({ "version": 1 }));
    assert_eq!(stale.code(), "request.stale");
    for (act, code) in [
        ("approve", "custom.wrong_state"),
        ("send", "custom.wrong_state"),
        ("deliver", "custom.wrong_state"),
        ("melt", "request.json"),
        ("hold", "custom.no_reason"),
    ] {
        assert_eq!(ring.act(act, "").code(), code, "{act}");
    }
    assert_eq!(
        ring.says("approved", "phone", "").code(),
        "custom.wrong_state"
    );
}

#[test]
fn an_envelope_needs_a_printer_and_its_order() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague");
    assert_eq!(
        ring.post("envelope", &json!({})).code(),
        "custom.no_printer"
    );
    let nobody = format!("/custom-orders/{}/envelope", Uuid::now_v7());
    assert_eq!(
        shop.owner.post(&nobody, &json!({})).code(),
        "custom.unknown"
    );
}
