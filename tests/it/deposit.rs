//! Money in advance on repairs, through the one door: taken, used up, annulled, given back; what the
//! ticket, the Z and the ledger say of it; and what is refused.

pub mod fixture;
mod matrix;
mod money;
mod partly;
mod refused;
mod withdrawn;

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::Premises;

use crate::repair::fixture::Shop;
use fixture::{Cart, ahead, balance, hand_over, lines, object, open_day, proves, ready, void, x};

#[test]
fn a_deposit_is_taken_and_used_up_beside_a_ring() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    shop.enter("J1");
    let taken = shop.take_in(&[object(&shop, &[(9_000, 2_000), (3_000, 1_000)])]);
    let job = shop.job(&taken, 0);
    assert_eq!(job.told()["till"], "deposit");

    let cart = Cart::open(&shop.owner);
    let put = cart.deposit(&job, "acompte", 4_000);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    let line = &put.body["lines"][0];
    assert_eq!(
        (&line["kind"], &put.body["total_minor"]),
        (&json!("deposit"), &json!(4_000))
    );
    assert_eq!(line["work"]["code"], job.told()["code"]);
    assert_eq!(
        put.body["customer"]["id"], shop.customer,
        "the cart is its customer's"
    );
    let first = cart.paid("cash");
    // A line for each rate of the work it is a part of: 9 000 at 20 % and 3 000 at 10 %.
    assert_eq!(lines(&first), ["acompte 1000", "acompte 3000"]);
    let told = job.told();
    assert_eq!(
        (
            &told["paid_minor"],
            &told["charged_minor"],
            &told["balance_minor"]
        ),
        (&json!(4_000), &json!(0), &json!(8_000))
    );
    assert_eq!(told["deposits"][0]["ticket"], first["number"]);
    // 1 000 at 10 % is 91 of tax, 3 000 at 20 % is 500: due now, and no revenue.
    assert_eq!(ahead(&premises, &job), (4_000, 591));
    assert_eq!(balance(&premises, account::VAT), -591);
    assert_eq!(balance(&premises, account::REVENUE), 0);

    // A second one on another ticket: a job may have several.
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.deposit(&job, "arrhes", 2_000).status, StatusCode::OK);
    let second = cart.paid("card");
    ready(&job);
    let refused = hand_over(&job, &taken["number"]);
    assert_eq!(refused.code(), "repair.balance_due");

    // The balance with a ring in the same cart.
    let cart = Cart::open(&shop.owner);
    assert_eq!(job.told()["till"], "balance");
    let put = cart.balance(&job);
    assert_eq!(put.body["total_minor"], 6_000, "{put:?}");
    assert_eq!(
        put.body["lines"][0]["work"]["deposits"]
            .as_array()
            .map(Vec::len),
        Some(4)
    );
    assert_eq!(cart.scan("J1").body["total_minor"], 106_000);
    let last = cart.paid("card");
    assert_eq!(
        lines(&last),
        [
            "work 9000",
            "work 3000",
            "used -1000",
            "used -3000",
            "used -500",
            "used -1500",
            "goods 100000"
        ]
    );
    assert_eq!(job.told()["balance_minor"], 0);
    assert_eq!(job.told()["till"], Value::Null);
    // Nothing is owed in advance any more, and the tax is that of the price: 1 500 + 273, the ring's
    // 16 667 beside it.
    assert_eq!(ahead(&premises, &job), (0, 0));
    assert_eq!(balance(&premises, account::VAT), -(1_500 + 273 + 16_667));
    let net = 12_000 - 1_773 + 100_000 - 16_667;
    assert_eq!(balance(&premises, account::REVENUE), -net);

    let report = x(&shop.owner);
    assert_eq!(
        (
            &report["deposit_minor"],
            &report["deposit_used_minor"],
            &report["deposit_back_minor"]
        ),
        (&json!(6_000), &json!(-6_000), &json!(0))
    );
    assert_eq!(
        (&report["deposit_count"], &report["deposit_used_count"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        (&report["sale_minor"], &report["total_minor"]),
        (&json!(112_000), &json!(112_000))
    );
    let vat: i64 = report["vat"]
        .as_array()
        .expect("rates")
        .iter()
        .map(|one| one["vat_minor"].as_i64().expect("a sum"))
        .sum();
    assert_eq!(vat, 1_773 + 16_667);

    // A deposit that is used up is annulled with its ticket's successor first.
    assert_eq!(void(&shop.owner, &second).code(), "sale.partly_returned");
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    assert_eq!(void(&shop.owner, &last).code(), "sale.handed_over");
    proves(&premises);
}

#[test]
fn tickets_of_work_are_annulled_and_made_again() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
    let job = shop.job(&taken, 0);
    let deposit = |amount| {
        let cart = Cart::open(&shop.owner);
        let put = cart.deposit(&job, "acompte", amount);
        assert_eq!(put.status, StatusCode::OK, "{put:?}");
        cart.paid("cash")
    };
    // Annulled at once: nothing was paid.
    let first = deposit(3_000);
    assert_eq!(void(&shop.owner, &first).status, StatusCode::CREATED);
    assert_eq!(
        (job.told()["paid_minor"].clone(), ahead(&premises, &job)),
        (json!(0), (0, 0))
    );
    // All of it in advance: the object leaves on its own ticket only.
    deposit(10_000);
    ready(&job);
    assert_eq!(job.told()["balance_minor"], 0);
    assert_eq!(
        hand_over(&job, &taken["number"]).code(),
        "repair.not_ticketed"
    );
    let settle = || {
        let cart = Cart::open(&shop.owner);
        assert_eq!(cart.balance(&job).status, StatusCode::OK);
        cart.paid("cash")
    };
    let ticket = settle();
    assert_eq!(lines(&ticket), ["work 10000", "used -10000"]);
    assert_eq!(ticket["total_minor"], 0);
    assert_eq!(ahead(&premises, &job), (0, 0));
    // Annulled, the deposit stands again, and the job is to be ticketed again.
    assert_eq!(void(&shop.owner, &ticket).status, StatusCode::CREATED);
    assert_eq!(ahead(&premises, &job), (10_000, 1_667));
    assert_eq!(job.told()["charged_minor"], 0);
    settle();
    // Found wanting after all, and cheaper for it: the first ticket's work comes off the second's.
    let fail = job.act("fail", &json!({ "note": "rayure" }));
    assert_eq!(fail.status, StatusCode::OK);
    job.price(6_000);
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
    assert_eq!(job.told()["balance_minor"], -4_000);
    assert_eq!(
        hand_over(&job, &taken["number"]).code(),
        "repair.refund_due"
    );
    let cart = Cart::open(&shop.owner);
    let put = cart.balance(&job);
    assert_eq!(put.body["repayments"][0]["tender"], "cash", "{put:?}");
    let ticket = cart.paid("cash");
    assert_eq!(lines(&ticket), ["work 6000", "work -10000"]);
    assert_eq!(balance(&premises, account::REVENUE), -5_000);
    assert_eq!(balance(&premises, account::VAT), -1_000);
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    proves(&premises);
}

