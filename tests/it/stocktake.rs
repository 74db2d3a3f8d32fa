//! Stocktakes through the one door: frozen while selling goes on, read, settled, signed, corrected.

pub mod fixture;
mod matrix;
mod others;
mod prepared;
mod rfid;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use fixture::{Count, Shop};

#[test]
fn a_window_is_counted_while_selling_goes_on() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let window = shop.window.clone();
    for number in ["J1", "J2", "J3", "J4", "J5"] {
        shop.enter(number, &window);
    }
    shop.enter("J9", &shop.safe);
    let held = shop.cart("J5");
    let count = shop.start("place", Some(&window));
    assert_eq!(count.figure("missing", "count"), 4);
    assert_eq!(count.figure("excluded", "count"), 1, "J5 is in a cart");

    // Sold after it was read, and sold without having been read: both have left.
    assert_eq!(count.status_of("J1"), "found");
    let closed = shop
        .owner
        .post(&format!("/carts/{held}/park"), &json!({ "label": "x" }));
    assert!(closed.status.is_success(), "{closed:?}");
    let ticket = shop.sell("J1");
    shop.sell("J2");
    assert_eq!(count.status_of("J3"), "found");
    let again = count.read(&["j3"]);
    assert_eq!(again.body[0]["again"], true, "{again:?}");
    assert_eq!(count.status_of("J9"), "elsewhere", "the safe's");
    assert_eq!(count.status_of("NOTHING-LIKE-IT"), "unexpected");
    let new = shop.enter("J7", &window);
    assert_eq!(count.status_of("J7"), "arrived");
    assert_eq!(
        count.told(),
        [
            "J1 left sold",
            "J2 left sold",
            "J3 found",
            "J4 missing",
            "J5 excluded reserved",
            "J7 arrived",
            "J9 elsewhere",
            "NOTHING-LIKE-IT unexpected unknown",
        ]
    );
    let lines = count.desk.get(&format!("{}/lines?status=left", count.path));
    assert_eq!(lines.body["lines"][0]["document"], ticket.as_str());
    assert_eq!(
        (
            count.figure("missing", "price_minor"),
            count.figure("missing", "cost_minor"),
        ),
        (100_000, 40_000)
    );
    let summary = count.summary();
    let tallies = summary["tallies"].as_array().expect("tallies").iter();
    let missing = tallies.filter(|tally| tally["status"] == "missing");
    let fine: Vec<&Value> = missing.map(|tally| &tally["fine"]).collect();
    assert_eq!(fine, [&json!([{ "metal": "gold", "mg": 3_000 }])]);
    // Moved back on the books before it was read there: where it was seen after that is what counts.
    let moved = shop.owner.post(
        &format!("/stock/pieces/{new}/move"),
        &json!({ "place_id": shop.safe }),
    );
    assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
    assert!(count.told().contains(&"J7 elsewhere".to_owned()));
    let taken = count.act("readings/take-back", &json!({ "piece_id": new }));
    assert_eq!(taken.status, StatusCode::NO_CONTENT, "{taken:?}");
    assert!(!count.told().iter().any(|line| line.starts_with("J7")));
}

