//! The bench through the one door: clocks, times, parts and metal on a repair, what it cost and what it
//! must weigh, every way back, and what is refused.

mod refused;
mod vendors;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use crate::repair::fixture::{Job, Shop};

/// A ring of 3.42 g on which 120 mg are planned to be taken out, at the bench.
fn ring<'a>(shop: &'a Shop<'_>) -> (Value, Job<'a>) {
    let mut ring = shop.object("Bague, métal jaune");
    ring["gross_ug"] = json!(3_420_000);
    ring["tasks"] = json!([
        shop.task("sizing", "Mise à taille", Some(12_000), None),
        shop.task("polish", "Polissage", Some(2_400), None)
    ]);
    ring["tasks"][0]["metal_out_mg"] = json!(120);
    let taken = shop.take_in(&[ring]);
    let job = shop.job(&taken, 0);
    (taken, job)
}

fn task(job: &Job<'_>, at: usize) -> String {
    let told = job.told();
    told["tasks"][at]["id"].as_str().expect("a task").to_owned()
}

fn work(job: &Job<'_>) -> Value {
    let found = job.desk.get(&format!("/repair-jobs/{}/work", job.id));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

fn ok(reply: Reply) -> Value {
    assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
    reply.body
}

fn expected(job: &Job<'_>) -> i64 {
    job.told()["expected_ug"].as_i64().expect("a weight")
}

/// A rate of gold of 80 euros a gram.
fn gold(desk: &Desk<'_>) {
    let rate = json!({ "id": Uuid::now_v7(), "metal": "gold", "source": "LBMA", "on": "2026-11-22",
        "price_micro": 80_000_000, "unit": "g" });
    let entered = desk.post("/metal/rates", &rate);
    assert!(entered.status.is_success(), "{entered:?}");
}

fn articles(desk: &Desk<'_>) -> i64 {
    let list = desk.get("/stock/articles").body;
    let mut rows = list.as_array().expect("articles").iter();
    let pins = rows.find(|one| one["number"] == "PILE").expect("batteries");
    pins["quantity"].as_i64().expect("a quantity")
}

/// Ten batteries at 1.50.
fn batteries(desk: &Desk<'_>) {
    let families = desk.get("/stock/families").body;
    let family = families[0]["id"].clone();
    let id = Uuid::now_v7();
    let made = desk.post(
        "/stock/articles",
        &json!({ "id": id, "number": "PILE", "family_id": family, "title": "Pile 377",
            "cost_minor": 150, "price_minor": 900, "vat_regime": "standard", "favourite": false,
            "active": true }),
    );
    assert!(made.status.is_success(), "{made:?}");
    let received = desk.post(
        &format!("/stock/articles/{id}/receive"),
        &json!({ "quantity": 10, "document": "BL-1" }),
    );
    assert!(received.status.is_success(), "{received:?}");
}

#[test]
fn a_ring_is_worked_on_and_the_hand_over_expects_what_was_really_done() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    gold(&shop.owner);
    // Work takes longer than an idle screen stays open.
    let open = shop
        .owner
        .put("/settings", &json!({ "lock_after_s": 28_800 }));
    assert!(open.status.is_success(), "{open:?}");
    let rate = |person: Value, minor: Value| {
        let body = json!({ "user_id": person, "from_day": "2026-11-01", "hour_minor": minor });
        let set = shop.owner.post("/bench/rates", &body);
        assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
    };
    rate(Value::Null, json!(3_000));
    let (_, job) = ring(&shop);
    assert_eq!(expected(&job), 3_300_000, "as planned");

    // The clock takes it to the bench; another scan of somebody who is at it is a refusal, not a second.
    let clock = |job: &Job<'_>| job.post("clock", &json!({ "id": Uuid::now_v7() }));
    ok(clock(&job));
    assert_eq!(job.told()["state"], "bench");
    assert_eq!(clock(&job).code(), "bench.clock_running");
    premises.pass(TimeDelta::minutes(20));
    let clocks = shop.owner.get("/bench/clocks").body;
    assert_eq!(
        (&clocks[0]["mine"], &clocks[0]["forgotten"]),
        (&json!(true), &json!(false))
    );
    ok(shop.owner.post("/bench/clock/stop", &json!({})));
    assert_eq!(
        shop.owner.post("/bench/clock/stop", &json!({})).code(),
        "bench.no_clock"
    );
    assert_eq!(work(&job)["minutes"], 20);

    // Started on another job, it stops on the first.
    ok(clock(&job));
    premises.pass(TimeDelta::minutes(10));
    let (_, other) = ring(&shop);
    ok(clock(&other));
    assert_eq!(work(&job)["minutes"], 30);
    ok(shop.owner.post("/bench/clock/stop", &json!({})));

    // By hand, and put right: half an hour was the other ring's.
    let id = Uuid::now_v7();
    let by_hand =
        json!({ "id": id, "task_id": task(&job, 1), "on_day": "2026-11-22", "minutes": 60 });
    ok(job.post("times", &by_hand));
    let wrong = json!({ "id": Uuid::now_v7(), "minutes": 30, "note": "l’autre bague" });
    ok(shop
        .owner
        .post(&format!("/bench-times/{id}/correct"), &wrong));
    let told = work(&job);
    assert_eq!(told["minutes"], 60);
    assert_eq!(told["worth"]["time_minor"], 3_000);
    // An hour of the person's own costs more.
    rate(json!(shop.owner_id()), json!(4_500));
    assert_eq!(work(&job)["worth"]["time_minor"], 4_500);
    rate(json!(shop.owner_id()), Value::Null);
    assert_eq!(work(&job)["worth"]["time_minor"], 3_000);

    // 150 mg of 750 gold came out instead of 120; 40 mg of solder went in.
    let weigh = |task: &str, way: &str, mg: i64| {
        let id = Uuid::now_v7();
        let body = json!({ "id": id, "task_id": task, "way": way, "metal": "gold", "fineness": 7_500,
            "weight_mg": mg });
        ok(job.post("metals", &body));
        id
    };
    let (sizing, polish) = (task(&job, 0), task(&job, 1));
    weigh(&sizing, "out", 150);
    assert_eq!(expected(&job), 3_270_000);
    // The history writes it as the shop does.
    let line = job.told()["entries"][0]["note"].to_string();
    let line = line.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(line.contains("− 0,15 g · 750 ‰"), "{line}");
    let solder = weigh(&sizing, "in", 40);
    assert_eq!(expected(&job), 3_310_000);
    // 40 mg × 0.75 × 80 €.
    assert_eq!(work(&job)["worth"]["metal_minor"], 240);
    let back = json!({ "id": Uuid::now_v7(), "note": "pas soudé" });
    ok(shop
        .owner
        .post(&format!("/bench-metals/{solder}/take-back"), &back));
    assert_eq!(expected(&job), 3_270_000);
    assert_eq!(work(&job)["worth"]["metal_minor"], 0);
    weigh(&polish, "out", 5);
    assert_eq!(expected(&job), 3_265_000);

    // The price without VAT is 120.00; the time took 30.00 of it.
    let worth = work(&job)["worth"].clone();
    assert_eq!(
        (&worth["net_minor"], &worth["margin_minor"]),
        (&json!(12_000), &json!(9_000))
    );
    assert_eq!(worth["incomplete"], false);

    // The bench's own people see what was done, not what it cost.
    let paul = shop.owner.hire("Paul", "bench");
    let mut desk = premises.desk();
    desk.sign_in(paul, STAFF_PIN);
    let seen = desk.get(&format!("/repair-jobs/{}/work", job.id)).body;
    assert_eq!(seen["minutes"], 60);
    assert!(seen.get("worth").is_none(), "{seen}");
    assert!(seen["metals"][1].get("value_minor").is_none(), "{seen}");

    // Weighed at 3.265 g it goes home without a word.
    for (act, to) in [("check", "quality_check"), ("pass", "ready")] {
        job.moves(act, to);
    }
    shop.settle(&job, "P1-T1", 14_400);
    let sheet = shop.owner.get(&format!("/repairs/{}", job.repair)).body;
    let home = json!({ "id": Uuid::now_v7(), "slip": sheet["number"], "gross_ug": 3_265_000,
        "stones": job.all_there(), "stones_same": true, "photos_same": true });
    ok(job.post("hand-over", &home));
    assert_eq!(job.told()["handovers"][0]["differs"], false);
}

