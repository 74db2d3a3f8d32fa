//! What the stock is worth and what sells, against what was entered and sold.

use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

fn id_of(desk: &Desk<'_>, list: &str, code: &str) -> Value {
    let rows = desk.get(&format!("/stock/{list}"));
    let rows = rows.body.as_array().expect("a list").clone();
    let row = rows.into_iter().find(|row| row["code"] == code);
    row.expect(code)["id"].clone()
}

/// A ring of 750 gold with 4.004 g of metal, or a watch without a cost.
fn enter(desk: &Desk<'_>, number: &str, price_minor: Value) -> String {
    let is_watch = number.starts_with('W');
    let piece = json!({
        "id": Uuid::now_v7(),
        "place_id": id_of(desk, "places", if is_watch { "COFFRE" } else { "VITRINE" }),
        "family_id": id_of(desk, "families", if is_watch { "watch" } else { "ring" }),
        "number": number,
        "title": format!("Pièce {number}"),
        "metal": if is_watch { "base" } else { "gold" },
        "fineness": if is_watch { Value::Null } else { json!(7500) },
        "net_mg": if is_watch { Value::Null } else { json!(4_004) },
        "cost_minor": if is_watch { Value::Null } else { json!(40_000) },
        "price_minor": price_minor,
        "vat_regime": "standard",
        "components": [],
    });
    let made = desk.post("/stock/pieces", &piece);
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

fn sell(desk: &Desk<'_>, code: &str, price_minor: i64) -> Value {
    let cart = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let cart = cart.body["id"].as_str().expect("a cart").to_owned();
    let line = json!({ "id": Uuid::now_v7(), "code": code });
    let scanned = desk.post(&format!("/carts/{cart}/lines"), &line);
    assert_eq!(scanned.status, StatusCode::OK, "{scanned:?}");
    let body = json!({ "id": Uuid::now_v7(), "payments": [{
        "id": Uuid::now_v7(), "tender": "card", "amount_minor": price_minor, "reference": "A1",
    }] });
    let sold = desk.post(&format!("/carts/{cart}/complete"), &body);
    assert_eq!(sold.status, StatusCode::CREATED, "{sold:?}");
    sold.body
}

/// Key, pieces, price and fine weight of each line.
fn lines(reply: &Value) -> Vec<(String, i64, i64, i64)> {
    let lines = reply["lines"].as_array().expect("lines").iter();
    let lines = lines.map(|line| {
        (
            line["key"].as_str().unwrap_or_default().to_owned(),
            line["pieces"].as_i64().expect("a count"),
            line["price_minor"].as_i64().expect("a price"),
            line["fine_mg"].as_i64().expect("a weight"),
        )
    });
    lines.collect()
}

fn open(desk: &Desk<'_>, reason: &str) {
    let float = json!([{ "value_minor": 1_000, "count": 20 }]);
    let day = json!({ "id": Uuid::now_v7(), "float": float, "reason": reason });
    let opened = desk.post("/till/open", &day);
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}

/// Days go by, and the screen has locked meanwhile.
fn pass(premises: &Premises, owner: &Desk<'_>, days: i64) {
    premises.pass(TimeDelta::days(days));
    let unlocked = owner.post("/session/unlock", &json!({ "pin": OWNER_PIN }));
    assert!(unlocked.status.is_success(), "{unlocked:?}");
}

#[test]
fn the_stock_is_worth_what_was_there_on_the_day() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let today = |premises: &Premises| premises.state.now().with_timezone(&Utc).date_naive();
    open(&owner, "");
    enter(&owner, "J1", json!(100_000));
    let gone = enter(&owner, "J2", json!(120_000));
    enter(&owner, "W1", Value::Null);
    let first = today(&premises);
    let value = |query: &str| {
        let reply = owner.get(&format!("/valuation?{query}"));
        assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
        reply.body
    };
    let before = value("by=family");
    // 4.004 g of 750 are 3.003 g of fine gold.
    let rings = ("ring".to_owned(), 2, 220_000, 6_006);
    assert_eq!(
        lines(&before),
        [rings.clone(), ("watch".to_owned(), 1, 0, 0)]
    );
    let total = &before["total"];
    assert_eq!(total["pieces"], 3);
    assert_eq!(total["cost_minor"], 80_000);
    assert_eq!(
        (&total["without_cost"], &total["without_price"]),
        (&json!(1), &json!(1))
    );

    pass(&premises, &owner, 2);
    assert_eq!(
        owner
            .post(
                "/till/close",
                &json!({
        "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" })
            )
            .status,
        StatusCode::CREATED
    );
    open(&owner, "");
    let safe = id_of(&owner, "places", "COFFRE");
    let moved = owner.post(
        &format!("/stock/pieces/{gone}/move"),
        &json!({ "place_id": safe }),
    );
    assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
    sell(&owner, "J1", 100_000);
    enter(&owner, "J3", json!(90_000));
    let now = value("by=place");
    assert_eq!(now["total"]["pieces"], 3);
    assert_eq!(lines(&now)[0].2, 120_000, "the safe: {now}");
    // On the first day it was what it was: what was sold is back, what came is not there yet.
    let then = value(&format!("by=family&on={first}"));
    assert_eq!(then["lines"], before["lines"]);
    let then = value(&format!("by=place&on={first}"));
    assert_eq!(lines(&then)[0].1, 2, "the window: {then}");
    assert_eq!(value("by=family&on=2020-01-01")["total"]["pieces"], 0);
    // Half a year on, only what is new is young.
    let second = today(&premises);
    pass(&premises, &owner, 181);
    enter(&owner, "J4", json!(80_000));
    // What there was when the span ended, not what is there now: J2 and J3.
    let span = format!("/turnover?by=family&from={first}&until={second}");
    let sold = owner.get(&span).body;
    assert_eq!(sold["lines"][0]["in_stock"], 2, "{sold}");
    let today_too = format!(
        "/turnover?by=family&from={first}&until={}",
        today(&premises)
    );
    let sold = owner.get(&today_too).body;
    assert_eq!(sold["lines"][0]["in_stock"], 3, "{sold}");
    let aged = value("by=age");
    let keys: Vec<_> = lines(&aged)
        .into_iter()
        .map(|line| (line.0, line.1))
        .collect();
    assert_eq!(keys, [("0".to_owned(), 1), ("6".to_owned(), 3)]);

    let tomorrow = today(&premises) + TimeDelta::days(2);
    let refused = owner.get(&format!("/valuation?by=family&on={tomorrow}"));
    assert_eq!(refused.code(), "valuation.to_come");
    for wrong in ["by=colour", "by=family&on=2026-02-30", "on=2026-01-01"] {
        let refused = owner.get(&format!("/valuation?{wrong}"));
        assert_eq!(
            refused.status,
            StatusCode::BAD_REQUEST,
            "{wrong}: {refused:?}"
        );
    }
}

