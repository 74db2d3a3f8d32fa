//! A piece priced while it is written, and entered whole: its sheet, its cost in parts and its price in
//! one act.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises};
use uuid::Uuid;

use super::{id_of, rate};

/// 5 g of 750 and a certified stone, as a form holds it before it has a number.
fn sheet(desk: &Desk<'_>) -> Value {
    json!({
        "family_id": id_of(&desk.get("/stock/families"), "ring"),
        "number": "", "title": "",
        "metal": "gold", "fineness": 7500, "gross_mg": 5_110, "net_mg": 5_000,
        "vat_regime": "standard",
        "components": [{
            "id": Uuid::now_v7(), "kind": "stone", "stone": "diamond", "count": 1,
            "weight_milli_ct": 520, "laboratory": "GIA", "certificate_number": "2141438171",
        }],
    })
}

fn parts(stones: Option<i64>) -> Value {
    json!({
        "mode": "formula", "metal_minor": 30_000, "stones_minor": stones, "labour_minor": 15_000,
        "other_minor": null, "coefficient_milli": null, "floor_minor": null, "version": 0,
    })
}

fn with(mut sheet: Value, more: Value) -> Value {
    let (Value::Object(sheet_fields), Value::Object(more)) = (&mut sheet, more) else {
        panic!("two objects");
    };
    sheet_fields.extend(more);
    sheet
}

fn opened(premises: &Premises) -> Desk<'_> {
    let owner = premises.with_owner();
    let entered = owner.post("/metal/rates", &rate("2026-11-21", 100_000_000));
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    let ring = id_of(&owner.get("/stock/families"), "ring");
    let formula = json!({
        "by_default": false, "loss_bp": 0, "labour_minor": 0, "coefficient_milli": 2000,
        "before_vat": false, "ending": "tens", "nearest": false, "floor_milli": null, "version": 0,
    });
    let saved = owner.put(&format!("/pricing/formulas/{ring}"), &formula);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    owner
}

#[test]
fn the_price_of_a_draft_follows_what_is_written() {
    let premises = Premises::empty();
    let owner = opened(&premises);
    let ask = |parts: Value| {
        owner.post(
            "/pricing/work",
            &with(sheet(&owner), json!({ "parts": parts })),
        )
    };
    let untold = ask(parts(None));
    assert_eq!(untold.status, StatusCode::OK, "{untold:?}");
    assert_eq!(untold.body["problem"], "stones_unvalued");
    assert_eq!(untold.body["worked"], Value::Null);
    // 3.75 fine grams at 100 €, 1,200 € of stones, 150 € of labour; twice.
    let told = ask(parts(Some(120_000)));
    assert_eq!(told.body["worked"]["price_minor"], 345_000, "{told:?}");
    assert_eq!(told.body["by_formula"], true);
    let fixed = with(parts(Some(120_000)), json!({ "mode": null }));
    assert_eq!(
        ask(fixed).body["by_formula"],
        false,
        "the family's formula prices only who asks"
    );
    let word = with(parts(None), json!({ "mode": "haggled" }));
    assert_eq!(ask(word).code(), "pricing.value");
    let pieces = owner.get("/stock/pieces");
    assert_eq!(pieces.body["total"], 0, "nothing was kept");
}

#[test]
fn a_piece_is_entered_with_its_parts_or_not_at_all() {
    let premises = Premises::empty();
    let owner = opened(&premises);
    let place = id_of(&owner.get("/stock/places"), "VITRINE");
    let numbers = owner.get("/stock/numbers").body;
    assert_eq!(numbers, json!(["J1"]));
    let id = Uuid::now_v7();
    let body = |parts: Value| {
        let more = json!({
            "id": id, "place_id": place, "number": numbers[0], "title": "Solitaire",
            "price_minor": 345_000, "parts": parts,
        });
        with(sheet(&owner), more)
    };
    let negative = with(parts(Some(120_000)), json!({ "labour_minor": -1 }));
    let refused = owner.post("/stock/pieces", &body(negative));
    assert_eq!(refused.code(), "pricing.value", "{refused:?}");
    assert_eq!(
        refused.body["params"]["field"], "labour_minor",
        "{refused:?}"
    );
    assert_eq!(owner.get("/stock/pieces").body["total"], 0);
    let stale = with(parts(Some(120_000)), json!({ "version": 3 }));
    assert_eq!(
        owner.post("/stock/pieces", &body(stale)).code(),
        "request.stale"
    );

    let made = owner.post("/stock/pieces", &body(parts(Some(120_000))));
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["cost_minor"], 165_000, "metal, stones and labour");
    assert_eq!(
        made.body["version"], 1,
        "entered, not entered and corrected"
    );
    let pricing = owner.get(&format!("/pricing/pieces/{id}"));
    assert_eq!(pricing.body["parts"]["stones_minor"], 120_000);
    assert_eq!(pricing.body["worked"]["price_minor"], 345_000);
    assert_eq!(owner.get("/stock/numbers").body, json!(["J2"]));
}
