//! Bad input: each with its code, and nothing written.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Shop, enter};

#[test]
fn what_cannot_be_is_not_taken_in() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let tariff = Uuid::now_v7().to_string();
    let with = |field: &str, value: Value| {
        let mut object = shop.object("Bague, métal blanc");
        object[field] = value;
        shop.draft(&[object])
    };
    let task = |name: &str, value: Value| {
        let mut task = shop.task("polish", "Polissage", Some(1_000), None);
        task[name] = value;
        with("tasks", json!([task]))
    };
    let of = |name: &str, value: Value| {
        let mut draft = shop.draft(&[shop.object("Bague")]);
        draft[name] = value;
        draft
    };
    let field = "repair.field";
    for (draft, code) in [
        (with("object", json!("  ")), field),
        (with("declared_minor", json!(-1)), field),
        (with("declared_minor", json!(1_000_000_000_000_i64)), field),
        (with("gross_ug", json!(0)), field),
        (with("gross_ug", json!(99_000_000_000_i64)), field),
        (with("stones", json!([{ "stone": " ", "count": 1 }])), field),
        (
            with("stones", json!([{ "stone": "pierre", "count": 0 }])),
            field,
        ),
        (with("piece_id", json!(Uuid::now_v7())), field),
        (with("promised_on", json!("2026-11-21")), "repair.promised"),
        (with("promised_on", json!("2046-11-21")), "repair.promised"),
        (
            with("assignee_id", json!(Uuid::now_v7())),
            "repair.person_unknown",
        ),
        (with("redo_of", json!(Uuid::now_v7())), "repair.no_redo"),
        (task("title", json!("")), field),
        (task("price_minor", json!(-1)), field),
        (task("vat_bp", json!(20_000)), field),
        (task("metal_in_mg", json!(-3)), field),
        (task("tariff_id", json!(tariff)), "tariff.unknown"),
        (task("engraving", json!("A ♥ B")), "repair.engraving"),
        (task("kind", json!("magic")), "request.json"),
        (
            of("customer_id", json!(Uuid::now_v7())),
            "repair.customer_unknown",
        ),
        (of("objects", json!([])), "repair.no_objects"),
        (of("ceiling", json!("do_not_exceed")), field),
        (of("ceiling", json!("never")), "request.json"),
        (
            of("place_id", json!(Uuid::now_v7())),
            "repair.place_unknown",
        ),
        (of("language", json!("de")), "request.json"),
    ] {
        let refused = shop.owner.post("/repairs", &draft);
        assert_eq!(refused.code(), code, "{draft}: {refused:?}");
    }
    let many: Vec<Value> = (0..51).map(|_| shop.object("Bague")).collect();
    let refused = shop.owner.post("/repairs", &shop.draft(&many));
    assert_eq!(refused.code(), "repair.too_many");
    // None of them took a number.
    let taken = shop.take_in(&[shop.object("Bague")]);
    assert!(
        taken["number"]
            .as_str()
            .is_some_and(|number| number.ends_with("-1"))
    );
    let twice = shop.owner.post("/repairs", &shop.draft(&[json!({ "id": taken["jobs"][0]["id"],
        "object": "Bague", "promised_on": "2026-11-28", "rush": false, "stones": [], "tasks": [] })]));
    assert_eq!(twice.code(), "stock.id_taken");
}

#[test]
fn a_difference_at_the_hand_over_needs_a_reason_and_a_manager() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut ring = shop.object("Bague, métal jaune");
    ring["gross_ug"] = json!(3_000_000);
    let taken = shop.take_in(&[ring]);
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let job = shop.job_at(&desk, &taken, 0);
    assert_eq!(
        job.post("hand-over", &seen(&taken, 3_000_000)).code(),
        "repair.wrong_state"
    );
    for (act, to) in [
        ("start", "bench"),
        ("check", "quality_check"),
        ("pass", "ready"),
    ] {
        job.moves(act, to);
    }
    let mut no_weight = seen(&taken, 0);
    no_weight["gross_ug"] = Value::Null;
    assert_eq!(job.post("hand-over", &no_weight).code(), "repair.no_weight");
    let mut wrong = seen(&taken, 3_000_000);
    wrong["slip"] = json!("P1-R26-999");
    assert_eq!(job.post("hand-over", &wrong).code(), "repair.wrong_slip");
    // A stone fewer, and half a gram less.
    let mut fewer = seen(&taken, 3_050_000);
    fewer["stones_same"] = json!(false);
    assert_eq!(job.post("hand-over", &fewer).code(), "repair.not_the_same");
    let light = seen(&taken, 2_500_000);
    let refused = job.post("hand-over", &light);
    assert_eq!(refused.code(), "repair.differs");
    assert_eq!(
        refused.body["params"],
        json!({ "expected_ug": 3_000_000, "gross_ug": 2_500_000, "tolerance_ug": 50_000 })
    );
    let mut told = light.clone();
    told["reason"] = json!("chaton remplacé");
    assert_eq!(job.post("hand-over", &told).code(), "right.missing");
    told["authorised_by"] = json!({ "user_id": shop.owner_id(), "pin": OWNER_PIN });
    let given = job.post("hand-over", &told);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let handed = job.told()["handovers"][0].clone();
    assert_eq!(
        (&handed["differs"], &handed["allowed_by"]),
        (&json!(true), &json!("Odile"))
    );
}