#[test]
fn parts_leave_the_stock_by_its_own_entries_and_come_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.enter("J1");
    batteries(&shop.owner);
    let value = || shop.owner.get("/valuation?by=place").body["total"]["cost_minor"].clone();
    let before = value();
    assert_eq!(before, 40_000);
    let (_, job) = ring(&shop);
    job.moves("start", "bench");
    let take = |code: &str, quantity: i64| {
        let id = Uuid::now_v7();
        let told = ok(job.post(
            "parts",
            &json!({ "id": id, "code": code, "quantity": quantity }),
        ));
        (id, told)
    };
    let (ring_part, told) = take("J1", 1);
    assert_eq!(value(), 0, "it is the stock's no more");
    assert_eq!(told["worth"]["parts_minor"], 40_000);
    // The piece weighs 4 g: the object with it 3.42 + 4 − 0.12 as planned.
    assert_eq!(expected(&job), 7_300_000);
    let sheet = |number: &str| shop.owner.get(&format!("/stock/by-code/{number}")).body;
    assert_eq!(sheet("J1")["piece"]["state"], "withdrawn");

    let (three, _) = take("PILE", 3);
    assert_eq!(articles(&shop.owner), 7);
    let back = |id: Uuid, quantity: i64, note: &str| {
        let body = json!({ "id": Uuid::now_v7(), "quantity": quantity, "note": note });
        shop.owner
            .post(&format!("/bench-parts/{id}/give-back"), &body)
    };
    ok(back(three, 2, "une suffit"));
    assert_eq!(articles(&shop.owner), 9);
    assert_eq!(back(three, 2, "encore").code(), "bench.quantity");
    ok(back(three, 1, "aucune"));
    assert_eq!(back(three, 1, "encore").code(), "bench.corrected");
    assert_eq!(articles(&shop.owner), 10);
    // An entry that gives back is not given back.
    let given = work(&job)["parts"]
        .as_array()
        .expect("parts")
        .last()
        .expect("one")["id"]
        .clone();
    let given: Uuid = given.as_str().expect("an id").parse().expect("an id");
    assert_eq!(back(given, 1, "x").code(), "bench.unknown");

    // Not brought back by hand behind the job's back: it is with a customer's object.
    let piece = sheet("J1")["piece"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    ok(back(ring_part, 1, "pas besoin"));
    assert_eq!(value(), before);
    assert_eq!(expected(&job), 3_300_000);
    assert_eq!(sheet("J1")["piece"]["state"], "available");
    let history = shop
        .owner
        .get(&format!("/stock/pieces/{piece}/movements"))
        .body;
    let reasons: Vec<&str> = history
        .as_array()
        .expect("movements")
        .iter()
        .filter_map(|one| one["reason"].as_str())
        .collect();
    assert!(
        reasons.contains(&"used") && reasons.contains(&"given_back"),
        "{reasons:?}"
    );
    assert_eq!(work(&job)["worth"]["parts_minor"], 0);
}

