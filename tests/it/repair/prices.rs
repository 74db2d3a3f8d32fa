//! The price list by metal and width, several of one work, and the VAT rates of the law; what was agreed
//! keeps its price whatever becomes of the list.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use super::fixture::Shop;

fn row(metal: Option<&str>, from_um: i64, below_um: Option<i64>, price_minor: i64) -> Value {
    json!({ "metal": metal, "from_um": from_um, "below_um": below_um, "price_minor": price_minor,
        "up_minor": 1_000, "down_minor": 500 })
}

fn line(id: Uuid, version: i64, prices: &[Value]) -> Value {
    json!({ "id": id, "version": version, "code": "MAT", "kind": "sizing", "active": true,
        "title_fr": "Mise à taille", "title_en": "Sizing", "charge": "fixed", "price_minor": 4_500,
        "minutes": 30, "vat_bp": 2_000, "prices": prices })
}

fn by_width() -> Vec<Value> {
    vec![
        row(Some("gold"), 0, Some(3_000), 4_000),
        row(Some("gold"), 3_000, Some(6_000), 6_000),
        row(None, 0, None, 3_000),
    ]
}

fn save(shop: &Shop<'_>, line: &Value) -> Reply {
    shop.owner.put("/tariffs", line)
}

#[test]
fn metal_width_and_sizes_pick_the_price_and_the_task_keeps_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let id = Uuid::now_v7();
    let saved = save(&shop, &line(id, 0, &by_width()));
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    assert_eq!(saved.body["prices"], json!(by_width()));
    assert_eq!(
        shop.owner.get("/tariffs").body[0]["prices"],
        json!(by_width())
    );
    let ask = |query: &str| shop.owner.get(&format!("/tariffs/{id}/price?{query}")).body;
    let told =
        |each: Option<i64>, lacks: Option<&str>| json!({ "each_minor": each, "lacks": lacks });
    for (query, each, lacks) in [
        (
            "metal=gold&width_um=2500&size_from=52&size_to=54",
            Some(6_000),
            None,
        ),
        (
            "metal=gold&width_um=3000&size_from=54&size_to=52",
            Some(7_000),
            None,
        ),
        (
            "metal=gold&width_um=7000&size_from=52&size_to=54",
            None,
            Some("row"),
        ),
        ("metal=gold&size_from=52&size_to=54", None, Some("width")),
        ("metal=gold&width_um=2500", None, Some("sizes")),
        ("metal=silver&size_from=52&size_to=53,5", Some(4_500), None),
        ("size_from=52&size_to=54", Some(5_000), None),
    ] {
        assert_eq!(ask(query), told(each, lacks), "{query}");
    }
    assert_eq!(
        shop.owner
            .get(&format!("/tariffs/{id}/price?metal=wood"))
            .code(),
        "request.query"
    );
    let nowhere = format!("/tariffs/{}/price", Uuid::now_v7());
    assert_eq!(shop.owner.get(&nowhere).code(), "tariff.unknown");

    let mut sizing = shop.task(
        "sizing",
        "Mise à taille",
        Some(6_000),
        Some(&id.to_string()),
    );
    sizing["metal"] = json!("gold");
    sizing["width_um"] = json!(2_500);
    sizing["size_from"] = json!("52");
    sizing["size_to"] = json!("54");
    let mut claws = shop.task("setting", "Griffe refaite", Some(4_800), None);
    claws["quantity"] = json!(4);
    let mut ring = shop.object("Bague, métal jaune");
    ring["tasks"] = json!([sizing, claws]);
    let taken = shop.take_in(&[ring]);
    let job = shop.job(&taken, 0);
    let told = job.told();
    assert_eq!(told["total_minor"], 10_800);
    assert_eq!(told["tasks"][0]["width_um"], 2_500);
    assert_eq!(told["tasks"][0]["metal"], "gold");
    assert_eq!(told["tasks"][1]["quantity"], 4);

    // Gold is dearer from now on: what was agreed is what it was.
    let dearer = [row(None, 0, None, 20_000)];
    let saved = save(&shop, &line(id, 1, &dearer));
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    let body = json!({ "version": job.told()["version"], "tasks": told["tasks"] });
    let again = job.put("tasks", &body);
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    assert_eq!(job.told()["total_minor"], 10_800);
    let store = premises.state.store().expect("a store");

    // Four of them on the slip, in the estimate, and at the till.
    let estimate = Uuid::now_v7();
    job.moves("begin_estimate", "estimate");
    let sent = json!({ "id": estimate, "valid_until": "2026-12-20", "note": "" });
    assert_eq!(job.post("estimate", &sent).status, StatusCode::OK);
    for path in [
        format!("/repairs/{}/pdf?what=claim", job.repair),
        format!("/repair-estimates/{estimate}/pdf"),
    ] {
        let pdf = shop.owner.bytes(&path);
        let text = super::signatures::told("pdftotext", &["-layout", "-", "-"], &pdf);
        let text = text.replace('\u{a0}', " ");
        assert!(text.contains("4 × ") && text.contains("48,00 €"), "{text}");
    }
    let lines = store
        .read(|tx| {
            let found = shop::repair::job(tx, job.id())?.expect("a job");
            shop::repair::cost_of(tx, &found)
        })
        .expect("lines");
    assert_eq!(lines[1].title, "4\u{a0}×\u{a0}Griffe refaite");
    assert_eq!(lines[1].price_minor, Some(4_800));
}

