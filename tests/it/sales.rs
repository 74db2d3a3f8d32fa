//! The first ticket, through the router: from the first run to a Z and a proof.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shop::stock::{self, CreatePiece, Sheet, VatRegime};
use tests::cx;
use tests::premises::{Desk, OWNER_PIN, Premises, STAFF_PIN};
use units::Money;
use uuid::Uuid;

/// Puts a piece into the stock as the back office does.
fn enter(premises: &Premises, number: &'static str, family: &'static str, price_minor: i64) {
    let store = premises.state.store().expect("a store");
    let written = store.write(move |tx| -> Result<(), shop::db::StoreError> {
        let family = stock::family_by_code(tx, family)?.expect("a family");
        let place = stock::places(tx)?[0].id;
        let mut sheet = Sheet::new(number, family.id, "Solitaire « Œil d’été »");
        sheet.price = Some(Money::eur(price_minor));
        sheet.cost = Some(Money::eur(price_minor / 2));
        sheet.vat_regime = VatRegime::Standard;
        let id = cx(0).new_id();
        stock::create_piece(tx, &cx(0), CreatePiece { id, sheet, place }).expect("a piece");
        Ok(())
    });
    written.expect("a piece");
}

fn open_cart(desk: &Desk<'_>) -> String {
    let cart = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
    assert_eq!(cart.status, StatusCode::OK, "{cart:?}");
    cart.body["id"].as_str().expect("an id").to_owned()
}

fn scan(desk: &Desk<'_>, cart: &str, code: &str) -> tests::premises::Reply {
    desk.post(
        &format!("/carts/{cart}/lines"),
        &json!({ "id": Uuid::now_v7(), "code": code }),
    )
}

fn pay(desk: &Desk<'_>, cart: &str, tender: &str, amount_minor: i64) -> tests::premises::Reply {
    let payment = json!({
        "id": Uuid::now_v7(), "tender": tender, "amount_minor": amount_minor, "reference": "A123",
    });
    desk.post(&format!("/carts/{cart}/payments"), &payment)
}

fn complete(desk: &Desk<'_>, cart: &str, key: &str) -> tests::premises::Reply {
    let body = json!({ "id": Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_00aa) });
    desk.call("POST", &format!("/carts/{cart}/complete"), Some(&body), key)
}

