//! Memos through the one door: out and back, invoiced, chased; a consignor's piece sold at the till and
//! settled; every state with its ways back; what is refused, and why.

pub mod fixture;
mod money;
mod refused;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shop::stock::{Party, State};
use tests::premises::{OWNER_PIN, Premises};
use uuid::Uuid;

use fixture::{Memo, Shop};

#[test]
fn three_pieces_go_out_one_comes_back_one_is_invoiced_one_is_chased() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let pieces: Vec<String> = ["J1", "J2", "J3"].map(|number| shop.enter(number)).into();
    let all: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let memo = shop.open("out", &all);
    let sheet = memo.sheet();
    assert!(
        sheet["number"]
            .as_str()
            .expect("a number")
            .ends_with("-MS1"),
        "{sheet}"
    );
    assert_eq!(
        (&sheet["state"], &sheet["held"], &sheet["held_minor"]),
        (&json!("open"), &json!(3), &json!(270_000))
    );
    let them = Party::Supplier(shop.colleague.parse().ok());
    let (state, custody) = shop.stands(&pieces[0]);
    assert_eq!(
        (state, custody.owner, custody.holder, custody.place),
        (State::OnMemo, Party::Shop, them, None)
    );
    let of_piece = shop
        .owner
        .get(&format!("/stock/pieces/{}/memos", pieces[0]));
    assert_eq!(of_piece.body[0]["number"], sheet["number"]);

    // They are the shop's still, in no place of it.
    let value = shop.owner.get("/valuation?by=place").body;
    assert_eq!(
        (&value["lines"][0]["key"], &value["total"]["pieces"]),
        (&Value::Null, &json!(3)),
        "{value}"
    );

    // The till says which memo, and with whom.
    let (_, refused) = shop.scan("J1");
    assert_eq!(refused.code(), "cart.on_memo");
    assert_eq!(
        refused.body["params"],
        json!({ "memo": sheet["number"], "with": "Maison Martin & Fils" })
    );

    let back = memo.act(0, "return", &json!({ "place_id": shop.safe }));
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    let (state, custody) = shop.stands(&pieces[0]);
    assert_eq!(
        (state, custody.owner, custody.holder),
        (State::Available, Party::Shop, Party::Shop)
    );
    assert_eq!(
        custody.place.map(|place| place.to_string()),
        Some(shop.safe.clone())
    );
    assert_eq!(memo.act(1, "invoice", &json!({})).status, StatusCode::OK);
    let (state, custody) = shop.stands(&pieces[1]);
    assert_eq!(
        (state, custody.owner, custody.holder),
        (State::Sold, them, them)
    );
    assert_eq!(memo.told(), ["J1 returned", "J2 invoiced", "J3 held"]);
    let chased = memo.post("chase", &json!({ "note": "rappelé, répond lundi" }));
    assert_eq!(chased.status, StatusCode::OK, "{chased:?}");
    assert_eq!(chased.body["entries"][0]["what"], "chased");
    assert_ne!(chased.body["chased_at"], Value::Null);
    assert_eq!(shop.balance("out"), 90_000);

    // Overdue when the day is past; what was out before the return is known still.
    assert_eq!(shop.owner.get("/memos?overdue=true").body, json!([]));
    premises.pass(TimeDelta::days(80));
    let mut desk = premises.desk();
    let people = desk.get("/session/users");
    let owner = people.body[0]["id"].as_str().and_then(|id| id.parse().ok());
    desk.sign_in(owner.expect("the owner"), OWNER_PIN);
    let overdue = desk.get("/memos?overdue=true");
    assert_eq!(overdue.body[0]["number"], sheet["number"]);
    assert_eq!(overdue.body[0]["overdue"], true);
    let memo = Memo {
        desk: &desk,
        path: memo.path.clone(),
    };
    for (due_on, note, code) in [
        ("2026-12-01", "x", "memo.due_past"),
        ("2099-01-01", "x", "memo.due_too_far"),
        ("2027-05-01", " ", "memo.no_reason"),
    ] {
        let refused = memo.post("due", &json!({ "due_on": due_on, "note": note }));
        assert_eq!(refused.code(), code, "{due_on}");
    }
    let later = memo.post("due", &json!({ "due_on": "2027-05-01", "note": "accordé" }));
    assert_eq!(later.status, StatusCode::OK, "{later:?}");
    assert_eq!(desk.get("/memos?overdue=true").body, json!([]));
    let then = desk.get("/memo-outstanding?on=2026-11-22");
    assert_eq!(then.body["lines"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (
            &then.body["lines"][0]["number"],
            &then.body["lines"][0]["due_on"]
        ),
        (&json!("J3"), &json!("2027-01-15")),
        "as agreed then"
    );
    let before = desk.get("/memo-outstanding?on=2026-11-21");
    assert_eq!(before.body["lines"], json!([]));
    assert_eq!(
        desk.get("/memo-outstanding?on=2029-01-01").code(),
        "memo.day_to_come"
    );
    // One is back, one is out, one is theirs: as now, so at the end of that day.
    for on in ["", "&on=2026-11-22"] {
        let value = desk.get(&format!("/valuation?by=metal{on}")).body;
        assert_eq!(value["total"]["pieces"], 2, "{value}");
        let position = desk.get(&format!("/metal/position?{on}")).body;
        assert_eq!(position["holdings"][0]["piece_count"], 2, "{position}");
    }
    for language in ["fr", "en"] {
        let pdf = desk.bytes(&format!("{}/pdf?language={language}", memo.path));
        assert!(pdf.starts_with(b"%PDF"), "{language}");
    }
}