#[test]
fn a_difference_is_settled_closed_signed_and_corrected() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let lost = shop.enter("J1", &shop.window);
    let strayed = shop.enter("J2", &shop.safe);
    shop.enter("J3", &shop.window);
    let back = shop.enter("J4", &shop.window);
    let out = shop.owner.post(
        &format!("/stock/pieces/{back}/withdraw"),
        &json!({ "note": "perdue" }),
    );
    assert_eq!(out.status, StatusCode::OK, "{out:?}");
    let count = shop.start("place", Some(&shop.window));
    for (code, status) in [("J3", "found"), ("J2", "elsewhere"), ("J4", "unexpected")] {
        assert_eq!(count.status_of(code), status, "{code}");
    }
    assert_eq!(count.status_of("XX"), "unexpected");
    assert_eq!(
        count.act("close", &json!({})).code(),
        "stocktake.not_settled"
    );

    // A second pass over what is missing.
    let again = count.act("recount", &json!({}));
    assert_eq!(again.body["round"], 2, "{again:?}");

    // What does not fit is refused, and nothing is decided by it.
    for (pieces, action, reason, code) in [
        (&lost, "move", "x", "stocktake.unfit"),
        (&strayed, "write_off", "x", "stocktake.unfit"),
        (&lost, "write_off", "  ", "stocktake.no_reason"),
        (&lost, "burn", "x", "request.json"),
        (&strayed, "bring_back", "x", "stocktake.unfit"),
    ] {
        let refused = count.settle(&[pieces], action, reason);
        assert_eq!(refused.code(), code, "{action} {reason}");
    }
    let nobody = Uuid::now_v7().to_string();
    assert_eq!(
        count.settle(&[&nobody], "leave", "x").code(),
        "stocktake.not_a_line"
    );

    // A seller writes nothing off alone.
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let as_seller = Count {
        desk: &desk,
        path: count.path.clone(),
    };
    let refused = as_seller.settle(&[&lost], "write_off", "introuvable");
    assert_eq!(refused.code(), "right.missing", "{refused:?}");
    let owner = shop.owner.get("/session").body["user"]["id"].clone();
    let vouched = as_seller.act(
        "settlements",
        &json!({ "piece_ids": [lost], "action": "write_off", "reason": "introuvable",
            "authorised_by": { "user_id": owner, "pin": OWNER_PIN } }),
    );
    assert_eq!(vouched.status, StatusCode::OK, "{vouched:?}");
    assert!(
        !vouched.body.to_string().contains("cost_minor"),
        "a seller sees no cost"
    );
    assert_eq!(
        count.settle(&[&strayed], "move", "rangée").status,
        StatusCode::OK
    );
    assert_eq!(
        count.settle(&[&back], "bring_back", "retrouvée").status,
        StatusCode::OK
    );
    assert_eq!(
        count.act("close", &json!({})).code(),
        "stocktake.not_settled"
    );
    let noted = count.act(
        "settlements",
        &json!({ "codes": ["XX"], "action": "leave", "reason": "étiquette d’un autre magasin" }),
    );
    assert_eq!(noted.status, StatusCode::OK, "{noted:?}");
    // A decision can be taken back and made again.
    assert_eq!(count.settle(&[&lost], "open", "").status, StatusCode::OK);
    assert_eq!(count.figure("missing", "open"), 1);
    assert_eq!(
        count.settle(&[&lost], "write_off", "introuvable").status,
        StatusCode::OK
    );
    assert_eq!(
        shop.owner.get(&format!("/stock/pieces/{lost}")).body["state"],
        "available",
        "nothing moves before the closing"
    );

    let closed = count.act("close", &json!({}));
    assert_eq!(closed.status, StatusCode::OK, "{closed:?}");
    let piece = |id: &str| shop.owner.get(&format!("/stock/pieces/{id}")).body;
    assert_eq!(piece(&lost)["state"], "withdrawn");
    assert_eq!(piece(&strayed)["place_id"], shop.window.as_str());
    assert_eq!(
        (&piece(&back)["state"], &piece(&back)["place_id"]),
        (&json!("available"), &json!(shop.window))
    );
    let history = shop.owner.get(&format!("/stock/pieces/{lost}/movements"));
    let entry = history.body.as_array().and_then(|all| all.last().cloned());
    let entry = entry.expect("an entry");
    assert_eq!(
        (&entry["reason"], &entry["document"], &entry["note"]),
        (
            &json!("count_missing"),
            &closed.body["number"],
            &json!("introuvable")
        )
    );

    // The result stands whatever happens afterwards; its paper carries the hash that is signed.
    let hash = closed.body["result_sha256"]
        .as_str()
        .expect("a hash")
        .to_owned();
    assert_eq!(hash.len(), 64);
    let told = count.told();
    assert_eq!(
        told,
        [
            "J1 missing",
            "J2 elsewhere",
            "J3 found",
            "J4 unexpected withdrawn",
            "XX unexpected unknown",
        ]
    );
    for (what, body) in [
        (
            "readings",
            json!({ "readings": [{ "code": "J1", "source": "typed" }] }),
        ),
        ("close", json!({})),
        ("cancel", json!({ "reason": "x" })),
        ("recount", json!({})),
    ] {
        assert_eq!(
            count.act(what, &body).code(),
            "stocktake.not_counting",
            "{what}"
        );
    }
    let pdf = count.desk.bytes(&format!("{}/pdf", count.path));
    assert!(pdf.starts_with(b"%PDF"));
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");

    // Found again the next day.
    let put_right = |action: &str, place: Value, reason: &str| {
        let body =
            json!({ "piece_id": lost, "action": action, "place_id": place, "reason": reason });
        count.act("corrections", &body)
    };
    assert_eq!(
        put_right("bring_back", Value::Null, "sous le plateau").code(),
        "stocktake.place_unknown"
    );
    assert_eq!(
        put_right("bring_back", json!(shop.safe), "").code(),
        "stocktake.no_reason"
    );
    assert_eq!(
        put_right("leave", json!(shop.safe), "x").code(),
        "stocktake.no_correction"
    );
    let refused = as_seller.act(
        "corrections",
        &json!({ "piece_id": lost, "action": "bring_back", "place_id": shop.safe, "reason": "x" }),
    );
    assert_eq!(refused.code(), "right.missing");
    let found = put_right("bring_back", json!(shop.safe), "sous le plateau");
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    assert_eq!(found.body["corrections"][0]["number"], "J1");
    assert_eq!(found.body["result_sha256"], hash.as_str());
    assert_eq!(count.told(), told, "what was signed stays as it was");
    assert_eq!(piece(&lost)["place_id"], shop.safe.as_str());
    let twice = put_right("bring_back", json!(shop.safe), "encore");
    assert_eq!(twice.code(), "stock.piece_state");
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_cancelled_stocktake_leaves_nothing_in_the_stock() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let lost = shop.enter("J1", &shop.window);
    let count = shop.start("all", None);
    assert_eq!(
        count.settle(&[&lost], "write_off", "volée").status,
        StatusCode::OK
    );
    let twice = shop.owner.post(
        "/stocktakes",
        &json!({ "id": Uuid::now_v7(), "scope": "all" }),
    );
    assert_eq!(twice.code(), "stocktake.already_counting", "{twice:?}");
    assert_eq!(
        count.act("cancel", &json!({ "reason": " " })).code(),
        "stocktake.no_reason"
    );
    let ended = count.act("cancel", &json!({ "reason": "alarme" }));
    assert_eq!(ended.body["state"], "cancelled", "{ended:?}");
    let piece = shop.owner.get(&format!("/stock/pieces/{lost}"));
    assert_eq!(piece.body["state"], "available");
    let paper = shop.owner.get(&format!("{}/pdf", count.path));
    assert_eq!(paper.code(), "stocktake.not_closed");
    let again = shop.start("all", None);
    assert_eq!(
        again.summary()["number"]
            .as_str()
            .map(|n| n.ends_with("INV2")),
        Some(true)
    );
}

