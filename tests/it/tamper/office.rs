//! Two small shops whose office has a row in every table that the journal vouches for.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use crate::memo::fixture::Shop as Consigns;
use crate::purchase::fixture::{Shop as Buys, text};

fn ok(reply: Reply) -> Value {
    assert!(reply.status.is_success(), "{reply:?}");
    reply.body
}

/// Memos both ways with what becomes of them and what is paid; a tray counted and not; an appraisal; a
/// stocktake put right.
pub fn memos(premises: &Premises) {
    let shop = Consigns::new(premises);
    let rings: Vec<String> = (1..=5).map(|n| shop.enter(&format!("J{n}"))).collect();
    let inward = shop.open("in", &[&rings[0], &rings[1]]);
    let out = shop.open("out", &[&rings[2], &rings[3]]);
    shop.open_till();
    shop.sell("J1");
    ok(inward.act(1, "return", &json!({})));
    ok(inward.correct(1));
    ok(out.act(0, "invoice", &json!({})));
    ok(out.act(1, "lose", &json!({})));
    ok(inward.post("chase", &json!({ "note": "rappelé" })));
    ok(inward.post("due", &json!({ "due_on": "2027-03-01", "note": "accordé" })));
    let settled = shop.settle("in", 10_000, &json!({}));
    assert!(settled.status.is_success(), "{settled:?}");
    let id = shop.statement("in")["settlements"][0]["id"].clone();
    let path = format!("/memo-settlements/{}/reverse", text(&id));
    ok(shop.owner.post(&path, &json!({ "note": "chèque rendu" })));
    count_trays(&shop.owner);
    let people = shop.owner.get("/session/users").body;
    let more = json!({ "id": Uuid::now_v7(), "user_id": people[0]["id"], "job_id": null,
        "amount_minor": 500, "reason": "oubli" });
    ok(shop.owner.post("/commissions/corrections", &more));
    let draft = Uuid::now_v7();
    ok(shop.owner.post(
        "/appraisals",
        &json!({ "id": draft, "kind": "insurance", "customer_id": shop.consignor,
            "piece_ids": [] }),
    ));
    let path = format!("/appraisals/{draft}/cancel");
    ok(shop.owner.post(&path, &json!({ "note": "doublon" })));
    stocktake(&shop, &rings[4]);
}

fn count_trays(desk: &Desk<'_>) {
    let tray = Uuid::now_v7();
    ok(desk.post(
        "/stock/places",
        &json!({ "id": tray, "code": "A", "name": "Plateau A", "kind": "tray", "active": true }),
    ));
    let count = Uuid::now_v7();
    for id in [Uuid::now_v7(), count] {
        ok(desk.post(
            &format!("/trays/{tray}/counts"),
            &json!({ "id": id, "occasion": "opening", "method": "number", "counted": 0,
                "missing_ids": [], "as_of": 0, "note": "vide" }),
        ));
    }
    let path = format!("/tray-counts/{count}/cancel");
    ok(desk.post(&path, &json!({ "reason": "deux fois" })));
}

fn stocktake(shop: &Consigns<'_>, lost: &str) {
    let id = Uuid::now_v7();
    ok(shop.owner.post(
        "/stocktakes",
        &json!({ "id": id, "scope": "place", "scope_id": shop.window }),
    ));
    let act = |what: &str, body: &Value| {
        ok(shop.owner.post(&format!("/stocktakes/{id}/{what}"), body));
    };
    let lines = shop.owner.get(&format!("/stocktakes/{id}/lines?open=true"));
    let lines = lines.body["lines"].as_array().expect("lines").clone();
    let open: Vec<Value> = lines.iter().map(|line| line["piece_id"].clone()).collect();
    act(
        "settlements",
        &json!({ "piece_ids": open, "action": "leave", "reason": "exercice" }),
    );
    act(
        "settlements",
        &json!({ "piece_ids": [lost], "action": "write_off", "reason": "introuvable" }),
    );
    act("close", &json!({}));
    act(
        "corrections",
        &json!({ "piece_id": lost, "action": "bring_back", "place_id": shop.safe,
            "reason": "sous le plateau" }),
    );
}

