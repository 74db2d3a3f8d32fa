//! The money of an order: in advance on what was agreed, the balance when it is ready, what comes back;
//! and that nobody takes home what is not paid.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::{Premises, STAFF_PIN};

use super::fixture::{Ring, Shop};
use crate::deposit::fixture::{Cart, balance, lines, open_day, proves, void};

fn owed(ring: &Ring<'_>) -> (Value, Value) {
    let told = ring.told();
    let money = &told["money"];
    (money["balance_minor"].clone(), money["till"].clone())
}

fn fee(ring: &Ring<'_>, fee_minor: Option<i64>, more: &Value) -> tests::premises::Reply {
    let mut body = more.clone();
    body["fee_minor"] = json!(fee_minor);
    ring.desk
        .put(&format!("/custom-orders/{}/fee", ring.id), &body)
}

#[test]
fn a_deposit_the_balance_and_only_then_it_goes_home() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let ring = shop.begin("Alliance deux ors");
    // Nothing is agreed: nobody can say what the money is a part of.
    let cart = Cart::open(&shop.owner);
    let acompte = json!({ "kind": "acompte", "amount_minor": 30_000 });
    let refused = cart.of("deposits", ring.subject(), &acompte);
    assert_eq!(refused.code(), "deposit.unpriced");
    assert_eq!(owed(&ring), (Value::Null, Value::Null));

    ring.agrees(120_000);
    assert_eq!(owed(&ring), (json!(120_000), json!("deposit")));
    let more = json!({ "kind": "acompte", "amount_minor": 120_001 });
    let refused = cart.of("deposits", ring.subject(), &more);
    assert_eq!(refused.code(), "deposit.over_price");
    let refused = cart.of("balances", ring.subject(), &json!({}));
    assert_eq!(refused.code(), "deposit.not_due");
    let put = cart.of("deposits", ring.subject(), &acompte);
    assert_eq!(put.body["customer"]["id"], shop.customer, "{put:?}");
    let first = cart.paid("card");
    assert_eq!(lines(&first), ["acompte 30000"]);
    assert_eq!(balance(&premises, account::REVENUE), 0, "no revenue yet");
    assert_eq!(owed(&ring), (json!(90_000), json!("deposit")));
    assert_eq!(ring.told()["entries"][0]["what"], "paid");

    // The quote is scanned at the till, whichever version she brings.
    let number = ring.told()["number"].as_str().expect("one").to_owned();
    let cart = Cart::open(&shop.owner);
    for code in [number.clone(), format!("{number}/1")] {
        let scanned = cart.scan(&code);
        assert_eq!(scanned.code(), "cart.custom", "{scanned:?}");
        assert_eq!(scanned.body["params"]["order_id"], ring.id);
    }
    assert_eq!(cart.scan("P1-C26-99").code(), "cart.unknown_code");

    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    let refused = ring.act("deliver", "");
    assert_eq!(refused.code(), "custom.balance_due");
    assert_eq!(
        refused.body["params"]["balance_minor"], 90_000,
        "{refused:?}"
    );
    let last = ring.pays();
    assert_eq!(lines(&last), ["work 120000", "used -30000"]);
    assert_eq!(balance(&premises, account::REVENUE), -100_000);
    assert_eq!(owed(&ring), (json!(0), Value::Null));

    // Annulled, it is owed again; delivered, its tickets stand.
    assert_eq!(void(&shop.owner, &last).status, StatusCode::CREATED);
    assert_eq!(ring.told()["entries"][0]["what"], "unpaid");
    assert_eq!(ring.act("deliver", "").code(), "custom.balance_due");
    let last = ring.pays();
    ring.moves("deliver", "delivered");
    assert_eq!(void(&shop.owner, &last).code(), "sale.handed_over");
    let cart = Cart::open(&shop.owner);
    let refused = cart.of("deposits", ring.subject(), &acompte);
    assert_eq!(refused.code(), "deposit.no_deposit");
    // It stands in the workshop's margin without VAT and once: what was annulled is taken off again.
    let margin = crate::workshop::earned(&shop.owner);
    assert_eq!(margin, [("custom".to_owned(), 1, 100_000)]);
    proves(&premises);
}

#[test]
fn what_is_paid_in_advance_needs_its_ticket_and_too_much_goes_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let ring = shop.begin("Pendentif");
    ring.agrees(80_000);
    ring.pays_ahead("acompte", 80_000);
    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    assert_eq!(ring.act("deliver", "").code(), "custom.not_ticketed");
    // Smaller after all: what was agreed is less than what was paid.
    assert_eq!(
        ring.act("rework", "pierre plus petite").status,
        StatusCode::OK
    );
    assert_eq!(
        ring.act("revise", "pierre plus petite").status,
        StatusCode::OK
    );
    assert_eq!(owed(&ring), (Value::Null, Value::Null), "no price holds");
    ring.agrees(60_000);
    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    let refused = ring.act("deliver", "");
    assert_eq!(refused.code(), "custom.refund_due");
    assert_eq!(refused.body["params"]["paid_minor"], 20_000);
    let back = ring.pays();
    assert_eq!(back["total_minor"], -20_000);
    ring.moves("deliver", "delivered");
    proves(&premises);
}

#[test]
fn who_draws_back_and_what_was_begun() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let why = json!({ "reason": "elle renonce", "outcome": "kept" });

    // Arrhes are kept.
    let ring = shop.begin("Bague");
    ring.agrees(100_000);
    ring.pays_ahead("arrhes", 20_000);
    assert_eq!(fee(&ring, Some(1_000), &why).code(), "custom.wrong_state");
    assert_eq!(ring.act("cancel", "elle renonce").status, StatusCode::OK);
    let cart = Cart::open(&shop.owner);
    let put = cart.of("balances", ring.subject(), &why);
    assert_eq!(put.body["total_minor"], 0, "{put:?}");
    assert_eq!(lines(&cart.paid("card")), ["arrhes -20000", "kept 20000"]);
    assert_eq!(balance(&premises, account::INDEMNITIES), -20_000);

    // Work that was begun is charged, and the rest goes back.
    let ring = shop.begin("Chevalière");
    ring.agrees(100_000);
    ring.pays_ahead("acompte", 50_000);
    ring.moves("produce", "production");
    assert_eq!(ring.act("cancel", "elle renonce").status, StatusCode::OK);
    assert_eq!(owed(&ring), (json!(-50_000), json!("balance")));
    for (minor, more, code) in [
        (Some(0), json!({ "reason": "x" }), "custom.fee"),
        (Some(100_001), json!({ "reason": "x" }), "custom.fee"),
        (Some(30_000), json!({ "reason": " " }), "custom.no_reason"),
    ] {
        assert_eq!(fee(&ring, minor, &more).code(), code);
    }
    let mut desk = premises.desk();
    desk.sign_in(shop.owner.hire("Camille", "seller"), STAFF_PIN);
    let begun = json!({ "reason": "fonte et cire" });
    let refused = fee(&ring.at(&desk), Some(30_000), &begun);
    assert_eq!(refused.code(), "right.missing");
    let charged = fee(&ring, Some(30_000), &begun);
    assert_eq!(charged.status, StatusCode::OK, "{charged:?}");
    assert_eq!(owed(&ring), (json!(-20_000), json!("balance")));
    let sale = ring.pays();
    assert_eq!(lines(&sale), ["work 30000", "used -50000"]);
    proves(&premises);
}
