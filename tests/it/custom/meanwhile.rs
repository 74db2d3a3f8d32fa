//! What somebody else does between a move and its correction, and what the till says of what is kept.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply};

use super::fixture::Shop;
use super::making::{balanced, id_of, scan, stone};
use super::matrix::{Rich, ok, shop};
use super::whole::{Tables, settings};
use crate::deposit::fixture::{Cart, open_day, void};

fn part<'a>(told: &'a Value, id: &str) -> &'a Value {
    let parts = told["making"]["parts"].as_array().expect("a list");
    let found = parts.iter().find(|part| part["id"] == *id);
    found.expect("a line")
}

fn sold(shop: &Shop<'_>, code: &str) -> Reply {
    let cart = Cart::open(shop.desk());
    let scanned = cart.scan(code);
    if scanned.status != StatusCode::OK {
        return scanned;
    }
    cart.pay("card")
}

/// What was let go and is somebody else's by the time of the correction stays theirs, and the rest is back.
#[test]
fn what_was_sold_meanwhile_stays_sold_and_the_rest_comes_back() {
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    for (at, (way, lets_go, gone)) in [
        ("cancel", "production", "stone kept"),
        ("cancel", "production", "stone used"),
        ("cancel", "design", "stone used"),
        ("cancel", "on_hold", "stone arrived"),
        ("cancel", "enquiry", "stone kept"),
        ("refused", "quoted", "stone kept"),
        ("finish", "production", "stone kept"),
    ]
    .into_iter()
    .enumerate()
    {
        let cell = format!("{way} from {lets_go}, {gone} sold");
        let tag = format!("m{at}");
        let rich = Rich::in_state(&shop, &tag, lets_go);
        ok(&rich.does(way), &cell);
        let ticket = sold(&shop, &rich.number(gone));
        assert_eq!(ticket.status, StatusCode::CREATED, "{cell}: {ticket:?}");
        tables.check(&cell);
        let back = rich.ring.act("correct", "erreur");
        ok(&back, &cell);
        tables.check(&cell);
        assert_eq!(back.body["state"], lets_go);
        for (name, id) in &rich.lines {
            let waits = *name == "stone off" || *name == "awaited that came";
            let off = part(&back.body, id)["off"] == true;
            assert_eq!(off, waits || *name == gone, "{cell}: {name}");
        }
        // Given up for good: nothing is left behind, and the ticket stands.
        ok(&rich.ring.act("cancel", "adieu"), &cell);
        tables.check(&cell);
    }
    balanced(&shop);
}

/// The finished piece of an order that was given up: what becomes of it decides whether the giving up can still be
/// taken back; and when its ticket is annulled, it can.
#[test]
fn a_finished_piece_that_went_its_way_is_not_taken_from_whoever_has_it() {
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    let cancelled = |tag: &str| {
        let rich = Rich::in_state(&shop, tag, "ready");
        ok(&rich.ring.act("cancel", "elle renonce"), tag);
        tables.check(tag);
        rich
    };
    let path = |rich: &Rich<'_>, what: &str| {
        let found = shop
            .desk()
            .get(&format!("/stock/by-code/{}", rich.number("ring")));
        let id = found.body["piece"]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        format!("/stock/pieces/{id}/{what}")
    };
    // In a cart.
    let rich = cancelled("cart");
    assert_eq!(
        scan(shop.desk(), &rich.number("ring")).status,
        StatusCode::OK
    );
    assert_eq!(rich.ring.act("correct", "si").code(), "custom.piece_gone");
    let cart = shop.desk().get("/carts/current").body;
    let of = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let line = format!("/carts/{}/lines/{}", of(&cart), of(&cart["lines"][0]));
    let left = shop.desk().delete(&line);
    assert!(left.status.is_success(), "{left:?}");
    ok(&rich.ring.act("correct", "si"), "free again");
    // Sold; then the ticket is annulled.
    let rich = cancelled("sold");
    let ticket = sold(&shop, &rich.number("ring"));
    assert_eq!(ticket.status, StatusCode::CREATED, "{ticket:?}");
    assert_eq!(rich.ring.act("correct", "si").code(), "custom.piece_gone");
    let voided = void(shop.desk(), &ticket.body);
    assert!(voided.status.is_success(), "{voided:?}");
    ok(&rich.ring.act("correct", "si"), "hers again");
    tables.check("annulled");
    // Withdrawn, and found.
    let rich = cancelled("lost");
    let note = json!({ "note": "introuvable" });
    assert!(
        shop.desk()
            .post(&path(&rich, "withdraw"), &note)
            .status
            .is_success()
    );
    assert_eq!(rich.ring.act("correct", "si").code(), "custom.piece_gone");
    // Her stone taken out of it: the ring is whole no more, and is not taken apart as if it were.
    let rich = cancelled("open");
    let found = shop
        .desk()
        .get(&format!("/stock/by-code/{}", rich.number("ring")))
        .body["piece"]
        .clone();
    let out = json!({ "version": found["version"], "component_id": found["stones"][0]["component_id"],
        "place_id": id_of(shop.desk(), "/stock/places", "COFFRE"), "gross_mg": null, "price_minor": 90_000 });
    ok(
        &shop.desk().post(&path(&rich, "take-out"), &out),
        "taken out",
    );
    // The stone is anybody's: nothing is kept for an order that is over.
    let free = scan(
        shop.desk(),
        found["stones"][0]["number"].as_str().expect("a number"),
    );
    ok(&free, "for sale");
    ok(&rich.ring.act("correct", "si"), "ready again");
    assert_eq!(rich.ring.act("rework", "rayure").code(), "custom.part_gone");
    assert_eq!(
        rich.ring.act("correct", "trop tôt").code(),
        "custom.part_gone"
    );
    ok(&rich.ring.act("cancel", "adieu"), "the way out");
    // Taken apart, given up: nobody finds a ring that is no more.
    let rich = Rich::in_state(&shop, "apart", "ready");
    ok(&rich.ring.act("rework", "rayure"), "apart");
    ok(&rich.ring.act("cancel", "adieu"), "given up");
    tables.check("apart");
    let place =
        json!({ "place_id": id_of(shop.desk(), "/stock/places", "COFFRE"), "note": "retrouvée" });
    assert_eq!(
        shop.desk().post(&path(&rich, "bring-back"), &place).code(),
        "stock.piece_kept"
    );
    balanced(&shop);
}