#[test]
fn from_the_first_run_to_the_z() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let owner_id = owner.get("/session").body["user"]["id"].clone();
    let till = owner.get("/session").body["till"]["id"].clone();
    enter(&premises, "J104", "ring", 129_000);
    enter(&premises, "M7", "watch", 80_000);

    let seller = owner.hire("Léa", "seller");
    let mut desk = premises.desk();
    let signed = desk.post(
        "/session",
        &json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": till }),
    );
    desk.keep_cookie(&signed);

    // Without a day nothing is sold, with one it is.
    assert_eq!(desk.get("/till").body["day"], Value::Null);
    let cart = open_cart(&desk);
    assert_eq!(scan(&desk, &cart, "X1").code(), "cart.unknown_code");
    let line = scan(&desk, &cart, "J104");
    assert_eq!(line.status, StatusCode::OK, "{line:?}");
    assert_eq!(line.body["total_minor"], 129_000);
    assert!(
        !line.body.to_string().contains("cost"),
        "a seller sees no cost"
    );
    assert!(line.header("x-changes").contains(&format!("cart:{cart}")));
    assert_eq!(desk.get("/carts/current").body["id"], cart);
    assert_eq!(
        pay(&desk, &cart, "cash", 100_001).code(),
        "payment.cash_limit"
    );
    let paid = pay(&desk, &cart, "card", 100_000);
    assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
    assert_eq!(complete(&desk, &cart, "k0").code(), "day.not_open");
    let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
    let opened = desk.post("/till/open", &day);
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    assert_eq!(complete(&desk, &cart, "k1").code(), "payment.unsettled");
    pay(&desk, &cart, "cash", 29_000);

    // A repeated command is the same sale.
    let sale = complete(&desk, &cart, "k2");
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
    let again = complete(&desk, &cart, "k2");
    assert_eq!(
        (&again.body, again.header("idempotency-replayed")),
        (&sale.body, "true")
    );
    assert_eq!(desk.get("/sales").body.as_array().map(Vec::len), Some(1));
    let id = sale.body["id"].as_str().expect("an id");
    let number = sale.body["number"].as_str().expect("a number");
    assert!(number.ends_with("-1"), "{number}");
    let found = desk.get(&format!("/sales/by-code/{number}"));
    assert_eq!(found.body["id"], id);
    let sold_again = open_cart(&desk);
    assert_eq!(scan(&desk, &sold_again, "J104").code(), "cart.sold");
    assert_eq!(scan(&desk, &sold_again, number).code(), "cart.ticket");

    // The ring comes back for a watch; what goes out in money needs somebody's word.
    let returned = desk.post(
        &format!("/carts/{sold_again}/returns"),
        &json!({ "id": Uuid::now_v7(), "sale_id": id, "sale_line_id": sale.body["lines"][0]["id"] }),
    );
    assert_eq!(returned.body["total_minor"], -129_000, "{returned:?}");
    assert_eq!(scan(&desk, &sold_again, "M7").body["total_minor"], -49_000);
    pay(&desk, &sold_again, "card", -49_000);
    let path = format!("/carts/{sold_again}/complete");
    assert_eq!(desk.post(&path, &json!({})).code(), "right.missing");
    let vouched = json!({ "authorised_by": { "user_id": owner_id, "pin": OWNER_PIN } });
    let exchange = desk.post(&path, &vouched);
    assert_eq!(exchange.status, StatusCode::CREATED, "{exchange:?}");
    let first = desk.get(&format!("/sales/{id}"));
    assert_eq!(first.body["lines"][0]["returned_quantity"], 1);
    let exchange_id = exchange.body["id"].as_str().expect("an id").to_owned();
    let paper = desk.get(&format!("/sales/{exchange_id}/receipt.pdf"));
    assert_eq!(paper.header("content-type"), "application/pdf");

    // Annulled by the owner alone.
    let wrong = json!({ "reason": "erreur" });
    let void = format!("/sales/{exchange_id}/void");
    assert_eq!(desk.post(&void, &wrong).code(), "right.missing");
    let annulled = owner.post(&void, &wrong);
    assert_eq!(annulled.status, StatusCode::CREATED, "{annulled:?}");
    assert_eq!(owner.post(&void, &wrong).code(), "sale.already_void");

    // The Z: counted blind, with a reason where it differs, and the whole is proven.
    assert_eq!(desk.get("/till/x").code(), "right.missing");
    let x = owner.get("/till/x");
    assert_eq!(x.body["total_minor"], 129_000, "{x:?}");
    let close = |count: i64, reason: Value| {
        let counted = json!([{ "value_minor": 100, "count": count }]);
        let slips = json!([{ "tender": "card", "amount_minor": 100_000 }]);
        desk.post(
            "/till/close",
            &json!({ "id": Uuid::now_v7(), "counted": counted, "tenders": slips, "reason": reason }),
        )
    };
    let differs = close(480, Value::Null);
    assert_eq!(differs.code(), "day.difference");
    // Which means of payment, never by how much; and the count that differed is on the Z.
    assert_eq!(differs.body["params"], json!({ "tenders": ["cash"] }));
    let z = close(490, Value::Null);
    assert_eq!(z.status, StatusCode::CREATED, "{z:?}");
    assert_eq!(z.body["report"]["total_minor"], 129_000);
    assert_eq!(z.body["report"]["recount_count"], 1);
    assert_eq!(z.body["chain_ok"], true);
    assert_eq!(close(0, Value::Null).code(), "day.not_open");
    assert_eq!(
        owner.get("/closings").body.as_array().map(Vec::len),
        Some(1)
    );
    let proof = owner.post("/journal/verify", &json!({}));
    assert_eq!(proof.body["ok"], true, "{proof:?}");
    assert_eq!(
        desk.post("/till/open", &json!({ "id": Uuid::now_v7(), "float": [] }))
            .code(),
        "day.already_closed"
    );
    premises.pass(TimeDelta::days(1));
}

#[test]
fn two_tills_one_piece() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    enter(&premises, "J1", "ring", 10_000);
    let second = json!({ "id": Uuid::now_v7(), "name": "Caisse 2", "code": "2", "active": true });
    let second = owner.put("/tills", &second);
    let seller = owner.hire("Léa", "seller");
    let mut desk = premises.desk();
    let at_till = json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": second.body["id"] });
    let signed = desk.post("/session", &at_till);
    assert_eq!(signed.status, StatusCode::CREATED, "{second:?} {signed:?}");
    desk.keep_cookie(&signed);
    let (mine, theirs) = (open_cart(&owner), open_cart(&desk));
    assert_eq!(scan(&owner, &mine, "J1").status, StatusCode::OK);
    let refused = scan(&desk, &theirs, "J1");
    assert_eq!(refused.code(), "cart.reserved");
    assert_eq!(refused.body["params"]["user"], "Odile");
    let parked = owner.post(
        &format!("/carts/{mine}/park"),
        &json!({ "name": "Mme Roche" }),
    );
    assert_eq!(parked.body["state"], "parked", "{parked:?}");
    assert_eq!(
        owner.get("/carts/parked").body.as_array().map(Vec::len),
        Some(1)
    );
    premises.pass(TimeDelta::days(2));
    let mut desk = premises.desk();
    let signed = desk.post("/session", &at_till);
    desk.keep_cookie(&signed);
    let free = scan(&desk, &theirs, "J1");
    assert_eq!(
        free.status,
        StatusCode::OK,
        "the parked cart's time is over: {free:?}"
    );
}
