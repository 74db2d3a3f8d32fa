//! A part of what was paid in advance goes back while the work goes on; and all of it, when work was begun.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{
    Cart, ahead, balance, hand_over, lines, object, open_day, proves, ready, void, x,
};
use crate::repair::fixture::Shop;

#[test]
fn a_part_goes_back_and_the_rest_stands() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let taken = shop.take_in(&[object(&shop, &[(9_000, 2_000), (3_000, 1_000)])]);
    let job = shop.job(&taken, 0);
    let cart = Cart::open(&shop.owner);
    assert_eq!(
        cart.give_back(&job, 100).code(),
        "deposit.over_paid",
        "nothing was paid"
    );
    cart.deposit(&job, "acompte", 4_000);
    assert_eq!(cart.give_back(&job, 100).code(), "deposit.over_paid");
    cart.paid("cash");

    let cart = Cart::open(&shop.owner);
    for amount in [0, -1] {
        assert_eq!(cart.give_back(&job, amount).code(), "deposit.amount");
    }
    let over = cart.give_back(&job, 4_001);
    assert_eq!(
        (over.code(), &over.body["params"]["paid_minor"]),
        ("deposit.over_paid", &json!(4_000))
    );
    let put = cart.give_back(&job, 1_500);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    assert_eq!(
        (&put.body["total_minor"], &put.body["lines"][0]["kind"]),
        (&json!(-1_500), &json!("give_back"))
    );
    assert_eq!(put.body["repayments"][0]["tender"], "cash");
    assert_eq!(cart.give_back(&job, 100).code(), "deposit.twice");
    assert_eq!(cart.deposit(&job, "acompte", 100).code(), "deposit.twice");
    let back = cart.paid("cash");
    assert_eq!(
        lines(&back),
        [
            "acompte -1000",
            "acompte -3000",
            "acompte 625",
            "acompte 1875"
        ]
    );
    // 625 at 10 % has 57 of tax, 1 875 at 20 % has 313.
    assert_eq!(ahead(&premises, &job), (2_500, 370));
    assert_eq!(balance(&premises, account::VAT), -370);
    let report = x(&shop.owner);
    assert_eq!(
        (
            &report["deposit_minor"],
            &report["deposit_back_minor"],
            &report["return_minor"]
        ),
        (&json!(4_000), &json!(-1_500), &json!(0))
    );
    // A mistake: annulled, all of it stands again.
    assert_eq!(void(&shop.owner, &back).status, StatusCode::CREATED);
    assert_eq!(ahead(&premises, &job), (4_000, 591));
    assert_eq!(x(&shop.owner)["deposit_back_minor"], 0);

    // Several: the newest goes first.
    let cart = Cart::open(&shop.owner);
    cart.deposit(&job, "arrhes", 1_200);
    cart.paid("card");
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.give_back(&job, 2_200).body["total_minor"], -2_200);
    let back = cart.pay("cash");
    assert_eq!(back.status, StatusCode::CREATED, "{back:?}");
    assert_eq!(
        lines(&back.body),
        [
            "arrhes -300",
            "arrhes -900",
            "acompte -1000",
            "acompte -3000",
            "acompte 750",
            "acompte 2250"
        ]
    );
    assert_eq!(job.told()["paid_minor"], 3_000);

    // Done: what is left is taken off, and nothing goes back but by the balance.
    ready(&job);
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.give_back(&job, 100).code(), "deposit.no_deposit");
    assert_eq!(cart.balance(&job).body["total_minor"], 9_000);
    cart.paid("card");
    assert_eq!(ahead(&premises, &job), (0, 0));
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    proves(&premises);
}

#[test]
fn a_deposit_is_refunded_after_partial_work() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let taken = shop.take_in(&[object(&shop, &[(6_000, 2_000), (4_000, 2_000)])]);
    let till = shop.owner.get("/session").body["till"]["id"].clone();
    let job = shop.job(&taken, 0);
    let cart = Cart::open(&shop.owner);
    cart.deposit(&job, "acompte", 4_000);
    cart.paid("cash");
    job.moves("start", "bench");

    // A seller puts it into the cart, and does not pay it out.
    let seller = shop.owner.hire("Léa", "seller");
    let mut desk = premises.desk();
    let signed = desk.post(
        "/session",
        &json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": till }),
    );
    desk.keep_cookie(&signed);
    let cart = Cart::open(&desk);
    assert_eq!(cart.give_back(&job, 4_000).status, StatusCode::OK);
    assert_eq!(cart.pay("cash").code(), "right.missing");
    assert_eq!(ahead(&premises, &job).0, 4_000);
    // The owner lets it go, with what is prepared; what was begun is owed all the same.
    let done = shop.owner.post(
        &format!("/carts/{}/complete", cart.id),
        &json!({ "id": Uuid::now_v7() }),
    );
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
    assert_eq!(lines(&done.body), ["acompte -4000"]);
    assert_eq!(ahead(&premises, &job), (0, 0));
    assert_eq!(job.told()["balance_minor"], 10_000);
    assert_eq!(
        job.act("cancel", &json!({ "note": "renonce" })).status,
        StatusCode::OK
    );
    let begun = json!({ "fee_minor": 6_000, "reason": "mise à taille faite" });
    assert_eq!(job.put("fee", &begun).status, StatusCode::OK);
    assert_eq!(
        hand_over(&job, &taken["number"]).code(),
        "repair.balance_due"
    );
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.balance(&job).body["total_minor"], 6_000);
    let sale: Value = cart.paid("card");
    assert_eq!(sale["lines"][0]["title"], "Travaux commencés");
    assert_eq!(balance(&premises, account::VAT), -1_000);
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    proves(&premises);
}
