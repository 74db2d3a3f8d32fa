//! Of a ticket and of a Z one original at most comes out; what follows is a numbered duplicate that
//! stands in the journal. Through the router, on a printer that none of us wrote.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::rig::{Cable, End};
use uuid::Uuid;

use super::counter::{Clerk, Counter, LAST_WORDS, PRINTER, id_of};

/// Behind a cable that the test can pull.
fn cabled(counter: &Counter) -> (Cable, Clerk<'_>) {
    let clerk = counter.clerk();
    let cable = Cable::to(counter.printer.port);
    let address = format!("tcp://127.0.0.1:{}", cable.port);
    let put = clerk.put_printer(PRINTER, &address, &json!({}), Some(1));
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    clerk.open_day();
    (cable, clerk)
}

/// The records of the DUPLICATE chain.
fn duplicates(clerk: &Clerk<'_>) -> Vec<Value> {
    let journal = clerk.journal();
    let lines = journal
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    lines
        .filter(|line: &Value| line["chain"] == "DUPLICATE")
        .collect()
}

/// How many whole papers of a ticket came out, originals and copies apart.
fn came_out(counter: &Counter, sale: &Value) -> (usize, usize) {
    let number = sale["number"].as_str().expect("a number");
    let papers = counter.printer.receipts();
    let whole = papers.iter().filter(|paper| {
        paper.text.contains(&format!("N° {number}")) && paper.text.contains(LAST_WORDS)
    });
    let (copies, originals): (Vec<_>, Vec<_>) =
        whole.partition(|paper| paper.text.contains("DUPLICATA"));
    (originals.len(), copies.len())
}

#[test]
fn asked_for_again_a_ticket_is_a_numbered_duplicate() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    clerk.open_day();
    let sale = clerk.sell("J1", "card", true);
    clerk.wait_for_job("done");
    let print = format!("/sales/{}/print", id_of(&sale["id"]));
    for copy in 1..=2 {
        assert_eq!(clerk.post(&print, &json!({})).status, StatusCode::OK);
        let job = clerk.wait_for_job("done");
        assert_eq!(job["kind"], "duplicate");
        let paper = counter.printer.wait_for_receipt(1 + copy);
        let mark = format!("DUPLICATA n° {copy}");
        assert!(
            paper.text.contains(&mark),
            "{mark} is not in\n{}",
            paper.text
        );
    }
    assert_eq!(came_out(&counter, &sale), (1, 2));
    assert_eq!(duplicates(&clerk).len(), 2);
}

#[test]
fn a_ticket_that_surely_did_not_come_out_is_tried_again_as_the_original() {
    let counter = Counter::new();
    let clerk = counter.clerk();
    clerk.open_day();
    counter.printer.fault("cover-open", true);
    let sale = clerk.sell("J1", "card", true);
    let job = clerk.wait_for_reason("cover_open");
    // The clock stands still: by itself it is not tried before a person asks.
    counter.printer.fault("cover-open", false);
    let retried = clerk.decide(&job, "retry");
    assert_eq!(retried.status, StatusCode::OK, "{retried:?}");
    assert_eq!(retried.body["id"], job["id"], "the same paper");
    clerk.wait_for_job("done");
    assert_eq!(came_out(&counter, &sale), (1, 0));
    assert_eq!(duplicates(&clerk).len(), 0);

    // Or time passes.
    counter.printer.fault("cover-open", true);
    let second = clerk.sell("J2", "card", true);
    clerk.wait_for_reason("cover_open");
    counter.printer.fault("cover-open", false);
    clerk.pass_a_minute();
    clerk.wait_for_job("done");
    assert_eq!(came_out(&counter, &second), (1, 0));
    assert_eq!(duplicates(&clerk).len(), 0);
}

#[test]
fn after_a_pulled_cable_a_person_decides() {
    let counter = Counter::new();
    let (cable, clerk) = cabled(&counter);

    // It did not come out: another one, which says that it is one.
    cable.plug(End::PulledAfter(300));
    let sale = clerk.sell("J1", "card", true);
    let job = clerk.wait_for_job("unsure");
    assert_eq!(job["problem"], "unplugged");
    cable.plug(End::Holds);
    clerk.pass_a_minute();
    assert_eq!(clerk.jobs().pop().expect("the job")["state"], "unsure");
    assert_eq!(clerk.desk.get("/printer").body["waiting"], 1);
    let again = clerk.decide(&job, "retry");
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    assert_eq!(again.body["kind"], "duplicate");
    assert_ne!(again.body["id"], job["id"]);
    clerk.wait_for_job("done");
    assert_eq!(came_out(&counter, &sale), (0, 1));
    let journaled = duplicates(&clerk);
    assert_eq!(journaled.len(), 1);
    let record = journaled[0]["record"].as_str().expect("a record");
    assert!(
        record.contains(sale["id"].as_str().expect("an id")),
        "{record}"
    );

    // It did come out: nothing more does.
    cable.plug(End::PulledAfter(300));
    clerk.sell("J2", "card", true);
    let job = clerk.wait_for_job("unsure");
    cable.plug(End::Holds);
    let confirmed = clerk.decide(&job, "confirm");
    assert_eq!(confirmed.body["state"], "done", "{confirmed:?}");
    assert_eq!(clerk.decide(&job, "confirm").code(), "print.state");
    assert_eq!(duplicates(&clerk).len(), 1);
    assert_eq!(clerk.desk.get("/printer").body["waiting"], 0);

    // Nobody wants it: given up, and still no second original.
    cable.plug(End::PulledAfter(300));
    let third = clerk.sell("J3", "card", true);
    let job = clerk.wait_for_job("unsure");
    cable.plug(End::Holds);
    assert_eq!(clerk.decide(&job, "cancel").status, StatusCode::OK);
    let print = format!("/sales/{}/print", id_of(&third["id"]));
    assert_eq!(clerk.post(&print, &json!({})).status, StatusCode::OK);
    clerk.wait_for_job("done");
    assert_eq!(came_out(&counter, &third), (0, 1));
}

#[test]
fn a_z_too_has_one_original() {
    let counter = Counter::new();
    let (cable, clerk) = cabled(&counter);
    cable.plug(End::PulledAfter(300));
    let counted = json!([{ "value_minor": 1_000, "count": 20 }]);
    let close = json!({ "id": Uuid::now_v7(), "counted": counted });
    let closed = clerk.post("/till/close", &close);
    assert_eq!(closed.status, StatusCode::CREATED, "{closed:?}");
    let job = clerk.wait_for_job("unsure");
    cable.plug(End::Holds);
    let again = clerk.decide(&job, "retry");
    assert_eq!(again.body["kind"], "duplicate", "{again:?}");
    clerk.wait_for_job("done");
    let print = format!("/closings/{}/print", id_of(&closed.body["id"]));
    assert_eq!(clerk.post(&print, &json!({})).status, StatusCode::OK);
    clerk.wait_for_job("done");
    let marks: Vec<bool> = ["DUPLICATA n° 1", "DUPLICATA n° 2"]
        .iter()
        .map(|mark| {
            counter
                .printer
                .receipts()
                .iter()
                .any(|paper| paper.text.contains(mark))
        })
        .collect();
    assert_eq!(marks, [true, true]);
    assert_eq!(duplicates(&clerk).len(), 2);
    let proof = clerk.post("/journal/verify", &json!({}));
    assert_eq!(proof.status, StatusCode::OK, "{proof:?}");
}
