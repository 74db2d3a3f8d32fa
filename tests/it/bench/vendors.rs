//! Outside workshops: a slip, back whole or partly, unworked, billed, corrected; what is refused.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::Premises;
use uuid::Uuid;

use super::{ok, ring, work};
use crate::repair::fixture::{Job, Shop};

fn draft(shop: &Shop<'_>, jobs: &[&Job<'_>]) -> Value {
    let lines: Vec<Value> = jobs
        .iter()
        .map(|job| json!({ "id": Uuid::now_v7(), "job_id": job.id, "agreed_minor": 5_000 }))
        .collect();
    json!({ "id": Uuid::now_v7(), "vendor_id": shop.vendor, "due_on": "2026-11-30",
        "note": "Sertissage", "lines": lines })
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn states(slip: &Value) -> Vec<String> {
    let lines = slip["lines"].as_array().expect("lines").iter();
    lines.map(|line| text(&line["state"])).collect()
}

fn payable(shop: &Shop<'_>) -> i64 {
    let store = shop.premises.state.store().expect("a store");
    let account = format!("payable:purchase:{}", shop.vendor);
    store
        .read(move |tx| shop::ledger::balance(tx, &account, "EUR"))
        .expect("a balance")
}

#[test]
fn two_rings_go_out_come_back_apart_and_are_billed() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ((_, first), (_, second)) = (ring(&shop), ring(&shop));
    let words = |text: &str| {
        let set = crate::wording::set(&shop.owner, "vendor", "en", text);
        assert_eq!(set.status, StatusCode::OK, "{set:?}");
    };
    words("No polishing.");
    let sent = shop
        .owner
        .post("/vendor-slips", &draft(&shop, &[&first, &second]));
    assert_eq!(sent.status, StatusCode::CREATED, "{sent:?}");
    let slip = sent.body;
    premises.pass(chrono::TimeDelta::seconds(1));
    words("No soldering.");
    assert!(text(&slip["number"]).ends_with("-ST1"), "{slip}");
    assert_eq!(states(&slip), ["out", "out"]);
    assert_eq!(first.told()["state"], "vendor");
    let path = format!("/vendor-slips/{}", text(&slip["id"]));
    for language in ["fr", "en"] {
        let pdf = shop.owner.bytes(&format!("{path}/pdf?language={language}"));
        let paper = crate::custom::fixture::text(&pdf);
        assert_eq!(paper.contains("No polishing."), language == "en", "{paper}");
        assert!(!paper.contains("No soldering."), "{paper}");
    }
    // What is expected of the workshop counts until it is billed.
    let worth = work(&first)["worth"].clone();
    assert_eq!(
        (&worth["vendors_minor"], &worth["incomplete"]),
        (&json!(5_000), &json!(true))
    );

    // One comes back; the other is late, and prolonged for a reason.
    let line = |at: usize| slip["lines"][at]["id"].clone();
    let back = |lines: Value, unworked: bool, note: &str| {
        let body = json!({ "line_ids": lines, "unworked": unworked, "note": note });
        shop.owner.post(&format!("{path}/back"), &body)
    };
    let told = ok(back(json!([line(0)]), false, ""));
    assert_eq!(states(&told), ["back", "out"]);
    assert_eq!(first.told()["state"], "bench");
    assert_eq!(back(json!([line(0)]), false, "").code(), "bench.corrected");

    // Billed as agreed, or with a reason; once.
    let bill = |number: &str, line: Value, net: i64, reason: &str| {
        let body = json!({ "id": Uuid::now_v7(), "number": number, "invoiced_on": "2026-11-22",
            "due_on": "2026-12-22", "vat_minor": 1_200, "reason": reason,
            "lines": [{ "line_id": line, "net_minor": net }] });
        shop.owner.post(&format!("{path}/invoice"), &body)
    };
    assert_eq!(bill("F-1", line(1), 5_000, "").code(), "bench.not_back");
    assert_eq!(bill("F-1", line(0), 6_000, "").code(), "bench.not_agreed");
    assert_eq!(bill("F-1", line(0), -6_000, "x").code(), "bench.amount");
    assert_eq!(
        bill(" ", line(0), 5_000, "").code(),
        "purchase.number_missing"
    );
    let told = ok(bill("F-1", line(0), 6_000, "chaton refait"));
    assert_eq!(told["lines"][0]["billed_minor"], 6_000);
    assert_eq!(payable(&shop), -7_200, "posted as any supplier's invoice");
    let worth = work(&first)["worth"].clone();
    assert_eq!(worth["vendors_minor"], 6_000);
    assert_eq!(bill("F-9", line(0), 6_000, "encore").code(), "bench.billed");

    // The other comes back as it went; the same number twice is a mistake.
    assert_eq!(back(json!([line(1)]), true, " ").code(), "repair.no_reason");
    let told = ok(back(json!([line(1)]), true, "pas de pierre assortie"));
    assert_eq!(states(&told), ["back", "unworked"]);
    assert_eq!(work(&second)["worth"]["vendors_minor"], 0);
    assert_eq!(
        bill("f-1", line(1), 500, "déplacement").code(),
        "purchase.invoice_twice"
    );

    // The invoice was a mistake: reversed where invoices are, the ring is to be billed again.
    let invoices = shop.owner.get("/purchase/invoices").body;
    let id = text(&invoices[0]["id"]);
    let reversed = shop.owner.post(
        &format!("/purchase/invoices/{id}/reverse"),
        &json!({ "reason": "double", "note": "double" }),
    );
    assert!(reversed.status.is_success(), "{reversed:?}");
    assert_eq!(payable(&shop), 0);
    let told = shop.owner.get(&path).body;
    assert_eq!(told["lines"][0]["bill"], Value::Null);
    ok(bill("F-1", line(0), 5_000, ""));
}

