//! Bad input: each with its code, and nothing written.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Cart, hand_over, object, open_day, proves, ready};
use crate::repair::fixture::{Shop, enter};

#[test]
fn what_cannot_be_paid_in_advance_is_not() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut dear = shop.object("Montre");
    dear["tasks"] = json!([shop.task("battery", "Pile", None, None)]);
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)]), dear]);
    let (job, unpriced) = (shop.job(&taken, 0), shop.job(&taken, 1));
    let cart = Cart::open(&shop.owner);
    for amount in [0, -1] {
        assert_eq!(
            cart.deposit(&job, "acompte", amount).code(),
            "deposit.amount"
        );
    }
    let over = cart.deposit(&job, "acompte", 10_001);
    assert_eq!(over.code(), "deposit.over_price");
    assert_eq!(over.body["params"]["left_minor"], 10_000);
    assert_eq!(cart.deposit(&job, "avance", 1_000).code(), "request.json");
    assert_eq!(
        cart.deposit(&unpriced, "acompte", 1_000).code(),
        "deposit.unpriced"
    );
    assert_eq!(
        cart.balance(&job).code(),
        "deposit.not_due",
        "it is not ready"
    );
    let nobody = json!({ "id": Uuid::now_v7(), "subject_kind": "job", "subject_id": Uuid::now_v7(), "kind": "acompte",
        "amount_minor": 100 });
    let unknown = shop
        .owner
        .post(&format!("/carts/{}/deposits", cart.id), &nobody);
    assert_eq!(unknown.code(), "deposit.unknown");

    // Once in a cart; and its price is the work's.
    let put = cart.deposit(&job, "acompte", 4_000);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    assert_eq!(cart.deposit(&job, "acompte", 100).code(), "deposit.twice");
    let line = put.body["lines"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let path = format!("/carts/{}/lines/{line}", cart.id);
    let off = json!({ "discount_bp": 1_000, "reason": "geste" });
    assert_eq!(
        shop.owner.put(&format!("{path}/discount"), &off).code(),
        "cart.agreed_price"
    );
    let price = json!({ "unit_price_minor": 1, "reason": "geste" });
    assert_eq!(
        shop.owner.put(&format!("{path}/price"), &price).code(),
        "cart.agreed_price"
    );
    let two = json!({ "quantity": 2 });
    assert_eq!(
        shop.owner.put(&format!("{path}/quantity"), &two).code(),
        "cart.not_an_article"
    );
    // A discount on the ticket leaves it alone.
    let whole = shop
        .owner
        .put(&format!("/carts/{}/discount", cart.id), &off);
    assert_eq!(whole.body["total_minor"], 4_000, "{whole:?}");

    // Somebody else's ticket.
    let other = enter(&shop.owner, "Petit", "Jean", "06 99 88 77 66");
    let theirs = json!({ "customer_id": other });
    let attached = shop
        .owner
        .put(&format!("/carts/{}/customer", cart.id), &theirs);
    assert_eq!(attached.code(), "deposit.other_customer");

    // No day is open: nothing of it is final.
    assert_eq!(cart.pay("cash").code(), "day.not_open");
    open_day(&shop.owner);
    // The price went down while it stood in the cart.
    job.price(3_000);
    let body = json!({ "id": Uuid::now_v7() });
    let late = shop
        .owner
        .post(&format!("/carts/{}/complete", cart.id), &body);
    assert_eq!(late.code(), "deposit.over_price");
    job.price(10_000);
    let done = shop
        .owner
        .post(&format!("/carts/{}/complete", cart.id), &body);
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
    assert_eq!(job.told()["paid_minor"], 4_000);

    let cart = Cart::open(&shop.owner);
    let set = shop
        .owner
        .put(&format!("/carts/{}/customer", cart.id), &theirs);
    assert_eq!(set.status, StatusCode::OK);
    assert_eq!(
        cart.deposit(&job, "arrhes", 100).code(),
        "deposit.other_customer"
    );
    let detach = json!({ "customer_id": null });
    shop.owner
        .put(&format!("/carts/{}/customer", cart.id), &detach);

    // What is ready is paid, not paid in advance; what is gone is neither.
    ready(&job);
    assert_eq!(
        cart.deposit(&job, "acompte", 100).code(),
        "deposit.no_deposit"
    );
    assert_eq!(cart.balance(&job).status, StatusCode::OK);
    let sale = cart.paid("cash");
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.balance(&job).code(), "deposit.nothing_owed");
    // Nor does its work come back line by line.
    assert_eq!(cart.take_back(&sale, 0).code(), "deposit.not_returned");
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    assert_eq!(
        cart.deposit(&job, "acompte", 100).code(),
        "deposit.no_deposit"
    );
    assert_eq!(cart.balance(&job).code(), "deposit.not_due");
    proves(&premises);
}

#[test]
fn of_two_tills_one_settles_and_the_law_limits_cash_for_the_whole_debt() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let till = json!({ "id": Uuid::now_v7(), "name": "Vitrine", "code": "2", "active": true });
    let till = shop.owner.put("/tills", &till).body["id"].clone();
    let seller = shop.owner.hire("Léa", "seller");
    let mut desk = premises.desk();
    let signed = desk.post(
        "/session",
        &json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": till }),
    );
    desk.keep_cookie(&signed);
    open_day(&desk);

    let taken = shop.take_in(&[object(&shop, &[(200_000, 2_000)])]);
    let job = shop.job(&taken, 0);
    let cart = Cart::open(&desk);
    cart.deposit(&job, "acompte", 80_000);
    cart.paid("cash");
    // 800 of the 1 000 euros that one debt may be paid in cash.
    let cart = Cart::open(&desk);
    let put = cart.deposit(&job, "acompte", 30_000);
    assert_eq!(put.body["cash_limit_minor"], 20_000);
    assert_eq!(cart.pay("cash").code(), "payment.cash_limit");
    // Both tills have the balance; the first that is paid settles it.
    let abandoned = desk.post(&format!("/carts/{}/abandon", cart.id), &json!({}));
    assert!(abandoned.status.is_success());
    ready(&job);
    let (here, there) = (Cart::open(&desk), Cart::open(&shop.owner));
    assert_eq!(here.balance(&job).body["total_minor"], 120_000);
    assert_eq!(there.balance(&job).body["total_minor"], 120_000);
    here.paid("card");
    let body = json!({ "id": Uuid::now_v7() });
    let late = shop
        .owner
        .post(&format!("/carts/{}/complete", there.id), &body);
    assert_eq!(late.code(), "deposit.nothing_owed");
    assert_eq!(job.told()["paid_minor"], 200_000);

    // Who may not sell takes no money.
    let bench = shop.owner.hire("Marc", "bench");
    let mut hands = premises.desk();
    hands.sign_in(bench, STAFF_PIN);
    let body = json!({ "id": Uuid::now_v7(), "subject_kind": "job", "subject_id": job.id, "kind": "acompte",
        "amount_minor": 100 });
    let refused = hands.post(&format!("/carts/{}/deposits", there.id), &body);
    assert_eq!(refused.code(), "right.missing");
    proves(&premises);
}