#[test]
fn rows_that_cannot_be_are_refused_and_the_list_stays() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let id = Uuid::now_v7();
    let overlapping = [
        row(Some("gold"), 0, Some(3_000), 4_000),
        row(None, 0, None, 3_000),
        row(Some("gold"), 2_500, None, 6_000),
    ];
    let refused = save(&shop, &line(id, 0, &overlapping));
    assert_eq!(refused.code(), "tariff.overlap", "{refused:?}");
    assert_eq!(refused.body["params"], json!({ "first": 1, "second": 3 }));
    for wrong in [
        row(None, -1, None, 1),
        row(None, 3_000, Some(3_000), 1),
        row(None, 0, Some(200_000), 1),
        row(None, 0, None, -1),
        row(None, 0, None, 20_000_000),
    ] {
        let refused = save(&shop, &line(id, 0, &[wrong]));
        assert_eq!(refused.body["params"]["field"], "prices", "{refused:?}");
    }
    let mut hourly = line(id, 0, &by_width());
    hourly["charge"] = json!("hourly");
    assert_eq!(save(&shop, &hourly).body["params"]["field"], "prices");
    let wood = line(id, 0, &[row(Some("wood"), 0, None, 1)]);
    assert_eq!(save(&shop, &wood).code(), "request.json");
    assert_eq!(shop.owner.get("/tariffs").body, json!([]));

    // A line saved without rows has one price again; the version before keeps its rows.
    assert_eq!(
        save(&shop, &line(id, 0, &by_width())).status,
        StatusCode::OK
    );
    assert_eq!(save(&shop, &line(id, 1, &[])).body["prices"], json!([]));
    let stale = save(&shop, &line(id, 1, &by_width()));
    assert_eq!(stale.code(), "request.stale");

    for (field, quantity, width, price) in [
        ("quantity", 0, 2_000, 4_000),
        ("quantity", 1_000, 2_000, 4_000),
        ("quantity", -2, 2_000, 4_000),
        ("quantity", 3, 2_000, 4_000),
        ("width", 1, 0, 4_000),
        ("width", 1, 100_001, 4_000),
    ] {
        let mut task = shop.task("setting", "Griffe", Some(price), None);
        task["quantity"] = json!(quantity);
        task["width_um"] = json!(width);
        let mut ring = shop.object("Bague");
        ring["tasks"] = json!([task]);
        let refused = shop.owner.post("/repairs", &shop.draft(&[ring]));
        assert_eq!(refused.code(), "repair.field", "{refused:?}");
        assert_eq!(refused.body["params"]["field"], field, "{quantity} {width}");
    }
    let mut task = shop.task("setting", "Griffe", Some(4_000), None);
    task["metal"] = json!("wood");
    let mut ring = shop.object("Bague");
    ring["tasks"] = json!([task]);
    let refused = shop.owner.post("/repairs", &shop.draft(&[ring]));
    assert_eq!(refused.code(), "request.json", "{refused:?}");
}

#[test]
fn a_vat_rate_is_one_of_the_law() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let rates = shop.owner.get("/repair-options").body["vat_rates_bp"].clone();
    assert_eq!(rates, json!([2_000, 1_000, 550, 210, 0]));
    for wrong in [1_960, 2_001, -1, 10_000] {
        let mut line = line(Uuid::now_v7(), 0, &[]);
        line["vat_bp"] = json!(wrong);
        let refused = save(&shop, &line);
        assert_eq!(refused.code(), "tariff.vat_not_in_force", "{refused:?}");
        assert_eq!(refused.body["params"]["allowed_bp"], rates);
    }
    let mut line = line(Uuid::now_v7(), 0, &[]);
    line["vat_bp"] = json!(550);
    assert_eq!(save(&shop, &line).status, StatusCode::OK);
    let bench = shop.owner.hire("Inès", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    line["version"] = json!(1);
    assert_eq!(desk.put("/tariffs", &line).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_weight_that_no_scale_would_say_is_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    for (ug, status) in [
        (0, StatusCode::UNPROCESSABLE_ENTITY),
        (1, StatusCode::UNPROCESSABLE_ENTITY),
        (999, StatusCode::UNPROCESSABLE_ENTITY),
        (1_000, StatusCode::CREATED),
    ] {
        let mut ring = shop.object("Bague");
        ring["gross_ug"] = json!(ug);
        let taken = shop.owner.post("/repairs", &shop.draft(&[ring]));
        assert_eq!(taken.status, status, "{ug}: {taken:?}");
    }

    // Nor is it given back so.
    let taken = shop.take_in(&[shop.object("Bague")]);
    let job = shop.job(&taken, 0);
    job.moves_with("cancel", &json!({ "note": "reprise" }), "cancelled");
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "gross_ug": 999,
        "stones_same": true, "photos_same": true });
    assert_eq!(
        job.post("hand-over", &seen).body["params"]["field"],
        "weight"
    );
}
