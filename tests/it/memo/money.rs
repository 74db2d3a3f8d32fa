//! What memos do to the ledger: outstanding as of any past day, cash through the drawer, the way back
//! of every posting.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shop::ledger::{self, account};
use tests::premises::{OWNER_PIN, Premises};
use uuid::Uuid;

use super::fixture::{Memo, Shop};

/// The account's balance in the ledger, as the shop would say it: owed to them, or owed by them.
fn owed(shop: &Shop<'_>, direction: &str) -> i64 {
    let (name, sign) = match direction {
        "in" => (
            format!("{}customer:{}", account::MEMO_PAYABLE, shop.consignor),
            -1,
        ),
        _ => (
            format!("{}supplier:{}", account::MEMO_RECEIVABLE, shop.colleague),
            1,
        ),
    };
    sign * balance(shop, &name)
}

fn balance(shop: &Shop<'_>, account: &str) -> i64 {
    let store = shop.premises.state.store().expect("a store");
    let account = account.to_owned();
    store
        .read(move |tx| ledger::balance(tx, &account, "EUR"))
        .expect("a balance")
}

fn holds(shop: &Shop<'_>) {
    let store = shop.premises.state.store().expect("a store");
    assert_eq!(store.read(ledger::verify).expect("a read"), None);
    for direction in ["in", "out"] {
        assert_eq!(
            owed(shop, direction),
            shop.balance(direction),
            "{direction}"
        );
    }
}

/// A small linear congruence: the same walk each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len() as u64);
        &of[usize::try_from(at).expect("an index")]
    }
}

/// A day of the walk: some acts, most of them allowed, each by its own route.
fn some_acts(shop: &Shop<'_>, memos: &[Memo<'_>], dice: &mut Dice) -> (usize, usize) {
    let (mut done, mut refused) = (0, 0);
    for _ in 0..9 {
        let direction = *dice.pick(&["in", "out"]);
        let memo = dice.pick(memos);
        let line = usize::try_from(dice.below(4)).expect("a line");
        let reply = match dice.below(7) {
            0 => memo.act(line, "keep", &json!({})),
            1 => memo.act(line, "invoice", &json!({})),
            2 | 3 => memo.correct(line),
            4 => {
                let means = *dice.pick(&["transfer", "cheque", "card", "offset", "cash"]);
                let amount = 1 + i64::try_from(dice.below(30_000)).expect("an amount");
                shop.settle(direction, amount, &json!({ "means": means }))
            }
            5 => {
                let settlements = shop.statement(direction)["settlements"].clone();
                let settlements = settlements.as_array().expect("a list").clone();
                if settlements.is_empty() {
                    continue;
                }
                let id = dice.pick(&settlements)["id"]
                    .as_str()
                    .expect("an id")
                    .to_owned();
                let path = format!("/memo-settlements/{id}/reverse");
                shop.owner.post(&path, &json!({ "note": "erreur" }))
            }
            _ => memo.act(line, "return", &json!({ "place_id": shop.window })),
        };
        assert!(!reply.status.is_server_error(), "{reply:?}");
        if reply.status.is_success() {
            done += 1;
        } else {
            refused += 1;
        }
    }
    (done, refused)
}

