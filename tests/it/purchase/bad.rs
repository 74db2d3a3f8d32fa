//! Bad input, each with the code of its refusal, and nothing written.

use serde_json::{Value, json};
use tests::premises::Premises;

use super::fixture::{Shop, new_id, said, text};

#[test]
fn an_order_that_cannot_be_is_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let line = |changes: Value| {
        let mut line = json!({ "id": new_id(), "family_id": shop.ring, "title": "Alliance",
            "metal": "gold", "fineness": 7500, "cost_minor": 40_000, "quantity": 2 });
        for (name, value) in changes.as_object().expect("an object") {
            line[name] = value.clone();
        }
        line
    };
    let order = |lines: Vec<Value>, changes: Value| {
        let mut order = json!({ "id": new_id(), "supplier_id": shop.supplier, "lines": lines });
        for (name, value) in changes.as_object().expect("an object") {
            order[name] = value.clone();
        }
        said(&shop.save(&order))
    };
    let long = "x".repeat(201);
    for (changes, code) in [
        (json!({ "quantity": 0 }), "purchase.quantity"),
        (json!({ "quantity": -3 }), "purchase.quantity"),
        (json!({ "quantity": 501 }), "purchase.quantity"),
        (
            json!({ "quantity": 9_007_199_254_740_991_i64 }),
            "purchase.quantity",
        ),
        (json!({ "cost_minor": -1 }), "purchase.amount"),
        (
            json!({ "cost_minor": 9_007_199_254_740_991_i64 }),
            "purchase.amount",
        ),
        (json!({ "title": "  " }), "purchase.title_missing"),
        (json!({ "title": long }), "purchase.text_too_long"),
        (json!({ "family_id": null }), "stock.family_unknown"),
        (json!({ "family_id": new_id() }), "stock.family_unknown"),
        (json!({ "article_id": new_id() }), "stock.article_unknown"),
        (json!({ "metal": "mithril" }), "purchase.metal"),
        (json!({ "fineness": 10_001 }), "purchase.metal"),
        (json!({ "fineness": null }), "stock.fineness_missing"),
        (json!({ "fineness": 7_000 }), "stock.fineness_illegal"),
    ] {
        assert_eq!(
            order(vec![line(changes.clone())], json!({})),
            code,
            "{changes}"
        );
    }
    let one = || vec![line(json!({}))];
    for (changes, code) in [
        (json!({ "supplier_id": new_id() }), "stock.supplier_unknown"),
        (json!({ "expected_on": "demain" }), "purchase.day"),
        (json!({ "expected_on": "9999-12-31" }), "purchase.day"),
        (json!({ "version": 1 }), "purchase.unknown"),
        (json!({ "note": long }), "purchase.text_too_long"),
    ] {
        assert_eq!(order(one(), changes.clone()), code, "{changes}");
    }
    let many = (0..201).map(|_| line(json!({}))).collect();
    assert_eq!(order(many, json!({})), "purchase.too_many");
    let twice = line(json!({}));
    assert_eq!(
        order(vec![twice.clone(), twice], json!({})),
        "stock.id_taken"
    );
    let rows = shop.owner.get("/purchase/orders").body;
    assert_eq!(rows, json!([]), "nothing was written");

    // An order without lines is a draft, and goes nowhere; a sent one keeps its lines.
    let empty = new_id();
    let saved = shop.save(&json!({ "id": empty, "supplier_id": shop.supplier, "lines": [] }));
    assert_eq!(said(&saved), "ok");
    let step = |id: &str, body: Value| {
        said(
            &shop
                .owner
                .post(&format!("/purchase/orders/{id}/steps"), &body),
        )
    };
    assert_eq!(step(&empty, json!({ "step": "sent" })), "purchase.empty");
    assert_eq!(
        step(&empty, json!({ "step": "burnt" })),
        "purchase.step_unknown"
    );
    assert_eq!(
        step(&empty, json!({ "step": "cancelled" })),
        "purchase.reason_missing"
    );
    let sent = shop.sent();
    let changed = json!({ "id": sent.id, "version": 1, "supplier_id": shop.supplier, "lines": [] });
    assert_eq!(said(&shop.save(&changed)), "purchase.stage");
    let stale = shop.draft();
    let changed =
        json!({ "id": stale.id, "version": 7, "supplier_id": shop.supplier, "lines": [] });
    assert_eq!(said(&shop.save(&changed)), "request.stale");
}

