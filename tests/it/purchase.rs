//! Purchasing through the one door: ordered, received in parts, billed, sent back, ordered again.

mod bad;
pub mod fixture;
mod matrix;
mod money;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};

use fixture::{Shop, new_id, said, text};

#[test]
fn an_order_comes_in_parts_is_billed_and_one_goes_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let order = shop.sent();
    assert_eq!(order.stage(), "sent");

    // One ring and four charms; the other ring is not what was ordered, and stays with the courier.
    let came = order.take(&[
        order.ring("J1"),
        order.some_charms(4),
        json!({ "id": new_id(), "line_id": order.rings, "kind": "refused", "quantity": 1,
            "reason": "taille 58 au lieu de 52" }),
    ]);
    let page = order.page();
    assert_eq!(page["order"]["stage"], "part");
    let lines = page["order"]["lines"].as_array().expect("lines");
    let count = |line: &Value| (line["received"].clone(), line["missing"].clone());
    assert_eq!(count(&lines[0]), (json!(1), json!(1)));
    assert_eq!(lines[0]["refused"], 1);
    assert_eq!(count(&lines[1]), (json!(4), json!(6)));
    assert_eq!(shop.charms(), 4);
    let piece = text(&came[0]["piece_id"]);
    let sheet = shop.piece(&piece);
    for (field, value) in [
        ("title", json!("Alliance")),
        ("metal", json!("gold")),
        ("fineness", json!(7500)),
        ("cost_minor", json!(40_000)),
        ("model", json!("AL-52")),
        ("supplier_id", json!(shop.supplier)),
    ] {
        assert_eq!(sheet[field], value, "{field}");
    }
    let purchase_ref = text(&sheet["purchase_ref"]);
    assert!(purchase_ref.ends_with("BR1 · BL-77"), "{purchase_ref}");

    // The rest, with two charms too many: told, and taken only when that is meant.
    let second = [order.ring("J2"), order.some_charms(8)];
    let over = order.receive(&second);
    assert_eq!(over.code(), "purchase.over", "{over:?}");
    assert_eq!(over.body["params"]["received"], 12);
    assert_eq!(shop.charms(), 4, "nothing came of it");
    let taken = shop.receive(
        &second,
        &json!({ "order_id": order.id, "document": "BL-78", "over": true }),
    );
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
    assert_eq!(order.stage(), "received");
    assert_eq!(shop.charms(), 12);

    // The invoice: the ring costs more than expected, the charms less; carriage is in the net amount.
    let unbilled = shop
        .owner
        .get(&format!("/purchase/suppliers/{}/unbilled", shop.supplier));
    assert_eq!(
        unbilled.body.as_array().expect("lines").len(),
        4,
        "the refused is not billed"
    );
    let (ring, charms) = (text(&came[0]["id"]), text(&came[1]["id"]));
    let billed = shop.bill("F-2026-9", &[(&ring, 42_000), (&charms, 900)], 47_000);
    assert_eq!(billed.status, StatusCode::CREATED, "{billed:?}");
    assert_eq!(billed.body["matched_minor"], 45_600);
    assert_eq!(billed.body["difference_minor"], 2_000 - 400);
    assert_eq!(billed.body["lines"][0]["outcome"], "carried");
    assert_eq!(billed.body["late"], true, "due on the 10th");
    assert_eq!(shop.piece(&piece)["cost_minor"], 42_000);

    // It goes back: the supplier's, and with them.
    let back = shop.send_back(&[json!({ "piece_id": piece })]);
    assert_eq!(back.status, StatusCode::CREATED, "{back:?}");
    assert_eq!(back.body["credit_minor"], 42_000);
    let gone = shop.piece(&piece);
    assert_eq!(gone["state"], "withdrawn");
    let id = text(&back.body["id"]);
    let credited = shop.owner.post(
        &format!("/purchase/returns/{id}/credit"),
        &json!({ "credited_on": text(&back.body["at"])[..10], "number": "AV-3",
            "amount_minor": 42_000, "vat_minor": 8_400 }),
    );
    assert_eq!(credited.body["standing"], "settled", "{credited:?}");
    let found = shop.owner.post(
        &format!("/stock/pieces/{piece}/bring-back"),
        &json!({ "place_id": shop.window, "note": "" }),
    );
    assert_eq!(found.code(), "stock.piece_state", "the supplier has it");
    let trail = shop.owner.get(&format!("/purchase/pieces/{piece}")).body;
    for of in ["reception", "order", "invoice", "returned"] {
        assert!(trail[of]["number"].is_string(), "{of}: {trail}");
    }
}

