//! What is kept and for whom: articles by number, what is awaited, two orders at once, past days.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;
use tests::premises::Premises;
use uuid::Uuid;

use super::fixture::{Ring, Shop};
use super::making::{id_of, in_stock, stone, worth};

#[test]
fn a_refused_quote_frees_its_stones_and_articles_are_kept_by_number() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let family = id_of(&shop.owner, "/stock/families", "ring");
    let made = shop.owner.post(
        "/stock/articles",
        &json!({ "id": Uuid::now_v7(), "number": "CHATON", "family_id": family, "title": "Chaton 4 griffes",
            "cost_minor": 1_200, "price_minor": 3_000, "vat_regime": "standard", "favourite": false,
            "active": true }),
    );
    assert!(made.status.is_success(), "{made:?}");
    let article = made.body["id"].as_str().expect("an id").to_owned();
    let received = shop.owner.post(
        &format!("/stock/articles/{article}/receive"),
        &json!({ "quantity": 5 }),
    );
    assert!(received.status.is_success(), "{received:?}");
    stone(&shop.owner, "D1", 300, 80_000);
    let ring = shop.begin("Bague");
    ring.moves("begin_design", "design");
    ring.adds("piece", &json!({ "code": "D1" }));
    let settings = ring.adds("article", &json!({ "code": "CHATON", "quantity": 3 }));
    let other = shop.begin("Pendentif");
    other.moves("begin_design", "design");
    let short = other.part("article", &json!({ "code": "CHATON", "quantity": 3 }));
    assert_eq!(
        (short.code(), &short.body["params"]["left"]),
        ("custom.part_short", &json!(2))
    );
    ring.saves(&[ring.labour(50_000)]);
    ring.sends();
    assert_eq!(ring.says("refused", "phone", "").status, StatusCode::OK);
    assert!(
        ring.told()["making"]["parts"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|part| part["off"] == true)
    );
    other.adds("article", &json!({ "code": "CHATON", "quantity": 3 }));
    other.adds("piece", &json!({ "code": "D1" }));
    // They said yes after all: the answer is taken back, what is free is kept, the rest is named.
    assert_eq!(ring.act("correct", "non, oui").status, StatusCode::OK);
    let told = ring.told();
    assert_eq!(told["state"], "quoted");
    // In the history stands which other order has the stone.
    for (at, note) in [
        (0, "CHATON · Chaton 4 griffes"),
        (1, "D1 · Diamant taille brillant · 1-C26-2"),
    ] {
        let entry = &told["entries"][at];
        assert_eq!(
            (&entry["what"], &entry["note"]),
            (&json!("part_off"), &json!(note))
        );
    }
    let put = shop
        .owner
        .post(&format!("/custom-parts/{settings}/back"), &json!({}));
    assert_eq!(put.code(), "custom.part_short");
    let owned = other.told()["making"]["parts"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(
        other.uses(&owned, &json!({ "quantity": 1 })).code(),
        "custom.wrong_state"
    );
    // Two of three go in, one of them comes back.
    other.goes_into_production_from_design();
    other.used(&owned, &json!({ "quantity": 2 }));
    assert_eq!(
        other.uses(&owned, &json!({ "quantity": 2 })).code(),
        "custom.field"
    );
    let quantity = || {
        let list = shop.owner.get("/stock/articles").body;
        let mut rows = list.as_array().expect("a list").iter();
        let row = rows
            .find(|row| row["number"] == "CHATON")
            .expect("settings");
        row["quantity"].clone()
    };
    assert_eq!(quantity(), 3);
    assert_eq!(worth(&shop.owner, "2026-11-22"), (2_400, 81_200));
    assert_eq!(other.act("cancel", "x").status, StatusCode::OK);
    assert_eq!(quantity(), 5);
}

impl Ring<'_> {
    pub fn goes_into_production_from_design(&self) {
        self.saves(&[self.labour(90_000)]);
        self.sends();
        assert_eq!(self.says("approved", "counter", "").status, StatusCode::OK);
        self.moves("produce", "production");
    }
}

