//! The settings page and the list of papers, over HTTP: find, try, decide.

use axum::http::StatusCode;
use serde_json::json;
use tests::rig::{Cable, free_port};
use uuid::Uuid;

use super::counter::{Counter, PRINTER, id_of};

/// An address of this machine that no other test uses: the search knows port 9100 only.
fn own_loopback() -> String {
    let [_, a, b, c] = std::process::id().to_be_bytes();
    format!("127.{}.{b}.{}", a | 64, c.clamp(1, 254))
}

#[test]
fn a_printer_is_found_kept_and_tried() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    let desk = &clerk.desk;

    // On port 9100, as a network printer is; the cable leads to the emulator.
    let host = own_loopback();
    let _cable = Cable::lay((host.as_str(), 9100), counter.printer.port);
    let found = desk.post("/devices/find", &json!({ "range": host }));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    let address = format!("tcp://{host}:9100");
    let candidates = found.body.as_array().expect("a list");
    let candidate = candidates.iter().find(|one| one["address"] == *address);
    let candidate = candidate.unwrap_or_else(|| panic!("{address} is not in {candidates:?}"));
    assert_eq!(candidate["kind"], "network_printer");
    let nonsense = desk.post("/devices/find", &json!({ "range": "10.0.0.0/8" }));
    assert_eq!(nonsense.code(), "device.range");
    assert_eq!(nonsense.body["params"]["problem"], "range_too_large");

    // Kept, it prints its page and says how it is.
    let kept = clerk.put_printer(PRINTER, &address, &json!({ "columns": 42 }), Some(1));
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(kept.body["options"]["columns"], 42);
    let job = desk.post(&format!("/devices/{PRINTER}/test"), &json!({}));
    assert_eq!(job.status, StatusCode::CREATED, "{job:?}");
    let page = counter.printer.wait_for_receipt(1);
    for text in [
        "Page d’essai",
        "Comptoir",
        "àâäæç éèêë îï ôœ ùûü ÿ",
        "« 750 ‰ » – l’or – 1 234,56 € – n° 5",
        "Bijouterie Exemple",
    ] {
        assert!(page.text.contains(text), "{text} is not in\n{}", page.text);
    }
    assert_eq!(clerk.wait_for_job("done")["kind"], "slip");

    for (fault, state) in [
        ("paper-near-end", "paper_low"),
        ("paper-out", "paper_out"),
        ("cover-open", "cover_open"),
        ("offline", "offline"),
    ] {
        counter.printer.fault(fault, true);
        for path in ["/printer", &format!("/devices/{PRINTER}/status")] {
            assert_eq!(desk.get(path).body["state"], state, "{fault} by {path}");
        }
        counter.printer.fault(fault, false);
    }
    assert_eq!(desk.get("/printer").body["state"], "ready");
}

#[test]
fn what_cannot_be_a_device_is_refused() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    let check = |address: &str, options: serde_json::Value, code: &str, problem: &str| {
        let refused = clerk.put_printer(PRINTER, address, &options, Some(1));
        assert_eq!(refused.code(), code, "{address}: {refused:?}");
        if !problem.is_empty() {
            assert_eq!(refused.body["params"]["problem"], problem, "{address}");
        }
    };
    check("", json!({}), "device.address", "");
    check("tcp://", json!({}), "device.address", "address_no_host");
    check("http://printer", json!({}), "device.address", "");
    check("hid://0c2e:0b61", json!({}), "device.address", "wrong_kind");
    check(
        &counter.address(),
        json!({ "columns": 5 }),
        "device.columns",
        "",
    );
    check(
        &counter.address(),
        json!({ "drawer": "six" }),
        "request.json",
        "",
    );
    let unknown = Uuid::now_v7();
    for path in ["test", "drawer"] {
        let body = json!({ "reason": "essai" });
        let refused = clerk
            .desk
            .post(&format!("/devices/{unknown}/{path}"), &body);
        assert_eq!(refused.code(), "device.unknown", "{path}");
    }
    let none = clerk.post(&format!("/print/jobs/{unknown}/retry"), &json!({}));
    assert_eq!(none.code(), "print.unknown");
}

#[test]
fn a_till_without_a_printer_sells_all_the_same() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    let retired = json!({
        "till_id": clerk.till, "kind": "receipt_printer", "name": "Comptoir",
        "address": counter.address(), "active": false, "version": 1,
    });
    clerk.desk.put(&format!("/devices/{PRINTER}"), &retired);
    assert_eq!(clerk.desk.get("/printer").body["state"], "none");
    clerk.open_day();
    let sale = clerk.sell("J1", "cash", true);
    assert_eq!(clerk.jobs().len(), 0);
    let print = format!("/sales/{}/print", id_of(&sale["id"]));
    assert_eq!(clerk.post(&print, &json!({})).code(), "device.none");
    let drawer = clerk.post("/drawer/open", &json!({ "reason": "monnaie" }));
    assert_eq!(drawer.code(), "device.none");
}

#[test]
fn a_printer_that_is_switched_off_keeps_the_paper_waiting_for_its_successor() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    // Nobody listens there.
    let off = format!("tcp://127.0.0.1:{}", free_port());
    clerk.put_printer(PRINTER, &off, &json!({}), Some(1));
    clerk.open_day();
    clerk.sell("J1", "card", true);
    let job = clerk.wait_for_reason("refused");
    assert_eq!(clerk.desk.get("/printer").body["problem"], "refused");

    // The old one is thrown away, another one plugged in: the same paper, still the original.
    let retired = json!({
        "till_id": clerk.till, "kind": "receipt_printer", "name": "Comptoir",
        "address": off, "active": false, "version": 2,
    });
    let put = clerk.desk.put(&format!("/devices/{PRINTER}"), &retired);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    let put = clerk.put_printer(Uuid::now_v7(), &counter.address(), &json!({}), None);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    assert_eq!(clerk.decide(&job, "retry").status, StatusCode::OK);
    clerk.wait_for_job("done");
    let paper = counter.printer.wait_for_receipt(1);
    assert!(!paper.text.contains("DUPLICATA"), "{}", paper.text);
    assert_eq!(counter.printer.receipts().len(), 1);
}

#[test]
fn a_paper_that_nobody_wants_any_more_is_cancelled_and_printed_later_as_the_original() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    counter.printer.fault("paper-out", true);
    clerk.open_day();
    let sale = clerk.sell("J1", "card", true);
    let job = clerk.wait_for_reason("paper_out");
    let cancelled = clerk.decide(&job, "cancel");
    assert_eq!(cancelled.body["state"], "cancelled", "{cancelled:?}");
    for decision in ["cancel", "retry", "confirm"] {
        let refused = clerk.decide(&job, decision);
        assert_eq!(refused.code(), "print.state", "{decision}");
        assert_eq!(refused.body["params"]["state"], "cancelled", "{decision}");
    }
    counter.printer.fault("paper-out", false);
    let print = format!("/sales/{}/print", id_of(&sale["id"]));
    assert_eq!(clerk.post(&print, &json!({})).status, StatusCode::OK);
    let paper = counter.printer.wait_for_receipt(1);
    assert!(!paper.text.contains("DUPLICATA"), "{}", paper.text);
}
