//! Promised days through the one door: hours of the bench, what is proposed, what is warned of, the
//! calendar, and every way back. It is Sunday, 22 November 2026.

mod orders;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use crate::repair::fixture::{Job, Shop};

fn hours(shop: &Shop<'_>, user: Option<Uuid>, minutes: &Value) {
    let body = json!({ "user_id": user, "minutes": minutes });
    let set = shop.owner.put("/workshop/hours", &body);
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
}

fn close(shop: &Shop<'_>, from: &str, to: &str, minutes: i64) -> Uuid {
    let id = Uuid::now_v7();
    let body = json!({ "id": id, "from_day": from, "to_day": to, "minutes": minutes,
        "note": "Congés" });
    let closed = shop.owner.post("/workshop/closures", &body);
    assert_eq!(closed.status, StatusCode::NO_CONTENT, "{closed:?}");
    id
}

fn ask(shop: &Shop<'_>, query: &str) -> Value {
    let found = shop.owner.get(&format!("/promise?{query}"));
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    found.body
}

/// An object with this work, promised for a day.
fn take_in<'b>(shop: &'b Shop<'_>, on: &str, minutes: &[i64]) -> (Value, Job<'b>) {
    let mut ring = shop.object("Bague, métal jaune");
    ring["promised_on"] = json!(on);
    let tasks = minutes.iter().map(|minutes| {
        let mut task = shop.task("polish", "Polissage", Some(2_400), None);
        task["minutes"] = json!(minutes);
        task
    });
    ring["tasks"] = tasks.collect();
    let taken = shop.take_in(&[ring]);
    let job = shop.job(&taken, 0);
    (taken, job)
}

fn day<'a>(calendar: &'a Value, on: &str) -> &'a Value {
    let mut days = calendar["days"].as_array().expect("days").iter();
    days.find(|day| day["on"] == on).expect("a day")
}

#[test]
fn a_promise_is_proposed_from_the_queue_and_the_hours() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    // Nobody has said when the bench works: seven hours, Tuesday to Saturday, and a week ahead.
    let first = ask(&shop, "minutes=60&untimed=1&on=2026-11-23");
    assert_eq!(first["minutes"], 90);
    assert_eq!(first["earliest"], "2026-11-24");
    assert_eq!(first["proposed"], "2026-12-01");
    assert_eq!(first["asked"]["closed"], true);

    hours(&shop, None, &json!([0, 120, 120, 120, 120, 0, 0]));
    take_in(&shop, "2026-11-25", &[60, 0]);
    // Without any task it counts as one without a time of its own.
    take_in(&shop, "2026-11-26", &[]);
    // 90 minutes until Wednesday, 120 until Thursday.
    let asked = |minutes: i64, on: &str| ask(&shop, &format!("minutes={minutes}&on={on}"));
    for (minutes, on, short, earliest) in [
        (120, "2026-11-24", 0, "2026-11-24"),
        (121, "2026-11-24", 1, "2026-11-25"),
        (150, "2026-11-24", 30, "2026-11-25"),
        (150, "2026-11-25", 0, "2026-11-25"),
        (400, "2026-11-26", 160, "2026-12-01"),
    ] {
        let told = asked(minutes, on);
        assert_eq!(
            told["asked"]["short_minutes"], short,
            "{minutes} {on} {told}"
        );
        assert_eq!(told["earliest"], earliest, "{minutes} {on}");
    }
    assert_eq!(asked(1, "2026-11-24")["queue_minutes"], 120);
    assert_eq!(asked(1, "2026-11-24")["queue_jobs"], 2);

    // Closed from Tuesday on, and taken back.
    let closed = close(&shop, "2026-11-24", "2026-11-27", 0);
    let told = asked(10, "2026-11-24");
    assert_eq!(told["asked"]["closed"], true);
    assert_eq!(told["asked"]["note"], "Congés");
    assert_eq!(told["earliest"], "2026-12-02");
    let path = format!("/workshop/closures/{closed}/take-back");
    let back = shop.owner.post(&path, &json!({}));
    assert_eq!(back.status, StatusCode::NO_CONTENT, "{back:?}");
    assert_eq!(
        shop.owner.post(&path, &json!({})).code(),
        "promise.taken_back"
    );
    assert_eq!(asked(120, "2026-11-24")["earliest"], "2026-11-24");

    // It warns and refuses nothing.
    let (_, full) = take_in(&shop, "2026-11-24", &[5_000]);
    assert_eq!(full.told()["promised_on"], "2026-11-24");
    // Its own work is not in its own way.
    let own = ask(&shop, &format!("job_id={}&on=2026-11-24", full.id));
    assert_eq!(own["minutes"], 5_000);
    assert_eq!(own["queue_minutes"], 120);
}