#[test]
fn what_was_paid_for_nothing_goes_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
    let job = shop.job(&taken, 0);
    let cart = Cart::open(&shop.owner);
    cart.deposit(&job, "acompte", 4_000);
    let first = cart.paid("cash");
    // Part of it: the whole comes back, and a smaller one stands in its place.
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.take_back(&first, 0).body["total_minor"], -4_000);
    assert_eq!(cart.deposit(&job, "acompte", 1_500).code(), "deposit.twice");
    let back = cart.paid("cash");
    assert_eq!(lines(&back), ["acompte -4000"]);
    assert_eq!(ahead(&premises, &job), (0, 0));
    let report = x(&shop.owner);
    assert_eq!(
        (&report["deposit_back_minor"], &report["return_minor"]),
        (&json!(-4_000), &json!(0))
    );
    let cart = Cart::open(&shop.owner);
    cart.deposit(&job, "arrhes", 1_500);
    cart.paid("card");
    assert_eq!(
        job.act("cancel", &json!({ "note": "renonce" })).status,
        StatusCode::OK
    );
    assert_eq!(job.told()["till"], "balance");
    assert_eq!(
        hand_over(&job, &taken["number"]).code(),
        "repair.refund_due"
    );
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.balance(&job).body["total_minor"], -1_500);
    let back = cart.paid("card");
    assert_eq!(lines(&back), ["arrhes -1500"]);
    // A refund that was a mistake: the money stands again, and goes back again.
    assert_eq!(void(&shop.owner, &back).status, StatusCode::CREATED);
    assert_eq!(ahead(&premises, &job), (1_500, 250));
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.balance(&job).status, StatusCode::OK);
    cart.paid("card");
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    assert_eq!(balance(&premises, account::VAT), 0);
    proves(&premises);
}
