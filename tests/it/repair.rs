//! Repairs through the one door: taken in, worked on, sent out, estimated, handed over; every way back;
//! what is refused, and why; where the object is, and that no sum of the stock knows it.

mod estimated;
pub mod fixture;
mod handed;
mod many;
mod marks;
mod papers;
mod photos;
mod prices;
mod refused;
mod signatures;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use shop::deposit::{self, Subject};
use shop::repair;
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use units::Id;
use uuid::Uuid;

use fixture::Shop;

#[test]
fn a_ring_is_taken_in_worked_on_sent_out_and_handed_over() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.enter("J1");
    let sums = [
        "/valuation?by=place",
        "/valuation?by=place&on=2026-11-22",
        "/metal/position?",
        "/metal/position?on=2026-11-22",
    ];
    let before = sums.map(|sum| shop.owner.get(sum).body);
    assert_eq!(before[0]["total"]["pieces"], 1);
    let line = shop.tariff("MAT-1", "sizing", 4_500);
    let mut ring = shop.object("Bague, métal blanc, pierre blanche");
    ring["gross_ug"] = json!(3_420_500);
    ring["declared_minor"] = json!(250_000);
    ring["stones"] = json!([{ "seat": "centre", "stone": "pierre blanche, ronde", "count": 1,
        "length_um": 5_100, "note": "égrisure à 3 h" }]);
    ring["tasks"] = json!([shop.task("sizing", "Mise à taille", Some(4_500), Some(&line))]);
    ring["tasks"][0]["size_from"] = json!("54");
    ring["tasks"][0]["size_to"] = json!("51");
    ring["tasks"][0]["metal_out_mg"] = json!(120);
    let chain = shop.object("Chaîne, métal jaune");
    let taken = shop.take_in(&[ring, chain]);
    let number = taken["number"].as_str().expect("a number");
    assert!(number.ends_with("-R26-1"), "{number}");
    let jobs: Vec<&str> = taken["jobs"]
        .as_array()
        .expect("jobs")
        .iter()
        .map(|job| job["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(jobs, [format!("{number}-1"), format!("{number}-2")]);
    let job = shop.job(&taken, 0);
    assert_eq!(job.told()["tasks"][0]["price_minor"], 4_500);
    assert_eq!(job.told()["stones"][0]["note"], "égrisure à 3 h");
    assert_eq!(job.told()["total_minor"], 4_500);

    // The bench, a workshop, back, the check, ready.
    job.moves("start", "bench");
    assert_eq!(job.act("send", &json!({})).code(), "repair.vendor_unknown");
    let sent = job.act("send", &json!({ "vendor_id": shop.vendor }));
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    assert_eq!(
        (&job.told()["holder"], &job.told()["place"]),
        (&json!("supplier"), &json!("Atelier Martin"))
    );
    // What is out cannot be cancelled, checked or kept: it comes back first.
    for act in ["cancel", "check", "hold"] {
        let refused = job.act(act, &json!({ "note": "x" }));
        assert_eq!(refused.code(), "repair.wrong_state", "{act}");
    }
    job.moves("receive", "bench");
    job.moves("check", "quality_check");
    assert_ne!(job.told()["tasks"][0]["done_at"], Value::Null);
    assert_eq!(job.act("fail", &json!({})).code(), "repair.no_reason");
    assert_eq!(
        job.act("fail", &json!({ "note": "rayure" })).status,
        StatusCode::OK
    );
    job.moves("check", "quality_check");
    job.moves("pass", "ready");

    // Not before it is paid.
    let seen = json!({ "id": Uuid::now_v7(), "slip": number, "gross_ug": 3_300_700,
        "stones": ["present"], "stones_same": true, "photos_same": true });
    let refused = job.post("hand-over", &seen);
    assert_eq!(refused.code(), "repair.balance_due");
    assert_eq!(refused.body["params"]["balance_minor"], 4_500);
    shop.settle(&job, "P1-T1", 4_500);
    assert_eq!(job.told()["balance_minor"], 0);
    shop.settle(&job, "P1-T2", -4_500);
    assert_eq!(job.told()["balance_minor"], 4_500);
    shop.settle(&job, "P1-T3", 4_500);

    // 3.4205 g less 120 mg: within the tolerance.
    assert_eq!(job.told()["expected_ug"], 3_300_500);
    let given = job.post("hand-over", &seen);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let told = job.told();
    assert_eq!(
        (&told["state"], &told["holder"]),
        (&json!("collected"), &json!("customer"))
    );
    assert_eq!(told["handovers"][0]["differs"], false);

    // Where it was, in the one ledger, and nothing of it in the stock.
    assert_eq!(
        shop.custody(&job),
        [
            "job_taken_in shop",
            "job_sent_out supplier",
            "job_came_back shop",
            "job_handed_over customer"
        ]
    );
    assert_eq!(
        shop.owner.get("/stock/pieces?q=R26").body["rows"],
        json!([])
    );
    let scanned = shop.owner.get(&format!("/stock/by-code/{}", jobs[0]));
    assert_eq!(scanned.status, StatusCode::NOT_FOUND);

    // Done again, at nobody's cost, for the same customer only.
    let mut again = shop.object("Bague, métal blanc, pierre blanche");
    again["redo_of"] = json!(job.id);
    let redo = shop.take_in(&[again.clone()]);
    assert_eq!(redo["jobs"][0]["redo_of"]["code"], jobs[0]);
    again["id"] = json!(Uuid::now_v7());
    again["redo_of"] = redo["jobs"][0]["id"].clone();
    let refused = shop.owner.post("/repairs", &shop.draft(&[again]));
    assert_eq!(refused.code(), "repair.no_redo", "it is not collected");

    // Nothing of it in any sum of the stock, now or on a past day.
    premises.pass(TimeDelta::days(1));
    let owner = shop.sign_in_again();
    for (at, sum) in sums.iter().enumerate() {
        let now = owner.get(sum).body;
        for part in ["total", "holdings"] {
            assert_eq!(now[part], before[at][part], "{sum}: {now}");
        }
    }
}

#[test]
fn an_estimate_is_asked_refused_asked_again_and_approved() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut object = shop.object("Montre-bracelet, métal jaune");
    object["tasks"] = json!([shop.task("battery", "Pile", None, None)]);
    let mut draft = shop.draft(&[object]);
    draft["ceiling"] = json!("call_first");
    let taken = shop.owner.post("/repairs", &draft);
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
    let job = shop.job(&taken.body, 0);
    assert_eq!(
        job.act("start", &json!({})).code(),
        "repair.approval_needed"
    );
    let estimate = |until: &str| json!({ "id": Uuid::now_v7(), "valid_until": until });
    assert_eq!(
        job.post("estimate", &estimate("2026-12-20")).code(),
        "repair.unpriced"
    );
    job.price(9_000);
    for until in ["2026-11-21", "2099-01-01"] {
        assert_eq!(
            job.post("estimate", &estimate(until)).code(),
            "repair.valid_until"
        );
    }
    let asked = job.post("estimate", &estimate("2026-12-20"));
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    // What they are asked about stands still.
    let tasks = json!({ "version": job.told()["version"], "tasks": [] });
    assert_eq!(job.put("tasks", &tasks).code(), "repair.tasks_stand");
    let said = |answer: &str| json!({ "answer": answer, "channel": "phone", "note": "" });
    assert_eq!(
        job.post("answer", &json!({ "answer": "approved" })).code(),
        "repair.no_channel"
    );
    assert_eq!(
        job.post("answer", &said("expired")).code(),
        "repair.estimate_holds"
    );
    assert_eq!(job.post("answer", &said("refused")).status, StatusCode::OK);
    assert_eq!(job.told()["state"], "refused");
    assert_eq!(job.told()["balance_minor"], 0);

    // They change their mind; the day passes; a new one is asked and approved.
    job.moves("begin_estimate", "estimate");
    assert_eq!(
        job.post("estimate", &estimate("2026-11-30")).status,
        StatusCode::OK
    );
    premises.pass(TimeDelta::days(10));
    let owner = shop.sign_in_again();
    let job = shop.job_at(&owner, &taken.body, 0);
    assert_eq!(
        job.post("answer", &said("approved")).code(),
        "repair.estimate_expired"
    );
    assert_eq!(job.post("answer", &said("expired")).status, StatusCode::OK);
    assert_eq!(job.told()["state"], "estimate");
    assert_eq!(
        job.act("start", &json!({})).code(),
        "repair.approval_needed"
    );
    assert_eq!(
        job.post("estimate", &estimate("2026-12-20")).status,
        StatusCode::OK
    );
    assert_eq!(job.post("answer", &said("approved")).status, StatusCode::OK);
    assert_eq!(job.told()["state"], "bench");
    let answers: Vec<Value> = job.told()["estimates"]
        .as_array()
        .expect("estimates")
        .iter()
        .map(|one| one["answer"].clone())
        .collect();
    assert_eq!(
        answers,
        [json!("approved"), json!("expired"), json!("refused")]
    );
    // Dearer than agreed: it does not get ready before they are asked again.
    job.price(12_000);
    job.moves("check", "quality_check");
    let refused = job.act("pass", &json!({}));
    assert_eq!(refused.code(), "repair.approval_needed");
    assert_eq!(
        job.act("fail", &json!({ "note": "devis" })).status,
        StatusCode::OK
    );
    job.price(9_000);
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
}