#[test]
fn a_forgotten_clock_is_closed_by_a_correction() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = ring(&shop);
    let paul = shop.owner.hire("Paul", "bench");
    let mut desk = premises.desk();
    desk.sign_in(paul, STAFF_PIN);
    let clock = Uuid::now_v7();
    ok(desk.post(
        &format!("/repair-jobs/{}/clock", job.id),
        &json!({ "id": clock }),
    ));
    premises.pass(TimeDelta::hours(25));
    desk.sign_in(paul, STAFF_PIN);
    let owner = shop.sign_in_again();
    assert_eq!(owner.get("/bench/clocks").body[0]["forgotten"], true);
    let refused = desk.post("/bench/clock/stop", &json!({}));
    assert_eq!(refused.code(), "bench.clock_forgotten");
    assert_eq!(
        refused.body["params"]["since"], "2026-11-22T09:00:00Z",
        "{refused:?}"
    );
    // Nor does it stop by starting on another.
    let mut object = shop.object("Chaîne, métal jaune");
    object["promised_on"] = json!("2026-12-01");
    let taken = owner.post("/repairs", &shop.draft(&[object])).body;
    let second = shop.job_at(&desk, &taken, 0);
    let start = json!({ "id": Uuid::now_v7() });
    assert_eq!(second.post("clock", &start).code(), "bench.clock_forgotten");
    assert_eq!(second.told()["state"], "received", "nothing was written");

    let close = |desk: &Desk<'_>, minutes: i64, note: &str| {
        let body = json!({ "id": Uuid::now_v7(), "minutes": minutes, "note": note });
        desk.post(&format!("/bench-times/{clock}/close"), &body)
    };
    assert_eq!(close(&desk, 45, " ").code(), "repair.no_reason");
    for minutes in [-1, 961, 25 * 60] {
        assert_eq!(
            close(&desk, minutes, "oublié").code(),
            "bench.minutes",
            "{minutes}"
        );
    }
    let told = ok(close(&desk, 45, "oublié le soir"));
    assert_eq!(told["minutes"], 45);
    let times = told["times"].as_array().expect("times");
    assert_eq!((times.len(), &times[0]["corrected"]), (2, &json!(true)));
    assert_eq!(close(&desk, 45, "encore").code(), "bench.no_clock");
    // Somebody else's time is for who plans the bench.
    let mine = times[1]["id"].as_str().expect("an id").to_owned();
    let wrong = json!({ "id": Uuid::now_v7(), "minutes": 40, "note": "relu" });
    let ines = owner.hire("Inès", "bench");
    let mut hers = premises.desk();
    hers.sign_in(ines, STAFF_PIN);
    let path = format!("/bench-times/{mine}/correct");
    assert_eq!(hers.post(&path, &wrong).code(), "right.missing");
    ok(owner.post(&path, &wrong));
    assert_eq!(owner.post(&path, &wrong).status, StatusCode::CONFLICT);
}

