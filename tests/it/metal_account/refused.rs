//! What is not written, and why.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Shop, gold, produce, text};

#[test]
fn an_object_says_which_field_cannot_be() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let good = gold("Chaîne", 7_500, 10_000);
    for (field, value, wrong) in [
        ("description", json!("  "), "description"),
        ("description", json!("x".repeat(201)), "description"),
        ("metal", json!("base"), "metal"),
        ("fineness", json!(0), "fineness"),
        ("fineness", json!(-7_500), "fineness"),
        ("fineness", json!(10_001), "fineness"),
        ("gross_mg", json!(0), "gross"),
        ("gross_mg", json!(-10_000), "gross"),
        ("gross_mg", json!(100_000_001), "gross"),
        ("stones_mg", json!(10), "stones"),
    ] {
        let mut object = good.clone();
        object[field] = value;
        let refused = shop.take_in(&[gold("Bague", 7_500, 2_000), object]);
        assert_eq!(refused.code(), "metal_account.field", "{refused:?}");
        assert_eq!(refused.body["params"]["field"], wrong, "{refused:?}");
        assert_eq!(refused.body["params"]["position"], 2);
    }
    // Less than a milligram of fine metal is none.
    let mut dust = gold("Poussière", 9_999, 1);
    assert_eq!(
        shop.take_in(&[dust.clone()]).body["params"]["field"],
        "gross"
    );
    dust["fineness"] = json!(10_000);
    dust["gross_mg"] = json!(2);
    for (stones, mg) in [
        ("left_in", 2),
        ("left_in", -1),
        ("left_in", 3),
        ("none", 1),
        ("removed", 1),
    ] {
        dust["stones"] = json!(stones);
        dust["stones_mg"] = json!(mg);
        let refused = shop.take_in(&[dust.clone()]);
        assert_eq!(refused.body["params"]["field"], "stones", "{stones} {mg}");
    }
    for (field, value) in [("metal", "tin"), ("tested", "bite"), ("stones", "some")] {
        let mut object = good.clone();
        object[field] = json!(value);
        assert_eq!(shop.take_in(&[object]).code(), "request.json", "{field}");
    }
    assert_eq!(shop.take_in(&[]).body["params"]["field"], "objects");
    let many: Vec<Value> = (0..51).map(|_| gold("Bague", 7_500, 2_000)).collect();
    assert_eq!(shop.take_in(&many).body["params"]["field"], "objects");
    // Nothing of all this has taken a number.
    assert_eq!(shop.account()["papers"], json!([]));
    shop.takes_in(std::slice::from_ref(&good));
    assert!(text(&shop.account()["papers"][0]["number"]).ends_with("-M26-1"));
    assert_eq!(shop.take_in(&[good]).code(), "stock.id_taken");
    let nobody = format!("/customers/{}/metal", Uuid::now_v7());
    assert_eq!(shop.desk().get(&nobody).code(), "customer.unknown");
    let body = json!({ "id": Uuid::now_v7(), "objects": [gold("Bague", 7_500, 2_000)] });
    let refused = shop.desk().post(&format!("{nobody}/receipts"), &body);
    assert_eq!(refused.code(), "metal_account.customer_unknown");
}

#[test]
fn numbers_have_no_gap_and_an_id_is_used_once() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let id = Uuid::now_v7();
    let body = |object: Value| json!({ "id": id, "note": "", "objects": [object] });
    let path = shop.path("/receipts");
    let first = shop.desk().post(&path, &body(gold("Bague", 7_500, 2_000)));
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    let twice = shop.desk().post(&path, &body(gold("Chaîne", 7_500, 2_000)));
    assert_eq!(twice.code(), "stock.id_taken");
    // Sent again by the same key it is answered, not done again.
    let again = json!({ "id": Uuid::now_v7(), "objects": [gold("Broche", 7_500, 2_000)] });
    for _ in 0..2 {
        let sent = shop.desk().call("POST", &path, Some(&again), "once");
        assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    }
    shop.takes_in(&[gold("Dent", 9_000, 1_000)]);
    let account = shop.account();
    let papers = account["papers"].as_array().expect("papers").iter();
    let numbers: Vec<String> = papers.map(|one| text(&one["number"])).collect();
    assert_eq!(numbers, ["1-M26-3", "1-M26-2", "1-M26-1"]);
}

