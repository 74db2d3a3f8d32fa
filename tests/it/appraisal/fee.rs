//! The fee of a certificate: set once it is issued, put into the till's cart, paid, annulled, given back; and
//! what is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::Premises;

use super::fixture::Shop;
use crate::deposit::fixture::{Cart, balance, lines, open_day, proves, void};

fn fee(shop: &Shop<'_>, of: &str) -> Value {
    shop.owner.get(of).body["fee"].clone()
}

#[test]
fn the_fee_is_paid_at_the_till_with_its_vat() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    shop.introduce();
    let of = shop.valued("insurance");
    let set = |minor: Value| {
        shop.owner
            .put(&format!("{of}/fee"), &json!({ "fee_minor": minor }))
    };
    // A draft has none, and nothing is taken for it.
    assert_eq!(set(json!(12_000)).code(), "appraisal.state");
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.fee(&of).code(), "deposit.not_due");
    assert_eq!(shop.issue(&of).status, StatusCode::OK);
    assert_eq!(
        cart.fee(&of).code(),
        "deposit.nothing_owed",
        "it has no fee"
    );
    for wrong in [json!(0), json!(-1), json!(100_000_000_000_i64)] {
        assert_eq!(set(wrong).code(), "appraisal.fee");
    }
    assert_eq!(set(json!(12_000)).status, StatusCode::OK);
    assert_eq!(fee(&shop, &of)["till"], true);

    let put = cart.fee(&of);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    let work = &put.body["lines"][0]["work"];
    assert_eq!(
        (&work["kind"], &work["code"], &put.body["total_minor"]),
        (&json!("appraisal"), &json!("1-EX2026-0001"), &json!(12_000))
    );
    assert_eq!(put.body["customer"]["id"], shop.customer);
    assert_eq!(cart.fee(&of).code(), "deposit.twice");
    let sale = cart.paid("card");
    assert_eq!(lines(&sale), ["work 12000"]);
    assert_eq!(sale["lines"][0]["title"], "Honoraires d’expertise");
    assert_eq!(balance(&premises, account::VAT), -2_000);
    assert_eq!(balance(&premises, account::REVENUE), -10_000);
    let paid = fee(&shop, &of);
    assert_eq!(
        (&paid["charged_minor"], &paid["tickets"], &paid["till"]),
        (&json!(12_000), &json!([sale["number"]]), &json!(false))
    );
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.fee(&of).code(), "deposit.nothing_owed", "it is paid");
    // One line of a ticket of work does not come back: the ticket is annulled, and it is to be paid again.
    assert_eq!(cart.take_back(&sale, 0).code(), "deposit.not_returned");
    assert_eq!(void(&shop.owner, &sale).status, StatusCode::CREATED);
    assert_eq!(fee(&shop, &of)["charged_minor"], 0);
    assert_eq!(balance(&premises, account::VAT), 0);
    assert_eq!(crate::workshop::earned(&shop.owner), []);
    assert_eq!(cart.fee(&of).status, StatusCode::OK);
    cart.paid("cash");
    // It stands in the workshop's margin, without VAT.
    let margin = crate::workshop::earned(&shop.owner);
    assert_eq!(margin, [("appraisal".to_owned(), 1, 10_000)]);
    let told: Vec<Value> = shop.owner.get(&of).body["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| entry["what"].clone())
        .collect();
    assert_eq!(told, ["paid", "unpaid", "paid", "fee", "issued", "created"]);
    proves(&premises);
}

#[test]
fn a_fee_that_is_taken_off_goes_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    shop.introduce();
    let of = shop.valued("estate");
    let set = |minor: Value| {
        shop.owner
            .put(&format!("{of}/fee"), &json!({ "fee_minor": minor }))
    };
    shop.issue(&of);
    set(json!(9_000));
    let cart = Cart::open(&shop.owner);
    cart.fee(&of);
    let paid = cart.paid("cash");
    // Put into a cart, then withdrawn: what was paid stands until somebody takes the fee off.
    let withdrawn = shop.owner.post(
        &format!("{of}/withdraw"),
        &json!({ "note": "erreur de pierre" }),
    );
    assert_eq!(withdrawn.status, StatusCode::OK, "{withdrawn:?}");
    assert_eq!(fee(&shop, &of)["till"], false);
    assert_eq!(set(json!(9_500)).code(), "appraisal.state");
    assert_eq!(set(json!(null)).status, StatusCode::OK);
    assert_eq!(fee(&shop, &of)["balance_minor"], -9_000);
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.fee(&of).body["total_minor"], -9_000);
    let back = cart.paid("cash");
    assert_eq!(lines(&back), ["work -9000"]);
    assert_eq!(void(&shop.owner, &paid).code(), "sale.partly_returned");
    assert_eq!(balance(&premises, account::REVENUE), 0);

    // One that was superseded is not charged any more: its successor is.
    let next = shop.valued("insurance");
    shop.issue(&next);
    let set_next = shop
        .owner
        .put(&format!("{next}/fee"), &json!({ "fee_minor": 5_000 }));
    assert_eq!(set_next.body["fee"]["usual_minor"], 5_000, "{set_next:?}");
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.fee(&next).status, StatusCode::OK);
    let id = uuid::Uuid::now_v7();
    let reissued = shop
        .owner
        .post(&format!("{next}/reissue"), &json!({ "id": id }));
    assert_eq!(reissued.status, StatusCode::CREATED, "{reissued:?}");
    assert_eq!(
        shop.issue(&format!("/appraisals/{id}")).status,
        StatusCode::OK
    );
    assert_eq!(
        cart.pay("cash").code(),
        "deposit.not_due",
        "it was in the cart before"
    );
    proves(&premises);
}