/// In every state of a job: what is written, and what is taken back. The table of `bench::rule` says the
/// same of the states; here it is the router that answers.
#[test]
fn each_state_writes_and_takes_back_what_it_may() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    batteries(&shop.owner);
    let (taken, job) = ring(&shop);
    let sizing = task(&job, 0);
    let part = |id: Uuid| job.post("parts", &json!({ "id": id, "code": "PILE", "quantity": 1 }));
    let metal = |id: Uuid| {
        job.post(
            "metals",
            &json!({ "id": id, "task_id": sizing, "way": "in", "metal": "gold",
            "fineness": 7_500, "weight_mg": 10 }),
        )
    };
    let why = json!({ "id": Uuid::now_v7(), "note": "essai" });
    assert_eq!(
        part(Uuid::now_v7()).code(),
        "bench.wrong_state",
        "nobody has begun"
    );
    job.moves("start", "bench");
    let vendor = json!({ "vendor_id": shop.vendor });
    let nothing = json!({});
    // Act, state it leads to, whether the bench writes there, whether it takes back there.
    for (act, body, state, writes, takes_back) in [
        ("await_parts", &nothing, "awaiting_parts", true, true),
        ("start", &nothing, "bench", true, true),
        ("hold", &why, "on_hold", false, true),
        ("resume", &nothing, "bench", true, true),
        ("send", &vendor, "vendor", false, false),
        ("receive", &nothing, "bench", true, true),
        ("check", &nothing, "quality_check", true, true),
        ("pass", &nothing, "ready", false, true),
    ] {
        let (kept, weighed) = (Uuid::now_v7(), Uuid::now_v7());
        // Written where it is allowed, before the move or after it.
        if !writes {
            ok(part(kept));
            ok(metal(weighed));
        }
        job.moves_with(act, body, state);
        if writes {
            ok(part(kept));
            ok(metal(weighed));
        } else {
            assert_eq!(part(Uuid::now_v7()).code(), "bench.wrong_state", "{state}");
            assert_eq!(metal(Uuid::now_v7()).code(), "bench.wrong_state", "{state}");
        }
        let back = json!({ "id": Uuid::now_v7(), "quantity": 1, "note": "essai" });
        let part_back = shop
            .owner
            .post(&format!("/bench-parts/{kept}/give-back"), &back);
        let undo = json!({ "id": Uuid::now_v7(), "note": "essai" });
        let metal_back = shop
            .owner
            .post(&format!("/bench-metals/{weighed}/take-back"), &undo);
        for reply in [part_back, metal_back] {
            if takes_back {
                ok(reply);
            } else {
                assert_eq!(reply.code(), "bench.wrong_state", "{state}");
            }
        }
    }
    // Home: what went in stays in, what it took is put right all the same.
    let time = Uuid::now_v7();
    let hand = json!({ "id": time, "on_day": "2026-11-22", "minutes": 30 });
    ok(job.post("times", &hand));
    shop.settle(&job, "P1-T1", 14_400);
    let expected = expected(&job);
    let home = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "gross_ug": expected,
        "stones": job.all_there(), "stones_same": true, "photos_same": true });
    ok(job.post("hand-over", &home));
    let hand = json!({ "id": Uuid::now_v7(), "on_day": "2026-11-22", "minutes": 30 });
    assert_eq!(job.post("times", &hand).code(), "bench.wrong_state");
    let wrong = json!({ "id": Uuid::now_v7(), "minutes": 0, "note": "autre bague" });
    let told = ok(shop
        .owner
        .post(&format!("/bench-times/{time}/correct"), &wrong));
    assert_eq!(told["minutes"], 0);
}

