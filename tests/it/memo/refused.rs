//! What cannot go on a memo, and who may not touch one.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Memo, Shop};

#[test]
fn what_cannot_go_on_a_memo_is_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let free = shop.enter("F1");
    let sold = shop.enter("F2");
    shop.sell("F2");
    let out = shop.enter("F3");
    shop.open("out", &[&out]);
    let theirs = shop.enter("F4");
    shop.open("in", &[&theirs]);
    let withdrawn = shop.enter("F5");
    shop.owner.post(
        &format!("/stock/pieces/{withdrawn}/withdraw"),
        &json!({ "note": "perdue" }),
    );
    let carted = shop.enter("F6");
    let (cart, _) = shop.scan("F6");
    let nobody = Uuid::now_v7().to_string();
    let open = |direction: &str, pieces: &[&str], more: &Value| {
        let mut body = shop.draft(direction, pieces);
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        shop.owner.post("/memos", &body)
    };
    let amount = |minor: i64| json!({ "lines": [{ "id": Uuid::now_v7(), "piece_id": free, "agreed_minor": minor }] });
    let insured = json!({ "lines": [{ "id": Uuid::now_v7(), "piece_id": free,
        "agreed_minor": 5_000, "insured_minor": -1 }] });
    for (pieces, more, code) in [
        (vec![&sold], json!({}), "memo.piece_state"),
        (vec![&out], json!({}), "memo.on_memo"),
        (vec![&theirs], json!({}), "memo.on_memo"),
        (vec![&withdrawn], json!({}), "memo.piece_state"),
        (vec![&carted], json!({}), "memo.reserved"),
        (vec![&nobody], json!({}), "memo.piece_unknown"),
        (vec![&free, &free], json!({}), "memo.twice"),
        (vec![], json!({}), "memo.no_lines"),
        (vec![&free], amount(0), "memo.amount"),
        (vec![&free], amount(-1), "memo.amount"),
        (vec![&free], amount(i64::MAX), "memo.amount"),
        (vec![&free], insured, "memo.amount"),
        (
            vec![&free],
            json!({ "due_on": "2026-11-21" }),
            "memo.due_past",
        ),
        (
            vec![&free],
            json!({ "due_on": "2099-01-01" }),
            "memo.due_too_far",
        ),
        (
            vec![&free],
            json!({ "due_on": "31/12/2026" }),
            "request.json",
        ),
        (
            vec![&free],
            json!({ "party_id": nobody }),
            "memo.party_unknown",
        ),
        (
            vec![&free],
            json!({ "party_kind": "shop" }),
            "memo.party_unknown",
        ),
        (vec![&free], json!({ "direction": "up" }), "request.json"),
    ] {
        let pieces: Vec<&str> = pieces.into_iter().map(String::as_str).collect();
        for direction in ["in", "out"] {
            let mut more = more.clone();
            if direction == "in" && more.get("direction").is_some() {
                more["direction"] = json!("sideways");
            }
            let refused = open(direction, &pieces, &more);
            assert_eq!(refused.code(), code, "{direction} {more}");
        }
    }
    // Somebody else's, and off every memo: brought back by hand after it was lost.
    let stray = shop.enter("F7");
    let memo = shop.open("in", &[&stray]);
    memo.act(0, "lose", &json!({}));
    let back = shop.owner.post(
        &format!("/stock/pieces/{stray}/bring-back"),
        &json!({ "place_id": shop.window, "note": "revenue" }),
    );
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    assert_eq!(open("out", &[&stray], &json!({})).code(), "memo.not_ours");
    let others = json!({ "party_kind": "supplier", "party_id": shop.colleague });
    assert_eq!(open("in", &[&stray], &others).code(), "memo.not_ours");
    // Sold like that, its owner is still owed.
    shop.owner
        .post(&format!("/carts/{cart}/abandon"), &json!({}));
    shop.sell("F7");
    assert_eq!(memo.told(), ["F7 sold"]);

    // A line is acted on once, as its memo's direction allows, by who may.
    let memo = shop.open("out", &[&free]);
    assert_eq!(
        memo.act(0, "keep", &json!({})).code(),
        "memo.wrong_direction"
    );
    assert_eq!(
        memo.act(0, "invoice", &json!({ "document": " " })).code(),
        "memo.no_document"
    );
    assert_eq!(
        memo.act(0, "lose", &json!({ "note": "" })).code(),
        "memo.no_reason"
    );
    assert_eq!(memo.act(0, "burn", &json!({})).code(), "request.json");
    assert_eq!(
        memo.act(0, "return", &json!({ "place_id": nobody })).code(),
        "memo.place_unknown"
    );
    let line = memo.sheet()["lines"][0]["id"].clone();
    let twice = memo.act(0, "return", &json!({ "line_ids": [line, line] }));
    assert_eq!(twice.code(), "memo.line_state", "all of it or nothing");
    assert_eq!(memo.told(), ["F1 held"]);
    let stranger = memo.act(0, "return", &json!({ "line_ids": [nobody] }));
    assert_eq!(stranger.code(), "memo.unknown_line");
    assert_eq!(memo.act(0, "return", &json!({})).status, StatusCode::OK);

    // A private person buys at the till.
    let private = json!({ "party_kind": "customer", "party_id": shop.consignor });
    let to_choose = open("out", &[&free], &private);
    assert_eq!(to_choose.status, StatusCode::CREATED, "{to_choose:?}");
    let memo = Memo {
        desk: &shop.owner,
        path: format!("/memos/{}", to_choose.body["id"].as_str().expect("an id")),
    };
    assert_eq!(
        memo.act(0, "invoice", &json!({})).code(),
        "memo.sell_at_till"
    );
    assert_eq!(
        shop.owner.get(&format!("/memos/{nobody}")).code(),
        "memo.unknown"
    );

    // A seller sees memos without others' costs, and changes none.
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let seen = desk.get("/memos?direction=in");
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    assert!(!seen.body.to_string().contains("held_minor"), "{seen:?}");
    let sheet = desk.get(&format!(
        "/memos/{}",
        seen.body[0]["id"].as_str().expect("an id")
    ));
    assert!(
        !sheet.body.to_string().contains("agreed_minor"),
        "{sheet:?}"
    );
    let tried = desk.post("/memos", &shop.draft("out", &[&free]));
    assert_eq!(tried.code(), "right.missing");
    assert_eq!(desk.get("/memo-balances").code(), "right.missing");
}
