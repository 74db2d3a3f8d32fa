//! What the people who do the work earn by it, through the one door: promised on the price list, frozen on
//! the job, earned at the hand-over, taken back with it, corrected by hand. It begins on Sunday,
//! 22 November 2026.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use crate::deposit::fixture::{open_day, proves, ready, void};
use crate::repair::fixture::{Job, Shop};
use crate::workshop::{collect, day, give, night, pay};

fn line(id: Uuid, version: i64, price_minor: i64, commission: &Value) -> Value {
    json!({ "id": id, "version": version, "code": id, "kind": "polish", "active": true,
        "title_fr": "Polissage", "title_en": "Polish", "charge": "fixed",
        "price_minor": price_minor, "minutes": 30, "vat_bp": 2_000, "commission": commission })
}

/// A line of the price list that promises this.
fn promise(shop: &Shop<'_>, price_minor: i64, commission: &Value) -> String {
    let id = Uuid::now_v7();
    let body = line(id, 0, price_minor, commission);
    let saved = shop.owner.put("/tariffs", &body);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    id.to_string()
}

fn rate(bp: i64) -> Value {
    json!({ "rate_bp": bp })
}

fn amount(minor: i64) -> Value {
    json!({ "amount_minor": minor })
}

/// A ring with these lines of the price list at these prices.
fn ring<'b>(shop: &'b Shop<'_>, tasks: &[(&str, i64)]) -> Job<'b> {
    let mut ring = shop.object("Bague, métal jaune");
    let task = |(tariff, price): &(&str, i64)| {
        shop.task("polish", "Polissage", Some(*price), Some(tariff))
    };
    ring["tasks"] = tasks.iter().map(task).collect();
    ring["promised_on"] = json!(day(300));
    shop.job(&shop.take_in(&[ring]), 0)
}

fn report(desk: &Desk<'_>, from: u64, until: u64) -> Value {
    let path = format!(
        "/workshop/commission?from={}&until={}",
        day(from),
        day(until)
    );
    let found = desk.get(&path);
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

/// `name tasks net earned corrected due` of every line, the total last.
fn told(report: &Value) -> Vec<String> {
    let lines = report["lines"].as_array().expect("lines").iter();
    let all = lines.chain(std::iter::once(&report["total"]));
    all.map(|line| {
        format!(
            "{} {} {} {} {} {}",
            line["of"]["name"].as_str().unwrap_or("total"),
            line["tasks"],
            line["net_minor"],
            line["earned_minor"],
            line["corrected_minor"],
            line["due_minor"]
        )
    })
    .collect()
}

/// `what person amount` of every entry, the oldest first.
fn entries(report: &Value) -> Vec<String> {
    let all = report["entries"].as_array().expect("entries").iter().rev();
    all.map(|one| {
        let word = |field: &str| one[field].as_str().expect(field).to_owned();
        format!(
            "{} {} {}",
            word("what"),
            word("person"),
            one["amount_minor"]
        )
    })
    .collect()
}

fn save(job: &Job<'_>, change: impl Fn(&mut Value)) -> Reply {
    let told = job.told();
    let mut tasks = told["tasks"].clone();
    for task in tasks.as_array_mut().expect("tasks") {
        change(task);
    }
    let body = json!({ "version": told["version"], "tasks": tasks });
    job.put("tasks", &body)
}

fn correct(desk: &Desk<'_>, person: Uuid, minor: i64, reason: &str) -> Reply {
    let body = json!({ "id": Uuid::now_v7(), "user_id": person, "job_id": null,
        "amount_minor": minor, "reason": reason });
    desk.post("/commissions/corrections", &body)
}

fn undo(job: &Job<'_>) {
    job.moves_with("correct", &json!({ "note": "mauvaise bague" }), "ready");
}

#[test]
fn a_rate_and_an_amount_are_earned_when_the_job_goes_home() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    let [paul, zoe] = ["Paul", "Zoé"].map(|name| desk.hire(name, "bench"));
    open_day(desk);
    let (tenth, five) = (
        promise(&shop, 6_000, &rate(1_000)),
        promise(&shop, 3_000, &amount(500)),
    );
    let none = promise(&shop, 3_000, &json!({}));
    let job = ring(
        &shop,
        &[
            (&tenth, 6_000),
            (&five, 3_000),
            (&five, 3_000),
            (&none, 2_400),
        ],
    );
    for (at, who) in [
        json!({ "user_id": paul }),
        json!({ "user_id": zoe }),
        json!({ "vendor_id": shop.vendor }),
        json!({ "user_id": zoe }),
    ]
    .iter()
    .enumerate()
    {
        give(&job, at, who);
    }
    ready(&job);
    pay(desk, &job);
    assert_eq!(told(&report(desk, 0, 0)), ["total 0 0 0 0 0"]);
    collect(&job);
    let found = report(desk, 0, 0);
    // A tenth of 50 without VAT, and 5; what a workshop outside does earns nobody anything, nor what
    // promises nothing.
    assert_eq!(
        told(&found),
        [
            "Paul 1 5000 500 0 500",
            "Zoé 1 2500 500 0 500",
            "total 2 7500 1000 0 1000"
        ]
    );
    let entry = &found["entries"][1];
    assert_eq!(entry["task"], "Polissage");
    assert_eq!(entry["code"], job.told()["code"]);
    assert_eq!(
        entry["terms"],
        json!({ "rate_bp": 1_000, "amount_minor": null })
    );
    assert_eq!(
        found["entries"][0]["terms"],
        json!({ "rate_bp": null, "amount_minor": 500 })
    );
    proves(&premises);
}