/// An order received in part, billed, paid and not, some of it sent back and credited, a line undone.
pub fn purchases(premises: &Premises) {
    let shop = Buys::new(premises);
    let order = shop.sent();
    let came = order.take(&[order.ring("J1"), order.ring("J2"), order.some_charms(10)]);
    let id = |at: usize| text(&came[at]["id"]);
    let billed = ok(shop.bill("F1", &[(&id(0), 41_000)], 41_000));
    let invoice = format!("/purchase/invoices/{}", text(&billed["id"]));
    let why = json!({ "reason": "erreur" });
    let paid = json!({ "paid_on": "2026-11-05", "means": "transfer", "reference": "VIR 1" });
    ok(shop.owner.post(&format!("{invoice}/pay"), &paid));
    ok(shop
        .owner
        .post(&format!("{invoice}/take-back-payment"), &why));
    assert_eq!(shop.undo(&id(1)).status, StatusCode::OK);
    let back = ok(shop.send_back(&[json!({ "article_id": shop.charm, "quantity": 3 })]));
    let path = format!("/purchase/returns/{}/credit", text(&back["id"]));
    let credit = json!({ "credited_on": text(&back["at"])[..10], "number": "AV-1",
        "amount_minor": 3_000, "vat_minor": 600 });
    ok(shop.owner.post(&path, &credit));
}

/// A customer's gold comes in, is melted, and some of it goes home.
pub fn metal(premises: &Premises) {
    let mut desk = premises.desk();
    let people = desk.get("/session/users").body;
    let owner = people[0]["id"].as_str().expect("an id");
    desk.sign_in(owner.parse().expect("an id"), tests::premises::OWNER_PIN);
    let customer = Uuid::now_v7();
    ok(desk.post(
        "/customers",
        &json!({ "id": customer, "last_name": "Roche" }),
    ));
    let object = |id: Uuid| {
        json!({ "id": id, "description": "Bague", "metal": "gold", "fineness": 7_500,
            "tested": "xrf", "gross_mg": 5_000, "stones": "none" })
    };
    let (ring, other, ingot) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let path = format!("/customers/{customer}/metal");
    let taken = ok(desk.post(
        &format!("{path}/receipts"),
        &json!({ "id": Uuid::now_v7(), "objects": [object(ring), object(other)] }),
    ));
    let melted = ok(desk.post(
        &format!("{path}/melts"),
        &json!({ "id": Uuid::now_v7(), "version": taken["version"], "lot_ids": [ring, other],
            "lot_id": ingot, "description": "Lingotin", "weight_mg": 9_900, "fineness": 7_480,
            "tested": "assay" }),
    ));
    ok(desk.post(
        &format!("{path}/returns"),
        &json!({ "id": Uuid::now_v7(), "version": melted["version"],
            "lines": [{ "lot_id": ingot, "weight_mg": 900 }] }),
    ));
}

/// A pair that is left for an appraisal: one goes home, comes back, and both go.
pub fn entrusted(premises: &Premises) {
    let mut desk = premises.desk();
    let people = desk.get("/session/users").body;
    let owner = people[0]["id"].as_str().expect("an id");
    desk.sign_in(owner.parse().expect("an id"), tests::premises::OWNER_PIN);
    let (customer, appraisal, pair) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    ok(desk.post(
        "/customers",
        &json!({ "id": customer, "last_name": "Lefèvre" }),
    ));
    ok(desk.post(
        "/appraisals",
        &json!({ "id": appraisal, "kind": "insurance", "customer_id": customer, "piece_ids": [] }),
    ));
    let slip = ok(desk.post(
        "/entrusted",
        &json!({ "id": Uuid::now_v7(), "of": "appraisal", "of_id": appraisal,
            "objects": [{ "id": pair, "object": "Boucles d’oreilles", "count": 2,
                "gross_ug": 4_200_000, "cut": "poire", "size": "8 mm" }] }),
    ));
    let path = format!("/entrusted-slips/{}/give-back", text(&slip["id"]));
    let back = |count: i64| {
        let objects = json!([{ "id": pair, "count": count, "gross_ug": 4_200_000 }]);
        ok(desk.post(
            &path,
            &json!({ "shown": slip["number"], "objects": objects }),
        ))
    };
    back(1);
    ok(desk.post(
        &format!("/entrusted-objects/{pair}/correct"),
        &json!({ "reason": "erreur" }),
    ));
    back(2);
}
