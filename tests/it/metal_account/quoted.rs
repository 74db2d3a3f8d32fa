//! A quote that reckons with the customer's own metal: not charged, no more of it than the account has, printed
//! and locked with its version, and used at the bench from the account.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Premises;

use super::fixture::{Shop, gold};
use crate::custom::fixture::{Ring, keep, text};

/// Gold of 750 ‰, so much of it hers.
fn line(ring: &Ring<'_>, weight_mg: i64, loss_bp: i64, own_mg: i64) -> Value {
    let mut line = ring.metal(weight_mg, loss_bp);
    line["own_mg"] = json!(own_mg);
    line
}

#[test]
fn what_is_hers_is_not_charged_and_what_is_missing_is() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.makes.rate("2026-11-21", 100_000_000);
    // 8 g of 585 ‰: 4.68 g fine, which are 6.24 g at 750 ‰.
    let chain = &shop.takes_in(&[gold("Chaîne", 5_850, 8_000)])[0];
    let ring = shop.makes.begin("Alliance");
    let has = |own_mg: i64, asked: i64| {
        let refused = ring.save(&[line(&ring, 10_000, 1_000, own_mg), ring.labour(90_000)]);
        assert_eq!(refused.code(), "custom.own_metal", "{refused:?}");
        let params = &refused.body["params"];
        assert_eq!(
            (&params["metal"], &params["has_mg"], &params["asked_mg"]),
            (&json!("gold"), &json!(4_680), &json!(asked))
        );
    };
    has(6_242, 4_681);
    // Not more than the piece needs, with what is lost; nothing below nothing.
    for own in [11_001, 0, -1] {
        let refused = ring.save(&[line(&ring, 10_000, 1_000, own)]);
        assert_eq!(
            (refused.code(), &refused.body["params"]["field"]),
            ("custom.field", &json!("own")),
            "{own}"
        );
    }
    // Two lines take from one account.
    let twice = ring.save(&[line(&ring, 5_000, 0, 4_000), line(&ring, 5_000, 0, 4_000)]);
    assert_eq!(twice.code(), "custom.own_metal", "{twice:?}");

    // 11 g with what is lost, 6.24 of them hers: 4.76 g at 75 € are 357 €; twice that and the tax, 856.80 €.
    ring.saves(&[line(&ring, 10_000, 1_000, 6_240), ring.labour(90_000)]);
    let quote = ring.told()["quotes"][0].clone();
    assert_eq!(quote["lines"][0]["own_mg"], 6_240);
    assert_eq!(quote["lines"][0]["cost_minor"], 35_700);
    assert_eq!(quote["lines"][0]["price_minor"], 85_680);
    assert_eq!(quote["total_minor"], 175_680);
    assert_eq!(
        quote["vat_minor"], 29_280,
        "of what the shop adds and does, and of nothing else"
    );

    // She takes some of it home before the quote is sent: it is not promised any more.
    assert_eq!(shop.give_back(&[(chain, 1_000)]).status, StatusCode::OK);
    assert_eq!(ring.send().code(), "custom.own_metal");
    assert_eq!(
        shop.correct("return", "elle le laisse").status,
        StatusCode::OK
    );
    ring.sends();
    let id = ring.told()["quotes"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let pdf = shop.desk().bytes(&format!("/custom-quotes/{id}/pdf"));
    let read = text(&pdf);
    assert!(
        read.contains("dont 6,24 g de votre métal (4,68 g de fin), non facturés"),
        "{read}"
    );
    assert!(
        read.contains("including 6,24 g of your own metal"),
        "{read}"
    );
    keep("quote-own-metal.pdf", &pdf);

    // At the bench: the list has what the shop supplies, the account the rest.
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    ring.moves("produce", "production");
    let over = ring.post("parts/from-quote", &json!({}));
    assert_eq!(
        over.body["making"]["parts"][0]["weight_mg"], 4_760,
        "{over:?}"
    );
    assert_eq!(shop.use_in(&ring, chain, 7_800, 200).status, StatusCode::OK);
    assert_eq!(shop.balance(), 0);
    // Drawn anew: what is in it already is still hers, and counts.
    assert_eq!(ring.act("revise", "plus large").status, StatusCode::OK);
    ring.saves(&[line(&ring, 12_000, 0, 6_240), ring.labour(90_000)]);
    has(6_242, 4_681);
    ring.sends();
    assert_eq!(
        ring.told()["quotes"][1]["lines"][0]["own_mg"],
        6_240,
        "the version before stands as it was sent"
    );
    shop.verifies();
}