#[test]
fn nobody_given_it_is_whoever_did_it_and_nothing_brings_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    open_day(desk);
    let (all, five) = (
        promise(&shop, 1_200, &rate(10_000)),
        promise(&shop, 3_000, &amount(500)),
    );
    // Ticked off by Odile; the second for nothing, the third for less than was promised.
    let job = ring(&shop, &[(&all, 1_200), (&five, 0), (&five, 120)]);
    ready(&job);
    pay(desk, &job);
    collect(&job);
    assert_eq!(
        told(&report(desk, 0, 0)),
        ["Odile 2 1100 1100 0 1100", "total 2 1100 1100 0 1100"]
    );
    // Done again for nothing: the first work was paid for, its redo brings nothing.
    let set = desk.put("/settings", &json!({ "warranty_months": 12 }));
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
    let first = ring(&shop, &[(&five, 3_000)]);
    ready(&first);
    pay(desk, &first);
    collect(&first);
    let mut again = shop.object("Bague, métal jaune");
    again["redo_of"] = json!(first.id);
    again["tasks"] = json!([shop.task("polish", "Polissage", Some(0), Some(&five))]);
    let again = shop.job(&shop.take_in(&[again]), 0);
    ready(&again);
    collect(&again);
    let found = report(desk, 0, 0);
    assert_eq!(told(&found)[1], "total 3 3600 1600 0 1600");
    assert_eq!(
        again.told()["tasks"][0]["commission"],
        json!({ "rate_bp": null, "amount_minor": 500 })
    );
    proves(&premises);
}

#[test]
fn several_tasks_share_a_ticket_to_the_cent() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    open_day(desk);
    let third = promise(&shop, 1_000, &rate(3_333));
    let job = ring(&shop, &[(&third, 1_000), (&third, 1_000), (&third, 1_001)]);
    ready(&job);
    pay(desk, &job);
    collect(&job);
    let found = report(desk, 0, 0);
    let nets: Vec<i64> = found["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|one| one["net_minor"].as_i64().expect("a sum"))
        .collect();
    // The tasks add up to what the tickets say without VAT, and each earns by itself: 33.33 % of 8.33
    // is 2.776, of 8.34 is 2.780.
    let margin = desk.get(&format!(
        "/workshop/margin?by=hand&from={}&until={0}",
        day(0)
    ));
    assert_eq!(
        margin.body["total"]["net_minor"],
        json!(nets.iter().sum::<i64>())
    );
    assert_eq!(nets.iter().sum::<i64>(), 2_500);
    assert_eq!(told(&found)[0], "Odile 3 2500 834 0 834");
    proves(&premises);
}

#[test]
fn an_undone_hand_over_is_taken_back_by_another_entry() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    let [paul, zoe] = ["Paul", "Zoé"].map(|name| desk.hire(name, "bench"));
    open_day(desk);
    let tenth = promise(&shop, 6_000, &rate(1_000));
    let job = ring(&shop, &[(&tenth, 6_000)]);
    give(&job, 0, &json!({ "user_id": paul }));
    ready(&job);
    let ticket = pay(desk, &job);
    collect(&job);
    let printed = report(desk, 0, 0);
    assert_eq!(told(&printed)[0], "Paul 1 5000 500 0 500");
    // While it is home its ticket stands.
    assert_eq!(void(desk, &ticket).code(), "sale.handed_over");

    night(&premises, desk);
    let close = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "pas compté" });
    assert_eq!(desk.post("/till/close", &close).status, StatusCode::CREATED);
    open_day(desk);
    undo(&job);
    let annulled = void(desk, &ticket);
    assert_eq!(annulled.status, StatusCode::CREATED, "{annulled:?}");
    // Half as dear, and Zoé's after all.
    job.moves_with("fail", &json!({ "note": "rayure" }), "bench");
    let saved = save(&job, |task| task["price_minor"] = json!(3_000));
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    give(&job, 0, &json!({ "user_id": zoe }));
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
    pay(desk, &job);
    collect(&job);
    assert_eq!(
        entries(&report(desk, 0, 1)),
        ["earned Paul 500", "taken_back Paul -500", "earned Zoé 250"]
    );
    assert_eq!(
        told(&report(desk, 1, 1)),
        [
            "Zoé 1 2500 250 0 250",
            "Paul -1 -5000 -500 0 -500",
            "total 0 -2500 -250 0 -250"
        ]
    );
    assert_eq!(report(desk, 1, 1)["entries"][1]["reason"], "mauvaise bague");
    // The day that was printed reads as it was.
    assert_eq!(report(desk, 0, 0), printed);
    // Undone again, only what stands goes back.
    undo(&job);
    assert_eq!(
        entries(&report(desk, 0, 1))[2..],
        ["earned Zoé 250", "taken_back Zoé -250"]
    );
    proves(&premises);
}