#[test]
fn the_calendar_shows_what_is_promised_beside_the_hours() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    hours(&shop, None, &json!([0, 120, 120, 120, 120, 0, 0]));
    let (_, wednesday) = take_in(&shop, "2026-11-25", &[200]);
    let (_, thursday) = take_in(&shop, "2026-11-26", &[200]);
    let look = || shop.owner.get("/repair-calendar?from=2026-11-23").body;
    let calendar = look();
    assert_eq!(calendar["days"].as_array().map(Vec::len), Some(7));
    assert_eq!(calendar["standard"], false);
    for (on, open, load, short, jobs) in [
        ("2026-11-23", 0, 0, 0, 0),
        ("2026-11-25", 120, 200, 0, 1),
        ("2026-11-26", 120, 200, 40, 1),
        ("2026-11-27", 120, 0, 0, 0),
    ] {
        let day = day(&calendar, on);
        assert_eq!(day["open_minutes"], open, "{on}");
        assert_eq!(day["load_minutes"], load, "{on}");
        assert_eq!(day["short_minutes"], short, "{on}");
        assert_eq!(day["jobs"].as_array().map(Vec::len), Some(jobs), "{on}");
    }
    // What is done takes no time any more; what is with a workshop takes none here.
    thursday.moves("start", "bench");
    thursday.moves("check", "quality_check");
    thursday.moves("pass", "ready");
    wednesday.moves_with("send", &json!({ "vendor_id": shop.vendor }), "vendor");
    let calendar = look();
    assert_eq!(day(&calendar, "2026-11-26")["load_minutes"], 0);
    assert_eq!(day(&calendar, "2026-11-26")["ready"], 1);
    assert_eq!(day(&calendar, "2026-11-25")["load_minutes"], 0);
    assert_eq!(day(&calendar, "2026-11-25")["open"], 1);

    // Promised anew: the old day stays readable, with who and why.
    let change = json!({ "promised_on": "2026-11-27", "rush": false, "note": "pièce en commande" });
    let changed = wednesday.post("promise", &change);
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let told = wednesday.told();
    let entry = &told["entries"][0];
    assert_eq!(entry["what"], "promised");
    assert_eq!(entry["promised_from"], "2026-11-25");
    assert_eq!(entry["promised_to"], "2026-11-27");
    assert_eq!(entry["note"], "pièce en commande");
    assert_ne!(entry["by"], "");
    assert_eq!(day(&look(), "2026-11-25")["open"], 0);

    // Days later it is late, and counted so.
    premises.pass(chrono::TimeDelta::days(8));
    let owner = shop.sign_in_again();
    let late = owner.get("/repair-calendar?figures=true&days=42").body;
    assert_eq!(late["late_jobs"], 1);
    assert_eq!(late["days"].as_array().map(Vec::len), Some(42));
    assert_eq!(late["days"][0]["jobs"], json!([]));
    assert_eq!(
        owner.get("/repair-due").body,
        json!({ "late": 1, "long_ready": 1 })
    );
}

#[test]
fn a_persons_hours_and_queue_are_their_own() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let marc = shop.owner.hire("Marc", "bench");
    hours(&shop, Some(marc), &json!([60, 60, 60, 60, 60, 0, 0]));
    let (_, job) = take_in(&shop, "2026-11-24", &[60, 60]);
    let given = job.post("assign", &json!({ "user_id": marc }));
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let his = ask(&shop, &format!("minutes=30&user_id={marc}&on=2026-11-24"));
    assert_eq!(his["queue_minutes"], 120);
    assert_eq!(his["earliest"], "2026-11-25");
    assert_eq!(his["asked"]["short_minutes"], 30);
    // Who has hours counts for the whole bench.
    assert_eq!(ask(&shop, "minutes=30")["earliest"], "2026-11-25");
    // Half of it is a workshop's: it takes no time of his.
    let task = job.told()["tasks"][0]["id"].clone();
    let path = format!("tasks/{}/who", task.as_str().expect("a task"));
    let sent = job.put(&path, &json!({ "vendor_id": shop.vendor }));
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    let his = ask(&shop, &format!("minutes=30&user_id={marc}"));
    assert_eq!(his["queue_minutes"], 60);
    // No hours of his own any more: the house's.
    hours(&shop, Some(marc), &Value::Null);
    let own = shop.owner.get("/workshop/hours").body;
    assert_eq!(own["standard"], true);
    assert_eq!(own["weeks"], json!([]));
}

