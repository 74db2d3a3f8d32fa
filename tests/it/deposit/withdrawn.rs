//! Who draws back: arrhes kept, paid back twice, given back; the fee of a refused estimate; the part of the
//! work that was begun. Each with its right, its reason and its way back.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Cart, ahead, balance, hand_over, object, open_day, proves, void, x};
use crate::repair::fixture::{Job, Shop};

fn settle(cart: &Cart<'_>, job: &Job<'_>, outcome: &str, more: &Value) -> tests::premises::Reply {
    let mut body = more.clone();
    body["outcome"] = json!(outcome);
    cart.of("balances", ("job", &job.id), &body)
}

#[test]
fn arrhes_are_kept_or_paid_back_twice() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let why = json!({ "reason": "la cliente renonce" });
    for (outcome, sign) in [("kept", 1), ("doubled", -1)] {
        let indemnities = -balance(&premises, account::INDEMNITIES);
        let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
        let job = shop.job(&taken, 0);
        let cart = Cart::open(&shop.owner);
        cart.deposit(&job, "arrhes", 3_000);
        cart.paid("cash");
        let cart = Cart::open(&shop.owner);
        assert_eq!(settle(&cart, &job, outcome, &why).code(), "deposit.not_due");
        let cancelled = job.act("cancel", &json!({ "note": "renonce" }));
        assert_eq!(cancelled.status, StatusCode::OK);
        assert_eq!(
            settle(&cart, &job, outcome, &json!({})).code(),
            "cart.no_reason"
        );
        assert_eq!(settle(&cart, &job, "halved", &why).code(), "request.json");
        let put = settle(&cart, &job, outcome, &why);
        let total = -3_000 + sign * 3_000;
        assert_eq!(put.body["total_minor"], total, "{put:?}");
        let sale = cart.paid("cash");
        assert_eq!(sale["lines"][0]["role"], "arrhes");
        assert_eq!(
            (&sale["lines"][1]["role"], &sale["lines"][1]["total_minor"]),
            (&json!("kept"), &json!(sign * 3_000))
        );
        assert_eq!(ahead(&premises, &job), (0, 0));
        assert_eq!(
            -balance(&premises, account::INDEMNITIES) - indemnities,
            sign * 3_000
        );
        // No tax on it, and no revenue of a sale.
        assert_eq!(balance(&premises, account::VAT), 0);
        assert_eq!(balance(&premises, account::REVENUE), 0);
        // A mistake: annulled, the arrhes stand again, and are given back.
        assert_eq!(void(&shop.owner, &sale).status, StatusCode::CREATED);
        assert_eq!(ahead(&premises, &job).0, 3_000);
        let cart = Cart::open(&shop.owner);
        assert_eq!(settle(&cart, &job, outcome, &why).status, StatusCode::OK);
        cart.paid("cash");
        assert_eq!(job.told()["balance_minor"], 0);
        assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    }
    let report = x(&shop.owner);
    assert_eq!(
        (
            &report["indemnity_minor"],
            &report["sale_minor"],
            &report["vat"][0]["vat_minor"]
        ),
        (&json!(0), &json!(0), &json!(0))
    );
    proves(&premises);
}