fn seen(taken: &Value, gross_ug: i64) -> Value {
    json!({ "id": Uuid::now_v7(), "slip": taken["number"], "gross_ug": gross_ug,
        "stones_same": true, "photos_same": true })
}

#[test]
fn above_the_ceiling_nothing_is_begun() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut object = shop.object("Bague");
    object["tasks"] = json!([shop.task("sizing", "Mise à taille", Some(6_000), None)]);
    let mut draft = shop.draft(&[object]);
    draft["ceiling"] = json!("do_not_exceed");
    draft["ceiling_minor"] = json!(5_000);
    let taken = shop.owner.post("/repairs", &draft).body;
    let job = shop.job(&taken, 0);
    let refused = job.act("start", &json!({}));
    assert_eq!(refused.code(), "repair.above_ceiling");
    assert_eq!(
        refused.body["params"],
        json!({ "total_minor": 6_000, "ceiling_minor": 5_000 })
    );
    job.price(5_000);
    job.moves("start", "bench");
    let stale = job.put("tasks", &json!({ "version": 1, "tasks": [] }));
    assert_eq!(stale.code(), "request.stale");
    let promise = |on: &str, note: &str| json!({ "promised_on": on, "rush": true, "note": note });
    assert_eq!(
        job.post("promise", &promise("2026-12-01", "")).code(),
        "repair.no_reason"
    );
    assert_eq!(
        job.post("promise", &promise("2020-01-01", "x")).code(),
        "repair.promised"
    );
    assert_eq!(
        job.post("promise", &promise("2026-12-01", "x")).status,
        StatusCode::OK
    );
    assert_eq!(
        job.post("assign", &json!({ "user_id": Uuid::now_v7() }))
            .code(),
        "repair.person_unknown"
    );
    assert_eq!(job.act("fly", &json!({})).code(), "request.json");
    assert_eq!(
        job.act("collect", &json!({})).code(),
        "repair.wrong_state",
        "a hand-over says more"
    );
}

