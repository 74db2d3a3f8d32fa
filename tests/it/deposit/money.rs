//! Whatever is taken, annulled, given back and settled, in whatever order: what the repair says was paid
//! is what the ledger owes, and the tax of all its tickets is that of its price.

use proptest::prelude::*;
use serde_json::{Value, json};
use shop::ledger::account;
use tests::premises::Premises;

use super::fixture::{Cart, ahead, balance, object, open_day, proves, void};
use crate::repair::fixture::{Job, Shop};

#[derive(Clone, Debug)]
enum Step {
    /// So many hundredths of the price in advance.
    Deposit {
        arrhes: bool,
        percent: i64,
    },
    /// Annuls the nth ticket from the last.
    Void(usize),
    /// Gives the first line of the nth ticket from the last back.
    Back(usize),
    Settle,
    /// Along to ready, or back to the bench.
    Turn,
    /// Another price, where the work may be written.
    Price(i64),
    Cancel,
    Correct,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (any::<bool>(), 1..=60_i64)
            .prop_map(|(arrhes, percent)| Step::Deposit { arrhes, percent }),
        2 => (0..4usize).prop_map(Step::Void),
        2 => (0..4usize).prop_map(Step::Back),
        3 => Just(Step::Settle),
        4 => Just(Step::Turn),
        1 => (1..30_000_i64).prop_map(Step::Price),
        1 => Just(Step::Cancel),
        1 => Just(Step::Correct),
    ];
    prop::collection::vec(step, 6..18)
}

fn minor(job: &Value, field: &str) -> i64 {
    job[field].as_i64().unwrap_or(0)
}

/// The tax inside a price, to the nearest cent.
fn tax(price: i64, bp: i64) -> i64 {
    (2 * price * bp + 10_000 + bp) / (2 * (10_000 + bp))
}

/// What the price has of tax, task by task.
fn tax_of(job: &Value) -> i64 {
    let tasks = job["tasks"].as_array().expect("tasks");
    tasks
        .iter()
        .map(|task| tax(minor(task, "price_minor"), minor(task, "vat_bp")))
        .sum()
}

/// A cart with one line in it, paid; nothing of it where the line or the payment is refused.
fn ticket(cart: &Cart<'_>, added: bool, sales: &mut Vec<Value>) {
    let paid = if added { Some(cart.pay("card")) } else { None };
    match paid {
        Some(sale) if sale.status.is_success() => sales.push(sale.body),
        _ => {
            let path = format!("/carts/{}/abandon", cart.id);
            let left = cart.desk.post(&path, &json!({}));
            assert!(left.status.is_success(), "{left:?}");
        }
    }
}

fn step(shop: &Shop<'_>, job: &Job<'_>, sales: &mut Vec<Value>, step: &Step) {
    let nth = |back: usize| {
        sales
            .len()
            .checked_sub(back + 1)
            .map(|at| sales[at].clone())
    };
    let told = job.told();
    match *step {
        Step::Deposit { arrhes, percent } => {
            let cart = Cart::open(&shop.owner);
            let kind = if arrhes { "arrhes" } else { "acompte" };
            let amount = minor(&told, "total_minor") * percent / 100;
            let added = cart.deposit(job, kind, amount).status.is_success();
            ticket(&cart, added, sales);
        }
        Step::Void(back) => {
            if let Some(sale) = nth(back) {
                let voided = void(&shop.owner, &sale);
                assert!(voided.status.as_u16() < 500, "{voided:?}");
                if voided.status.is_success() {
                    sales.push(voided.body);
                }
            }
        }
        Step::Back(back) => {
            if let Some(sale) = nth(back) {
                let cart = Cart::open(&shop.owner);
                let added = cart.take_back(&sale, 0).status.is_success();
                ticket(&cart, added, sales);
            }
        }
        Step::Settle => {
            let cart = Cart::open(&shop.owner);
            let added = cart.balance(job).status.is_success();
            ticket(&cart, added, sales);
        }
        Step::Turn => {
            let act = match told["state"].as_str() {
                Some("ready") => "fail",
                Some("received") => "start",
                Some("bench") => "check",
                Some("quality_check") => "pass",
                _ => "begin_estimate",
            };
            job.act(act, &json!({ "note": "essai" }));
        }
        Step::Price(price_minor) => {
            let mut tasks = told["tasks"].clone();
            tasks[0]["price_minor"] = json!(price_minor);
            job.put(
                "tasks",
                &json!({ "version": told["version"], "tasks": tasks }),
            );
        }
        Step::Cancel => {
            job.act("cancel", &json!({ "note": "essai" }));
        }
        Step::Correct => {
            job.act("correct", &json!({ "note": "essai" }));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn what_was_paid_is_what_is_owed_and_the_tax_is_that_of_the_price(
        prices in (100..50_000_i64, 100..50_000_i64),
        steps in steps(),
    ) {
        let premises = Premises::empty();
        let shop = Shop::new(&premises);
        open_day(&shop.owner);
        let taken = shop.take_in(&[object(&shop, &[(prices.0, 2_000), (prices.1, 550)])]);
        let job = shop.job(&taken, 0);
        let mut sales = Vec::new();
        for one in &steps {
            step(&shop, &job, &mut sales, one);
            let told = job.told();
            let (owed, vat_ahead) = ahead(&premises, &job);
            let paid = minor(&told, "paid_minor");
            let charged = minor(&told, "charged_minor");
            prop_assert_eq!(paid - charged, owed, "{:?}", one);
            let stands: i64 = told["deposits"].as_array().expect("a list").iter()
                .map(|deposit| minor(deposit, "amount_minor")).sum();
            prop_assert_eq!(stands, owed);
            let total: i64 = sales.iter().map(|sale| minor(sale, "total_minor")).sum();
            prop_assert_eq!(total, paid);
            let vat = -balance(&premises, account::VAT);
            let revenue = -balance(&premises, account::REVENUE);
            // Revenue is what was charged without its tax; the rest of the tax lies on what is ahead.
            prop_assert_eq!(revenue, charged - (vat - vat_ahead));
            let done = !matches!(told["state"].as_str(), Some("cancelled" | "refused"));
            if owed == 0 && done && charged != 0 && charged == minor(&told, "total_minor") {
                prop_assert_eq!((vat, vat_ahead), (tax_of(&told), 0));
            }
            if owed == 0 && charged == 0 {
                prop_assert_eq!((vat, vat_ahead, revenue), (0, 0, 0));
            }
        }
        proves(&premises);
    }
}
