//! An estate: objects entered one after the other, issued all at once, with an answer for each; its
//! papers, its fees, and every way back.

use std::path::Path;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Shop, item, part};

fn about(shop: &Shop<'_>) -> Value {
    json!({ "deceased": "Mme Jeanne Vauclair", "customer_id": shop.customer,
        "valued_on": "2026-10-03", "place": "Paris", "held_by": "other",
        "held_note": "étude notariale", "note": "" })
}

fn open(shop: &Shop<'_>) -> String {
    let mut body = about(shop);
    let id = Uuid::now_v7();
    body["id"] = json!(id);
    let made = shop.owner.post("/estates", &body);
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    format!("/estates/{id}")
}

fn add(shop: &Shop<'_>, estate: &str, title: &str, parts: &[Value]) -> String {
    let id = Uuid::now_v7();
    let body = json!({ "id": id, "item": item(title, parts) });
    let added = shop.owner.post(&format!("{estate}/objects"), &body);
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    id.to_string()
}

fn seen(sheet: &Value) -> Value {
    let objects = sheet["objects"].as_array().expect("objects").iter();
    let drafts = objects.filter(|one| one["standing"] == "draft");
    let drafts: Vec<Value> = drafts
        .map(|one| json!({ "id": one["id"], "version": one["version"] }))
        .collect();
    json!({ "drafts": drafts })
}

fn issue(shop: &Shop<'_>, estate: &str) -> Reply {
    let sheet = shop.owner.get(estate).body;
    shop.owner.post(&format!("{estate}/issue"), &seen(&sheet))
}

#[test]
fn all_that_are_complete_are_issued_at_once_and_the_others_say_what_they_lack() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let estate = open(&shop);
    add(&shop, &estate, "Alliance, or jaune 750", &[part(18_000)]);
    let mut bare = part(40_000);
    bare["basis"] = json!("");
    let unsaid = add(&shop, &estate, "Broche, platine", &[bare]);
    let brooch = add(&shop, &estate, "Collier de perles", &[part(120_000)]);
    let sheet = shop.owner.get(&estate).body;
    assert_eq!(
        (&sheet["drafts"], &sheet["issued"], &sheet["total_minor"]),
        (&json!(3), &json!(0), &json!(178_000))
    );
    let objects = &sheet["objects"];
    assert_eq!(objects[1]["lacks"]["code"], "appraisal.basis_missing");
    assert_eq!(objects[1]["lacks"]["params"]["title"], "Broche, platine");
    assert_eq!(objects[0]["lacks"], Value::Null);
    assert_eq!(objects[2]["item"]["fields"]["lot"], "3");
    let draft = shop.owner.get(&format!("/appraisals/{brooch}")).body;
    assert_eq!(draft["draft"]["valued_on"], "2026-10-03");
    assert!(
        draft["draft"]["purpose"]["fr"]
            .as_str()
            .is_some_and(|said| said.ends_with("succession de Mme Jeanne Vauclair")),
        "{draft}"
    );

    // Nobody has said who signs: nothing at all is issued.
    assert_eq!(issue(&shop, &estate).code(), "appraisal.appraiser_missing");
    shop.introduce();
    let issued = issue(&shop, &estate);
    assert_eq!(issued.status, StatusCode::OK, "{issued:?}");
    let answers = &issued.body["answers"];
    assert_eq!(
        (&answers[0]["number"], &answers[2]["number"]),
        (&json!("1-EX2026-0001"), &json!("1-EX2026-0002"))
    );
    assert_eq!(answers[1]["number"], Value::Null);
    assert_eq!(answers[1]["refused"]["code"], "appraisal.basis_missing");
    // Each is locked as a single one is, and the books hold.
    let body = shop.body(&format!("/appraisals/{brooch}"));
    let locked = shop.owner.put(&format!("/appraisals/{brooch}"), &body);
    assert_eq!(locked.code(), "appraisal.state");
    assert!(shop.proves());

    // A draft is left: it stays open. Completed, it is issued, and closed with all its papers.
    let close = |what: &str| shop.owner.post(&format!("{estate}/{what}"), &json!({}));
    assert_eq!(close("close").code(), "estate.drafts_left");
    assert_eq!(close("reopen").code(), "estate.open");
    let draft = format!("/appraisals/{unsaid}");
    let mut body = shop.body(&draft);
    body["draft"]["items"][0]["parts"][0]["basis"] = json!("market");
    assert_eq!(shop.owner.put(&draft, &body).status, StatusCode::OK);
    // What was seen before it was changed is not issued.
    let stale = json!({ "drafts": [{ "id": unsaid, "version": 1 }] });
    let stale = shop.owner.post(&format!("{estate}/issue"), &stale);
    assert_eq!(
        stale.body["answers"][0]["refused"]["code"],
        "appraisal.changed"
    );
    let rest = issue(&shop, &estate);
    assert_eq!(rest.body["answers"][0]["number"], "1-EX2026-0003");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/appraisal");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (paper, name) in [
        ("inventory.pdf?language=fr", "estate-fr.pdf"),
        ("inventory.pdf?language=en", "estate-en.pdf"),
        ("certificates.pdf", "estate-certificates.pdf"),
    ] {
        let file = shop.owner.bytes(&format!("{estate}/{paper}"));
        assert!(file.starts_with(b"%PDF"), "{paper}");
        std::fs::write(folder.join(name), file).expect("a file");
    }
    assert_eq!(close("close").body["state"], "closed");
    for (refused, code) in [
        (close("close"), "estate.closed"),
        (issue(&shop, &estate), "estate.closed"),
    ] {
        assert_eq!(refused.code(), code);
    }
    assert_eq!(close("reopen").body["state"], "open");
}