#[test]
fn what_was_put_on_the_job_stays_and_only_who_sees_costs_changes_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    let seller = desk.hire("Sam", "seller");
    open_day(desk);
    let tenth = promise(&shop, 6_000, &rate(1_000));
    let job = ring(&shop, &[(&tenth, 6_000)]);
    // The price list changes; the job keeps what it said.
    let id: Uuid = tenth.parse().expect("an id");
    let saved = desk.put("/tariffs", &line(id, 1, 6_000, &rate(2_000)));
    assert_eq!(saved.body["commission"]["rate_bp"], 2_000, "{saved:?}");
    assert_eq!(job.told()["tasks"][0]["commission"]["rate_bp"], 1_000);
    // Not sent, it stands.
    let mut silent = line(id, 2, 6_000, &Value::Null);
    silent["title_en"] = json!("Polishing");
    let saved = desk.put("/tariffs", &silent);
    assert_eq!(saved.body["commission"]["rate_bp"], 2_000, "{saved:?}");

    // A seller neither sees it nor changes it.
    let mut other = premises.desk();
    other.sign_in(seller, STAFF_PIN);
    let sheet = desk.get(&format!("/repairs/{}", job.repair)).body;
    let theirs = shop.job_at(&other, &sheet, 0);
    assert_eq!(theirs.told()["tasks"][0].get("commission"), None);
    let forged = save(&theirs, |task| task["commission"] = rate(9_000));
    assert_eq!(forged.status, StatusCode::OK, "{forged:?}");
    assert_eq!(job.told()["tasks"][0]["commission"]["rate_bp"], 1_000);
    // Who sees costs does; the history says so.
    let more = save(&job, |task| task["commission"] = amount(1_500));
    assert_eq!(more.status, StatusCode::OK, "{more:?}");
    let history = job.told()["entries"].clone();
    assert_eq!(
        (&history[0]["what"], &history[0]["by"]),
        (&json!("tasks"), &json!("Odile"))
    );
    ready(&job);
    pay(desk, &job);
    collect(&job);
    assert_eq!(told(&report(desk, 0, 0))[0], "Odile 1 5000 1500 0 1500");
    // Everybody sees their own, and nobody else's.
    assert_eq!(told(&report(&other, 0, 0)), ["total 0 0 0 0 0"]);
    assert_eq!(report(&other, 0, 0)["entries"], json!([]));
    let given = correct(desk, seller, 700, "vente du siècle");
    assert_eq!(given.status, StatusCode::NO_CONTENT, "{given:?}");
    assert_eq!(
        told(&report(&other, 0, 0)),
        ["Sam 0 0 0 700 700", "total 0 0 0 700 700"]
    );
    let mine = desk.get(&format!(
        "/workshop/commission?from={}&until={0}&mine=true",
        day(0)
    ));
    assert_eq!(told(&mine.body)[1], "total 1 5000 1500 0 1500");
    proves(&premises);
}

