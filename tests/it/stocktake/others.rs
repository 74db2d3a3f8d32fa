//! What a consignor left with the shop: expected and looked for like the rest, and no loss of the shop's.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::Count;
use crate::memo::fixture::Shop;

fn of<'a>(summary: &'a Value, status: &str) -> &'a Value {
    let tallies = summary["tallies"].as_array().expect("tallies");
    let found = tallies.iter().find(|tally| tally["status"] == status);
    found.expect("a tally")
}

#[test]
fn a_missing_consigned_piece_is_owed_and_never_our_loss() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (ours, theirs) = (shop.enter("J1"), shop.enter("D1"));
    // It cost the shop 400 €; left on consignment, it is agreed at 600 €.
    shop.open("in", &[&theirs]);
    let begun = shop.owner.post(
        "/stocktakes",
        &json!({ "id": Uuid::now_v7(), "scope": "place", "scope_id": shop.window }),
    );
    assert_eq!(begun.body["state"], "counting", "{begun:?}");
    let count = Count {
        desk: &shop.owner,
        path: format!("/stocktakes/{}", begun.body["id"].as_str().expect("an id")),
    };
    let check = |when: &str| {
        let summary = count.summary();
        let missing = of(&summary, "missing");
        assert_eq!(missing["count"], 2, "{when}");
        assert_eq!(missing["cost_minor"], 40_000, "{when}: ours alone");
        assert_eq!(missing["price_minor"], 100_000, "{when}: ours alone");
        let gold = json!([{ "metal": "gold", "mg": 3_000 }]);
        assert_eq!(missing["fine"], gold, "{when}: ours alone");
        assert_eq!(
            missing["theirs"],
            json!({ "count": 1, "owed_minor": 60_000, "price_minor": 100_000, "fine": gold }),
            "{when}"
        );
        let lines = count.desk.get(&format!("{}/lines", count.path)).body["lines"].clone();
        let facts = |at: usize| {
            let line = &lines[at];
            let names = [
                "number",
                "theirs",
                "owed_minor",
                "cost_minor",
                "memo_number",
            ];
            names.map(|name| line[name].clone())
        };
        let memo = json!("1-ME1");
        assert_eq!(
            facts(0),
            [json!("D1"), json!(true), json!(60_000), Value::Null, memo],
            "{when}"
        );
        assert_eq!(
            facts(1),
            [
                json!("J1"),
                json!(false),
                Value::Null,
                json!(40_000),
                Value::Null
            ],
            "{when}"
        );
        let csv = String::from_utf8(count.desk.bytes(&format!("{}/csv?language=en", count.path)));
        let csv = csv.expect("text");
        for row in [
            "total;missing;shop;1;;;;;;;;400.00;;1000.00;gold;3.000;;;",
            "total;missing;other;1;;;;;;;;;600.00;1000.00;gold;3.000;;;",
        ] {
            assert!(csv.contains(row), "{when}: {csv}");
        }
        assert!(
            csv.contains(";1-ME1;Vitrine;;;600.00;1000.00;"),
            "{when}: {csv}"
        );
    };
    check("open");

    // Who may not see costs does not see what is owed either.
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    for path in ["", "/lines"] {
        let seen = desk.get(&format!("{}{path}", count.path)).body.to_string();
        assert!(
            !seen.contains("owed_minor") && !seen.contains("cost_minor"),
            "{seen}"
        );
    }
    let csv = desk.bytes(&format!("{}/csv?language=en", count.path));
    let csv = String::from_utf8(csv).expect("text");
    assert!(!csv.contains("600.00") && !csv.contains("400.00"), "{csv}");

    let settled = count.settle(&[&ours, &theirs], "write_off", "introuvable");
    assert_eq!(settled.status, StatusCode::OK, "{settled:?}");
    let closed = count.act("close", &json!({}));
    assert_eq!(closed.status, StatusCode::OK, "{closed:?}");
    check("frozen");
    assert!(
        desk.bytes(&format!("{}/pdf?language=fr", count.path))
            .starts_with(b"%PDF")
    );
    // Written off, it is not bought: it stays its owner's.
    let (_, custody) = shop.stands(&theirs);
    assert_ne!(custody.owner, shop::stock::Party::Shop);
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}