#[test]
fn an_object_is_taken_out_and_put_back_and_a_successor_joins_the_estate() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let (estate, other) = (open(&shop), open(&shop));
    let ring = add(&shop, &estate, "Bague", &[part(50_000)]);
    let chain = add(&shop, &estate, "Chaîne", &[part(20_000)]);
    assert_eq!(issue(&shop, &estate).status, StatusCode::OK);
    let go = |estate: &str, id: &str, what: &str, body: &Value| {
        shop.owner
            .post(&format!("{estate}/objects/{id}/{what}"), body)
    };
    let out = |note: &str| go(&estate, &ring, "take-out", &json!({ "note": note }));
    assert_eq!(out(" ").code(), "appraisal.no_reason");
    let taken = out("appartient à sa fille");
    assert_eq!(taken.body["total_minor"], 20_000, "{taken:?}");
    assert_eq!(taken.body["entries"][0]["note"], "appartient à sa fille");
    assert_eq!(out("encore").code(), "estate.not_in_it");
    // Its certificate stands.
    let certificate = shop.owner.get(&format!("/appraisals/{ring}")).body;
    assert_eq!(certificate["standing"], "issued");
    let back = |estate: &str, id: &str| go(estate, id, "put-back", &json!({}));
    assert_eq!(back(&estate, &ring).body["total_minor"], 70_000);
    assert_eq!(back(&other, &ring).code(), "estate.in_another");
    let insured = shop.valued("insurance");
    let insured = insured.rsplit('/').next().expect("an id");
    assert_eq!(back(&estate, insured).code(), "estate.not_for_it");

    // A better certificate joins where the old one is, and the sum counts it once.
    let next = Uuid::now_v7();
    let path = format!("/appraisals/{chain}/reissue");
    let again = shop.owner.post(&path, &json!({ "id": next }));
    assert_eq!(again.status, StatusCode::CREATED, "{again:?}");
    let draft = format!("/appraisals/{next}");
    let mut body = shop.body(&draft);
    body["draft"]["items"][0]["parts"][0]["value_minor"] = json!(25_000);
    assert_eq!(shop.owner.put(&draft, &body).status, StatusCode::OK);
    assert_eq!(issue(&shop, &estate).status, StatusCode::OK);
    let sheet = shop.owner.get(&estate).body;
    assert_eq!(sheet["total_minor"], 75_000, "{sheet}");
    assert!(shop.proves());

    // One fee for each that stands and has none.
    let fees = |minor: i64| {
        let path = format!("{estate}/fees");
        shop.owner.put(&path, &json!({ "fee_minor": minor }))
    };
    assert_eq!(fees(0).code(), "appraisal.fee");
    let set = fees(6_000);
    let objects = set.body["objects"].as_array().expect("objects").iter();
    let due = objects.filter(|one| one["fee"]["balance_minor"] == 6_000);
    assert_eq!(due.count(), 2, "{set:?}");
    assert_eq!(fees(7_000).code(), "appraisal.no_items");
}

#[test]
fn what_an_estate_says_its_drafts_say_and_what_cannot_be_is_refused() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let estate = open(&shop);
    let ring = add(&shop, &estate, "Bague", &[part(50_000)]);
    let mut body = about(&shop);
    body["version"] = shop.owner.get(&estate).body["version"].clone();
    body["deceased"] = json!("M. Henri Vauclair");
    body["valued_on"] = json!("2026-09-01");
    let changed = shop.owner.put(&estate, &body);
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let draft = shop.owner.get(&format!("/appraisals/{ring}")).body["draft"].clone();
    assert_eq!(draft["valued_on"], "2026-09-01");
    assert!(
        draft["purpose"]["en"]
            .to_string()
            .contains("Henri Vauclair")
    );
    let stale = shop.owner.put(&estate, &body);
    assert_eq!(stale.code(), "appraisal.changed");

    let with = |field: &str, value: Value| {
        let mut body = about(&shop);
        body["id"] = json!(Uuid::now_v7());
        body[field] = value;
        shop.owner.post("/estates", &body)
    };
    for (field, value, code) in [
        ("deceased", json!("  "), "estate.deceased_missing"),
        ("deceased", json!("x".repeat(121)), "appraisal.too_long"),
        ("valued_on", json!("2026-11-30"), "appraisal.valued_on"),
        ("valued_on", json!("1990-01-01"), "appraisal.valued_on"),
        ("held_by", json!("nobody"), "appraisal.word_unknown"),
        (
            "customer_id",
            json!(Uuid::now_v7()),
            "appraisal.customer_unknown",
        ),
    ] {
        assert_eq!(with(field, value).code(), code, "{field}");
    }
    let nothing = shop
        .owner
        .post(&format!("{estate}/issue"), &json!({ "drafts": [] }));
    assert_eq!(nothing.code(), "appraisal.no_items");
    let strange = json!({ "drafts": [{ "id": Uuid::now_v7(), "version": 1 }] });
    shop.introduce();
    let strange = shop.owner.post(&format!("{estate}/issue"), &strange);
    assert_eq!(strange.code(), "estate.not_in_it");
    let none = shop.owner.get(&format!("{estate}/certificates.pdf"));
    assert_eq!(none.code(), "appraisal.no_items");
    assert_eq!(
        shop.owner
            .get(&format!("/estates/{}", Uuid::now_v7()))
            .code(),
        "estate.unknown"
    );
    // Who keeps the till opens none.
    let seller = shop.owner.hire("Inès", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let mut body = about(&shop);
    body["id"] = json!(Uuid::now_v7());
    assert_eq!(desk.post("/estates", &body).code(), "right.missing");
}
