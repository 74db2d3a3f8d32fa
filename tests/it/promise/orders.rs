//! What is made stands in the bench's day like what is mended: in the hours of a day, in the calendar, and in the
//! queue of whoever works on it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use super::{ask, day, hours, take_in};
use crate::custom::fixture::{Ring, Shop as Makes};
use crate::deposit::fixture::open_day;
use crate::repair::fixture::Shop;

/// The desk of orders in a shop that mends.
fn makes<'a>(shop: &Shop<'a>, premises: &'a Premises) -> Makes<'a> {
    Makes {
        premises,
        owner: shop.owner.clone(),
        customer: shop.customer.clone(),
    }
}

/// An order that is wished for a day.
fn wished<'b>(makes: &'b Makes<'_>, title: &str, on: Option<&str>) -> Ring<'b> {
    let mut draft = makes.draft(title);
    draft["about"]["wished_on"] = json!(on);
    let begun = makes.owner.post("/custom-orders", &draft);
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    Ring {
        desk: &makes.owner,
        id: begun.body["id"].as_str().expect("an id").to_owned(),
    }
}

/// Labour on an order's list.
fn labour(ring: &Ring<'_>, title: &str, minutes: i64, person: Option<Uuid>) -> String {
    ring.adds(
        "labour",
        &json!({ "title": title, "minutes": minutes, "person_id": person }),
    )
}

fn ok(reply: &Reply) {
    assert!(reply.status.is_success(), "{reply:?}");
}

/// What Thursday, the 26th, has: minutes, open, ready, and of the order its state and what is left of it.
fn thursday(desk: &Desk<'_>, person: Option<Uuid>) -> Value {
    let of = person.map_or(String::new(), |id| format!("&user_id={id}"));
    let calendar = desk
        .get(&format!("/repair-calendar?from=2026-11-23{of}"))
        .body;
    let day = day(&calendar, "2026-11-26");
    let order = &day["orders"][0];
    json!([
        day["load_minutes"],
        day["open"],
        day["ready"],
        order["state"],
        order["left_minutes"]
    ])
}

#[test]
fn an_order_takes_the_hours_of_its_day_from_the_quote_to_the_finished_piece() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let makes = makes(&shop, &premises);
    open_day(&shop.owner);
    hours(&shop, None, &json!([0, 120, 120, 120, 120, 0, 0]));
    let paul = shop.owner.hire("Paul", "bench");
    let ring = wished(&makes, "Alliance deux ors", Some("2026-11-26"));
    let whole = || thursday(&shop.owner, None);
    let pauls = || thursday(&shop.owner, Some(paul));
    let nothing = json!([0, 0, 0, null, null]);
    // A wish is no promise; what is agreed is, for as long as was quoted.
    assert_eq!(whole(), nothing);
    ring.agrees(90_000);
    assert_eq!(whole(), json!([480, 1, 0, "approved", 480]));
    assert_eq!(pauls(), nothing);
    let asked = ask(&shop, "minutes=30&on=2026-11-26");
    assert_eq!(
        (&asked["queue_minutes"], &asked["queue_jobs"]),
        (&json!(480), &json!(1))
    );
    // 360 minutes until Thursday: 120 are missing for the order alone, 150 with what is asked.
    assert_eq!(asked["asked"]["short_minutes"], 150);
    // What is listed counts instead, for whom it was given to, and not what was worked of it.
    ring.moves("produce", "production");
    let his = labour(&ring, "Serti", 120, Some(paul));
    labour(&ring, "Polissage", 60, None);
    assert_eq!(whole(), json!([180, 1, 0, "production", 180]));
    assert_eq!(pauls(), json!([120, 1, 0, "production", 120]));
    let of_paul = format!("minutes=1&user_id={paul}");
    assert_eq!(ask(&shop, &of_paul)["queue_minutes"], 120);
    ring.used(&his, &json!({ "minutes": 50, "person_id": paul }));
    assert_eq!(whole(), json!([130, 1, 0, "production", 130]));
    assert_eq!(pauls(), json!([70, 1, 0, "production", 70]));
    ok(&ring.take_back(0, "c’était hier"));
    assert_eq!(whole(), json!([180, 1, 0, "production", 180]));
    // On hold it is promised still; a mere wish on hold is not.
    ok(&ring.act("hold", "la pierre manque"));
    assert_eq!(whole(), json!([180, 1, 0, "on_hold", 180]));
    ring.moves("resume", "production");
    let wish = wished(&makes, "Un jour peut-être", Some("2026-11-26"));
    ok(&wish.act("hold", "elle réfléchit"));
    assert_eq!(whole(), json!([180, 1, 0, "production", 180]));
    // Off the list it takes no time; back on it does.
    ok(&ring.off(&his));
    assert_eq!(whole(), json!([60, 1, 0, "production", 60]));
    assert_eq!(pauls(), nothing);
    ok(&shop
        .owner
        .post(&format!("/custom-parts/{his}/back"), &json!({})));
    // Done it waits; it comes back, and goes.
    ok(&ring.finish("J1"));
    assert_eq!(whole(), json!([0, 0, 1, "ready", 0]));
    assert_eq!(pauls(), json!([0, 0, 1, "ready", 0]));
    ok(&ring.act("rework", "rayure"));
    assert_eq!(whole(), json!([180, 1, 0, "production", 180]));
    ok(&ring.act("cancel", "elle renonce"));
    assert_eq!(whole(), nothing);
    ok(&ring.act("correct", "elle le veut"));
    assert_eq!(whole(), json!([180, 1, 0, "production", 180]));
    // Days later it is late, beside the repairs that are.
    premises.pass(chrono::TimeDelta::days(8));
    let owner = shop.sign_in_again();
    let late = owner.get("/repair-calendar?figures=true").body;
    assert_eq!(
        (
            &late["late_jobs"],
            &late["late_orders"],
            &late["late_minutes"]
        ),
        (&json!(0), &json!(1), &json!(180))
    );
    assert_eq!(late["days"][0]["orders"], json!([]));
}