/// From each state: the move there by mistake, and back; where the object was sent, it is back too.
#[test]
fn every_move_is_taken_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let vendor = json!({ "vendor_id": shop.vendor });
    let why = json!({ "note": "essai" });
    let nothing = json!({});
    let taken = shop.take_in(&[shop.object("Broche, métal jaune")]);
    let job = shop.job(&taken, 0);
    job.price(0);
    for (act, body, from, to) in [
        ("begin_estimate", &nothing, "received", "estimate"),
        ("hold", &why, "received", "on_hold"),
        ("cancel", &why, "received", "cancelled"),
        ("send", &vendor, "received", "vendor"),
        ("start", &nothing, "received", "bench"),
    ] {
        let moved = job.act(act, body);
        assert_eq!(moved.status, StatusCode::OK, "{act}: {moved:?}");
        assert_eq!(job.told()["state"], to);
        assert_eq!(job.act("correct", &nothing).code(), "repair.no_reason");
        let back = job.act("correct", &why);
        assert_eq!(back.status, StatusCode::OK, "{act}: {back:?}");
        assert_eq!(
            (&job.told()["state"], &job.told()["holder"]),
            (&json!(from), &json!("shop"))
        );
    }
    assert_eq!(
        job.act("correct", &why).code(),
        "repair.wrong_state",
        "nothing is left to correct"
    );

    // Back from the workshop by mistake: it is with them again.
    assert_eq!(job.act("send", &vendor).status, StatusCode::OK);
    job.moves("receive", "bench");
    assert_eq!(job.act("correct", &why).status, StatusCode::OK);
    assert_eq!(
        (&job.told()["state"], &job.told()["holder"]),
        (&json!("vendor"), &json!("supplier"))
    );
    job.moves("receive", "bench");
    for (act, to) in [
        ("await_parts", "awaiting_parts"),
        ("start", "bench"),
        ("check", "quality_check"),
        ("pass", "ready"),
    ] {
        job.moves(act, to);
        assert_eq!(job.act("correct", &why).status, StatusCode::OK, "{act}");
        job.moves(act, to);
    }

    // Handed over by mistake: a manager takes it back.
    let seen =
        json!({ "id": Uuid::now_v7(), "slip": "", "stones_same": true, "photos_same": true });
    assert_eq!(
        job.post("hand-over", &seen).code(),
        "repair.no_reason",
        "no slip"
    );
    let with = |reason: &str| {
        let mut seen = seen.clone();
        seen["id"] = json!(Uuid::now_v7());
        seen["reason"] = json!(reason);
        seen
    };
    assert_eq!(
        job.post("hand-over", &with("reconnue")).status,
        StatusCode::OK
    );
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let theirs = shop.job_at(&desk, &taken, 0);
    assert_eq!(theirs.act("correct", &why).code(), "right.missing");
    let owner = shop.owner_id();
    let vouched = json!({ "note": "mauvaise enveloppe", "authorised_by": { "user_id": owner, "pin": OWNER_PIN } });
    let back = theirs.act("correct", &vouched);
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    assert_eq!(
        (&job.told()["state"], &job.told()["holder"]),
        (&json!("ready"), &json!("shop"))
    );
    assert_eq!(
        job.post("hand-over", &with("reconnue")).status,
        StatusCode::OK
    );
    assert_eq!(
        shop.custody(&job).last().map(String::as_str),
        Some("job_handed_over customer")
    );
}