#[test]
fn a_correction_is_another_entry_by_whoever_plans_the_bench() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    let [paul, manager] =
        [("Paul", "bench"), ("Mona", "manager")].map(|(name, role)| desk.hire(name, role));
    let books = desk.hire("Béa", "accountant");
    let mut own = premises.desk();
    own.sign_in(paul, STAFF_PIN);
    assert_eq!(
        correct(&own, paul, 5_000, "je le vaux").status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(own.get("/commissions/people").status, StatusCode::FORBIDDEN);
    let mut allowed = premises.desk();
    allowed.sign_in(manager, STAFF_PIN);
    for (person, minor, reason, code) in [
        (Uuid::now_v7(), 500, "oubli", "commission.person_unknown"),
        // Who keeps the books does no work of the shop.
        (books, 500, "oubli", "commission.person_unknown"),
        (paul, 0, "oubli", "commission.amount"),
        (paul, 10_000_001, "oubli", "commission.amount"),
        (paul, i64::MIN, "oubli", "commission.amount"),
        (paul, 500, "  ", "commission.reason_missing"),
    ] {
        assert_eq!(
            correct(&allowed, person, minor, reason).code(),
            code,
            "{minor} {reason}"
        );
    }
    let id = Uuid::now_v7();
    let mut body = json!({ "id": id, "user_id": paul, "job_id": Uuid::now_v7(), "amount_minor": 500,
        "reason": "oubli" });
    let unknown = allowed.post("/commissions/corrections", &body);
    assert_eq!(unknown.code(), "repair.unknown");
    assert_eq!(told(&report(desk, 0, 0)), ["total 0 0 0 0 0"]);

    let job = ring(&shop, &[]);
    body["job_id"] = json!(job.id);
    assert_eq!(
        allowed.post("/commissions/corrections", &body).status,
        StatusCode::NO_CONTENT
    );
    body["amount_minor"] = json!(600);
    let twice = allowed.post("/commissions/corrections", &body);
    assert_eq!(twice.code(), "commission.id_taken");
    night(&premises, desk);
    // He leaves; what he is owed, and what was wrong with it, is written all the same.
    let people = desk.get("/users").body;
    let mut rows = people.as_array().expect("people").iter();
    let mut person = rows
        .find(|one| one["id"] == json!(paul))
        .expect("Paul")
        .clone();
    person["active"] = json!(false);
    let left = desk.put(&format!("/users/{paul}"), &person);
    assert!(left.status.is_success(), "{left:?}");
    let less = correct(desk, paul, -200, "compté deux fois");
    assert_eq!(less.status, StatusCode::NO_CONTENT, "{less:?}");
    assert_eq!(told(&report(desk, 0, 0))[0], "Paul 0 0 0 500 500");
    let found = report(desk, 0, 1);
    assert_eq!(told(&found)[0], "Paul 0 0 0 300 300");
    assert_eq!(found["lines"][0]["has_left"], true);
    let entry = &found["entries"][1];
    assert_eq!(
        (&entry["code"], &entry["by"]),
        (&job.told()["code"], &json!("Mona"))
    );
    proves(&premises);
}

#[test]
fn what_cannot_be_promised_is_refused_and_changes_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let desk = &shop.owner;
    let id = Uuid::now_v7();
    for wrong in [rate(10_001), rate(-1), amount(-1), amount(5_001)] {
        let refused = desk.put("/tariffs", &line(id, 0, 6_000, &wrong));
        assert_eq!(refused.code(), "tariff.field", "{wrong}");
        assert_eq!(refused.body["params"]["field"], "commission");
    }
    let both = json!({ "rate_bp": 100, "amount_minor": 100 });
    let refused = desk.put("/tariffs", &line(id, 0, 6_000, &both));
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    // By the hour it is the usual time that counts: half an hour of 60 is 25 without VAT.
    let mut hourly = line(id, 0, 6_000, &amount(2_501));
    hourly["charge"] = json!("hourly");
    assert_eq!(desk.put("/tariffs", &hourly).code(), "tariff.field");
    assert_eq!(desk.get("/tariffs").body, json!([]));

    let five = promise(&shop, 3_000, &amount(500));
    let job = ring(&shop, &[(&five, 3_000)]);
    for wrong in [rate(10_001), rate(-1), amount(-1), amount(2_501)] {
        let refused = save(&job, |task| task["commission"] = wrong.clone());
        assert_eq!(refused.code(), "repair.field", "{wrong}");
        assert_eq!(refused.body["params"]["field"], "commission");
    }
    assert_eq!(
        job.told()["tasks"][0]["commission"],
        json!({ "rate_bp": null, "amount_minor": 500 })
    );
    // To be quoted: only the price can say whether it is too much.
    let open = save(&job, |task| {
        task["price_minor"] = Value::Null;
        task["commission"] = amount(9_000);
    });
    assert_eq!(open.status, StatusCode::OK, "{open:?}");
    // Who does not work here does no task.
    let task = job.told()["tasks"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let nobody = job.put(
        &format!("tasks/{task}/who"),
        &json!({ "user_id": Uuid::now_v7() }),
    );
    assert_eq!(nobody.code(), "repair.person_unknown");
    let backwards = desk.get("/workshop/commission?from=2026-12-01&until=2026-11-01");
    assert_eq!(backwards.code(), "workshop.backwards");
}