#[test]
fn a_piece_of_her_own_gold_alone_costs_the_work_whatever_the_rate() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.takes_in(&[gold("Lingotin", 7_500, 12_000)]);
    // It stands beside the shop's own in the position's file, and has no value there.
    let file = shop.desk().bytes("/metal/position.csv");
    let file = String::from_utf8(file).expect("text");
    assert!(
        file.lines()
            .any(|row| row.ends_with(";gold;750.0;1;0;12.000;9.000;;customer")),
        "{file}"
    );
    let ring = shop.makes.begin("Jonc");
    // Without a rate, too.
    ring.saves(&[line(&ring, 10_000, 1_000, 11_000), ring.labour(90_000)]);
    assert_eq!(ring.told()["quotes"][0]["total_minor"], 90_000);
    shop.makes.rate("2026-11-22", 90_000_000);
    ring.sends();
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    let over = ring.post("parts/from-quote", &json!({}));
    let parts = over.body["making"]["parts"]
        .as_array()
        .expect("a list")
        .clone();
    let kinds: Vec<_> = parts
        .iter()
        .filter_map(|part| part["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["labour"], "nothing of the shop's metal");
    assert_eq!(
        ring.post("parts/from-quote", &json!({})).code(),
        "custom.nothing_left"
    );
    shop.verifies();
}

/// The account has 9 g fine of gold; one quote of 6 g fine is agreed to, and no other is promised the same.
#[test]
fn no_two_orders_are_promised_the_same_metal() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.makes.rate("2026-11-21", 100_000_000);
    let lot = &shop.takes_in(&[gold("Lingotin", 7_500, 12_000)])[0];
    let agrees = |ring: &Ring<'_>| ring.says("approved", "counter", "");
    let first = shop.makes.begin("Alliance");
    let second = shop.makes.begin("Chevalière");
    // Both are quoted: nothing is promised by a quote that nobody has agreed to.
    for ring in [&first, &second] {
        ring.saves(&[line(ring, 10_000, 0, 8_000), ring.labour(90_000)]);
        ring.sends();
    }
    assert_eq!(agrees(&first).status, StatusCode::OK);
    let refused = agrees(&second);
    assert_eq!(refused.code(), "custom.own_metal_promised", "{refused:?}");
    let number = first.told()["number"].clone();
    assert_eq!(
        refused.body["params"],
        json!({ "metal": "gold", "left_mg": 3_000, "asked_mg": 6_000, "order": number })
    );
    assert_eq!(second.told()["state"], "quoted");
    // Drawn anew with what is left, it is agreed to; with a gram more it is not even written.
    assert_eq!(second.says("withdrawn", "", "").status, StatusCode::OK);
    let more = second.save(&[line(&second, 10_000, 0, 4_002), second.labour(90_000)]);
    assert_eq!(more.code(), "custom.own_metal_promised", "{more:?}");
    second.saves(&[line(&second, 10_000, 0, 4_000), second.labour(90_000)]);
    second.sends();
    assert_eq!(agrees(&second).status, StatusCode::OK);
    // What the first has in it already is promised no more, and none of it twice.
    first.moves("produce", "production");
    assert_eq!(shop.use_in(&first, lot, 8_000, 0).status, StatusCode::OK);
    let third = shop.makes.begin("Jonc");
    let asks = |own: i64| third.save(&[line(&third, 10_000, 0, own), third.labour(90_000)]);
    assert_eq!(asks(2).code(), "custom.own_metal_promised");
    // Given up, its promise is free; taken back after somebody else was promised it, it is refused.
    assert_eq!(second.act("cancel", "elle renonce").status, StatusCode::OK);
    assert_eq!(asks(4_000).status, StatusCode::OK);
    third.sends();
    assert_eq!(agrees(&third).status, StatusCode::OK);
    assert_eq!(
        second.act("correct", "elle le veut").code(),
        "custom.own_metal_promised"
    );
    // On hold it is promised still.
    assert_eq!(third.act("hold", "elle voyage").status, StatusCode::OK);
    assert_eq!(
        second.act("correct", "elle le veut").code(),
        "custom.own_metal_promised"
    );
    assert_eq!(third.act("cancel", "elle renonce").status, StatusCode::OK);
    assert_eq!(second.act("correct", "elle le veut").status, StatusCode::OK);
    shop.verifies();
}