#[test]
fn a_margin_is_what_is_left_and_a_return_takes_it_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    open(&owner, "");
    enter(&owner, "J1", json!(120_000));
    enter(&owner, "J2", json!(60_000));
    enter(&owner, "W1", json!(24_000));
    let sold = sell(&owner, "J1", 120_000);
    sell(&owner, "W1", 24_000);
    let today = sold["business_on"].as_str().expect("a day").to_owned();
    let of = |by: &str, from: &str, until: &str| {
        owner.get(&format!("/turnover?by={by}&from={from}&until={until}"))
    };
    let report = of("family", &today, &today);
    assert_eq!(report.status, StatusCode::OK, "{report:?}");
    let ring = &report.body["lines"][0];
    // 1 200 with VAT are 1 000 without; 400 were paid for it; one ring is left.
    assert_eq!(
        (
            &ring["key"],
            &ring["quantity"],
            &ring["margin_minor"],
            &ring["in_stock"]
        ),
        (&json!("ring"), &json!(1), &json!(60_000), &json!(1))
    );
    let total = &report.body["total"];
    assert_eq!(
        (&total["total_minor"], &total["without_cost"]),
        (&json!(144_000), &json!(1))
    );
    for by in ["supplier", "seller", "title"] {
        let other = of(by, &today, &today);
        assert_eq!(
            other.body["total"]["total_minor"], 144_000,
            "{by}: {other:?}"
        );
        assert_eq!(other.body["total"]["margin_minor"], 60_000, "{by}");
    }
    // Nothing is sold any more once the ticket is void.
    let sale = sold["id"].as_str().expect("an id");
    let void = json!({ "id": Uuid::now_v7(), "reason": "erreur de pièce" });
    let voided = owner.post(&format!("/sales/{sale}/void"), &void);
    assert_eq!(voided.status, StatusCode::CREATED, "{voided:?}");
    let report = of("family", &today, &today);
    assert_eq!(report.body["total"]["total_minor"], 24_000, "{report:?}");
    assert_eq!(report.body["total"]["margin_minor"], 0);

    assert_eq!(
        of("family", "2026-12-01", "2026-11-01").code(),
        "turnover.backwards"
    );
    assert_eq!(of("shelf", &today, &today).status, StatusCode::BAD_REQUEST);

    // Who may not see reports sees none; who may not see costs finds none in them.
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(
        desk.get("/valuation?by=family").status,
        StatusCode::FORBIDDEN
    );
}