#[test]
fn what_was_owed_on_a_day_is_what_the_ledger_says_of_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let pieces: Vec<String> = (0..16).map(|n| shop.enter(&format!("J{n}"))).collect();
    let part =
        |from: usize| -> Vec<&str> { pieces[from..from + 4].iter().map(String::as_str).collect() };
    let memos = [
        shop.open("in", &part(0)),
        shop.open("out", &part(4)),
        shop.open("in", &part(8)),
        shop.open("out", &part(12)),
    ];
    let mut dice = Dice(20_261_122);
    let (mut done, mut refused) = (0, 0);
    let mut days: Vec<(String, [i64; 2])> = Vec::new();
    for _ in 0..14 {
        let (some, others) = some_acts(&shop, &memos, &mut dice);
        done += some;
        refused += others;
        holds(&shop);
        let on = premises.state.now().date_naive().to_string();
        days.push((on, ["in", "out"].map(|direction| shop.balance(direction))));
        premises.pass(TimeDelta::days(1));
        let unlocked = shop
            .owner
            .post("/session/unlock", &json!({ "pin": OWNER_PIN }));
        assert!(unlocked.status.is_success(), "{unlocked:?}");
    }
    assert!(done > 40 && refused > 20, "{done} done, {refused} refused");
    let moving = days.windows(2).filter(|two| two[0].1 != two[1].1).count();
    assert!(moving > 6, "{days:?}");
    for (on, expected) in days {
        let then = shop.owner.get(&format!("/memo-outstanding?on={on}")).body;
        let of = |direction: &str| -> i64 {
            let accounts = then["accounts"].as_array().expect("accounts").iter();
            accounts
                .filter(|one| one["direction"] == direction)
                .map(|one| one["owed_minor"].as_i64().expect("an amount"))
                .sum()
        };
        assert_eq!([of("in"), of("out")], expected, "{on}");
    }
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn cash_goes_through_the_drawer_within_its_limits_and_comes_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let drawer = account::cash("1");
    let pieces: Vec<String> = ["D1", "D2", "D3"].map(|number| shop.enter(number)).into();
    let all: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let out = shop.open("out", &all);
    for line in 0..3 {
        let invoiced = out.act(line, "invoice", &json!({}));
        assert_eq!(invoiced.status, StatusCode::OK, "{invoiced:?}");
    }
    assert_eq!(balance(&shop, account::MEMO_SALES), -270_000);
    let cash =
        |amount: i64| shop.settle("out", amount, &json!({ "means": "cash", "reference": "" }));
    assert_eq!(cash(50_000).code(), "day.not_open");
    shop.open_till();
    assert_eq!(balance(&shop, &drawer), 20_000);
    // A thousand euros between professionals, and a debt is not split below it.
    assert_eq!(cash(100_001).code(), "cash.over_limit");
    let paid = cash(60_000);
    assert_eq!(paid.status, StatusCode::CREATED, "{paid:?}");
    assert_eq!(balance(&shop, &drawer), 80_000);
    let refused = cash(40_001);
    assert_eq!(refused.code(), "cash.over_limit");
    assert_eq!(refused.body["params"], json!({ "limit_minor": 100_000 }));
    assert_eq!(cash(40_000).status, StatusCode::CREATED);
    let nowhere = json!({ "means": "cash", "till_id": Uuid::now_v7() });
    assert_eq!(shop.settle("out", 1, &nowhere).code(), "till.missing");
    // The X counts it as a movement, not as a sale.
    let x = shop.owner.get("/till/x").body;
    assert_eq!(balance(&shop, &drawer), 120_000, "{x}");
    assert_eq!(balance(&shop, account::CASH_MOVEMENTS), 0);
    holds(&shop);

    // Its way back takes it out again, whatever the limit, as far as it is there.
    let settlements = shop.statement("out")["settlements"].clone();
    let back = |at: usize| {
        let id = settlements[at]["id"].as_str().expect("an id");
        let path = format!("/memo-settlements/{id}/reverse");
        shop.owner.post(&path, &json!({ "note": "billet faux" }))
    };
    let reversed = back(0);
    assert_eq!(reversed.status, StatusCode::NO_CONTENT, "{reversed:?}");
    assert_eq!(balance(&shop, &drawer), 60_000);
    assert_eq!(shop.balance("out"), 230_000);
    holds(&shop);
    let took = json!({ "id": Uuid::now_v7(), "direction": "out", "amount_minor": 30_000,
        "reason": "Banque" });
    assert!(shop.owner.post("/till/cash", &took).status.is_success());
    assert_eq!(back(1).code(), "cash.not_that_much");
    let closed = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" });
    let closed = shop.owner.post("/till/close", &closed);
    assert_eq!(closed.status, StatusCode::CREATED, "{closed:?}");
    assert_eq!(back(1).code(), "day.not_open");
    holds(&shop);

    // Everything taken back, nothing is left anywhere.
    let other = shop.settle("out", 230_000, &json!({}));
    assert_eq!(other.status, StatusCode::CREATED, "{other:?}");
    let last = other.body["settlements"].as_array().expect("a list").len() - 1;
    let id = other.body["settlements"][last]["id"]
        .as_str()
        .expect("an id");
    let path = format!("/memo-settlements/{id}/reverse");
    let reversed = shop.owner.post(&path, &json!({ "note": "rejeté" }));
    assert_eq!(reversed.status, StatusCode::NO_CONTENT, "{reversed:?}");
    for line in 0..3 {
        let corrected = out.correct(line);
        assert_eq!(corrected.status, StatusCode::OK, "{corrected:?}");
    }
    assert_eq!(balance(&shop, account::MEMO_SALES), 0);
    assert_eq!(balance(&shop, "transfer"), 0);
    assert_eq!(owed(&shop, "out"), -40_000, "what was paid and stands");
    holds(&shop);
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}