#[test]
fn a_delivery_that_cannot_be_is_refused_as_a_whole() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let order = shop.sent();
    let with = |mut line: Value, changes: Value| {
        for (name, value) in changes.as_object().expect("an object") {
            line[name] = value.clone();
        }
        line
    };
    for (line, code) in [
        (with(order.some_charms(0), json!({})), "purchase.quantity"),
        (with(order.some_charms(-4), json!({})), "purchase.quantity"),
        (
            with(order.some_charms(10_001), json!({})),
            "purchase.quantity",
        ),
        (with(order.some_charms(11), json!({})), "purchase.over"),
        (
            with(order.some_charms(1), json!({ "article_id": new_id() })),
            "purchase.line_unknown",
        ),
        (
            with(order.ring("J1"), json!({ "line_id": new_id() })),
            "purchase.line_unknown",
        ),
        (
            with(order.ring("J1"), json!({ "line_id": order.charms })),
            "purchase.line_unknown",
        ),
        (with(order.ring(" "), json!({})), "purchase.number_missing"),
        (with(order.ring("CH1"), json!({})), "stock.number_taken"),
        (
            with(order.ring("J1"), json!({ "cost_minor": -1 })),
            "purchase.amount",
        ),
        (
            with(
                order.ring("J1"),
                json!({ "cost_minor": 9_007_199_254_740_991_i64 }),
            ),
            "purchase.amount",
        ),
        (
            with(
                order.ring("J1"),
                json!({ "kind": "refused", "quantity": 1 }),
            ),
            "purchase.reason_missing",
        ),
        (
            with(order.ring("J1"), json!({ "kind": "stolen" })),
            "purchase.line_unknown",
        ),
    ] {
        // A good line before it does not come in either.
        let refused = order.receive(&[order.ring("J9"), line.clone()]);
        assert_eq!(said(&refused), code, "{line}");
    }
    assert_eq!(said(&order.receive(&[])), "purchase.empty");
    let elsewhere = json!({ "order_id": order.id, "supplier_id": shop.other });
    assert_eq!(
        said(&shop.receive(&[order.ring("J1")], &elsewhere)),
        "purchase.line_unknown"
    );
    for (changes, code) in [
        (json!({ "supplier_id": new_id() }), "stock.supplier_unknown"),
        (json!({ "place_id": new_id() }), "stock.place_unknown"),
        (json!({ "order_id": new_id() }), "purchase.unknown"),
    ] {
        assert_eq!(
            said(&shop.receive(&[order.ring("J1")], &changes)),
            code,
            "{changes}"
        );
    }
    assert_eq!(shop.charms(), 0);
    let pieces = shop.owner.get("/stock/pieces?limit=5").body;
    assert_eq!(pieces["rows"], json!([]), "nothing came of any of it");

    order.step("cancelled").ok();
    let late = order.receive(&[order.ring("J1")]);
    assert_eq!(said(&late), "purchase.stage");
    assert_eq!(late.body["params"]["stage"], "cancelled");
    let draft = shop.draft();
    assert_eq!(said(&draft.receive(&[draft.ring("J1")])), "purchase.stage");
}