/// The sheet is put right with a reason; the price list has versions; costs are not for everybody.
#[test]
fn sheets_and_prices_are_put_right_and_keep_their_history() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let line = shop.tariff("POLI", "polish", 2_000);
    let mut object = shop.object("Bague");
    object["tasks"] = json!([shop.task("polish", "Polissage", Some(2_000), Some(&line))]);
    let taken = shop.take_in(&[object]);
    let job = shop.job(&taken, 0);
    let sheet = |note: &str| {
        json!({ "version": job.told()["version"], "object": "Alliance, métal jaune",
        "said": "", "condition": "rayée", "declared_minor": null, "gross_ug": 4_000_000,
        "ring_size": "52", "stones": [], "note": note })
    };
    let path = format!("/repair-jobs/{}", job.id);
    assert_eq!(shop.owner.put(&path, &sheet("")).code(), "repair.no_reason");
    assert_eq!(
        shop.owner.put(&path, &sheet("mal lu")).status,
        StatusCode::OK
    );
    let told = job.told();
    assert_eq!(
        (&told["object"], &told["entries"][0]["what"]),
        (&json!("Alliance, métal jaune"), &json!("amended"))
    );
    let body = |version: i64, code: &str, price: i64| {
        json!({ "id": line, "version": version, "code": code,
        "kind": "polish", "active": true, "title_fr": "Polissage", "title_en": "Polishing",
        "charge": "fixed", "price_minor": price, "minutes": 15, "vat_bp": 2_000 })
    };
    assert_eq!(
        shop.owner.put("/tariffs", &body(1, "POLI", 2_500)).status,
        StatusCode::OK
    );
    assert_eq!(
        shop.owner.put("/tariffs", &body(1, "POLI", 2_600)).code(),
        "request.stale"
    );
    assert_eq!(
        shop.owner.put("/tariffs", &body(2, "", 2_500)).code(),
        "tariff.field"
    );
    assert_eq!(
        shop.owner.put("/tariffs", &body(2, "POLI", -1)).code(),
        "tariff.field"
    );
    shop.tariff("AUTRE", "other", 100);
    assert_eq!(
        shop.owner.put("/tariffs", &body(2, "autre", 2_500)).code(),
        "tariff.code_taken"
    );
    assert_eq!(job.told()["tasks"][0]["price_minor"], 2_000, "as agreed");
    let bench = shop.owner.hire("Paul", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    let theirs = shop.job_at(&desk, &taken, 0);
    assert!(theirs.told()["tasks"][0].get("cost_minor").is_none());
    assert!(desk.get("/tariffs").body[0].get("cost_minor").is_none());
    assert_eq!(
        theirs.act("cancel", &json!({ "note": "x" })).code(),
        "right.missing"
    );
    theirs.moves("start", "bench");
    assert_eq!(
        theirs.post("assign", &json!({ "user_id": bench })).status,
        StatusCode::OK
    );
    let mine = desk.get("/repair-board?mine=true").body;
    let counts: Vec<_> = mine["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .filter(|column| column["count"] != 0)
        .map(|column| column["state"].clone())
        .collect();
    assert_eq!(counts, [json!("bench")]);
    enter(&shop.owner, "Blanc", "Marie", "");
}

/// One sum was said for everything on the slip, and its objects share it.
#[test]
fn a_ceiling_is_of_the_whole_slip() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let [first, second, third] = ["Bague", "Chaîne", "Montre"].map(|name| {
        let mut object = shop.object(name);
        object["tasks"] = json!([shop.task("polish", "Polissage", Some(6_000), None)]);
        object
    });
    let mut draft = shop.draft(&[first, second, third]);
    draft["ceiling"] = json!("do_not_exceed");
    draft["ceiling_minor"] = json!(10_000);
    let taken = shop.owner.post("/repairs", &draft).body;
    let [first, second, third] = [0, 1, 2].map(|at| shop.job(&taken, at));
    let refused = first.act("start", &json!({}));
    assert_eq!(refused.code(), "repair.above_ceiling");
    assert_eq!(
        refused.body["params"],
        json!({ "total_minor": 18_000, "ceiling_minor": 10_000 })
    );
    // What goes back undone does not count, nor what was said yes to by itself.
    third.moves_with(
        "cancel",
        &json!({ "note": "la cliente renonce" }),
        "cancelled",
    );
    assert_eq!(
        first.act("start", &json!({})).code(),
        "repair.above_ceiling"
    );
    let estimate = json!({ "id": Uuid::now_v7(), "valid_until": "2026-12-20", "note": "" });
    assert_eq!(second.post("estimate", &estimate).status, StatusCode::OK);
    assert_eq!(
        first.act("start", &json!({})).code(),
        "repair.above_ceiling"
    );
    let yes = json!({ "answer": "approved", "channel": "phone", "note": "" });
    assert_eq!(second.post("answer", &yes).status, StatusCode::OK);
    first.moves("start", "bench");
}

/// Nothing was said of a ceiling: the prices on the slip are what the customer knows of.
#[test]
fn what_the_slip_said_is_not_exceeded_unasked() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut object = shop.object("Bague");
    object["tasks"] = json!([shop.task("sizing", "Mise à taille", Some(4_500), None)]);
    let taken = shop.take_in(&[object, shop.object("Chaîne")]);
    let (priced, open) = (shop.job(&taken, 0), shop.job(&taken, 1));
    priced.price(450_000);
    let refused = priced.act("start", &json!({}));
    assert_eq!(refused.code(), "repair.above_ceiling");
    assert_eq!(
        refused.body["params"],
        json!({ "total_minor": 450_000, "ceiling_minor": 4_500 })
    );
    priced.price(4_500);
    priced.moves("start", "bench");
    priced.price(4_501);
    priced.moves("check", "quality_check");
    assert_eq!(
        priced.act("pass", &json!({})).code(),
        "repair.above_ceiling"
    );
    // The slip named no price: it was left to us.
    open.price(9_000);
    open.moves("start", "bench");
}