#[test]
fn somebody_at_the_bench_has_one_queue_of_both() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let makes = makes(&shop, &premises);
    let paul = shop.owner.hire("Paul", "bench");
    let marc = shop.owner.hire("Marc", "bench");
    let (_, early) = take_in(&shop, "2026-11-24", &[60]);
    let (_, late) = take_in(&shop, "2026-11-28", &[60]);
    for job in [&early, &late] {
        ok(&job.post("assign", &json!({ "user_id": paul })));
    }
    let between = wished(&makes, "Alliance", Some("2026-11-26"));
    let undated = wished(&makes, "Bague", None);
    for ring in [&between, &undated] {
        ring.agrees(90_000);
        ring.moves("produce", "production");
    }
    let set = labour(&between, "Serti", 120, Some(paul));
    labour(&between, "Polissage", 60, Some(marc));
    labour(&undated, "Fonte", 30, Some(paul));
    let queue = |person: Option<Uuid>| {
        let of = person.map_or(String::new(), |id| format!("?user_id={id}"));
        let found = shop.owner.get(&format!("/bench/queue{of}")).body;
        found.as_array().expect("a queue").clone()
    };
    let codes = |person| -> Vec<Value> {
        queue(person)
            .iter()
            .map(|one| one["code"].clone())
            .collect()
    };
    let of_job = |job: &crate::repair::fixture::Job<'_>| job.told()["code"].clone();
    let of_order = |ring: &Ring<'_>| ring.told()["number"].clone();
    let all = [
        of_job(&early),
        of_order(&between),
        of_job(&late),
        of_order(&undated),
    ];
    assert_eq!(codes(Some(paul)), all);
    assert_eq!(codes(None), all);
    assert_eq!(codes(Some(marc)), [of_order(&between)]);
    let row = queue(Some(paul))[1].clone();
    assert_eq!(
        row,
        json!({ "job_id": null, "repair_id": null, "order_id": between.id, "code": of_order(&between),
            "object": "Alliance", "state": "production", "rush": false, "promised_on": "2026-11-26",
            "late": false, "tasks": "Serti · Polissage", "planned_minutes": 180, "spent_minutes": 0,
            "assignee": "Paul, Marc" })
    );
    assert_eq!(queue(Some(paul))[3]["promised_on"], Value::Null);
    assert_eq!(queue(Some(paul))[0]["order_id"], Value::Null);
    // With his share done it is somebody else's; with all of it done it is theirs who finish the piece.
    between.used(&set, &json!({ "minutes": 130, "person_id": paul }));
    assert_eq!(
        codes(Some(paul)),
        [of_job(&early), of_job(&late), of_order(&undated)]
    );
    assert_eq!(queue(None)[1]["spent_minutes"], 130);
    assert_eq!(queue(None)[1]["tasks"], "Polissage");
    // What is on hold waits for nobody.
    ok(&between.act("hold", "la pierre manque"));
    assert_eq!(codes(Some(marc)), Vec::<Value>::new());
}
