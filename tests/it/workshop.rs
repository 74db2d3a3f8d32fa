//! Reports of work, against a small history whose figures are worked out by hand here. It begins on Sunday,
//! 22 November 2026, at ten; everything happens at ten.

use axum::http::StatusCode;
use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use crate::deposit::fixture::{Cart, open_day, proves, ready, void};
use crate::repair::fixture::{Job, Shop};

/// The day so many days after the first.
pub fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day") + Days::new(after)
}

/// A night goes by, and the screen has locked meanwhile.
pub fn night(premises: &Premises, desk: &Desk<'_>) {
    premises.pass(TimeDelta::days(1));
    let unlocked = desk.post("/session/unlock", &json!({ "pin": OWNER_PIN }));
    assert!(unlocked.status.is_success(), "{unlocked:?}");
}

fn report(desk: &Desk<'_>, what: &str, by: &str, from: u64, until: u64) -> Value {
    let by = if by.is_empty() {
        String::new()
    } else {
        format!("by={by}&")
    };
    let path = format!(
        "/workshop/{what}?{by}from={}&until={}",
        day(from),
        day(until)
    );
    let found = desk.get(&path);
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

/// The lines of this year's margin: what they stand for, how many works, and what these brought.
pub fn earned(desk: &Desk<'_>) -> Vec<(String, i64, i64)> {
    let found = desk.get("/workshop/margin?by=kind&from=2026-01-01&until=2026-12-31");
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    let lines = found.body["lines"].as_array().expect("lines").iter();
    lines
        .map(|line| {
            let group = line["of"]["group"].as_str().expect("a group");
            let figure = |name: &str| line[name].as_i64().expect("a figure");
            (group.to_owned(), figure("jobs"), figure("net_minor"))
        })
        .collect()
}

/// A line as its name and these figures, apart by blanks; the total is called so.
fn told(report: &Value, figures: &[&str]) -> Vec<String> {
    let lines = report["lines"].as_array().expect("lines").iter();
    let all = lines.chain(std::iter::once(&report["total"]));
    all.map(|line| {
        let of = &line["of"];
        let name = of["name"].as_str().or(of["group"].as_str());
        let figures = figures.iter().map(|path| line.pointer(path).expect(path));
        let figures: Vec<_> = figures.map(ToString::to_string).collect();
        format!("{} {}", name.unwrap_or("total"), figures.join(" "))
    })
    .collect()
}

fn object(shop: &Shop<'_>, promised: u64, tasks: &[(&str, i64)]) -> Value {
    let mut object = shop.object("Bague, métal jaune");
    object["promised_on"] = json!(day(promised));
    let task = |(kind, price): &(&str, i64)| shop.task(kind, kind, Some(*price), None);
    object["tasks"] = tasks.iter().map(task).collect();
    object
}

pub fn give(job: &Job<'_>, at: usize, who: &Value) {
    let told = job.told();
    let task = told["tasks"][at]["id"].as_str().expect("a task").to_owned();
    let given = job.put(&format!("tasks/{task}/who"), who);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
}

fn work(job: &Job<'_>, at: Option<usize>, person: Uuid, on: u64, minutes: i64) {
    let task = at.map(|at| job.told()["tasks"][at]["id"].clone());
    let body = json!({ "id": Uuid::now_v7(), "task_id": task, "user_id": person, "on_day": day(on),
        "minutes": minutes });
    let written = job.post("times", &body);
    assert_eq!(written.status, StatusCode::OK, "{written:?}");
}

pub fn pay(desk: &Desk<'_>, job: &Job<'_>) -> Value {
    let cart = Cart::open(desk);
    let put = cart.balance(job);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    cart.paid("card")
}

pub fn collect(job: &Job<'_>) {
    let sheet = job.desk.get(&format!("/repairs/{}", job.repair)).body;
    let seen = json!({ "id": Uuid::now_v7(), "slip": sheet["number"], "stones_same": true,
        "photos_same": true, "reason": "", "given_to": "" });
    let given = job.post("hand-over", &seen);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
}

/// | Day | Ring: sizing 120, polish 24, for day 2 | Signet: engraving 60, for day 2 | Chain: solder 36 |
/// |---|---|---|---|
/// | 0 | taken in | taken in, promised for day 1 at first | taken in |
/// | 1 | at the bench, Paul an hour on the sizing at 30 | to Atelier Martin, agreed 20 | half an hour at the bench, cancelled |
/// | 2 | ready | | |
/// | 3 | | back, billed 25 | |
/// | 4 | | ready, two days late | |
/// | 5 | paid, collected | paid | |
/// | 6 | back under warranty, Paul 20 minutes | its ticket annulled | |
/// | 7 | ready again, collected | | |
///
/// A bracelet, promised for day 1, was never touched.
fn history(shop: &Shop<'_>, premises: &Premises) -> Uuid {
    let desk = &shop.owner;
    let set = desk.put("/settings", &json!({ "warranty_months": 12 }));
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
    let rate = json!({ "user_id": null, "from_day": day(0), "hour_minor": 3_000 });
    assert_eq!(
        desk.post("/bench/rates", &rate).status,
        StatusCode::NO_CONTENT
    );
    let paul = desk.hire("Paul", "bench");
    open_day(desk);
    let taken = shop.take_in(&[
        object(shop, 2, &[("sizing", 12_000), ("polish", 2_400)]),
        object(shop, 1, &[("engraving", 6_000)]),
        object(shop, 9, &[("solder", 3_600)]),
        object(shop, 1, &[("cleaning", 1_200)]),
    ]);
    let [ring, signet, chain] = [0, 1, 2].map(|at| shop.job(&taken, at));
    let anew = json!({ "promised_on": day(2), "rush": false, "note": "demandé plus tard", "version": signet.told()["version"] });
    let promised = signet.post("promise", &anew);
    assert_eq!(promised.status, StatusCode::OK, "{promised:?}");

    night(premises, desk);
    ring.moves("start", "bench");
    give(&ring, 0, &json!({ "user_id": paul }));
    work(&ring, Some(0), paul, 1, 60);
    let line = Uuid::now_v7();
    let slip = json!({ "id": Uuid::now_v7(), "vendor_id": shop.vendor, "due_on": day(4), "note": "",
        "lines": [{ "id": line, "job_id": signet.id, "agreed_minor": 2_000 }] });
    let sent = desk.post("/vendor-slips", &slip);
    assert_eq!(sent.status, StatusCode::CREATED, "{sent:?}");
    let slip = format!("/vendor-slips/{}", sent.body["id"].as_str().expect("an id"));
    chain.moves("start", "bench");
    work(&chain, None, paul, 1, 30);
    chain.moves_with(
        "cancel",
        &json!({ "note": "maillon introuvable" }),
        "cancelled",
    );

    night(premises, desk);
    ring.moves("check", "quality_check");
    ring.moves("pass", "ready");
    // By mistake, and taken back: it leaves no trace in the figures.
    ring.moves_with("fail", &json!({ "note": "autre bague" }), "bench");
    ring.moves_with("correct", &json!({ "note": "autre bague" }), "ready");

    night(premises, desk);
    let back = json!({ "line_ids": [line], "unworked": false, "note": "" });
    assert_eq!(
        desk.post(&format!("{slip}/back"), &back).status,
        StatusCode::OK
    );
    let bill = json!({ "id": Uuid::now_v7(), "number": "F-1", "invoiced_on": day(3), "vat_minor": 500,
        "reason": "deux lettres de plus", "lines": [{ "line_id": line, "net_minor": 2_500 }] });
    let billed = desk.post(&format!("{slip}/invoice"), &bill);
    assert_eq!(billed.status, StatusCode::OK, "{billed:?}");

    night(premises, desk);
    signet.moves("check", "quality_check");
    signet.moves("pass", "ready");

    night(premises, desk);
    let close = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" });
    assert_eq!(desk.post("/till/close", &close).status, StatusCode::CREATED);
    open_day(desk);
    pay(desk, &ring);
    collect(&ring);
    let ticket = pay(desk, &signet);

    night(premises, desk);
    let close = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" });
    assert_eq!(desk.post("/till/close", &close).status, StatusCode::CREATED);
    open_day(desk);
    let annulled = void(desk, &ticket);
    assert_eq!(annulled.status, StatusCode::CREATED, "{annulled:?}");
    let mut again = object(shop, 9, &[("polish", 0)]);
    again["redo_of"] = json!(ring.id);
    again["said"] = json!("Encore une rayure");
    let taken = shop.take_in(&[again]);
    let again = shop.job(&taken, 0);
    again.moves("start", "bench");
    give(&again, 0, &json!({ "user_id": paul }));
    work(&again, Some(0), paul, 6, 20);

    night(premises, desk);
    again.moves("check", "quality_check");
    again.moves("pass", "ready");
    collect(&again);
    paul
}

#[test]
fn a_small_history_reads_as_it_was() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    history(&shop, &premises);
    let desk = &shop.owner;

    // Two, four and one days of 1 440 minutes until they were ready; five and one until they went home.
    let spread =
        |of: &str| ["count", "median", "mean", "longest"].map(|one| format!("/{of}/{one}"));
    let times: Vec<_> = ["ready", "collected"]
        .iter()
        .flat_map(|of| spread(of))
        .collect();
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    assert_eq!(
        told(&report(desk, "turnaround", "kind", 0, 7), &times),
        [
            "polish 2 2160 2160 2880 2 4320 4320 7200",
            "engraving 1 5760 5760 5760 0 0 0 0",
            "sizing 1 2880 2880 2880 1 7200 7200 7200",
            "total 3 2880 3360 5760 2 4320 4320 7200",
        ]
    );
    // Nobody was given the first polish: who ticked it off did it.
    assert_eq!(
        told(&report(desk, "turnaround", "hand", 0, 7), &times[..4]),
        [
            "Paul 2 2160 2160 2880",
            "Odile 1 2880 2880 2880",
            "Atelier Martin 1 5760 5760 5760",
            "total 3 2880 3360 5760",
        ]
    );
    // A day each until it was begun, the second ring at once; what took no minute is told too.
    assert_eq!(
        told(&report(desk, "turnaround", "stage", 0, 7), &times[..4]),
        [
            "received 3 1440 960 1440",
            "bench 3 1440 1440 1440",
            "vendor 1 2880 2880 2880",
            "quality_check 3 0 0 0",
            "total 3 2880 3360 5760",
        ]
    );
    // On the second day one ring got ready, and nothing went home.
    assert_eq!(
        told(&report(desk, "turnaround", "kind", 2, 3), &times),
        [
            "polish 1 2880 2880 2880 0 0 0 0",
            "sizing 1 2880 2880 2880 0 0 0 0",
            "total 1 2880 2880 2880 0 0 0 0",
        ]
    );

    let late = report(desk, "late", "kind", 0, 7);
    let figures = [
        "/jobs",
        "/late/count",
        "/late/median",
        "/late/longest",
        "/promised_anew",
    ];
    assert_eq!(
        told(&late, &figures),
        [
            "engraving 1 1 2 2 1",
            "polish 2 0 0 0 0",
            "sizing 1 0 0 0 0",
            "total 3 1 2 2 1",
        ]
    );
    assert_eq!(
        told(&report(desk, "late", "hand", 0, 7), &figures)[0],
        "Atelier Martin 1 1 2 2 1"
    );
    assert_eq!(late["now_count"], 1);
    assert_eq!(late["now"][0]["promised_on"], json!(day(1)));
    assert_eq!(late["now"][0]["state"], "received");

    let redo = report(desk, "redo", "hand", 0, 7);
    let figures = ["/collected", "/warranty", "/goodwill", "/cost_minor"];
    assert_eq!(
        told(&redo, &figures),
        ["Odile 1 1 0 1000", "Paul 2 1 0 1000", "total 2 1 0 1000"]
    );
    let one = &redo["redone"][0];
    assert_eq!(one["why"], "Encore une rayure");
    assert_eq!(
        (&one["is_warranty"], &one["cost_minor"]),
        (&json!(true), &json!(1_000))
    );
    assert_ne!(one["first"]["job_id"], one["again"]["job_id"]);
    assert_eq!(redo["redone"].as_array().map(Vec::len), Some(1));
    // It came back after these days, and is told of them all the same.
    let before = report(desk, "redo", "kind", 5, 5);
    assert_eq!(told(&before, &figures)[2], "total 1 1 0 1000");

    let lost = report(desk, "lost", "", 0, 7);
    let figures = [
        "/jobs",
        "/value_minor",
        "/unpriced",
        "/fee_minor",
        "/cost_minor",
    ];
    assert_eq!(
        told(&lost, &figures),
        ["cancelled 1 3600 0 0 1500", "total 1 3600 0 0 1500"]
    );
    assert_eq!(lost["jobs"][0]["reason"], "maillon introuvable");
    assert_eq!(lost["jobs"][0]["job"]["object"], "Bague, métal jaune");
    proves(&premises);
}