#[test]
fn an_acompte_is_not_kept_but_what_was_done_is_charged() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
    let job = shop.job(&taken, 0);
    let cart = Cart::open(&shop.owner);
    cart.deposit(&job, "acompte", 4_000);
    cart.paid("cash");
    let fee = |minor: Value, reason: &str| {
        job.put("fee", &json!({ "fee_minor": minor, "reason": reason }))
    };
    assert_eq!(fee(json!(1_000), "commencé").code(), "repair.wrong_state");
    job.moves("start", "bench");
    assert_eq!(
        job.act("cancel", &json!({ "note": "renonce" })).status,
        StatusCode::OK
    );
    let cart = Cart::open(&shop.owner);
    let why = json!({ "reason": "renonce" });
    assert_eq!(
        settle(&cart, &job, "kept", &why).code(),
        "deposit.no_arrhes"
    );
    assert_eq!(fee(json!(1_200), "").code(), "repair.no_reason");
    for wrong in [0, -1, 10_001] {
        assert_eq!(fee(json!(wrong), "commencé").code(), "repair.fee");
    }
    assert_eq!(fee(json!(1_200), "griffe refaite").status, StatusCode::OK);
    assert_eq!(job.told()["balance_minor"], -2_800);
    let put = cart.balance(&job);
    assert_eq!(put.body["total_minor"], -2_800, "{put:?}");
    let sale = cart.paid("cash");
    assert_eq!(sale["lines"][0]["title"], "Travaux commencés");
    assert_eq!(
        (ahead(&premises, &job), balance(&premises, account::VAT)),
        ((0, 0), -200)
    );
    // Nothing after all: what was charged goes back too.
    assert_eq!(fee(json!(null), "geste").status, StatusCode::OK);
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.balance(&job).body["total_minor"], -1_200);
    cart.paid("cash");
    assert_eq!(balance(&premises, account::VAT), 0);
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);
    proves(&premises);
}

#[test]
fn a_refused_estimate_costs_what_was_announced() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let set = shop.owner.put(
        "/settings",
        &json!({ "refusal_fee_minor": 2_500, "deposit_kind": "arrhes", "deposit_share_bp": 5_000 }),
    );
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
    let options = shop.owner.get("/repair-options").body;
    assert_eq!(
        (
            &options["refusal_fee_minor"],
            &options["deposit_kind"],
            &options["deposit_bp"]
        ),
        (&json!(2_500), &json!("arrhes"), &json!(5_000))
    );
    for (name, value, code) in [
        ("refusal_fee_minor", json!(100_001), "settings.refusal_fee"),
        ("deposit_share_bp", json!(10_001), "settings.deposit_share"),
        ("deposit_kind", json!("avance"), "request.json"),
    ] {
        let mut body = json!({});
        body[name] = value;
        assert_eq!(shop.owner.put("/settings", &body).code(), code);
    }
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
    let owner = shop.owner_id();
    let till = shop.owner.get("/session").body["till"]["id"].clone();
    let seller = shop.owner.hire("Léa", "seller");
    let mut desk = premises.desk();
    let signed = desk.post(
        "/session",
        &json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": till }),
    );
    desk.keep_cookie(&signed);
    let job = shop.job_at(&desk, &taken, 0);
    let asked = job.post(
        "estimate",
        &json!({ "id": Uuid::now_v7(), "valid_until": "2026-12-20" }),
    );
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    let said = json!({ "answer": "refused", "channel": "counter", "note": "" });
    assert_eq!(job.post("answer", &said).status, StatusCode::OK);
    // More than was announced cannot be; as much needs nobody's word.
    assert_eq!(
        job.put("fee", &json!({ "fee_minor": 2_501 })).code(),
        "repair.fee"
    );
    assert_eq!(
        job.put("fee", &json!({ "fee_minor": 2_500 })).status,
        StatusCode::OK
    );
    assert_eq!(
        hand_over(&job, &taken["number"]).code(),
        "repair.balance_due"
    );
    let cart = Cart::open(&desk);
    assert_eq!(cart.balance(&job).body["total_minor"], 2_500);
    let sale = cart.paid("card");
    assert_eq!(sale["lines"][0]["title"], "Frais de devis");
    assert_eq!(balance(&premises, account::VAT), -417);
    assert_eq!(hand_over(&job, &taken["number"]).status, StatusCode::OK);

    // What was begun and cancelled is for somebody with the right.
    let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
    let job = shop.job_at(&desk, &taken, 0);
    assert_eq!(
        job.act("cancel", &json!({ "note": "renonce" })).status,
        StatusCode::OK
    );
    let begun = json!({ "fee_minor": 1_000, "reason": "griffe refaite" });
    assert_eq!(job.put("fee", &begun).code(), "right.missing");
    let mut allowed = begun.clone();
    allowed["authorised_by"] = json!({ "user_id": owner, "pin": OWNER_PIN });
    assert_eq!(job.put("fee", &allowed).status, StatusCode::OK);
    assert_eq!(job.told()["fee_minor"], 1_000);
    proves(&premises);
}