#[test]
fn what_nobody_fetches_is_given_up_after_the_laws_term_and_a_letter() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague, métal jaune")]);
    let job = shop.job(&taken, 0);
    for act in ["start", "check"] {
        assert_eq!(job.act(act, &json!({})).status, StatusCode::OK);
    }
    assert_eq!(
        job.post("notify", &json!({ "notice": "letter" })).code(),
        "repair.wrong_state"
    );
    job.moves("pass", "ready");
    let why = json!({ "note": "jamais venue" });
    let early = job.act("abandon", &why);
    assert_eq!(early.code(), "repair.too_early");
    assert_eq!(early.body["params"]["from"], "2027-11-22");
    // A customer with something here is not forgotten.
    let customer = taken["customer"]["id"].as_str().expect("an id");
    let refused = shop
        .owner
        .post(&format!("/customers/{customer}/erase"), &json!({}));
    assert_eq!(refused.code(), "customer.in_repair", "{refused:?}");
    premises.pass(TimeDelta::days(366));
    let owner = shop.sign_in_again();
    let job = shop.job_at(&owner, &taken, 0);
    let list = owner.get("/repair-jobs?only=long_ready").body;
    assert_eq!(list[0]["code"], job.told()["code"]);
    assert_eq!(job.act("abandon", &why).code(), "repair.not_notified");
    job.post("notify", &json!({ "notice": "phone", "note": "répondeur" }));
    assert_eq!(
        job.act("abandon", &why).code(),
        "repair.not_notified",
        "a call is no letter"
    );
    job.post(
        "notify",
        &json!({ "notice": "letter", "note": "recommandé" }),
    );
    job.moves_with("abandon", &why, "abandoned");
    // They come after all.
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "stones_same": true, "photos_same": true });
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
}