#[test]
fn nothing_is_used_melted_or_given_back_that_is_not_there() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance");
    let ids = shop.takes_in(&[gold("Chaîne", 7_500, 10_000), {
        let mut spoon = gold("Cuillère", 9_250, 20_000);
        spoon["metal"] = json!("silver");
        spoon
    }]);
    let (chain, spoon) = (&ids[0], &ids[1]);
    let over = shop.use_in(&ring, chain, 9_900, 101);
    assert_eq!(over.code(), "metal_account.too_much", "{over:?}");
    assert_eq!(over.body["params"]["left_mg"], 10_000);
    for (weight, loss, field) in [(0, 0, "weight"), (-5, 0, "weight"), (100, -1, "loss")] {
        let refused = shop.use_in(&ring, chain, weight, loss);
        assert_eq!(refused.body["params"]["field"], field, "{refused:?}");
    }
    let nothing = Uuid::now_v7().to_string();
    assert_eq!(
        shop.use_in(&ring, &nothing, 1, 0).code(),
        "metal_account.lot_unknown"
    );
    assert_eq!(
        shop.give_back(&[(chain, 10_001)]).code(),
        "metal_account.too_much"
    );
    assert_eq!(
        shop.give_back(&[(chain, 0)]).body["params"]["field"],
        "weight"
    );
    assert_eq!(shop.give_back(&[]).body["params"]["field"], "objects");
    let twice = shop.give_back(&[(chain, 6_000), (chain, 6_000)]);
    assert_eq!(twice.body["params"]["field"], "objects", "{twice:?}");

    // A melt: heavier than what went in, of two metals, of nothing, of one object twice.
    assert_eq!(
        shop.melt(&[chain], 10_001, 7_500).body["params"]["field"],
        "weight"
    );
    assert_eq!(
        shop.melt(&[chain], 0, 7_500).body["params"]["field"],
        "weight"
    );
    assert_eq!(
        shop.melt(&[chain], 9_000, 0).body["params"]["field"],
        "fineness"
    );
    assert_eq!(
        shop.melt(&[chain, spoon], 9_000, 7_500).code(),
        "metal_account.mixed_metals"
    );
    assert_eq!(
        shop.melt(&[], 9_000, 7_500).body["params"]["field"],
        "objects"
    );
    assert_eq!(
        shop.melt(&[chain, chain], 9_000, 7_500).body["params"]["field"],
        "objects"
    );
    let unnamed = shop.melt_with(&[chain], 9_000, 7_500, &json!({ "description": " " }));
    assert_eq!(unnamed.body["params"]["field"], "description");
    assert_eq!(shop.balance(), 7_500, "nothing of all this was written");

    // Gone whole, and asked for again.
    assert_eq!(shop.give_back(&[(chain, 10_000)]).status, StatusCode::OK);
    for refused in [
        shop.give_back(&[(chain, 1)]),
        shop.use_in(&ring, chain, 1, 0),
        shop.melt(&[chain], 1, 7_500),
    ] {
        assert_eq!(refused.code(), "metal_account.too_much", "{refused:?}");
    }
}

#[test]
fn what_was_seen_has_to_be_the_last() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance");
    let chain = &shop.takes_in(&[gold("Chaîne", 7_500, 10_000)])[0];
    let stale = json!({ "version": shop.version() - 1 });
    assert_eq!(
        shop.melt_with(&[chain], 9_000, 7_500, &stale).code(),
        "request.stale"
    );
    assert_eq!(
        shop.give_back_with(&[(chain, 1_000)], &stale).code(),
        "request.stale"
    );
    let used = shop.desk().post(
        &format!("/custom-orders/{}/metal", ring.id),
        &json!({ "id": Uuid::now_v7(), "version": 0, "lot_id": chain, "weight_mg": 100 }),
    );
    assert_eq!(used.code(), "request.stale", "{used:?}");
    let entry = text(&shop.account()["entries"][0]["id"]);
    let path = format!("/metal-entries/{entry}/correct");
    let correct = |version: i64, note: &str| {
        let body = json!({ "id": Uuid::now_v7(), "version": version, "note": note });
        shop.desk().post(&path, &body)
    };
    assert_eq!(correct(0, "erreur").code(), "request.stale");
    assert_eq!(
        correct(shop.version(), "  ").code(),
        "metal_account.no_reason"
    );
    assert_eq!(correct(shop.version(), "erreur").status, StatusCode::OK);
    assert_eq!(
        correct(shop.version(), "encore").code(),
        "metal_account.corrected"
    );
    // A correction has none: what was taken back is entered again.
    let correction = text(&shop.account()["entries"][0]["id"]);
    assert_eq!(
        shop.correct_one(&correction, "erreur").code(),
        "metal_account.entry_unknown"
    );
    assert_eq!(
        shop.correct_one(&Uuid::now_v7().to_string(), "erreur")
            .code(),
        "metal_account.entry_unknown"
    );
}

