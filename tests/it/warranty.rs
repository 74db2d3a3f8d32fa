//! Warranties of work through the one door: given at the hand-over, taken back with it, done again for
//! nothing until the last day, refused after it. It is Sunday, 22 November 2026.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use crate::repair::fixture::{Job, Shop};

/// The term of all work, in months.
fn term(shop: &Shop<'_>, months: i64) {
    let set = shop
        .owner
        .put("/settings", &json!({ "warranty_months": months }));
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
}

/// A line of the price list with a term of its own.
fn line(shop: &Shop<'_>, code: &str, months: &Value) -> Reply {
    shop.owner.put(
        "/tariffs",
        &json!({ "id": Uuid::now_v7(), "version": 0, "code": code, "kind": "rhodium", "active": true,
            "title_fr": "Rhodiage", "title_en": "Rhodium", "charge": "fixed", "price_minor": 0,
            "minutes": 30, "vat_bp": 2_000, "warranty_months": months }),
    )
}

/// A ring with this work, done, and handed over.
fn handed_over<'b>(shop: &'b Shop<'_>, tasks: &[Value]) -> Job<'b> {
    let mut ring = shop.object("Bague, métal blanc");
    ring["tasks"] = json!(tasks);
    let taken = shop.take_in(&[ring]);
    let job = shop.job(&taken, 0);
    for (act, to) in [
        ("start", "bench"),
        ("check", "quality_check"),
        ("pass", "ready"),
    ] {
        job.moves(act, to);
    }
    collect(&job);
    job
}

fn collect(job: &Job<'_>) {
    let sheet = job.desk.get(&format!("/repairs/{}", job.repair)).body;
    let seen = json!({ "id": Uuid::now_v7(), "slip": sheet["number"], "stones_same": true,
        "photos_same": true, "reason": "", "given_to": "" });
    let given = job.post("hand-over", &seen);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
}

/// The same ring again, for this price.
fn again(desk: &Desk<'_>, shop: &Shop<'_>, first: &Job<'_>, price: i64, more: &Value) -> Reply {
    let mut ring = shop.object("Bague, métal blanc");
    // Promised a year ahead, so that the clock may move.
    ring["promised_on"] = json!("2028-06-01");
    ring["redo_of"] = json!(first.id);
    ring["tasks"] = json!([shop.task("rhodium", "Rhodiage", Some(price), None)]);
    let mut draft = shop.draft(&[ring]);
    for (name, value) in more.as_object().into_iter().flatten() {
        draft[name] = value.clone();
    }
    desk.post("/repairs", &draft)
}

#[test]
fn work_is_answered_for_from_its_hand_over_until_the_last_day() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let own = line(&shop, "RHO", &json!(12));
    assert_eq!(own.body["warranty_months"], 12, "{own:?}");
    let none = line(&shop, "PILE", &json!(0));
    term(&shop, 6);
    let task = |title: &str, line: Option<&Reply>| {
        let id = line.and_then(|one| one.body["id"].as_str());
        shop.task("rhodium", title, Some(0), id)
    };
    let job = handed_over(
        &shop,
        &[
            task("Rhodiage", Some(&own)),
            task("Pile", Some(&none)),
            task("Polissage", None),
        ],
    );
    let told = job.told();
    assert_eq!(
        told["warranties"],
        json!([{ "title": "Rhodiage", "months": 12, "until": "2027-11-22" },
            { "title": "Polissage", "months": 6, "until": "2027-05-22" }])
    );
    assert_eq!(told["warranty_until"], "2027-11-22");
    assert_eq!(told["under_warranty"], true);
    let card = format!("/repair-jobs/{}/warranty-card", job.id);
    for language in ["fr", "en"] {
        let bytes = shop.owner.bytes(&format!("{card}?language={language}"));
        assert!(bytes.starts_with(b"%PDF"), "{language}");
    }

    // The hand-over was a mistake: nothing is promised, until it is handed over again.
    job.moves_with("correct", &json!({ "note": "mauvaise bague" }), "ready");
    assert_eq!(job.told()["warranties"], json!([]));
    assert_eq!(shop.owner.get(&card).code(), "repair.no_warranty");
    collect(&job);
    assert_eq!(job.told()["warranty_until"], "2027-11-22");

    // Done again for nothing, once at a time; cancelled, it can be done again.
    let first = again(&shop.owner, &shop, &job, 0, &json!({}));
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let redo = &first.body["jobs"][0];
    assert_eq!(redo["redo_of"]["code"], told["code"]);
    assert_eq!(redo["total_minor"], 0);
    let words: Vec<_> = redo["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|one| one["what"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert!(words.contains(&"redo_warranty".to_owned()), "{words:?}");
    let twice = again(&shop.owner, &shop, &job, 0, &json!({}));
    assert_eq!(twice.code(), "repair.redo_underway");
    let redo = shop.job(&first.body, 0);
    redo.moves_with("cancel", &json!({ "note": "rien trouvé" }), "cancelled");
    let third = again(&shop.owner, &shop, &job, 0, &json!({}));
    assert_eq!(third.status, StatusCode::CREATED, "{third:?}");
}