#[test]
fn an_invoice_and_a_return_that_cannot_be_are_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let order = shop.sent();
    let came = order.take(&[order.ring("J1"), order.ring("J2"), order.some_charms(4)]);
    let ids: Vec<String> = came.iter().map(|line| text(&line["id"])).collect();
    assert_eq!(said(&shop.bill("F1", &[(&ids[0], 40_000)], 40_000)), "ok");
    for (number, lines, net, code) in [
        ("f1", vec![], 1_000, "purchase.invoice_twice"),
        (" ", vec![], 1_000, "purchase.number_missing"),
        (
            "F2",
            vec![(ids[0].as_str(), 40_000)],
            40_000,
            "purchase.billed",
        ),
        (
            "F2",
            vec![(&ids[1], 40_000), (&ids[1], 1)],
            50_000,
            "purchase.twice",
        ),
        (
            "F2",
            vec![(&ids[1], 40_000)],
            39_999,
            "purchase.lines_over_net",
        ),
        ("F2", vec![(&ids[1], -1)], 1_000, "purchase.amount"),
        ("F2", vec![], -5, "purchase.amount"),
        ("F2", vec![], 9_007_199_254_740_991, "purchase.amount"),
    ] {
        assert_eq!(
            said(&shop.bill(number, &lines, net)),
            code,
            "{number} {lines:?}"
        );
    }
    let invoice = |changes: Value| {
        let mut body = json!({ "id": new_id(), "supplier_id": shop.supplier, "number": "F3",
            "invoiced_on": "2026-11-01", "net_minor": 100, "vat_minor": 20, "gross_minor": 120,
            "lines": [] });
        for (name, value) in changes.as_object().expect("an object") {
            body[name] = value.clone();
        }
        said(&shop.owner.post("/purchase/invoices", &body))
    };
    for (changes, code) in [
        (json!({ "gross_minor": 121 }), "purchase.totals"),
        (json!({ "due_on": "2026-10-31" }), "purchase.day"),
        (json!({ "invoiced_on": "2999-01-01" }), "purchase.day"),
        (json!({ "supplier_id": new_id() }), "stock.supplier_unknown"),
        (
            json!({ "lines": [{ "received_id": new_id(), "cost_minor": 1 }] }),
            "purchase.line_unknown",
        ),
        (
            json!({ "supplier_id": shop.other,
            "lines": [{ "received_id": ids[1], "cost_minor": 1 }] }),
            "purchase.line_unknown",
        ),
    ] {
        assert_eq!(invoice(changes.clone()), code, "{changes}");
    }
    let one = shop.owner.get("/purchase/invoices");
    let open = text(&one.body[0]["id"]);
    for (pay, code) in [
        (
            json!({ "paid_on": "2999-01-01", "means": "transfer" }),
            "purchase.day",
        ),
        (
            json!({ "paid_on": "2026-11-05", "means": "seashells" }),
            "purchase.means_missing",
        ),
    ] {
        let refused = shop
            .owner
            .post(&format!("/purchase/invoices/{open}/pay"), &pay);
        assert_eq!(said(&refused), code, "{pay}");
    }

    // What is sold, somebody else's, or more than there is, does not go back.
    shop.sell("J1");
    let piece = |line: &Value| json!({ "piece_id": line["piece_id"] });
    let refused = shop.send_back(&[piece(&came[0])]);
    assert_eq!(said(&refused), "purchase.not_as_it_came");
    assert_eq!(refused.body["params"]["what"], "sold");
    for (goods, code) in [
        (vec![], "purchase.empty"),
        (vec![json!({ "piece_id": new_id() })], "stock.piece_unknown"),
        (
            vec![piece(&came[1]), piece(&came[1])],
            "purchase.not_as_it_came",
        ),
        (
            vec![json!({ "article_id": shop.charm, "quantity": 0 })],
            "purchase.quantity",
        ),
        (
            vec![json!({ "article_id": shop.charm, "quantity": 5 })],
            "purchase.too_few",
        ),
        (vec![json!({})], "purchase.line_unknown"),
    ] {
        assert_eq!(said(&shop.send_back(&goods)), code, "{goods:?}");
    }
    let other = shop.owner.post(
        "/purchase/returns",
        &json!({ "id": new_id(), "supplier_id": shop.other, "reason": "x",
            "goods": [piece(&came[1])] }),
    );
    assert_eq!(said(&other), "purchase.other_supplier");
    let silent = shop.owner.post(
        "/purchase/returns",
        &json!({ "id": new_id(), "supplier_id": shop.supplier, "reason": " ",
            "goods": [piece(&came[1])] }),
    );
    assert_eq!(said(&silent), "purchase.reason_missing");
    assert_eq!(shop.owner.get("/purchase/returns").body, json!([]));

    for (limit, code) in [
        (
            json!({ "article_id": shop.charm, "floor": 5, "ceiling": 4 }),
            "purchase.ceiling",
        ),
        (
            json!({ "article_id": shop.charm, "floor": -1, "ceiling": 4 }),
            "purchase.quantity",
        ),
        (json!({ "floor": 1, "ceiling": 4 }), "purchase.line_unknown"),
        (
            json!({ "article_id": new_id(), "floor": 1, "ceiling": 4 }),
            "stock.article_unknown",
        ),
    ] {
        let mut body = limit.clone();
        body["version"] = json!(0);
        assert_eq!(
            said(&shop.owner.put("/purchase/limits", &body)),
            code,
            "{limit}"
        );
    }
    for (month, amount, code) in [
        ("2026-13", 1, "purchase.day"),
        ("novembre", 1, "purchase.day"),
        ("2026-11", -1, "purchase.amount"),
    ] {
        let set = json!({ "month": month, "amount_minor": amount, "version": 0 });
        assert_eq!(
            said(&shop.owner.put("/purchase/budget", &set)),
            code,
            "{month}"
        );
    }
}