#[test]
fn nobodys_gold_goes_into_somebody_elses_ring() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let chain = &shop.takes_in(&[gold("Chaîne", 7_500, 10_000)])[0];
    let neighbour = shop.neighbour();
    let mut draft = shop.makes.draft("Alliance");
    draft["customer_id"] = json!(neighbour);
    let begun = shop.desk().post("/custom-orders", &draft);
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let ring = crate::custom::fixture::Ring {
        desk: shop.desk(),
        id: text(&begun.body["id"]),
    };
    produce(&ring);
    assert_eq!(
        shop.use_in(&ring, chain, 100, 0).code(),
        "metal_account.other_customer"
    );
    // Neither is it left for that ring, nor given back to her, nor melted with hers.
    let meant = json!({ "id": Uuid::now_v7(), "order_id": ring.id,
        "objects": [gold("Bague", 7_500, 2_000)] });
    let refused = shop.desk().post(&shop.path("/receipts"), &meant);
    assert_eq!(refused.code(), "metal_account.other_customer");
    let theirs = json!({ "id": Uuid::now_v7(), "version": 0,
        "lines": [{ "lot_id": chain, "weight_mg": 100 }] });
    let path = format!("/customers/{neighbour}/metal/returns");
    assert_eq!(
        shop.desk().post(&path, &theirs).code(),
        "metal_account.lot_unknown"
    );
    let own = shop.ring("Bague");
    let mut meant = meant;
    meant["order_id"] = json!(own.id);
    let taken = shop.desk().post(&shop.path("/receipts"), &meant);
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    assert_eq!(taken.body["papers"][0]["order_id"], own.id.as_str());
    assert_eq!(own.act("cancel", "elle renonce").status, StatusCode::OK);
    let mut late = meant;
    late["id"] = json!(Uuid::now_v7());
    late["objects"] = json!([gold("Bague", 7_500, 2_000)]);
    let refused = shop.desk().post(&shop.path("/receipts"), &late);
    assert_eq!(refused.code(), "metal_account.order_state");
    late["order_id"] = json!(Uuid::now_v7());
    let refused = shop.desk().post(&shop.path("/receipts"), &late);
    assert_eq!(refused.code(), "custom.unknown");
}

/// The bench melts and uses; it takes nothing in and gives nothing back. Who counts the month does neither.
#[test]
fn who_may_do_what() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance");
    let chain = shop.takes_in(&[gold("Chaîne", 7_500, 10_000)])[0].clone();
    let bench = shop.desk().hire("Bastien", "bench");
    let accountant = shop.desk().hire("Ada", "accountant");
    let version = shop.version();
    let receipt = json!({ "id": Uuid::now_v7(), "objects": [gold("Bague", 7_500, 2_000)] });
    let back = json!({ "id": Uuid::now_v7(), "version": version,
        "lines": [{ "lot_id": chain, "weight_mg": 100 }] });
    let used = json!({ "id": Uuid::now_v7(), "version": version, "lot_id": chain,
        "weight_mg": 100 });
    let melt = json!({ "id": Uuid::now_v7(), "version": version, "lot_ids": [chain],
        "lot_id": Uuid::now_v7(), "description": "Lingotin", "weight_mg": 9_000,
        "fineness": 7_500, "tested": "xrf" });
    let mut desk = premises.desk();
    desk.sign_in(accountant, STAFF_PIN);
    let order = format!("/custom-orders/{}/metal", ring.id);
    for (path, body) in [
        (shop.path("/receipts"), &receipt),
        (shop.path("/returns"), &back),
        (shop.path("/melts"), &melt),
        (order.clone(), &used),
    ] {
        let refused = desk.post(&path, body);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {refused:?}");
    }
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    for (path, body) in [
        (shop.path("/receipts"), &receipt),
        (shop.path("/returns"), &back),
    ] {
        let refused = desk.post(&path, body);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {refused:?}");
    }
    assert_eq!(desk.post(&order, &used).status, StatusCode::OK);
    let entries = shop.account()["entries"].clone();
    let note = |entry: &Value| {
        let path = format!("/metal-entries/{}/correct", text(&entry["id"]));
        let body = json!({ "id": Uuid::now_v7(), "version": shop.version(), "note": "x" });
        desk.post(&path, &body)
    };
    assert_eq!(
        note(&entries[1]).status,
        StatusCode::FORBIDDEN,
        "what came in"
    );
    assert_eq!(
        note(&entries[0]).status,
        StatusCode::OK,
        "what it used itself"
    );
}

/// The last word is SQLite's, whatever the program says.
#[test]
fn the_store_itself_lets_no_account_fall_below_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.takes_in(&[gold("Chaîne", 7_500, 10_000)]);
    let conn = tests::raw(&premises.state.store().expect("a store"));
    for sql in [
        "INSERT INTO metal_move (entry, lot, weight_mg, fine_mg) VALUES (99, 1, -10001, -7500)",
        "INSERT INTO metal_move (entry, lot, weight_mg, fine_mg) VALUES (99, 1, -1, -7501)",
        "UPDATE metal_move SET weight_mg = 5",
        "DELETE FROM metal_move",
        "UPDATE metal_entry SET note = 'x'",
        "DELETE FROM metal_entry",
        "UPDATE metal_lot SET fineness = 9999",
        "DELETE FROM metal_lot",
        "UPDATE metal_paper SET number = 'x'",
        "UPDATE metal_paper SET given_to = 'x'",
        "DELETE FROM metal_paper",
    ] {
        let refused = conn.execute_batch(sql).expect_err(sql).to_string();
        assert!(
            refused.contains("append-only") || refused.contains("below nothing"),
            "{sql}: {refused}"
        );
    }
}