#[test]
fn after_the_last_day_it_is_refused_paid_or_given() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    term(&shop, 1);
    let job = handed_over(&shop, &[shop.task("rhodium", "Rhodiage", Some(0), None)]);
    assert_eq!(job.told()["warranty_until"], "2026-12-22");
    let seller = shop.owner.hire("Zoé", "seller");
    // The last day counts.
    premises.pass(TimeDelta::days(30));
    let owner = shop.sign_in_again();
    let kept = again(&owner, &shop, &job, 0, &json!({}));
    assert_eq!(kept.status, StatusCode::CREATED, "{kept:?}");
    let redo = shop.job_at(&owner, &kept.body, 0);
    redo.moves_with("cancel", &json!({ "note": "essai" }), "cancelled");
    premises.pass(TimeDelta::days(1));
    let owner = shop.sign_in_again();
    let over = again(&owner, &shop, &job, 0, &json!({}));
    assert_eq!(over.code(), "repair.warranty_over");
    assert_eq!(over.body["params"]["until"], "2026-12-22");
    // At its price it is work like any other.
    let paid = again(&owner, &shop, &job, 4_500, &json!({}));
    assert_eq!(paid.status, StatusCode::CREATED, "{paid:?}");
    let paid = shop.job_at(&owner, &paid.body, 0);
    paid.moves_with("cancel", &json!({ "note": "essai" }), "cancelled");
    // Given away by somebody who may, with a reason.
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let kind = json!({ "goodwill": "cliente fidèle" });
    assert_eq!(again(&desk, &shop, &job, 0, &kind).code(), "right.missing");
    assert_eq!(
        again(&owner, &shop, &job, 0, &json!({ "goodwill": "  " })).code(),
        "repair.warranty_over"
    );
    let given = again(&owner, &shop, &job, 0, &kind);
    assert_eq!(given.status, StatusCode::CREATED, "{given:?}");
    let entries = given.body["jobs"][0]["entries"].as_array().cloned();
    let mut entries = entries.unwrap_or_default().into_iter();
    let why = entries.find(|one| one["what"] == "redo_goodwill");
    assert_eq!(why.expect("an entry")["note"], "cliente fidèle");
}

#[test]
fn without_a_term_nothing_is_promised() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let job = handed_over(&shop, &[shop.task("rhodium", "Rhodiage", Some(0), None)]);
    assert_eq!(job.told()["warranty_until"], Value::Null);
    let refused = again(&shop.owner, &shop, &job, 0, &json!({}));
    assert_eq!(refused.code(), "repair.warranty_over");
    assert_eq!(refused.body["params"].get("until"), None);
    for months in [-1, 121] {
        let set = shop
            .owner
            .put("/settings", &json!({ "warranty_months": months }));
        assert_eq!(set.code(), "settings.warranty_months", "{months}");
        assert_eq!(line(&shop, "X", &json!(months)).code(), "tariff.field");
    }
    let nobody = format!("/repair-jobs/{}/warranty-card", Uuid::now_v7());
    assert_eq!(shop.owner.get(&nobody).code(), "repair.unknown");
}

