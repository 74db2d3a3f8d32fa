//! The making: what is kept for an order and refused to everybody else, what was used at what cost, the
//! finished piece, the ways back, the work in progress of any day.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use super::fixture::{Ring, Shop};

pub fn id_of(desk: &Desk<'_>, list: &str, code: &str) -> String {
    let found = desk.get(list);
    let rows = found.body.as_array().expect("a list").clone();
    let row = rows.iter().find(|row| row["code"] == code).expect("a row");
    row["id"].as_str().expect("an id").to_owned()
}

/// A loose diamond of the stock.
pub fn stone(desk: &Desk<'_>, number: &str, milli_ct: i64, cost_minor: i64) -> String {
    let made = desk.post(
        "/stock/pieces",
        &json!({
            "id": Uuid::now_v7(), "place_id": id_of(desk, "/stock/places", "COFFRE"),
            "family_id": id_of(desk, "/stock/families", "loose_stone"), "number": number,
            "title": "Diamant taille brillant", "cost_minor": cost_minor, "price_minor": 300_000,
            "vat_regime": "standard", "components": [{ "id": Uuid::now_v7(), "kind": "stone",
                "stone": "diamond", "laboratory_grown": false, "count": 1,
                "weight_milli_ct": milli_ct, "shape": "round" }],
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

impl Ring<'_> {
    /// From the enquiry into production, with a quote of metal, a stone and labour.
    pub fn goes_into_production(&self) {
        self.saves(&[
            self.metal(10_000, 1_000),
            self.stone(60_000, Some(150_000)),
            self.labour(90_000),
        ]);
        self.sends();
        assert_eq!(self.says("approved", "counter", "").status, StatusCode::OK);
        self.moves("produce", "production");
    }

    pub fn part(&self, kind: &str, more: &Value) -> Reply {
        let mut body = json!({ "id": Uuid::now_v7(), "kind": kind });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        self.post("parts", &body)
    }

    /// Adds a line; its id.
    pub fn adds(&self, kind: &str, more: &Value) -> String {
        let added = self.part(kind, more);
        assert_eq!(added.status, StatusCode::OK, "{kind}: {added:?}");
        let parts = added.body["making"]["parts"]
            .as_array()
            .expect("a list")
            .clone();
        let last = parts.last().expect("a line");
        last["id"].as_str().expect("an id").to_owned()
    }

    pub fn uses(&self, part: &str, more: &Value) -> Reply {
        let mut body = json!({ "id": Uuid::now_v7() });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        self.desk.post(&format!("/custom-parts/{part}/uses"), &body)
    }

    pub fn used(&self, part: &str, more: &Value) {
        let used = self.uses(part, more);
        assert_eq!(used.status, StatusCode::OK, "{used:?}");
    }

    pub fn take_back(&self, at: usize, note: &str) -> Reply {
        let id = self.told()["making"]["uses"][at]["id"].clone();
        let path = format!("/custom-uses/{}/back", id.as_str().expect("an id"));
        self.desk.post(&path, &json!({ "note": note }))
    }

    pub fn off(&self, part: &str) -> Reply {
        let path = format!("/custom-parts/{part}/off");
        self.desk.post(&path, &json!({ "note": "une autre" }))
    }

    pub fn piece(&self, number: &str) -> Value {
        json!({ "id": Uuid::now_v7(), "number": number, "title": "Bague solitaire",
            "family_id": id_of(self.desk, "/stock/families", "ring"),
            "place_id": id_of(self.desk, "/stock/places", "COFFRE"), "metal": "gold",
            "fineness": 7_500, "colour": "yellow", "net_mg": 9_000, "gross_mg": 9_100,
            "size": "52" })
    }

    pub fn finish(&self, number: &str) -> Reply {
        self.post("finish", &json!({ "piece": self.piece(number) }))
    }
}

pub fn scan(desk: &Desk<'_>, code: &str) -> Reply {
    let cart = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let cart = cart.body["id"].as_str().expect("an id").to_owned();
    let body = json!({ "id": Uuid::now_v7(), "code": code });
    desk.post(&format!("/carts/{cart}/lines"), &body)
}

pub fn open_till(desk: &Desk<'_>) {
    let opened = desk.post("/till/open", &json!({ "id": Uuid::now_v7(), "float": [] }));
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}

pub fn hour(desk: &Desk<'_>, minor: i64) {
    let body = json!({ "user_id": null, "from_day": "2026-11-01", "hour_minor": minor });
    let set = desk.post("/bench/rates", &body);
    assert!(set.status.is_success(), "{set:?}");
}

pub fn worth(desk: &Desk<'_>, on: &str) -> (i64, i64) {
    let found = desk.get(&format!("/work-in-progress?on={on}"));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    let of = |name: &str| found.body[name].as_i64().expect("an amount");
    (of("used_minor"), of("kept_minor"))
}

pub fn in_stock(desk: &Desk<'_>, on: &str) -> i64 {
    let found = desk.get(&format!("/valuation?by=family&on={on}"));
    found.body["total"]["cost_minor"]
        .as_i64()
        .expect("an amount")
}

pub fn state_of(desk: &Desk<'_>, number: &str) -> String {
    let found = desk.get(&format!("/stock/by-code/{number}"));
    let piece = &found.body["piece"];
    piece["state"].as_str().expect("a state").to_owned()
}

pub fn balanced(shop: &Shop<'_>) {
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_ring_is_made_of_what_was_kept_and_goes_to_its_customer_at_its_full_cost() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_till(&shop.owner);
    shop.rate("2026-11-21", 100_000_000);
    hour(&shop.owner, 6_000);
    let diamond = stone(&shop.owner, "D1", 500, 80_000);
    let ring = shop.begin("Solitaire");
    assert_eq!(
        ring.part("piece", &json!({ "code": "D1" })).code(),
        "custom.wrong_state",
        "an enquiry is made of nothing"
    );
    ring.moves("begin_design", "design");
    let centre = ring.adds("piece", &json!({ "code": "D1" }));
    let number = ring.told()["number"].as_str().expect("a number").to_owned();

    // Kept for it: nobody else has it meanwhile, and each is told for whom it is.
    let refused = scan(&shop.owner, "D1");
    assert_eq!(
        (refused.code(), &refused.body["params"]["order"]),
        ("cart.kept", &json!(number))
    );
    let other = shop.begin("Bague");
    other.moves("begin_design", "design");
    let refused = other.part("piece", &json!({ "code": "d1" }));
    assert_eq!(
        (refused.code(), &refused.body["params"]["order"]),
        ("stock.kept", &json!(number))
    );
    let withdrawn = shop.owner.post(
        &format!("/stock/pieces/{diamond}/withdraw"),
        &json!({ "note": "vendue ailleurs" }),
    );
    assert_eq!(withdrawn.code(), "stock.piece_kept", "{withdrawn:?}");

    // The quote's lines come over; the stone is there already, its line is not.
    ring.goes_into_production();
    let over = ring.post("parts/from-quote", &json!({}));
    assert_eq!(over.status, StatusCode::OK, "{over:?}");
    assert_eq!(
        ring.post("parts/from-quote", &json!({})).code(),
        "custom.nothing_left"
    );
    let parts = ring.told()["making"]["parts"]
        .as_array()
        .expect("a list")
        .clone();
    let kinds: Vec<&str> = parts
        .iter()
        .filter_map(|part| part["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["piece", "metal", "awaited", "labour"]);
    let id = |at: usize| parts[at]["id"].as_str().expect("an id").to_owned();
    assert_eq!(ring.off(&id(2)).status, StatusCode::OK);
    assert_eq!(worth(&shop.owner, "2026-11-22"), (0, 80_000));
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 80_000);

    // 9 g weighed at 75 € a gram of 750 ‰, two hours and a half, the stone, a setter's bill.
    ring.used(&centre, &json!({}));
    assert_eq!(ring.uses(&centre, &json!({})).code(), "custom.part_used");
    ring.used(&id(1), &json!({ "weight_mg": 9_000 }));
    ring.used(&id(3), &json!({ "minutes": 120 }));
    ring.used(&id(3), &json!({ "minutes": 30 }));
    let setting = ring.adds(
        "outside",
        &json!({ "title": "Sertissage", "cost_minor": 4_000 }),
    );
    ring.used(&setting, &json!({ "cost_minor": 4_500 }));
    let told = ring.told();
    let compared = told["making"]["compared"]
        .as_array()
        .expect("a list")
        .clone();
    let line = |at: usize| {
        let of = |name: &str| compared[at][name].as_i64().unwrap_or(-1);
        (of("quoted_minor"), of("planned_minor"), of("used_minor"))
    };
    assert_eq!(line(0), (82_500, 82_500, 67_500), "metal");
    assert_eq!(line(1), (60_000, 0, 0), "the quoted stone came off");
    assert_eq!(line(2), (-1, 48_000, 15_000), "labour");
    assert_eq!(line(3), (-1, 84_000, 84_500), "in no quote");
    assert_eq!(told["making"]["total"]["used_minor"], 167_000);
    assert_eq!(state_of(&shop.owner, "D1"), "mounted");
    assert_eq!(worth(&shop.owner, "2026-11-22"), (167_000, 0));
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 0);

    // Finished: a piece with its cost in parts, its stone with its history, its photo.
    assert_eq!(ring.act("finish", "").code(), "custom.piece_missing");
    let sketch = ring.upload("croquis.png", super::picture(40)).body["files"][0]["file_id"].clone();
    let mut piece = ring.piece("J500");
    piece["photos"] = json!([sketch]);
    let done = ring.post("finish", &json!({ "piece": piece }));
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_eq!(done.body["state"], "ready");
    assert_eq!(done.body["making"]["made"]["number"], "J500");
    let found = shop.owner.get("/stock/by-code/J500").body["piece"].clone();
    assert_eq!(found["cost_minor"], 167_000);
    assert_eq!(found["price_minor"], 438_000, "as quoted");
    assert_eq!(found["components"][0]["weight_milli_ct"], 500);
    assert_eq!(found["stones"][0]["number"], "D1", "{found:?}");
    let id = found["id"].as_str().expect("an id").to_owned();
    let parts = shop.owner.get(&format!("/pricing/pieces/{id}")).body;
    let parts = if parts["parts"].is_null() {
        parts
    } else {
        parts["parts"].clone()
    };
    assert_eq!(parts["metal_minor"], 67_500, "{parts:?}");
    assert_eq!(parts["stones_minor"], 80_000);
    assert_eq!(parts["labour_minor"], 15_000);
    assert_eq!(parts["other_minor"], 4_500);
    assert_eq!(worth(&shop.owner, "2026-11-22"), (0, 0));
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 167_000);
    assert_eq!(scan(&shop.owner, "J500").code(), "cart.kept");

    // A scratch: it is the order's work again, and finished once more under its number.
    assert_eq!(ring.act("rework", "rayure").status, StatusCode::OK);
    assert_eq!(
        (
            worth(&shop.owner, "2026-11-22"),
            in_stock(&shop.owner, "2026-11-22")
        ),
        ((167_000, 0), 0)
    );
    let back = shop.owner.post(
        &format!("/stock/pieces/{id}/bring-back"),
        &json!({ "place_id": id_of(&shop.owner, "/stock/places", "COFFRE"), "note": "retrouvée" }),
    );
    assert_eq!(back.code(), "stock.piece_kept", "{back:?}");
    // The rework was the mistake: made again as it was.
    assert_eq!(ring.act("correct", "pas de rayure").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "ready");
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 167_000);
    assert_eq!(ring.act("rework", "rayure").status, StatusCode::OK);
    ring.used(&parts_id(&ring, "metal"), &json!({ "weight_mg": 1_000 }));
    assert_eq!(ring.finish("J500").status, StatusCode::OK);
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 174_500);

    // Hers; and not yet after all; and hers.
    ring.pays();
    ring.moves("deliver", "delivered");
    assert_eq!(state_of(&shop.owner, "J500"), "sold");
    assert_eq!(in_stock(&shop.owner, "2026-11-22"), 0);
    assert_eq!(ring.act("correct", "elle repasse").status, StatusCode::OK);
    assert_eq!(state_of(&shop.owner, "J500"), "available");
    assert_eq!(scan(&shop.owner, "J500").code(), "cart.kept");
    ring.moves("deliver", "delivered");
    let history = shop
        .owner
        .get(&format!("/stock/pieces/{id}/movements"))
        .body;
    let text = history.to_string();
    for word in [
        "\"made\"",
        "\"unmade\"",
        "\"handed_over\"",
        "\"handed_back\"",
        &number,
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    balanced(&shop);
}

fn parts_id(ring: &Ring<'_>, kind: &str) -> String {
    let told = ring.told();
    let parts = told["making"]["parts"].as_array().expect("a list").clone();
    let part = parts
        .iter()
        .find(|part| part["kind"] == kind)
        .expect("a line");
    part["id"].as_str().expect("an id").to_owned()
}

#[test]
fn what_was_kept_is_free_when_an_order_is_given_up_and_kept_again_when_that_was_a_mistake() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_till(&shop.owner);
    shop.rate("2026-11-21", 100_000_000);
    for (number, cost) in [("D1", 80_000), ("D2", 50_000), ("D3", 20_000)] {
        stone(&shop.owner, number, 300, cost);
    }
    let ring = shop.begin("Trilogie");
    ring.goes_into_production();
    let [one, two, three] =
        ["D1", "D2", "D3"].map(|code| ring.adds("piece", &json!({ "code": code })));
    ring.used(&one, &json!({}));
    ring.used(&two, &json!({}));
    // Not this one after all: back in the stock, kept still; then off the list, and free.
    assert_eq!(ring.off(&two).code(), "custom.part_used");
    assert_eq!(ring.take_back(1, "").code(), "custom.no_reason");
    assert_eq!(ring.take_back(1, "trop petite").status, StatusCode::OK);
    assert_eq!(ring.take_back(1, "encore").code(), "custom.use_taken_back");
    assert_eq!(state_of(&shop.owner, "D2"), "available");
    assert_eq!(scan(&shop.owner, "D2").code(), "cart.kept");
    assert_eq!(ring.off(&two).status, StatusCode::OK);
    assert_eq!(ring.off(&two).code(), "custom.part_off");
    let sold = scan(&shop.owner, "D2");
    assert_eq!(sold.status, StatusCode::OK, "{sold:?}");
    let back = shop
        .owner
        .post(&format!("/custom-parts/{two}/back"), &json!({}));
    assert_eq!(back.code(), "custom.part_in_cart", "{back:?}");

    // Cancelled: the stone in the work is taken out, the other is free.
    assert_eq!(worth(&shop.owner, "2026-11-22"), (80_000, 20_000));
    assert_eq!(ring.act("cancel", "mariage remis").status, StatusCode::OK);
    assert_eq!(worth(&shop.owner, "2026-11-22"), (0, 0));
    for number in ["D1", "D3"] {
        assert_eq!(state_of(&shop.owner, number), "available");
    }
    // Somebody else has the third by the time that was a mistake.
    let other = shop.begin("Bague");
    other.moves("begin_design", "design");
    other.adds("piece", &json!({ "code": "D3" }));
    assert_eq!(ring.act("correct", "il a lieu").status, StatusCode::OK);
    let told = ring.told();
    assert_eq!(told["state"], "production");
    let standing = |id: &str| {
        let parts = told["making"]["parts"].as_array().expect("a list").clone();
        let part = parts
            .iter()
            .find(|part| part["id"] == id)
            .expect("a line")
            .clone();
        (part["off"] == false, part["used"].as_i64().unwrap_or(-1))
    };
    assert_eq!(standing(&one), (true, 1), "in the work again");
    assert_eq!(standing(&three), (false, 0), "somebody else's by now");
    assert_eq!(state_of(&shop.owner, "D1"), "mounted");
    let put = shop
        .owner
        .post(&format!("/custom-parts/{three}/back"), &json!({}));
    assert_eq!(put.code(), "stock.kept");

    // Finished, then cancelled: for sale with its cost. The cancelling undone: kept again.
    assert_eq!(ring.finish("J600").status, StatusCode::OK);
    assert_eq!(
        ring.act("cancel", "elle n’en veut plus").status,
        StatusCode::OK
    );
    assert_eq!(
        (
            state_of(&shop.owner, "J600").as_str(),
            in_stock(&shop.owner, "2026-11-22")
        ),
        ("available", 150_000)
    );
    assert_eq!(ring.act("correct", "si").status, StatusCode::OK);
    assert_eq!(scan(&shop.owner, "J600").code(), "cart.kept");
    assert_eq!(ring.act("cancel", "non").status, StatusCode::OK);
    assert_eq!(scan(&shop.owner, "J600").status, StatusCode::OK, "for sale");
    assert_eq!(ring.act("correct", "trop tard").code(), "custom.piece_gone");
    // Finishing was the mistake: what was on the list and kept is back on it.
    let third = shop.begin("Pendentif");
    third.goes_into_production();
    stone(&shop.owner, "D4", 100, 1_000);
    stone(&shop.owner, "D5", 100, 2_000);
    let used = third.adds("piece", &json!({ "code": "D4" }));
    third.adds("piece", &json!({ "code": "D5" }));
    third.used(&used, &json!({}));
    assert_eq!(third.finish("J601").status, StatusCode::OK);
    assert_eq!(third.told()["making"]["parts"][1]["off"], true);
    assert_eq!(third.act("correct", "trop tôt").status, StatusCode::OK);
    let told = third.told();
    assert_eq!(
        (&told["state"], &told["making"]["parts"][1]["off"]),
        (&json!("production"), &json!(false))
    );
    assert_eq!(state_of(&shop.owner, "J601"), "withdrawn");
    assert_eq!(worth(&shop.owner, "2026-11-22"), (1_000, 22_000));
    // Given up with the piece taken apart: it never was.
    assert_eq!(third.act("cancel", "x").status, StatusCode::OK);
    assert_eq!(
        (
            state_of(&shop.owner, "J601").as_str(),
            state_of(&shop.owner, "D4").as_str()
        ),
        ("withdrawn", "available")
    );
    assert_eq!(third.act("correct", "y").status, StatusCode::OK);
    assert_eq!(third.finish("J601").status, StatusCode::OK);
    assert_eq!(state_of(&shop.owner, "J601"), "available");
    balanced(&shop);
}

/// What was weighed and worked stands in the history as figures: whoever reads it has them in their own language.
#[test]
fn a_history_has_weights_and_times_as_figures() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    let ring = shop.begin("Alliance");
    ring.goes_into_production();
    let gold = ring.adds(
        "metal",
        &json!({ "title": "Or jaune", "metal": "gold", "fineness": 7_500, "weight_mg": 5_000 }),
    );
    let work = ring.adds("labour", &json!({ "title": "Serti", "minutes": 120 }));
    ring.used(&gold, &json!({ "weight_mg": 4_480 }));
    ring.used(&work, &json!({ "minutes": 150 }));
    assert_eq!(ring.take_back(1, "mal lu").status, StatusCode::OK);
    let entries = ring.told()["entries"].clone();
    let said = |at: usize| {
        let of = &entries[at];
        json!([of["what"], of["note"], of["weight_mg"], of["minutes"]])
    };
    assert_eq!(said(0), json!(["use_back", "Serti · mal lu", null, 150]));
    assert_eq!(said(1), json!(["used", "Serti", null, 150]));
    assert_eq!(said(2), json!(["used", "Or jaune", 4_480, null]));
    assert_eq!(said(3), json!(["part", "Serti", null, null]));
}