#[test]
fn what_work_brought_and_cost_is_what_the_tickets_and_the_bench_say() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    history(&shop, &premises);
    let desk = &shop.owner;
    let figures = [
        "/jobs",
        "/net_minor",
        "/cost_minor",
        "/margin_minor",
        "/without_cost",
    ];
    // Until the fifth day: 144 and 60 with VAT are 120 and 50; an hour at 30, and a bill of 25.
    assert_eq!(
        told(&report(desk, "margin", "kind", 0, 5), &figures),
        [
            "sizing 1 10000 3000 7000 0",
            "engraving 1 5000 2500 2500 0",
            "polish 1 2000 0 2000 0",
            "total 2 17000 5500 11500 0",
        ]
    );
    assert_eq!(
        told(&report(desk, "margin", "hand", 0, 5), &figures),
        [
            "Paul 1 10000 3000 7000 0",
            "Atelier Martin 1 5000 2500 2500 0",
            "Odile 1 2000 0 2000 0",
            "total 2 17000 5500 11500 0",
        ]
    );
    // Afterwards: a ticket annulled with what its work had cost, and 20 minutes for nothing.
    assert_eq!(
        told(&report(desk, "margin", "kind", 6, 7), &figures),
        [
            "polish 1 0 1000 -1000 0",
            "engraving -1 -5000 -2500 -2500 0",
            "total 0 -5000 -1500 -3500 0",
        ]
    );
    // All of it: the parts add up, and the signet is as if it had never been paid.
    assert_eq!(
        told(&report(desk, "margin", "kind", 0, 7), &figures),
        [
            "sizing 1 10000 3000 7000 0",
            "polish 2 2000 1000 1000 0",
            "total 2 12000 4000 8000 0",
        ]
    );

    // The chain goes home without a fee: what was put into it was for nothing.
    let taken = desk.get("/repair-jobs?only=cancelled").body;
    let repair = taken[0]["repair_id"].as_str().expect("an id").to_owned();
    let sheet = desk.get(&format!("/repairs/{repair}")).body;
    let chain = shop.job(&sheet, 2);
    collect(&chain);
    assert_eq!(
        told(&report(desk, "margin", "kind", 7, 7), &figures),
        [
            "fee 1 0 1500 -1500 0",
            "polish 1 0 1000 -1000 0",
            "total 2 0 2500 -2500 0",
        ]
    );
    // Work of which nobody wrote what it cost has no margin.
    let bracelet = shop.job(&sheet, 3);
    ready(&bracelet);
    let close = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" });
    assert_eq!(desk.post("/till/close", &close).status, StatusCode::CREATED);
    open_day(desk);
    pay(desk, &bracelet);
    let lines = told(&report(desk, "margin", "hand", 7, 7), &figures);
    assert!(
        lines.contains(&"Odile 1 1000 0 0 1".to_owned()),
        "{lines:?}"
    );
    assert_eq!(
        lines.last().map(String::as_str),
        Some("total 3 1000 2500 -2500 1")
    );
    proves(&premises);
}

