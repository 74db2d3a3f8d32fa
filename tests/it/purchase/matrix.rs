//! The reversal matrix: each document in each of its states, and every way back tried on it.

use serde_json::{Value, json};
use tests::premises::Premises;

use super::fixture::{Order, Shop, new_id, said, text};

/// An order in a stage.
fn in_stage<'s, 'a>(shop: &'s Shop<'a>, stage: &str, nth: usize) -> Order<'s, 'a> {
    let order = shop.draft();
    let number = |n: usize| format!("M{nth}-{n}");
    let whole = [
        order.ring(&number(1)),
        order.ring(&number(2)),
        order.some_charms(10),
    ];
    let steps: &[&str] = match stage {
        "draft" => &[],
        "cancelled" => &["cancelled"],
        "sent" => &["sent"],
        "part" | "closed" => {
            order.step("sent").ok();
            order.take(&whole[..1]);
            if stage == "closed" { &["closed"] } else { &[] }
        }
        _ => {
            order.step("sent").ok();
            order.take(&whole);
            &[]
        }
    };
    for step in steps {
        order.step(step).ok();
    }
    assert_eq!(order.stage(), stage);
    order
}

#[test]
fn every_stage_of_an_order_has_its_ways_on_and_no_others() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    // From, step: where it leads; everything else is refused.
    let leads = [
        ("draft", "sent", "sent"),
        ("draft", "cancelled", "cancelled"),
        ("sent", "reopened", "draft"),
        ("sent", "cancelled", "cancelled"),
        ("part", "closed", "closed"),
        ("cancelled", "reopened", "draft"),
        ("closed", "resumed", "part"),
    ];
    let mut nth = 0;
    for stage in ["draft", "sent", "part", "received", "cancelled", "closed"] {
        for step in ["sent", "reopened", "cancelled", "closed", "resumed", "paid"] {
            nth += 1;
            let order = in_stage(&shop, stage, nth);
            let leads = leads
                .iter()
                .find(|(from, by, _)| *from == stage && *by == step);
            let (answer, then) = match leads {
                Some((_, _, to)) => ("ok", *to),
                None => ("purchase.stage", stage),
            };
            assert_eq!(order.step(step).said(), answer, "{stage} × {step}");
            assert_eq!(order.stage(), then, "{stage} × {step}");
        }
    }
    // What was received is a way back of its own: undone, the order waits again.
    let order = in_stage(&shop, "received", 99);
    let page = order.page();
    for line in page["receptions"][0]["lines"].as_array().expect("lines") {
        assert_eq!(said(&shop.undo(&text(&line["id"]))), "ok", "{line}");
    }
    assert_eq!(order.stage(), "sent");
    assert_eq!(order.step("cancelled").said(), "ok");
}

#[test]
fn a_reception_is_undone_while_its_goods_are_as_they_came() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.open_till();
    let order = shop.sent();
    let came = order.take(&[order.ring("J1"), order.ring("J2"), order.some_charms(10)]);
    let (first, second, charms) = (&came[0], &came[1], &came[2]);
    let id = |line: &Value| text(&line["id"]);
    let piece = |line: &Value| text(&line["piece_id"]);
    let move_to = |place: &str| {
        let moved = shop.owner.post(
            &format!("/stock/pieces/{}/move", piece(first)),
            &json!({ "place_id": place }),
        );
        assert_eq!(said(&moved), "ok", "{moved:?}");
    };

    // Moved, in a cart, billed, sold, too few: each refusal says what stands in the way.
    move_to(&shop.safe);
    let refused = shop.undo(&id(first));
    assert_eq!(said(&refused), "purchase.not_as_it_came");
    assert_eq!(
        refused.body["params"],
        json!({ "number": "J1", "what": "moved" })
    );
    move_to(&shop.window);
    let cart = shop.cart("J1");
    assert_eq!(said(&shop.undo(&id(first))), "purchase.reserved");
    shop.empty(&cart);
    let billed = shop.bill("F1", &[(&id(first), 41_000)], 41_000);
    assert_eq!(said(&billed), "ok", "{billed:?}");
    assert_eq!(said(&shop.undo(&id(first))), "purchase.billed");
    let invoice = text(&billed.body["id"]);
    let reversed = shop.owner.post(
        &format!("/purchase/invoices/{invoice}/reverse"),
        &json!({ "reason": "mauvais fournisseur" }),
    );
    assert_eq!(reversed.body["standing"], "reversed", "{reversed:?}");
    assert_eq!(
        shop.piece(&piece(first))["cost_minor"],
        40_000,
        "as before the invoice"
    );
    assert_eq!(said(&shop.undo(&id(first))), "ok");
    assert_eq!(said(&shop.undo(&id(first))), "purchase.undone");
    assert_eq!(shop.piece(&piece(first))["state"], "withdrawn");
    assert_eq!(order.stage(), "part", "one ring is waited for again");

    shop.sell("J2");
    let refused = shop.undo(&id(second));
    assert_eq!(refused.body["params"]["what"], "sold", "{refused:?}");
    let back = shop.send_back(&[json!({ "article_id": shop.charm, "quantity": 3 })]);
    assert_eq!(said(&back), "ok", "{back:?}");
    let refused = shop.undo(&id(charms));
    assert_eq!(said(&refused), "purchase.too_few");
    assert_eq!(refused.body["params"]["there"], 7);
    let id_back = text(&back.body["id"]);
    let reversed = shop.owner.post(
        &format!("/purchase/returns/{id_back}/reverse"),
        &json!({ "reason": "pas partis" }),
    );
    assert_eq!(said(&reversed), "ok", "{reversed:?}");
    assert_eq!(said(&shop.undo(&id(charms))), "ok");
    assert_eq!(shop.charms(), 0);

    // The number is free for the piece that was really there.
    let again = order.take(&[order.ring("J1")]);
    assert_eq!(again[0]["number"], "J1");
}