#[test]
fn what_is_awaited_comes_from_an_order_to_a_supplier_and_is_kept() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let supplier = shop.owner.post(
        "/stock/suppliers",
        &json!({ "code": "GEM", "name": "Pierres du Nord" }),
    );
    assert!(supplier.status.is_success(), "{supplier:?}");
    let supplier = supplier.body["id"].clone();
    let line = Uuid::now_v7();
    let family = id_of(&shop.owner, "/stock/families", "loose_stone");
    let ordered = shop.owner.put(
        "/purchase/orders",
        &json!({ "id": Uuid::now_v7(), "supplier_id": supplier, "expected_on": "2026-12-01",
            "note": "", "lines": [{ "id": line, "family_id": family, "title": "Saphir ovale 2 ct",
                "reference": "", "cost_minor": 120_000, "quantity": 1 }] }),
    );
    assert!(ordered.status.is_success(), "{ordered:?}");
    let ring = shop.begin("Bague saphir");
    ring.moves("begin_design", "design");
    let awaited = ring.adds("awaited", &json!({ "purchase_line_id": line }));
    let part = ring.told()["making"]["parts"][0].clone();
    assert_eq!(part["title"], "Saphir ovale 2 ct");
    assert_eq!(part["cost_minor"], 120_000);
    assert_eq!(part["supplier"], "Pierres du Nord");
    assert_eq!(part["ordered"]["expected_on"], "2026-12-01");
    let words = ring.adds("awaited", &json!({ "title": "Deux trapèzes", "quantity": 2, "supplier_id": supplier, "cost_minor": 30_000 }));
    stone(&shop.owner, "S1", 2_000, 118_000);
    let arrive = |part: &str, code: &str| {
        let body = json!({ "id": Uuid::now_v7(), "code": code });
        shop.owner
            .post(&format!("/custom-parts/{part}/arrived"), &body)
    };
    assert_eq!(arrive(&awaited, "S9").code(), "custom.part_code");
    let came = arrive(&awaited, "S1");
    assert_eq!(came.status, StatusCode::OK, "{came:?}");
    assert_eq!(arrive(&awaited, "S1").code(), "custom.part_off");
    assert_eq!(came.body["making"]["parts"][2]["cost_minor"], 118_000);
    ring.goes_into_production_from_design();
    // What came without a number of the stock goes in at what it cost.
    ring.used(&words, &json!({ "cost_minor": 28_000 }));
    assert_eq!(arrive(&words, "S1").code(), "custom.part_used");
    assert_eq!(worth(&shop.owner, "2026-11-22"), (28_000, 118_000));
}

#[test]
fn two_orders_do_not_keep_the_same_stone_however_they_hurry() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let rings: Vec<Ring<'_>> = (0..6).map(|_| shop.begin("Bague")).collect();
    for ring in &rings {
        ring.moves("begin_design", "design");
    }
    for round in 0..5 {
        let number = format!("D{round}");
        stone(&shop.owner, &number, 300, 10_000);
        let start = std::sync::Barrier::new(rings.len());
        let won = std::thread::scope(|scope| {
            let tries: Vec<_> = rings
                .iter()
                .map(|ring| {
                    let (start, number) = (&start, &number);
                    scope.spawn(move || {
                        start.wait();
                        let reply = ring.part("piece", &json!({ "code": number }));
                        if reply.status == StatusCode::OK {
                            return 1;
                        }
                        assert_eq!(reply.code(), "stock.kept", "{reply:?}");
                        0
                    })
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("a try"))
                .sum::<i32>()
        });
        assert_eq!(won, 1, "{number}");
    }
}

#[test]
fn a_past_day_is_worth_what_it_was() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    stone(&shop.owner, "D1", 300, 80_000);
    let ring = shop.begin("Bague");
    ring.goes_into_production();
    let centre = ring.adds("piece", &json!({ "code": "D1" }));
    premises.pass(TimeDelta::days(1));
    let owner = shop.sign_in_again();
    let there = ring.at(&owner);
    there.used(&centre, &json!({}));
    premises.pass(TimeDelta::days(1));
    let owner = shop.sign_in_again();
    let there = ring.at(&owner);
    assert_eq!(there.take_back(0, "rayée").status, StatusCode::OK);
    assert_eq!(there.off(&centre).status, StatusCode::OK);
    for (on, used, kept) in [
        ("2026-11-21", 0, 0),
        ("2026-11-22", 0, 80_000),
        ("2026-11-23", 80_000, 0),
        ("2026-11-24", 0, 0),
    ] {
        assert_eq!(worth(&owner, on), (used, kept), "{on}");
        let stock = if on == "2026-11-21" { 0 } else { 80_000 - used };
        assert_eq!(in_stock(&owner, on), stock, "{on}");
    }
    assert_eq!(
        owner.get("/work-in-progress?on=2027-01-01").code(),
        "valuation.to_come"
    );
    assert_eq!(
        owner.get("/work-in-progress?on=hier").code(),
        "request.query"
    );
}