#[test]
fn the_till_reads_what_a_job_costs() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut object = shop.object("Bague, métal jaune");
    object["tasks"] = json!([
        shop.task("sizing", "Mise à taille", Some(4_500), None),
        shop.task("polish", "Polissage", Some(2_000), None)
    ]);
    let taken = shop.take_in(&[object]);
    let job = shop.job(&taken, 0);
    let id: Id<repair::Job> = job.id.parse().expect("an id");
    let store = premises.state.store().expect("a store");
    let subject = Subject::Job(id);
    let owed = store.read(|tx| deposit::owed(tx, subject)).expect("a debt");
    let lines: Vec<_> = owed
        .work
        .iter()
        .map(|line| (line.price_minor, line.vat_bp))
        .collect();
    assert_eq!(lines, [(Some(4_500), 2_000), (Some(2_000), 2_000)]);
    assert_eq!(
        (owed.price_minor(), owed.balance_minor()),
        (Some(6_500), Some(6_500))
    );
    shop.settle(&job, "P1-T1", 2_500);
    assert_eq!(job.told()["balance_minor"], 4_000);
    // Cancelled, what was paid is theirs.
    assert_eq!(
        job.act("cancel", &json!({ "note": "ne veut plus" })).status,
        StatusCode::OK
    );
    assert_eq!(job.told()["balance_minor"], -2_500);
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "stones_same": true, "photos_same": true });
    assert_eq!(job.post("hand-over", &seen).code(), "repair.refund_due");
    shop.settle(&job, "P1-T2", -2_500);
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
}