#[test]
fn what_was_sent_or_taken_back_by_mistake_is_corrected_at_the_job() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = ring(&shop);
    let why = json!({ "note": "mauvaise enveloppe" });
    let slip = shop
        .owner
        .post("/vendor-slips", &draft(&shop, &[&job]))
        .body;
    let path = format!("/vendor-slips/{}", text(&slip["id"]));
    let now = || states(&shop.owner.get(&path).body);
    let line = slip["lines"][0]["id"].clone();
    let back = json!({ "line_ids": [line], "unworked": true, "note": "fermé" });
    ok(shop.owner.post(&format!("{path}/back"), &back));
    assert_eq!(now(), ["unworked"]);
    job.moves_with("correct", &why, "vendor");
    assert_eq!(now(), ["out"]);
    // By the envelope's scan on the board it is back as well.
    job.moves("receive", "bench");
    assert_eq!(now(), ["back"]);
    job.moves_with("correct", &why, "vendor");
    job.moves_with("correct", &why, "received");
    assert_eq!(now(), ["cancelled"]);
    let due = json!({ "due_on": "2026-12-05", "note": "congés" });
    assert_eq!(
        shop.owner.post(&format!("{path}/due"), &due).code(),
        "bench.corrected"
    );
    // Sent again, it is another slip.
    let again = shop.owner.post("/vendor-slips", &draft(&shop, &[&job]));
    assert_eq!(again.status, StatusCode::CREATED, "{again:?}");
    assert!(text(&again.body["number"]).ends_with("-ST2"));

    // Late after its day, and no more once it is prolonged.
    let path = format!("/vendor-slips/{}", text(&again.body["id"]));
    premises.pass(TimeDelta::days(9));
    let owner = shop.sign_in_again();
    assert_eq!(owner.get(&path).body["overdue"], true);
    let due = json!({ "due_on": "2026-12-05", "note": "" });
    assert_eq!(
        owner.post(&format!("{path}/due"), &due).code(),
        "repair.no_reason"
    );
    let due = json!({ "due_on": "2026-12-05", "note": "congés" });
    ok(owner.post(&format!("{path}/due"), &due));
    let told = owner.get("/vendor-slips").body[0].clone();
    assert_eq!(
        (&told["overdue"], &told["due_on"]),
        (&json!(false), &json!("2026-12-05"))
    );
}

#[test]
fn a_slip_that_cannot_be_sends_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = ring(&shop);
    let with = |field: &str, value: Value| {
        let mut slip = draft(&shop, &[&job]);
        slip[field] = value;
        slip
    };
    let line =
        |agreed: Value| json!([{ "id": Uuid::now_v7(), "job_id": job.id, "agreed_minor": agreed }]);
    for (slip, code) in [
        (
            with("vendor_id", json!(Uuid::now_v7())),
            "repair.vendor_unknown",
        ),
        (with("due_on", json!("2026-11-21")), "bench.due"),
        (with("due_on", json!("2046-11-21")), "bench.due"),
        (with("lines", json!([])), "bench.lines"),
        (draft(&shop, &[&job, &job]), "bench.lines"),
        (with("lines", line(json!(-1))), "bench.amount"),
        (
            with("lines", line(json!(1_000_000_000_000_i64))),
            "bench.amount",
        ),
        (
            with(
                "lines",
                json!([{ "id": Uuid::now_v7(), "job_id": Uuid::now_v7() }]),
            ),
            "repair.unknown",
        ),
    ] {
        let refused = shop.owner.post("/vendor-slips", &slip);
        assert_eq!(refused.code(), code, "{refused:?}");
    }
    assert_eq!(job.told()["state"], "received");
    assert_eq!(shop.owner.get("/vendor-slips").body, json!([]));
    // Out already, it does not go twice.
    let sent = shop.owner.post("/vendor-slips", &draft(&shop, &[&job]));
    assert_eq!(sent.status, StatusCode::CREATED, "{sent:?}");
    let twice = shop.owner.post("/vendor-slips", &draft(&shop, &[&job]));
    assert_eq!(twice.code(), "repair.wrong_state");
}