#[test]
fn tags_are_read_once_and_in_bursts() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let piece = shop.enter("J1", &shop.window);
    let other = shop.enter("J2", &shop.safe);
    let tie = |piece: &str, epc: Value| {
        shop.owner.put(
            &format!("/stock/pieces/{piece}/tag"),
            &json!({ "epc": epc }),
        )
    };
    assert_eq!(
        tie(&piece, json!("3034257bf400b7800004cb2f")).status,
        StatusCode::OK
    );
    assert_eq!(
        tie(&other, json!("3034257BF400B7800004CB2F")).code(),
        "stock.tag_taken"
    );
    for bad in ["J1", "303", "30342", &"30".repeat(40)] {
        assert_eq!(tie(&other, json!(bad)).code(), "stock.tag_form", "{bad}");
    }
    let count = shop.start("family", Some(&shop.ring));
    let read = |code: &str, place: &str| {
        count.act(
            "readings",
            &json!({ "readings": [{ "code": code, "source": "rfid", "place_id": place }] }),
        )
    };
    let seen = read("3034257BF400B7800004CB2F", &shop.window);
    assert_eq!(seen.body[0]["line"]["number"], "J1", "{seen:?}");
    assert_eq!(seen.body[0]["line"]["status"], "found");
    assert_eq!(
        read("3034257bf400b7800004cb2f", &shop.window).body[0]["again"],
        true
    );
    // Read at another place it is there, and back again.
    let seen = read("3034257BF400B7800004CB2F", &shop.safe);
    assert_eq!(seen.body[0]["line"]["status"], "elsewhere", "{seen:?}");
    let seen = read("3034257BF400B7800004CB2F", &shop.window);
    assert_eq!(seen.body[0]["line"]["status"], "found", "{seen:?}");
    // A reader that types what it reads sends the tag as a scan.
    assert_eq!(
        count.read(&["3034257BF400B7800004CB2F"]).body[0]["line"]["number"],
        "J1"
    );
    for (body, code) in [
        (
            json!({ "readings": [{ "code": " ", "source": "rfid" }] }),
            "stocktake.code",
        ),
        (
            json!({ "readings": [{ "code": "a\nb", "source": "rfid" }] }),
            "stocktake.code",
        ),
        (
            json!({ "readings": [{ "code": "J1", "source": "guess" }] }),
            "stocktake.source",
        ),
        (
            json!({ "readings": [{ "code": "J1", "source": "rfid", "place_id": Uuid::now_v7() }] }),
            "stocktake.place_unknown",
        ),
        (
            json!({ "readings": vec![json!({ "code": "J1", "source": "rfid" }); 501] }),
            "stocktake.too_many",
        ),
    ] {
        assert_eq!(count.act("readings", &body).code(), code);
    }
    let nowhere = shop
        .owner
        .post(&format!("/stocktakes/{}/close", Uuid::now_v7()), &json!({}));
    assert_eq!(nowhere.code(), "stocktake.unknown");
}