/// A rework that was a mistake: what came onto the list since is let go, and what went into the work since asks for
/// its piece.
#[test]
fn a_rework_taken_back_leaves_nothing_behind() {
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    let rich = Rich::in_state(&shop, "rework", "ready");
    ok(&rich.ring.act("rework", "rayure"), "rework");
    stone(shop.desk(), "LATER", 300, 10_000);
    let later = rich.ring.adds("piece", &json!({ "code": "LATER" }));
    ok(&rich.ring.act("correct", "pas de rayure"), "ready again");
    tables.check("a rework taken back");
    assert_eq!(part(&rich.ring.told(), &later)["off"], true);
    ok(&scan(shop.desk(), "LATER"), "free");
    // Nothing of the shop's had gone into this one.
    let ring = shop.begin("Alliance");
    ring.agrees(50_000);
    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    ok(&ring.act("rework", "trop large"), "rework");
    stone(shop.desk(), "EXTRA", 300, 10_000);
    let extra = ring.adds("piece", &json!({ "code": "EXTRA" }));
    ring.used(&extra, &json!({}));
    assert_eq!(ring.act("correct", "non").code(), "custom.piece_missing");
    tables.check("a stone that is in no piece");
    ok(&ring.take_back(0, "non"), "out of it");
    ok(&ring.act("correct", "non"), "ready again");
    tables.check("out of it");
}

/// What an order keeps of a batch article is not the till's: told when it is scanned, when there are more of it, and
/// when it is paid; and free as soon as the order lets it go.
#[test]
fn articles_that_are_kept_are_not_sold() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let article = settings(&shop, 5);
    let ring = shop.begin("Bague");
    ring.moves("begin_design", "design");
    let kept = ring.adds("article", &json!({ "code": "CHATON", "quantity": 3 }));
    let number = ring.told()["number"].clone();
    let told = shop.owner.get(&format!("/stock/kept/{article}")).body;
    assert_eq!(
        told,
        json!([{ "order_id": ring.id, "number": number, "quantity": 3 }])
    );
    let cart = Cart::open(&shop.owner);
    ok(&cart.scan("CHATON"), "one");
    let two = cart.scan("CHATON");
    ok(&two, "two");
    let refused = |reply: &Reply, left: i64, kept: i64| {
        assert_eq!(reply.code(), "cart.article_kept", "{reply:?}");
        let params = &reply.body["params"];
        assert_eq!(
            (
                &params["left"],
                &params["kept"],
                &params["order"],
                &params["number"]
            ),
            (&json!(left), &json!(kept), &number, &json!("CHATON"))
        );
    };
    refused(&cart.scan("CHATON"), 2, 3);
    let line = two.body["lines"][0]["id"]
        .as_str()
        .expect("a line")
        .to_owned();
    let path = format!("/carts/{}/lines/{line}/quantity", cart.id);
    refused(&shop.owner.put(&path, &json!({ "quantity": 3 })), 2, 3);
    // Another till's order is quicker: it is told at the latest when it is paid.
    let other = shop.begin("Pendentif");
    other.moves("begin_design", "design");
    let more = other.adds("article", &json!({ "code": "CHATON", "quantity": 1 }));
    refused(&cart.pay("card"), 1, 4);
    let cart_now = shop.owner.get("/carts/current").body;
    let paid = cart_now["payments"][0]["id"].as_str().expect("a payment");
    let path_of = format!("/carts/{}/payments/{paid}", cart.id);
    ok(&shop.owner.delete(&path_of), "not paid after all");
    // Fewer are always right.
    ok(&shop.owner.put(&path, &json!({ "quantity": 1 })), "fewer");
    ok(&other.off(&more), "let go");
    ok(&ring.off(&kept), "let go");
    assert_eq!(
        shop.owner.get(&format!("/stock/kept/{article}")).body,
        json!([])
    );
    ok(
        &shop.owner.put(&path, &json!({ "quantity": 9 })),
        "a count that is wrong refuses no sale",
    );
    let sale = cart.pay("card");
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
    // Used at the bench, it is kept no longer.
    let path = format!("/stock/articles/{article}/correct");
    ok(&shop.owner.post(&path, &json!({ "counted": 2 })), "counted");
    let put = shop
        .owner
        .post(&format!("/custom-parts/{kept}/back"), &json!({}));
    assert_eq!(put.code(), "custom.part_short");
    let last = ring.adds("article", &json!({ "code": "CHATON", "quantity": 2 }));
    ring.goes_into_production_from_design();
    ring.used(&last, &json!({ "quantity": 2 }));
    ok(
        &scan(&shop.owner, "CHATON"),
        "nothing is kept, and a wrong count refuses no sale",
    );
}
