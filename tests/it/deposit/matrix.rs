//! Every state of a job × what was paid in advance on it: what the till can do then, and where it leads.
//! None is a dead end: from each of them nothing is owed after one ticket more, and the object can go.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Premises;

use super::fixture::{Cart, ahead, hand_over, object, open_day, proves, void};
use crate::repair::fixture::{Job, Shop};

/// From received, the acts that lead there.
const STATES: [(&str, &[&str]); 10] = [
    ("received", &[]),
    ("estimate", &["begin_estimate"]),
    ("bench", &["start"]),
    ("awaiting_parts", &["start", "await_parts"]),
    ("quality_check", &["start", "check"]),
    ("on_hold", &["start", "hold"]),
    ("ready", &["start", "check", "pass"]),
    ("cancelled", &["cancel"]),
    ("refused", &["estimate", "refuse"]),
    ("awaiting_approval", &["estimate"]),
];

fn leads(job: &Job<'_>, acts: &[&str]) {
    for act in acts {
        let done = match *act {
            "estimate" => job.post(
                "estimate",
                &json!({ "id": uuid::Uuid::now_v7(), "valid_until": "2026-12-20" }),
            ),
            "refuse" => job.post(
                "answer",
                &json!({ "answer": "refused", "channel": "counter", "note": "" }),
            ),
            act => job.act(act, &json!({ "note": "essai" })),
        };
        assert_eq!(done.status, StatusCode::OK, "{act}: {done:?}");
    }
}

/// What was done with 40 euros in advance before the job came to its state.
fn advance(shop: &Shop<'_>, job: &Job<'_>, what: &str) {
    if what == "none" {
        return;
    }
    let cart = Cart::open(&shop.owner);
    assert_eq!(cart.deposit(job, "acompte", 4_000).status, StatusCode::OK);
    let sale = cart.paid("cash");
    match what {
        "taken" => {}
        "voided" => assert_eq!(void(&shop.owner, &sale).status, StatusCode::CREATED),
        "given_back" => {
            let cart = Cart::open(&shop.owner);
            assert_eq!(cart.take_back(&sale, 0).status, StatusCode::OK);
            cart.paid("cash");
        }
        other => panic!("{other}"),
    }
}

#[test]
fn every_state_and_every_fate_of_a_deposit() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    open_day(&shop.owner);
    let mut table = String::new();
    for (state, acts) in STATES {
        for fate in ["none", "taken", "given_back", "voided"] {
            let taken = shop.take_in(&[object(&shop, &[(10_000, 2_000)])]);
            let job = shop.job(&taken, 0);
            advance(&shop, &job, fate);
            leads(&job, acts);
            let told = job.told();
            assert_eq!(told["state"], state, "{fate}");
            let paid = if fate == "taken" { 4_000 } else { 0 };
            assert_eq!(told["paid_minor"], paid, "{state} {fate}");
            assert_eq!(ahead(&premises, &job).0, paid, "{state} {fate}");
            let at_till = told["till"].as_str().unwrap_or("–").to_owned();
            table += &format!("{state} {fate}: {at_till} {}", told["balance_minor"]);
            leaves(&shop, &job, &taken, state);
            table += &format!(" → {}\n", job.told()["state"].as_str().expect("a state"));
            assert_eq!(ahead(&premises, &job), (0, 0), "{state} {fate}");
        }
    }
    insta::assert_snapshot!(table);
    proves(&premises);
}

/// Work that is open is cancelled; then one ticket at most, and the object goes home.
fn leaves(shop: &Shop<'_>, job: &Job<'_>, taken: &Value, state: &str) {
    if !matches!(state, "ready" | "cancelled" | "refused") {
        leads(job, &["cancel"]);
    }
    if job.told()["till"] == "balance" {
        let cart = Cart::open(&shop.owner);
        let put = cart.balance(job);
        assert_eq!(put.status, StatusCode::OK, "{state}: {put:?}");
        cart.paid("cash");
    }
    let given = hand_over(job, &taken["number"]);
    assert_eq!(given.status, StatusCode::OK, "{state}: {given:?}");
}