/// Whoever was given a job, or one of its tasks, has it in their queue; rush comes first.
#[test]
fn a_queue_has_what_was_given_to_somebody_rush_first() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let paul = shop.owner.hire("Paul", "bench");
    let (_, slow) = ring(&shop);
    let mut object = shop.object("Montre");
    object["rush"] = json!(true);
    object["promised_on"] = json!("2026-12-20");
    let taken = shop.take_in(&[object]);
    let rush = shop.job(&taken, 0);
    let (_, nobodys) = ring(&shop);
    let path = format!("/bench/queue?user_id={paul}");
    assert_eq!(shop.owner.get(&path).body, json!([]));
    ok(slow.put(
        &format!("tasks/{}/who", task(&slow, 0)),
        &json!({ "user_id": paul }),
    ));
    let given = rush.post("assign", &json!({ "user_id": paul }));
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let codes = |path: &str| {
        let list = shop.owner.get(path).body;
        let rows = list.as_array().expect("a queue").iter();
        rows.map(|one| one["code"].as_str().expect("a code").to_owned())
            .collect::<Vec<_>>()
    };
    let code = |job: &Job<'_>| job.told()["code"].as_str().expect("a code").to_owned();
    assert_eq!(codes(&path), [code(&rush), code(&slow)]);
    assert_eq!(
        codes("/bench/queue"),
        [code(&rush), code(&slow), code(&nobodys)]
    );
    let first = shop.owner.get(&path).body[1].clone();
    assert_eq!(
        (&first["planned_minutes"], &first["tasks"]),
        (&json!(60), &json!("Mise à taille · Polissage"))
    );
    // Done with the task, it is somebody else's turn.
    let done = slow.put(
        &format!("tasks/{}/done", task(&slow, 0)),
        &json!({ "done": true }),
    );
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_eq!(codes(&path), [code(&rush)]);
    // What is ready waits for nobody at the bench.
    for (act, to) in [
        ("start", "bench"),
        ("check", "quality_check"),
        ("pass", "ready"),
    ] {
        nobodys.moves(act, to);
    }
    assert_eq!(codes("/bench/queue").len(), 2);
}
