//! What invoices and their payments do to the ledger, and the return's paper.

use serde_json::{Value, json};
use shop::ledger::{self, account};
use tests::premises::{Premises, STAFF_PIN};

use super::fixture::{Shop, new_id, said, text};

#[test]
fn an_invoice_is_payable_until_it_is_paid_and_every_posting_has_its_way_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let payable = format!("{}{}", account::PURCHASE_PAYABLE, shop.supplier);
    let drawer = account::cash("1");
    let balances = || {
        let store = premises.state.store().expect("a store");
        assert_eq!(store.read(ledger::verify).expect("a read"), None);
        [
            payable.as_str(),
            account::PURCHASES,
            account::VAT_PAID,
            "transfer",
            &drawer,
        ]
        .map(|name| {
            let name = name.to_owned();
            let read = store.read(move |tx| ledger::balance(tx, &name, "EUR"));
            read.expect("a balance")
        })
    };
    let bill = |number: &str, net: i64| {
        let billed = shop.bill(number, &[], net);
        assert_eq!(said(&billed), "ok", "{billed:?}");
        text(&billed.body["id"])
    };
    let step = |id: &str, name: &str, body: &Value| {
        let path = format!("/purchase/invoices/{id}/{name}");
        said(&shop.owner.post(&path, body))
    };
    let why = json!({ "reason": "erreur" });
    let by = |means: &str| json!({ "paid_on": "2026-11-05", "means": means, "reference": "1" });

    let small = bill("F-1", 10_000);
    assert_eq!(balances(), [-12_000, 10_000, 2_000, 0, 0]);
    assert_eq!(step(&small, "pay", &by("transfer")), "ok");
    assert_eq!(balances(), [0, 10_000, 2_000, -12_000, 0]);
    assert_eq!(step(&small, "take-back-payment", &why), "ok");
    assert_eq!(balances(), [-12_000, 10_000, 2_000, 0, 0]);

    // In cash it leaves a drawer: one that is open and holds as much, and within the law's limit.
    assert_eq!(step(&small, "pay", &by("cash")), "day.not_open");
    shop.open_till();
    let float = balances()[4];
    assert!(float >= 12_000, "{float}");
    assert_eq!(step(&small, "pay", &by("cash")), "ok");
    assert_eq!(balances(), [0, 10_000, 2_000, 0, float - 12_000]);
    let page = shop.owner.get(&format!("/purchase/invoices/{small}")).body;
    let paid = &page["steps"]
        .as_array()
        .expect("steps")
        .last()
        .expect("one")["on"];
    assert_ne!(paid, "2026-11-05", "cash moves now: {page}");
    let large = bill("F-2", 90_000);
    assert_eq!(step(&large, "pay", &by("cash")), "cash.over_limit");
    let medium = bill("F-3", 80_000);
    assert_eq!(step(&medium, "pay", &by("cash")), "cash.not_that_much");
    assert_eq!(step(&small, "take-back-payment", &why), "ok");
    assert_eq!(balances()[4], float);
    for id in [&small, &large, &medium] {
        assert_eq!(step(id, "reverse", &why), "ok");
    }
    assert_eq!(balances(), [0, 0, 0, 0, float]);
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_return_has_a_paper() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let came = shop.receive(
        &[
            json!({ "id": new_id(), "kind": "piece", "piece_id": new_id(), "title": "Bague",
            "family_id": shop.ring, "number": "R1", "cost_minor": 9_000 }),
        ],
        &json!({}),
    );
    let piece = came.body["lines"][0]["piece_id"].clone();
    let back = shop.send_back(&[json!({ "piece_id": piece })]);
    assert_eq!(said(&back), "ok", "{back:?}");
    let path = format!("/purchase/returns/{}/pdf", text(&back.body["id"]));
    for language in ["fr", "en"] {
        let pdf = shop.owner.bytes(&format!("{path}?language={language}"));
        assert!(pdf.starts_with(b"%PDF"), "{language}");
    }
    assert_eq!(
        shop.owner.get(&format!("{path}?language=de")).code(),
        "request.query"
    );
    let unknown = format!("/purchase/returns/{}/pdf", new_id());
    assert_eq!(shop.owner.get(&unknown).code(), "purchase.unknown");
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert!(desk.bytes(&path).starts_with(b"%PDF"));
}

#[test]
fn a_credit_note_takes_off_what_is_to_be_paid_and_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let payable = format!("{}{}", account::PURCHASE_PAYABLE, shop.supplier);
    let balances = || {
        let store = premises.state.store().expect("a store");
        assert_eq!(store.read(ledger::verify).expect("a read"), None);
        [payable.as_str(), account::PURCHASES, account::VAT_PAID].map(|name| {
            let name = name.to_owned();
            let read = store.read(move |tx| ledger::balance(tx, &name, "EUR"));
            read.expect("a balance")
        })
    };
    let came = shop.receive(
        &[
            json!({ "id": new_id(), "kind": "piece", "piece_id": new_id(), "title": "Bague",
            "family_id": shop.ring, "number": "R1", "cost_minor": 9_000 }),
        ],
        &json!({}),
    );
    let piece = came.body["lines"][0]["piece_id"].clone();
    let billed = shop.bill("F-1", &[], 10_000);
    assert_eq!(said(&billed), "ok", "{billed:?}");
    let owed = [-12_000, 10_000, 2_000];
    assert_eq!(balances(), owed);
    let back = shop.send_back(&[json!({ "piece_id": piece })]);
    let path = format!("/purchase/returns/{}", text(&back.body["id"]));
    assert_eq!(balances(), owed, "a return alone is no credit");
    let on = text(&back.body["at"]);
    let credit = |net: i64, vat: i64| {
        let note = json!({ "credited_on": on[..10], "number": "AV-1", "amount_minor": net,
            "vat_minor": vat });
        shop.owner.post(&format!("{path}/credit"), &note)
    };
    for (net, vat) in [(-1, 0), (9_000, -1), (9_000, 9_001)] {
        assert_eq!(said(&credit(net, vat)), "purchase.amount", "{net} {vat}");
    }
    let why = json!({ "reason": "erreur" });
    // Twice: what the way back undoes is the last credit, not the first.
    for (net, vat) in [(9_000, 1_800), (8_000, 1_600)] {
        let credited = credit(net, vat);
        assert_eq!(said(&credited), "ok", "{credited:?}");
        let left = [owed[0] + net + vat, owed[1] - net, owed[2] - vat];
        assert_eq!(balances(), left);
        let step = credited.body["steps"]
            .as_array()
            .expect("steps")
            .last()
            .cloned();
        assert_eq!(step.expect("a step")["vat_minor"], vat);
        let back = shop.owner.post(&format!("{path}/take-back-credit"), &why);
        assert_eq!(said(&back), "ok", "{back:?}");
        assert_eq!(balances(), owed);
    }
    assert_eq!(
        said(&shop.owner.post(&format!("{path}/reverse"), &why)),
        "ok"
    );
    assert_eq!(balances(), owed);
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}