#[test]
fn a_consignors_piece_is_sold_at_the_till_and_settled() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let piece = shop.enter("D1");
    let memo = shop.open("in", &[&piece]);
    let them = Party::Customer(shop.consignor.parse().ok());
    let (state, custody) = shop.stands(&piece);
    assert_eq!(
        (state, custody.owner, custody.holder),
        (State::Available, them, Party::Shop)
    );
    let cost =
        |piece: &str| shop.owner.get(&format!("/stock/pieces/{piece}")).body["cost_minor"].clone();
    assert_eq!(cost(&piece), 60_000, "what it will have cost");

    let (sale, number) = shop.sell("D1");
    assert_eq!(memo.told(), ["D1 sold"]);
    assert_eq!(memo.sheet()["lines"][0]["document"], number.as_str());
    assert_eq!(memo.sheet()["state"], "settled");
    assert_eq!(shop.balance("in"), 60_000);

    // The ticket is annulled: held again, the consignor's again, and nothing is owed.
    let void = json!({ "id": Uuid::now_v7(), "reason": "erreur" });
    let voided = shop.owner.post(&format!("/sales/{sale}/void"), &void);
    assert_eq!(voided.status, StatusCode::CREATED, "{voided:?}");
    assert_eq!(memo.told(), ["D1 held"]);
    assert_eq!(shop.stands(&piece), (state, custody));
    assert_eq!(shop.balance("in"), 0);
    shop.sell("D1");
    assert_eq!(shop.balance("in"), 60_000);

    // Somebody with an open account is not forgotten.
    let erased = shop
        .owner
        .post(&format!("/customers/{}/erase", shop.consignor), &json!({}));
    assert_eq!(erased.code(), "customer.on_memo");

    for (amount, more, code) in [
        (0, json!({}), "memo.settle_amount"),
        (-5, json!({}), "memo.settle_amount"),
        (60_001, json!({}), "memo.more_than_owed"),
        (
            60_000,
            json!({ "paid_on": "2026-11-23" }),
            "memo.settle_day",
        ),
        (
            60_000,
            json!({ "paid_on": "1926-11-22" }),
            "memo.settle_day",
        ),
        (60_000, json!({ "reference": "  " }), "memo.no_reference"),
        (60_000, json!({ "means": "shells" }), "request.json"),
        // As much is not in the drawer.
        (60_000, json!({ "means": "cash" }), "cash.not_that_much"),
        (
            60_000,
            json!({ "party_id": Uuid::now_v7() }),
            "memo.party_unknown",
        ),
    ] {
        let refused = shop.settle("in", amount, &more);
        assert_eq!(refused.code(), code, "{amount} {more}");
    }
    let paid = shop.settle("in", 60_000, &json!({}));
    assert_eq!(paid.status, StatusCode::CREATED, "{paid:?}");
    assert_eq!(shop.balance("in"), 0);
    assert_eq!(
        shop.settle("in", 1, &json!({})).code(),
        "memo.more_than_owed"
    );
    // It bounced: reversed once, and owed again.
    let id = paid.body["settlements"][0]["id"].as_str().expect("an id");
    let reverse = |note: &str| {
        shop.owner.post(
            &format!("/memo-settlements/{id}/reverse"),
            &json!({ "note": note }),
        )
    };
    assert_eq!(reverse(" ").code(), "memo.no_reason");
    assert_eq!(reverse("rejeté").status, StatusCode::NO_CONTENT);
    assert_eq!(reverse("rejeté").code(), "memo.settlement_reversed");
    assert_eq!(shop.balance("in"), 60_000);
    let statement = shop.statement("in");
    assert_eq!(statement["settlements"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        shop.settle("in", 60_000, &json!({})).status,
        StatusCode::CREATED
    );
    let balances = shop.owner.get("/memo-balances");
    assert_eq!(balances.body[0]["name"], "Agnès Lefèvre");
    assert_eq!(balances.body[0]["balance_minor"], 0);
    let pdf = shop.owner.bytes(&format!(
        "/memo-statement/pdf?direction=in&party_kind=customer&party_id={}&language=en",
        shop.consignor
    ));
    assert!(pdf.starts_with(b"%PDF"));
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn what_its_owner_had_back_is_left_here_again() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let piece = shop.enter("DV7");
    let first = shop.open("in", &[&piece]);
    assert_eq!(first.act(0, "return", &json!({})).status, StatusCode::OK);
    assert_eq!(shop.stands(&piece).0, State::Withdrawn);
    // Nobody else leaves it here, and it does not go out.
    for direction in ["out", "in"] {
        let mut draft = shop.draft(direction, &[&piece]);
        draft["party_kind"] = json!("supplier");
        draft["party_id"] = json!(shop.colleague);
        let refused = shop.owner.post("/memos", &draft);
        assert_eq!(
            refused.code(),
            "memo.piece_state",
            "{direction}: {refused:?}"
        );
    }
    let again = shop.open("in", &[&piece]);
    let (state, custody) = shop.stands(&piece);
    assert_eq!((state, custody.holder), (State::Available, Party::Shop));
    assert_eq!(
        custody.place.map(|place| place.to_string()),
        Some(shop.window.clone())
    );
    let over = first.correct(0);
    assert!(over.status.is_client_error(), "{over:?}");
    assert_eq!(again.act(0, "return", &json!({})).status, StatusCode::OK);
}