#[test]
fn the_card_comes_out_of_the_tills_printer_and_of_nothing_else() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    term(&shop, 12);
    let words = |text: &str| {
        for paper in ["claim", "return", "warranty", "bench"] {
            let set = crate::wording::set(&shop.owner, paper, "fr", text);
            assert_eq!(set.status, StatusCode::OK, "{set:?}");
        }
    };
    words("Maison fermée le lundi");
    let job = handed_over(&shop, &[shop.task("rhodium", "Rhodiage", Some(0), None)]);
    // The shop changes its mind: what was made out says what it said, the bench reads what holds.
    premises.pass(chrono::TimeDelta::seconds(1));
    words("Maison fermée le mardi");
    for (path, day) in [
        (format!("/repairs/{}/pdf?what=claim", job.repair), "lundi"),
        (format!("/repair-jobs/{}/return-slip", job.id), "lundi"),
        (format!("/repair-jobs/{}/warranty-card", job.id), "lundi"),
        (format!("/repairs/{}/pdf?what=bench", job.repair), "mardi"),
    ] {
        let paper = crate::custom::fixture::text(&shop.owner.bytes(&path));
        let said = format!("Maison fermée le {day}");
        assert!(paper.contains(&said), "{path}: {paper}");
    }
    let print = |language: &str| job.post("warranty-card/print", &json!({ "language": language }));
    assert_eq!(print("fr").code(), "repair.no_printer");
    assert_eq!(print("de").code(), "request.json");
    let till = shop.owner.get("/tills").body[0]["id"].clone();
    let device = json!({ "till_id": till, "kind": "receipt_printer", "name": "Comptoir",
        "address": "tcp://127.0.0.1:1", "options": {} });
    let put = shop
        .owner
        .put(&format!("/devices/{}", Uuid::now_v7()), &device);
    assert!(put.status.is_success(), "{put:?}");
    for language in ["fr", "en"] {
        assert_eq!(print(language).status, StatusCode::NO_CONTENT, "{language}");
    }
    let store = premises.state.store().expect("a store");
    let jobs = store
        .read(|tx| shop::print::jobs(tx, None))
        .expect("the spool");
    let told: Vec<String> = jobs
        .iter()
        .filter_map(|queued| match &queued.paper {
            shop::print::Paper::Slip(slip) => Some(documents::text(
                &documents::layout::slip(slip),
                &documents::paper::Paper::new(42, documents::escpos::CodePage::Wpc1252),
            )),
            _ => None,
        })
        .collect();
    for words in ["Carte de garantie", "Warranty card", "Rhodiage"] {
        assert!(told.iter().any(|one| one.contains(words)), "{told:?}");
    }
    // Looked at on A4 by whoever runs this.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/repair");
    std::fs::create_dir_all(&folder).expect("a folder");
    for language in ["fr", "en"] {
        let path = format!("/repair-jobs/{}/warranty-card?language={language}", job.id);
        let file = shop.owner.bytes(&path);
        assert!(file.starts_with(b"%PDF"), "{language}");
        std::fs::write(folder.join(format!("warranty-{language}.pdf")), file).expect("a file");
    }
    // Of work that nothing was promised of there is no card.
    term(&shop, 0);
    let bare = handed_over(&shop, &[shop.task("rhodium", "Rhodiage", Some(0), None)]);
    let none = bare.post("warranty-card/print", &json!({ "language": null }));
    assert_eq!(none.code(), "repair.no_warranty");
}