#[test]
fn what_is_below_its_floor_becomes_an_order_with_one_press() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let limit = |of: Value, floor: i64, ceiling: i64| {
        let mut body = json!({ "supplier_id": shop.supplier, "floor": floor, "ceiling": ceiling,
            "version": 0 });
        for (name, value) in of.as_object().expect("an object") {
            body[name] = value.clone();
        }
        shop.owner.put("/purchase/limits", &body)
    };
    assert_eq!(
        said(&limit(json!({ "article_id": shop.charm }), 5, 20)),
        "ok"
    );
    assert_eq!(said(&limit(json!({ "family_id": shop.ring }), 1, 3)), "ok");
    assert_eq!(
        said(&limit(json!({ "article_id": shop.charm }), 5, 20)),
        "request.stale"
    );
    let proposed = || -> Vec<i64> {
        let rows = shop.owner.get("/purchase/limits");
        let rows = rows.body.as_array().expect("rows").iter();
        rows.map(|row| row["proposed"].as_i64().expect("a number"))
            .collect()
    };
    assert_eq!(proposed(), [20, 3]);
    let order = shop.owner.post(
        "/purchase/restock",
        &json!({ "id": new_id(), "supplier_id": shop.supplier }),
    );
    assert_eq!(order.status, StatusCode::CREATED, "{order:?}");
    assert_eq!(order.body["quantity"], 23);
    assert_eq!(
        order.body["total_minor"], 20_000,
        "a family has no cost yet"
    );
    assert_eq!(proposed(), [0, 0], "a draft is on its way");
    let again = shop.owner.post(
        "/purchase/restock",
        &json!({ "id": new_id(), "supplier_id": shop.supplier }),
    );
    assert_eq!(again.code(), "purchase.empty");
}

#[test]
fn a_month_is_open_to_buy_until_it_is_not() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let month = || shop.owner.get("/purchase/budget").body;
    let of = text(&month()["month"]);
    let set = shop.owner.put(
        "/purchase/budget",
        &json!({ "month": of, "amount_minor": 100_000, "version": 0 }),
    );
    assert_eq!(set.body["remaining_minor"], 100_000, "{set:?}");
    let figures = || {
        let month = month();
        ["spent_minor", "committed_minor", "remaining_minor"]
            .map(|name| month[name].as_i64().expect("a number"))
    };
    let order = shop.sent();
    assert_eq!(figures(), [0, 90_000, 10_000]);
    let came = order.take(&[order.ring("J1"), order.some_charms(10)]);
    assert_eq!(figures(), [50_000, 40_000, 10_000]);
    let back = shop.send_back(&[json!({ "piece_id": came[0]["piece_id"] })]);
    assert_eq!(back.status, StatusCode::CREATED, "{back:?}");
    assert_eq!(figures(), [10_000, 40_000, 50_000]);
    // Each family has a budget of its own beside the month's.
    let families = || {
        let all = shop.owner.get("/purchase/budgets").body;
        let all = all.as_array().expect("a list").clone();
        all.into_iter().map(|one| {
            let minor = |name: &str| one[name].as_i64();
            (
                one["family_id"].as_str().map(str::to_owned),
                minor("amount_minor"),
                minor("spent_minor"),
                minor("committed_minor"),
            )
        })
    };
    let ring = Some(shop.ring.clone());
    let whole = (None, Some(100_000), Some(10_000), Some(40_000));
    let all: Vec<_> = families().collect();
    let of_ring = |amount| (ring.clone(), amount, Some(10_000), Some(40_000));
    assert_eq!(all, [whole.clone(), of_ring(None)]);
    let mut set = json!({ "month": of, "family_id": shop.ring, "amount_minor": 30_000,
        "version": 0 });
    let saved = shop.owner.put("/purchase/budget", &set);
    assert_eq!(saved.body["remaining_minor"], -20_000, "{saved:?}");
    assert_eq!(
        shop.owner.put("/purchase/budget", &set).code(),
        "request.stale"
    );
    set["version"] = json!(1);
    set["amount_minor"] = json!(60_000);
    assert_eq!(
        shop.owner.put("/purchase/budget", &set).status,
        StatusCode::OK
    );
    set["family_id"] = json!(new_id());
    assert_eq!(
        shop.owner.put("/purchase/budget", &set).code(),
        "stock.family_unknown"
    );
    let all: Vec<_> = families().collect();
    assert_eq!(all, [whole, of_ring(Some(60_000))]);
    order.step("closed").ok();
    assert_eq!(figures(), [10_000, 0, 90_000], "the rest is given up");
}

#[test]
fn costs_are_absent_without_the_right_and_the_paper_has_the_order() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let order = shop.sent();
    order.take(&[order.ring("J1")]);
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let page = desk.get(&format!("/purchase/orders/{}", order.id));
    assert_eq!(page.status, StatusCode::OK);
    for word in ["cost_minor", "total_minor"] {
        assert!(!page.body.to_string().contains(word), "{word}");
    }
    assert_eq!(desk.get("/purchase/invoices").code(), "right.missing");
    let refused = desk.put("/purchase/orders", &json!({}));
    assert_eq!(refused.code(), "right.missing");
    assert_eq!(
        shop.owner.get("/stock/numbers?count=2").body,
        json!(["J2", "J3"])
    );
    for language in ["fr", "en"] {
        let paper = shop.owner.get(&format!(
            "/purchase/orders/{}/pdf?language={language}",
            order.id
        ));
        assert_eq!(paper.status, StatusCode::OK, "{paper:?}");
    }
}