#[test]
fn what_cannot_be_is_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let nobody = Uuid::now_v7();
    let put = |path: &str, body: &Value| shop.owner.put(path, body).code().to_owned();
    for (minutes, code) in [
        (json!([0, 0, 0, 0, 0, 0]), "promise.hours"),
        (json!([0, 0, 0, 0, 0, 0, 1_441]), "promise.hours"),
        (json!([-1, 0, 0, 0, 0, 0, 0]), "promise.hours"),
    ] {
        let body = json!({ "minutes": minutes });
        assert_eq!(put("/workshop/hours", &body), code, "{minutes}");
    }
    let body = json!({ "user_id": nobody, "minutes": [0, 0, 0, 0, 0, 0, 0] });
    assert_eq!(put("/workshop/hours", &body), "repair.person_unknown");
    for (least, task) in [(-1, 30), (91, 30), (7, 0), (7, 601)] {
        let body = json!({ "least_days": least, "task_minutes": task });
        assert_eq!(put("/workshop/habits", &body), "promise.habit", "{body}");
    }
    let id = close(&shop, "2026-12-24", "2026-12-26", 0);
    for (id, from, to, minutes, code) in [
        (id, "2026-12-24", "2026-12-26", 0, "stock.id_taken"),
        (nobody, "2026-12-26", "2026-12-24", 0, "promise.days"),
        (nobody, "2026-11-20", "2026-11-21", 0, "promise.days"),
        (nobody, "2026-12-24", "2028-12-24", 0, "promise.days"),
        (nobody, "2046-12-24", "2046-12-24", 0, "promise.days"),
        (nobody, "2026-12-24", "2026-12-24", 1_441, "promise.hours"),
    ] {
        let body = json!({ "id": id, "from_day": from, "to_day": to, "minutes": minutes });
        let refused = shop.owner.post("/workshop/closures", &body);
        assert_eq!(refused.code(), code, "{body}");
    }
    let unknown = format!("/workshop/closures/{nobody}/take-back");
    assert_eq!(
        shop.owner.post(&unknown, &json!({})).code(),
        "promise.unknown"
    );
    for (path, code) in [
        ("/promise?minutes=-1", "promise.hours"),
        ("/promise?untimed=10001", "promise.hours"),
        ("/repair-calendar?days=0", "promise.days"),
        ("/repair-calendar?days=43", "promise.days"),
    ] {
        assert_eq!(shop.owner.get(path).code(), code, "{path}");
    }
    let job = format!("/promise?job_id={nobody}");
    assert_eq!(shop.owner.get(&job).code(), "repair.unknown");
    let person = format!("/promise?user_id={nobody}");
    assert_eq!(shop.owner.get(&person).code(), "repair.person_unknown");

    // The bench sees the calendar and does not set its own hours.
    let marc = shop.owner.hire("Marc", "bench");
    let mut desk = premises.desk();
    desk.sign_in(marc, STAFF_PIN);
    assert_eq!(desk.get("/repair-calendar").status, StatusCode::OK);
    let body = json!({ "minutes": [0, 0, 0, 0, 0, 0, 0] });
    assert_eq!(desk.put("/workshop/hours", &body).code(), "right.missing");
}

#[test]
fn a_card_knows_where_it_can_go() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (_, job) = take_in(&shop, "2026-11-28", &[30]);
    let moves = || -> Vec<(String, String)> {
        let board = shop.owner.get("/repair-jobs").body;
        let list = board[0]["moves"].as_array().cloned().unwrap_or_default();
        let text = |one: &Value| one.as_str().unwrap_or_default().to_owned();
        list.iter()
            .map(|one| (text(&one["act"]), text(&one["to"])))
            .collect()
    };
    let has = |act: &str, to: &str| moves().contains(&(act.into(), to.into()));
    assert!(has("start", "bench") && has("hold", "on_hold") && !has("pass", "ready"));
    job.moves("begin_estimate", "estimate");
    job.moves_with("hold", &json!({ "note": "attend" }), "on_hold");
    assert!(has("resume", "estimate"), "{:?}", moves());
    // What a card says is what the act does.
    job.moves("resume", "estimate");
}