#[test]
fn an_object_that_nobody_fetches_is_counted_while_it_is_given_up() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[object(&shop, 2, &[("sizing", 12_000)])]);
    ready(&shop.job(&taken, 0));
    premises.pass(TimeDelta::days(365));
    night(&premises, &shop.owner);
    let (owner, job) = (&shop.owner, shop.job(&taken, 0));
    let told_of = json!({ "notice": "letter", "note": "recommandé" });
    assert_eq!(job.post("notify", &told_of).status, StatusCode::OK);
    job.moves_with("abandon", &json!({ "note": "jamais venue" }), "abandoned");
    let lost = report(owner, "lost", "", 366, 366);
    let figures = ["/jobs", "/value_minor"];
    assert_eq!(
        told(&lost, &figures),
        ["abandoned 1 12000", "total 1 12000"]
    );
    assert_eq!(lost["jobs"][0]["reason"], "jamais venue");
    // They come after all.
    open_day(owner);
    pay(owner, &job);
    collect(&job);
    assert_eq!(
        told(&report(owner, "lost", "", 366, 366), &figures),
        ["total 0 0"]
    );
}

#[test]
fn what_is_asked_wrongly_is_refused_and_nothing_is_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    for what in ["turnaround", "late", "redo", "margin", "lost"] {
        let by = if what == "lost" { "" } else { "kind" };
        let found = report(desk, what, by, 0, 30);
        assert_eq!(found["lines"], json!([]), "{what}");
        let backwards = desk.get(&format!(
            "/workshop/{what}?by=kind&from=2026-12-01&until=2026-11-01"
        ));
        assert_eq!(backwards.code(), "workshop.backwards", "{what}");
        for wrong in [
            "by=kind&from=2026-02-30&until=2026-03-01",
            "by=kind&until=2026-03-01",
        ] {
            let refused = desk.get(&format!("/workshop/{what}?{wrong}"));
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{what} {wrong}");
        }
        if what != "lost" {
            let refused = desk.get(&format!(
                "/workshop/{what}?by=colour&from=2026-11-01&until=2026-11-02"
            ));
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{what}");
        }
    }
    let stage = desk.get("/workshop/margin?by=stage&from=2026-11-01&until=2026-11-02");
    assert_eq!(stage.status, StatusCode::BAD_REQUEST);
    let seller = desk.hire("Sam", "seller");
    let mut other = premises.desk();
    other.sign_in(seller, STAFF_PIN);
    for what in ["turnaround", "late", "redo", "margin", "lost"] {
        let path = format!("/workshop/{what}?by=kind&from=2026-11-01&until=2026-11-02");
        assert_eq!(other.get(&path).status, StatusCode::FORBIDDEN, "{what}");
    }
}