/// Tries the ways of a document one after the other from a fresh one in each standing.
fn walk(
    make: &dyn Fn(usize) -> String,
    path: &str,
    shop: &Shop<'_>,
    ways: &[(&str, Value)],
    to: &[(&str, &[usize])],
    allowed: &[(&str, usize)],
) {
    let mut nth = 0;
    for (standing, steps) in to {
        for (way, (name, body)) in ways.iter().enumerate() {
            nth += 1;
            let id = make(nth);
            let step =
                |name: &str, body: &Value| shop.owner.post(&format!("{path}/{id}/{name}"), body);
            for step_before in *steps {
                let (name, body) = &ways[*step_before];
                let done = step(name, body);
                assert_eq!(said(&done), "ok", "{standing}: {done:?}");
            }
            let found = shop.owner.get(&format!("{path}/{id}"));
            assert_eq!(found.body["standing"], *standing);
            let answer = if allowed.contains(&(standing, way)) {
                "ok"
            } else {
                "purchase.stage"
            };
            assert_eq!(said(&step(name, body)), answer, "{standing} × {name}");
        }
    }
}

#[test]
fn every_standing_of_an_invoice_and_of_a_return_has_its_ways_on_and_no_others() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let why = json!({ "reason": "erreur" });
    let paid = json!({ "paid_on": "2026-11-05", "means": "transfer", "reference": "VIR 1" });
    let bill = |nth: usize| {
        let billed = shop.bill(&format!("F-{nth}"), &[], 10_000);
        assert_eq!(said(&billed), "ok", "{billed:?}");
        text(&billed.body["id"])
    };
    let ways = [
        ("pay", paid),
        ("take-back-payment", why.clone()),
        ("reverse", why.clone()),
    ];
    let standings: [(&str, &[usize]); 4] = [
        ("open", &[]),
        ("settled", &[0]),
        ("open", &[0, 1]),
        ("reversed", &[2]),
    ];
    let allowed = [("open", 0), ("open", 2), ("settled", 1)];
    walk(
        &bill,
        "/purchase/invoices",
        &shop,
        &ways,
        &standings,
        &allowed,
    );

    let back = |nth: usize| {
        let piece = new_id();
        let came = shop.receive(
            &[
                json!({ "id": new_id(), "kind": "piece", "piece_id": piece, "title": "Bague",
                "family_id": shop.ring, "number": format!("R{nth}"), "cost_minor": 9_000 }),
            ],
            &json!({}),
        );
        assert_eq!(said(&came), "ok", "{came:?}");
        let back = shop.send_back(&[json!({ "piece_id": piece })]);
        assert_eq!(said(&back), "ok", "{back:?}");
        text(&back.body["id"])
    };
    let today = text(&shop.owner.get("/purchase/budget").body["month"]);
    let first = text(
        &shop
            .owner
            .get(&format!("/purchase/returns/{}", back(1_000)))
            .body["at"],
    );
    assert!(first.starts_with(&today), "{first}");
    let credit = json!({ "credited_on": first[..10], "number": "AV-1", "amount_minor": 9_000,
        "vat_minor": 1_800 });
    let ways = [
        ("credit", credit),
        ("take-back-credit", why.clone()),
        ("reverse", why),
    ];
    walk(
        &back,
        "/purchase/returns",
        &shop,
        &ways,
        &standings,
        &allowed,
    );
    let pieces = shop.owner.get("/stock/pieces?state=available&limit=50");
    let rows = pieces.body["rows"].as_array().expect("rows");
    assert!(
        rows.iter()
            .any(|row| row["place_id"] == shop.window.as_str()),
        "what came back is where it was: {rows:?}"
    );
}