/// How a line comes into a state.
fn bring(shop: &Shop<'_>, memo: &Memo<'_>, number: &str, state: &str) {
    let done = match state {
        "held" => return,
        "sold" => {
            shop.sell(number);
            return;
        }
        "cancelled" => memo.post("cancel", &json!({ "note": "erreur" })),
        "returned" => memo.act(0, "return", &json!({})),
        "kept" => memo.act(0, "keep", &json!({})),
        "invoiced" => memo.act(0, "invoice", &json!({})),
        _ => memo.act(0, "lose", &json!({})),
    };
    assert_eq!(done.status, StatusCode::OK, "{state}: {done:?}");
    assert_eq!(memo.told(), [format!("{number} {state}")]);
}

/// The reversal matrix: every state against cancelling, correcting, a new date and a second return.
#[test]
fn every_state_has_its_ways_back_and_no_other() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    const DONE: &str = "";
    let over = [
        "memo.not_all_held",
        DONE,
        "memo.nothing_held",
        "memo.line_state",
    ];
    let table = [
        ("in", "held", [DONE, "memo.line_state", DONE, DONE]),
        ("in", "returned", over),
        ("in", "kept", over),
        ("in", "lost", over),
        (
            "in",
            "sold",
            [
                "memo.not_all_held",
                "memo.line_state",
                "memo.nothing_held",
                "memo.line_state",
            ],
        ),
        (
            "in",
            "cancelled",
            [
                "memo.nothing_held",
                DONE,
                "memo.nothing_held",
                "memo.line_state",
            ],
        ),
        ("out", "held", [DONE, "memo.line_state", DONE, DONE]),
        ("out", "returned", over),
        ("out", "invoiced", over),
        ("out", "lost", over),
        (
            "out",
            "cancelled",
            [
                "memo.nothing_held",
                DONE,
                "memo.nothing_held",
                "memo.line_state",
            ],
        ),
    ];
    for (direction, state, expected) in table {
        for (which, code) in ["cancel", "correct", "due", "return"].iter().zip(expected) {
            let number = format!("{direction}-{state}-{which}");
            let piece = shop.enter(&number);
            let before = shop.stands(&piece);
            let memo = shop.open(direction, &[&piece]);
            let held = shop.stands(&piece);
            bring(&shop, &memo, &number, state);
            let reached = shop.stands(&piece);
            let reply = match *which {
                "cancel" => memo.post("cancel", &json!({ "note": "erreur" })),
                "correct" => memo.correct(0),
                "due" => memo.post("due", &json!({ "due_on": "2027-02-01", "note": "accordé" })),
                _ => memo.act(0, "return", &json!({})),
            };
            if code.is_empty() {
                assert_eq!(reply.status, StatusCode::OK, "{number}: {reply:?}");
            } else {
                assert_eq!(reply.code(), code, "{number}");
                assert_eq!(shop.stands(&piece), reached, "{number}: nothing moved");
            }
            match (*which, code) {
                ("correct", DONE) => {
                    assert_eq!(memo.told(), [format!("{number} held")]);
                    assert_eq!(shop.stands(&piece), held, "{number}");
                    // And from there everything is open again.
                    assert_eq!(memo.act(0, "return", &json!({})).status, StatusCode::OK);
                }
                ("cancel", DONE) => {
                    assert_eq!(shop.stands(&piece), before, "{number}");
                    assert_eq!(memo.sheet()["state"], "cancelled");
                    let cost = shop.owner.get(&format!("/stock/pieces/{piece}"));
                    assert_eq!(cost.body["cost_minor"], 40_000);
                }
                _ => {}
            }
        }
    }
    assert_eq!(shop.balance("in"), 4 * 60_000 + 3 * 60_000, "sold and kept");
    assert_eq!(
        shop.balance("out"),
        3 * 90_000,
        "invoiced and not corrected"
    );
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_mistake_is_not_undone_over_what_came_after_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    // Returned, and sold since.
    let piece = shop.enter("A1");
    let memo = shop.open("out", &[&piece]);
    memo.act(0, "return", &json!({}));
    shop.sell("A1");
    let refused = memo.correct(0);
    assert_eq!(refused.code(), "memo.moved_on");
    assert_eq!(
        refused.body["params"],
        json!({ "number": "A1", "state": "sold" })
    );
    // Bought, and sent out since.
    let piece = shop.enter("A2");
    let memo = shop.open("in", &[&piece]);
    memo.act(0, "keep", &json!({}));
    shop.open("out", &[&piece]);
    assert_eq!(memo.correct(0).code(), "memo.on_memo");
    // In a cart: neither returned nor cancelled under it.
    let piece = shop.enter("A3");
    let memo = shop.open("in", &[&piece]);
    let (_, line) = shop.scan("A3");
    assert_eq!(line.status, StatusCode::OK, "{line:?}");
    assert_eq!(memo.act(0, "return", &json!({})).code(), "memo.reserved");
    let cancelled = memo.post("cancel", &json!({ "note": "erreur" }));
    assert_eq!(cancelled.code(), "memo.reserved");
    // Withdrawn by hand meanwhile: brought back first.
    let piece = shop.enter("A4");
    let memo = shop.open("in", &[&piece]);
    let withdraw = format!("/stock/pieces/{piece}/withdraw");
    shop.owner.post(&withdraw, &json!({ "note": "fondue" }));
    assert_eq!(memo.act(0, "return", &json!({})).code(), "memo.moved_on");
}
