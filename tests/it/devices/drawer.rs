//! The drawer: opened by cash, by hand with a reason, and by nothing else.

use axum::http::StatusCode;
use serde_json::json;
use std::time::Duration;
use tests::rig::wait_for;

use super::counter::{Clerk, Counter, PRINTER, id_of};

fn opens(counter: &Counter) {
    wait_for("the drawer", Duration::from_secs(60), || {
        counter.printer.drawer_is_open().then_some(())
    });
    counter.printer.close_drawer();
}

/// Whatever was on its way to the printer has arrived: a conversation begun later has ended.
fn stays_shut(counter: &Counter, clerk: &Clerk<'_>) {
    for _ in 0..3 {
        assert_eq!(clerk.desk.get("/printer").body["state"], "ready");
    }
    assert!(!counter.printer.drawer_is_open());
}

#[test]
fn cash_opens_the_drawer_and_a_card_does_not_unless_it_shall() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    clerk.open_day();
    assert!(!counter.printer.drawer_is_open());

    let in_cash = clerk.sell("J1", "cash", true);
    opens(&counter);
    counter.printer.wait_for_receipt(1);
    for (number, tender) in [("J2", "card"), ("J3", "cheque")] {
        clerk.sell(number, tender, false);
        stays_shut(&counter, &clerk);
    }

    // The money goes back the way it came.
    let void = format!("/sales/{}/void", id_of(&in_cash["id"]));
    let void = clerk.post(&void, &json!({ "reason": "erreur" }));
    assert_eq!(void.status, StatusCode::CREATED, "{void:?}");
    opens(&counter);

    // Cash that comes or goes without a sale.
    for direction in ["in", "out"] {
        let id = uuid::Uuid::now_v7();
        let cash =
            json!({ "id": id, "direction": direction, "amount_minor": 500, "reason": "monnaie" });
        let moved = clerk.post("/till/cash", &cash);
        assert_eq!(moved.status, StatusCode::NO_CONTENT, "{moved:?}");
        opens(&counter);
    }

    // A shop that keeps its cheques in the drawer.
    let every = json!({ "opens_after": "every" });
    let put = clerk.put_printer(PRINTER, &counter.address(), &every, Some(1));
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    clerk.sell("J4", "cheque", false);
    opens(&counter);

    // And one without a drawer.
    let none = json!({ "drawer": null, "opens_after": "every" });
    clerk.put_printer(PRINTER, &counter.address(), &none, Some(2));
    clerk.sell("J5", "cash", false);
    stays_shut(&counter, &clerk);
    let by_hand = clerk.post("/drawer/open", &json!({ "reason": "monnaie" }));
    assert_eq!(
        by_hand.body["params"]["problem"], "no_drawer",
        "{by_hand:?}"
    );
}

#[test]
fn a_repeated_sale_opens_no_drawer() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    clerk.open_day();
    let cash = json!({
        "id": uuid::Uuid::now_v7(), "direction": "in", "amount_minor": 500, "reason": "monnaie",
    });
    let send = || clerk.desk.call("POST", "/till/cash", Some(&cash), "once");
    assert_eq!(send().status, StatusCode::NO_CONTENT);
    opens(&counter);
    let again = send();
    assert_eq!(again.header("idempotency-replayed"), "true");
    stays_shut(&counter, &clerk);
}

#[test]
fn by_hand_it_opens_for_a_reason_that_stands_in_the_journal_and_in_the_z() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    clerk.open_day();
    let settings = format!("/devices/{PRINTER}/drawer");
    for path in ["/drawer/open", &settings] {
        for reason in ["", "   "] {
            let refused = clerk.post(path, &json!({ "reason": reason }));
            assert_eq!(refused.code(), "drawer.no_reason", "{path}");
        }
        let unsaid = clerk.post(path, &json!({}));
        assert_eq!(unsaid.status, StatusCode::BAD_REQUEST, "{unsaid:?}");
    }
    assert!(!counter.printer.drawer_is_open());

    let body = json!({ "reason": "billet de 50 à changer" });
    let by_hand = || {
        clerk
            .desk
            .call("POST", "/drawer/open", Some(&body), "by-hand")
    };
    assert_eq!(by_hand().status, StatusCode::NO_CONTENT);
    opens(&counter);
    assert_eq!(by_hand().header("idempotency-replayed"), "true");
    stays_shut(&counter, &clerk);
    let tried = clerk.post(&settings, &json!({ "reason": "essai" }));
    assert_eq!(tried.status, StatusCode::NO_CONTENT, "{tried:?}");
    opens(&counter);

    let journal = clerk.journal();
    for reason in ["billet de 50 à changer", "essai"] {
        assert_eq!(journal.matches(reason).count(), 1, "{reason} in\n{journal}");
    }
    // A sale's opening is no opening by hand.
    clerk.sell("J1", "cash", false);
    opens(&counter);
    let counted = json!([{ "value_minor": 1_000, "count": 69 }]);
    let close = json!({ "id": uuid::Uuid::now_v7(), "counted": counted });
    let closed = clerk.post("/till/close", &close);
    assert_eq!(closed.status, StatusCode::CREATED, "{closed:?}");
    let z = counter.printer.wait_for_receipt(1);
    let line = z.text.lines().find(|line| line.contains("tiroir"));
    let line = line.unwrap_or_else(|| panic!("no drawer in\n{}", z.text));
    assert!(line.trim_end().ends_with('2'), "{line}");
    let proof = clerk.post("/journal/verify", &json!({}));
    assert_eq!(proof.status, StatusCode::OK, "{proof:?}");
}
