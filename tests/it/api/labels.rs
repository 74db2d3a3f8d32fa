//! Labels through the router: what is shown, what is queued, what is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

fn ring(desk: &Desk<'_>, number: &str, price_minor: Option<i64>) -> String {
    let made = desk.post(
        "/stock/pieces",
        &json!({
            "id": Uuid::now_v7(),
            "place_id": id_of(&desk.get("/stock/places"), "VITRINE"),
            "family_id": id_of(&desk.get("/stock/families"), "ring"),
            "number": number, "title": "Bague Étoile",
            "metal": "gold", "fineness": 7500, "colour": "white",
            "gross_mg": 3420, "cost_minor": 145_000, "price_minor": price_minor,
            "vat_regime": "standard",
            "components": [{
                "id": Uuid::now_v7(), "kind": "stone", "stone": "sapphire",
                "weight_milli_ct": 1200, "treatment": "heated",
            }],
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

fn label_printer(desk: &Desk<'_>, options: &Value) -> (Uuid, Reply) {
    let id = Uuid::now_v7();
    let till = desk.get("/tills").body[0]["id"].clone();
    let body = json!({
        "till_id": till, "kind": "label_printer", "name": "Étiquettes",
        "address": "tcp://127.0.0.1:1", "options": options,
    });
    (id, desk.put(&format!("/devices/{id}"), &body))
}

#[test]
fn a_label_is_shown_as_it_will_come_out_and_queued() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let (good, unpriced) = (
        ring(&owner, "J104", Some(490_000)),
        ring(&owner, "J105", None),
    );
    let (printer, kept) =
        label_printer(&owner, &json!({ "language": "zpl", "dots_per_inch": 300 }));
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(
        owner.get("/labels/printers").body[0]["says_when_done"],
        true
    );
    owner.put("/labels/cost-code", &json!({ "word": "blackhorse" }));

    let ask = json!({ "template": "rat-tail-72x10", "device_id": printer, "piece_ids": [good, unpriced] });
    let shown = owner.post("/labels/preview", &ask);
    let svg = shown.body[0]["svg"].as_str().expect("a picture");
    let svg = svg.replace('\u{a0}', " ");
    for words in ["J104", "4 900 €", "Or blanc 750 ‰", "chauffage", ">BCKE<"] {
        assert!(svg.contains(words), "{words} in {svg}");
    }
    assert!(!svg.contains("taille"), "it has no size");
    assert_eq!(
        shown.body[1]["problem"],
        json!({ "code": "label.missing", "field": "price" })
    );

    let print = |pieces: Value| json!({ "id": Uuid::now_v7(), "device_id": printer, "template": "rat-tail-72x10", "piece_ids": pieces });
    let refused = owner.post("/labels/batches", &print(json!([good, unpriced])));
    assert_eq!(refused.code(), "label.unfit");
    assert_eq!(refused.body["params"]["number"], "J105");
    let queued = owner.post("/labels/batches", &print(json!([good, good])));
    assert_eq!(queued.status, StatusCode::CREATED, "{queued:?}");
    assert_eq!(queued.body["total"], 2);
    // Labels are no papers of the till's queue.
    assert_eq!(owner.get("/print/jobs").body, json!([]));
    let batch = queued.body["id"].as_str().expect("an id");
    let cancelled = owner.post(&format!("/labels/batches/{batch}/cancel"), &json!({}));
    assert_eq!(cancelled.body["cancelled"], 2);
    assert_eq!(owner.get("/labels/batches").body[0]["waiting"], 0);
    let nobody = owner.post(
        &format!("/labels/batches/{}/resume", Uuid::now_v7()),
        &json!({}),
    );
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_sheet_is_a_pdf() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let (good, unpriced) = (
        ring(&owner, "J104", Some(490_000)),
        ring(&owner, "J105", None),
    );
    let check = |template: &str, pieces: Value, first: i64, code: &str| {
        let ask = json!({ "template": template, "piece_ids": pieces, "first": first });
        assert_eq!(owner.post("/labels/sheet", &ask).code(), code);
    };
    check("a4-38x21", json!([]), 0, "label.no_piece");
    check("a4-38x21", json!([unpriced]), 0, "label.unfit");
    check("a4-38x21", json!([good]), 65, "label.not_a_sheet");
    check("flat-40x25", json!([good]), 0, "label.not_a_sheet");
    check("none", json!([good]), 0, "label.template_unknown");
    check(
        "a4-38x21",
        json!([Uuid::now_v7()]),
        0,
        "stock.piece_unknown",
    );
}

#[test]
fn who_may_and_what_is_refused() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let piece = ring(&owner, "J104", Some(490_000));
    for (options, code) in [
        (json!({ "dots_per_inch": 0 }), "device.dots_per_inch"),
        (json!({ "dots_per_inch": 600 }), "device.dots_per_inch"),
    ] {
        assert_eq!(label_printer(&owner, &options).1.code(), code);
    }
    for (word, code) in [
        ("BLACKHORS", "cost_code.not_ten"),
        ("BLACKHORSB", "cost_code.twice"),
        ("BLACKHORS7", "cost_code.sign"),
    ] {
        let kept = owner.put("/labels/cost-code", &json!({ "word": word }));
        assert_eq!(kept.code(), code);
    }
    let ask =
        json!({ "template": "flat-40x25", "device_id": Uuid::now_v7(), "piece_ids": [piece] });
    assert_eq!(owner.post("/labels/preview", &ask).code(), "device.unknown");

    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(
        desk.post("/labels/preview", &ask).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(desk.get("/labels/cost-code").status, StatusCode::FORBIDDEN);
}
