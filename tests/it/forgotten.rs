//! A person is erased: an odd name is written wherever the service desk lets anybody write one, and afterwards
//! every column of every table and every file is searched for it. What still names them is listed in `kept`, each
//! with the law that keeps it.

mod kept;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises};
use tests::raw;
use uuid::Uuid;

use kept::{KEPT, NAME, naming};

use crate::appraisal::fixture::{item, part};

fn ok(desk: &Desk<'_>, path: &str, body: &Value) -> Value {
    let reply = desk.post(path, body);
    assert!(reply.status.is_success(), "{path}: {reply:?}");
    reply.body
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("an id").to_owned()
}

fn named(what: &str) -> String {
    format!("{what} {NAME}")
}

/// A stroke of a pen.
fn drawing() -> String {
    let mut drawn = image::RgbaImage::new(400, 120);
    for x in 20..380 {
        drawn.put_pixel(x, 30 + x % 50, image::Rgba([20, 20, 20, 255]));
        drawn.put_pixel(x, 31 + x % 50, image::Rgba([20, 20, 20, 255]));
    }
    let mut png = std::io::Cursor::new(Vec::new());
    drawn
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    STANDARD.encode(png.into_inner())
}

fn picture(shade: u8) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([shade, 90, 60]))
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    png.into_inner()
}

fn signs(desk: &Desk<'_>, path: &str) -> Value {
    let body = json!({ "id": Uuid::now_v7(), "signer": named("Hildegarde"), "medium": "screen",
        "drawing": drawing() });
    ok(desk, path, &body)
}

/// A ring that is brought, looked at, quoted, photographed, drawn on, cancelled and fetched by somebody else.
/// The path of its signatures.
fn repaired(desk: &Desk<'_>, customer: &str) -> String {
    let task = json!({ "id": Uuid::now_v7(), "kind": "engraving", "title": named("Gravure"),
        "note": named("comme sur celle de"), "engraving": NAME, "price_minor": 4_500, "minutes": 30,
        "vat_bp": 2_000 });
    let stone = json!({ "seat": "centre", "stone": "pierre blanche", "count": 1,
        "note": named("ébréchée, dit") });
    let object = json!({ "id": Uuid::now_v7(), "object": named("Bague gravée"),
        "said": named("dit M."), "condition": named("rayée par"), "promised_on": "2026-11-28",
        "rush": false, "stones": [stone], "tasks": [task] });
    let taken = ok(
        desk,
        "/repairs",
        &json!({ "id": Uuid::now_v7(), "customer_id": customer, "ceiling": "none",
            "objects": [object] }),
    );
    let repair = id(&taken);
    let job = format!("/repair-jobs/{}", id(&taken["jobs"][0]));
    let signatures = format!("/repairs/{repair}/signatures");
    let signed = signs(desk, &signatures);
    let why = json!({ "reason": named("signé par le fils") });
    ok(desk, &format!("/signatures/{}/withdraw", id(&signed)), &why);
    signs(desk, &signatures);
    let version = desk.get(&format!("/repairs/{repair}")).body["jobs"][0]["version"].clone();
    let amended = desk.put(
        &job,
        &json!({ "version": version, "object": named("Bague gravée"), "said": named("dit M."),
            "condition": named("peu rayée par"), "declared_minor": null, "gross_ug": null,
            "ring_size": "", "stones": [stone], "note": named("relu avec") }),
    );
    assert_eq!(amended.status, StatusCode::OK, "{amended:?}");
    let photo = desk.upload("POST", &format!("{job}/photos"), "Zorglub.png", picture(10));
    assert!(photo.status.is_success(), "{photo:?}");
    let sheet = || desk.get(&format!("/repairs/{repair}")).body["jobs"][0].clone();
    let file = sheet()["photos"][0]["file_id"]
        .as_str()
        .expect("a file")
        .to_owned();
    let mark = json!({ "kind": "text", "x": 600, "y": 800, "x2": 600, "y2": 800, "text": NAME });
    let drawn = desk.put(
        &format!("{job}/photos/{file}/marks"),
        &json!({ "version": 0, "marks": [mark] }),
    );
    assert_eq!(drawn.status, StatusCode::OK, "{drawn:?}");
    ok(
        desk,
        &format!("{job}/estimate"),
        &json!({ "id": Uuid::now_v7(), "valid_until": "2026-12-10", "note": named("pour") }),
    );
    ok(
        desk,
        &format!("{job}/answer"),
        &json!({ "answer": "refused", "channel": "phone", "note": named("trop cher, dit") }),
    );
    let home = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "stones": ["missing"],
        "stones_same": false,
        "photos_same": true, "reason": named("la pierre est chez"), "given_to": named("Paul") });
    ok(desk, &format!("{job}/hand-over"), &home);
    signs(desk, &format!("{job}/signatures"));
    let told = desk.get(&signatures).body;
    assert_eq!(told.as_array().map(Vec::len), Some(3), "{told}");
    signatures
}

/// An order that is wished for, quoted, signed, begun and given up. Its path.
fn ordered(desk: &Desk<'_>, customer: &str) -> String {
    let order = Uuid::now_v7();
    let mut about = json!({ "title": named("Alliance de"), "brief": named("pour Mme"),
        "budget_minor": null, "wished_on": null, "ring_size": "52",
        "fields": [{ "label": "Gravure", "value": NAME }] });
    let begun = json!({ "id": order, "customer_id": customer, "about": about });
    ok(desk, "/custom-orders", &begun);
    let path = format!("/custom-orders/{order}");
    let pdf = format!("%PDF-1.4\n% {NAME}\n%%EOF\n").into_bytes();
    for (name, bytes) in [("Zorglub.pdf", pdf), ("Zorglub.png", picture(200))] {
        let kept = desk.upload("POST", &format!("{path}/files"), name, bytes);
        assert!(kept.status.is_success(), "{kept:?}");
    }
    let version = || desk.get(&path).body["version"].clone();
    about["brief"] = json!(named("pour la fille de"));
    let amended = desk.put(&path, &json!({ "version": version(), "about": about }));
    assert_eq!(amended.status, StatusCode::OK, "{amended:?}");
    let line = json!({ "id": Uuid::now_v7(), "kind": "labour", "title": named("Façon pour"),
        "vat_bp": 2_000, "minutes": 60, "typed_minor": 50_000 });
    let saved = desk.put(
        &format!("{path}/quote"),
        &json!({ "id": Uuid::now_v7(), "version": version(), "valid_until": "2026-12-22",
            "note": named("selon le dessin de"), "lines": [line] }),
    );
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    ok(
        desk,
        &format!("{path}/quote/send"),
        &json!({ "version": version() }),
    );
    let quote = desk.get(&path).body["quotes"][0]["id"]
        .as_str()
        .expect("a quote")
        .to_owned();
    signs(desk, &format!("/custom-quotes/{quote}/signatures"));
    ok(
        desk,
        &format!("{path}/answer"),
        &json!({ "answer": "approved", "channel": "phone", "said_by": named("M."),
            "note": named("sa femme,") }),
    );
    let added = ok(
        desk,
        &format!("{path}/parts"),
        &json!({ "id": Uuid::now_v7(), "kind": "labour", "title": named("Serti pour"), "minutes": 30 }),
    );
    let work = id(&added["making"]["parts"][0]);
    ok(
        desk,
        &format!("/custom-parts/{work}/off"),
        &json!({ "note": named("refusé par") }),
    );
    ok(
        desk,
        &format!("{path}/act"),
        &json!({ "act": "cancel", "note": named("renonce, dit") }),
    );
    path
}

/// Old gold that comes, is written down wrongly, and goes home again.
fn melted(desk: &Desk<'_>, customer: &str) {
    let path = format!("/customers/{customer}/metal");
    let lot = Uuid::now_v7();
    let taken = ok(
        desk,
        &format!("{path}/receipts"),
        &json!({ "id": Uuid::now_v7(), "note": "", "objects": [{ "id": lot,
            "description": named("Médaille gravée"), "metal": "gold", "fineness": 7_500,
            "tested": "touchstone", "gross_mg": 10_000, "stones": "none" }] }),
    );
    let receipt = id(&taken["papers"][0]);
    signs(desk, &format!("/metal-papers/{receipt}/signatures"));
    let give = || {
        let version = desk.get(&path).body["version"].clone();
        let body = json!({ "id": Uuid::now_v7(), "version": version, "given_to": named("Paul"),
            "lines": [{ "lot_id": lot, "weight_mg": 10_000 }] });
        ok(desk, &format!("{path}/returns"), &body)
    };
    let given = give();
    let entries = given["entries"].as_array().expect("entries").clone();
    let home = entries
        .iter()
        .find(|one| one["kind"] == "return")
        .expect("a return");
    ok(
        desk,
        &format!("/metal-entries/{}/correct", id(home)),
        &json!({ "id": Uuid::now_v7(), "version": desk.get(&path).body["version"],
            "note": named("c’était à") }),
    );
    give();
}

/// A certificate, a draft, and an estate.
fn appraised(desk: &Desk<'_>, customer: &str) {
    let said = desk.put(
        "/appraiser",
        &json!({ "name": "Camille", "credentials": { "fr": "Gemmologue", "en": "Gemmologist" } }),
    );
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    for is_issued in [true, false] {
        let appraisal = Uuid::now_v7();
        let path = format!("/appraisals/{appraisal}");
        ok(
            desk,
            "/appraisals",
            &json!({ "id": appraisal, "kind": "insurance", "customer_id": customer,
                "piece_ids": [] }),
        );
        let sheet = desk.get(&path).body;
        let mut draft = sheet["draft"].clone();
        draft["held_note"] = json!(named("dans le coffre de"));
        draft["note"] = json!(named("rappeler"));
        draft["items"] = json!([item(&named("Broche de"), &[part(329_000)])]);
        let kept = desk.put(
            &path,
            &json!({ "version": sheet["version"], "draft": draft }),
        );
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        if is_issued {
            let version = desk.get(&path).body["version"].clone();
            ok(
                desk,
                &format!("{path}/issue"),
                &json!({ "version": version }),
            );
        }
    }
    let estate = Uuid::now_v7();
    ok(
        desk,
        "/estates",
        &json!({ "id": estate, "deceased": named("Mme Jeanne"), "customer_id": customer,
            "valued_on": "2026-10-03", "place": named("chez"), "held_by": "other",
            "held_note": named("étude de Me"), "note": named("clef chez") }),
    );
    ok(
        desk,
        &format!("/estates/{estate}/objects"),
        &json!({ "id": Uuid::now_v7(), "item": item(&named("Collier de"), &[part(18_000)]) }),
    );
}

/// A present that is not quite what was agreed goes home with somebody else, who signs.
fn delivered(desk: &Desk<'_>, customer: &str) {
    let order = Uuid::now_v7();
    let path = format!("/custom-orders/{order}");
    ok(
        desk,
        "/custom-orders",
        &json!({ "id": order, "customer_id": customer, "about": { "title": "Alliance",
            "brief": "", "budget_minor": null, "wished_on": null, "ring_size": "", "fields": [] } }),
    );
    let version = || desk.get(&path).body["version"].clone();
    let line = json!({ "id": Uuid::now_v7(), "kind": "labour", "title": "Façon", "vat_bp": 2_000,
        "typed_minor": 0 });
    let saved = desk.put(
        &format!("{path}/quote"),
        &json!({ "id": Uuid::now_v7(), "version": version(), "valid_until": "2026-12-22",
            "note": "", "lines": [line] }),
    );
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    ok(
        desk,
        &format!("{path}/quote/send"),
        &json!({ "version": version() }),
    );
    ok(
        desk,
        &format!("{path}/answer"),
        &json!({ "answer": "approved", "channel": "phone" }),
    );
    for act in ["produce", "finish"] {
        ok(desk, &format!("{path}/act"), &json!({ "act": act }));
    }
    ok(
        desk,
        &format!("{path}/deliver"),
        &json!({ "id": Uuid::now_v7(), "stones_same": true, "engraving_same": false,
            "pictures_same": true, "reason": named("accepté ainsi par"), "given_to": named("Paul") }),
    );
    signs(desk, &format!("{path}/delivery-note/signatures"));
}

/// A jewel that is left for an appraisal, photographed, signed for, and fetched by somebody else twice.
fn left(desk: &Desk<'_>, customer: &str) {
    let appraisal = Uuid::now_v7();
    ok(
        desk,
        "/appraisals",
        &json!({ "id": appraisal, "kind": "insurance", "customer_id": customer, "piece_ids": [] }),
    );
    let object = Uuid::now_v7();
    let slip = ok(
        desk,
        "/entrusted",
        &json!({ "id": Uuid::now_v7(), "of": "appraisal", "of_id": appraisal,
            "note": named("vient de la part de"), "objects": [{ "id": object,
            "object": named("Chevalière gravée"), "marks": named("gravé"),
            "condition": named("usée par") }] }),
    );
    let path = format!("/entrusted-objects/{object}/photos");
    let kept = desk.upload("POST", &path, "Zorglub bague.png", picture(90));
    assert!(kept.status.is_success(), "{kept:?}");
    let path = format!("/entrusted-slips/{}", id(&slip));
    signs(desk, &format!("{path}/signatures"));
    let back = json!({ "objects": [{ "id": object }], "reason": named("connu de"),
        "given_to": named("Paul") });
    ok(desk, &format!("{path}/give-back"), &back);
    let wrong = json!({ "reason": named("pas remis à") });
    ok(
        desk,
        &format!("/entrusted-objects/{object}/correct"),
        &wrong,
    );
    ok(desk, &format!("{path}/give-back"), &back);
}

#[test]
fn of_an_erased_customer_only_what_a_law_keeps_is_left() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let mail = json!({ "active": true, "host": "localhost", "port": 9, "security": "none",
        "login": "", "password": null, "from": "boutique@example.fr", "certificate": "" });
    assert!(desk.put("/messages/mail", &mail).status.is_success());
    let customer = Uuid::now_v7().to_string();
    ok(
        &desk,
        "/customers",
        &json!({ "id": customer, "last_name": NAME, "first_name": "Hildegarde",
            "phone": "06 99 88 77 66", "email": "zorglub@example.fr", "notes": named("fille de") }),
    );
    let signatures = repaired(&desk, &customer);
    let digest = desk.get(&signatures).body[2]["sha256"].clone();
    let document = desk.get(&signatures).body[2]["document_id"]
        .as_str()
        .expect("a file")
        .to_owned();
    let order = ordered(&desk, &customer);
    melted(&desk, &customer);
    appraised(&desk, &customer);
    left(&desk, &customer);
    delivered(&desk, &customer);

    // It was written wherever it can be, or the search below finds nothing because nothing was there.
    let before = naming(&premises);
    for (table, column) in [
        ("customer", "family_name"),
        ("customer_fts_content", "c0"),
        ("repair_job", "said"),
        ("repair_job", "condition"),
        ("repair_stone", "note"),
        ("repair_task", "engraving"),
        ("repair_mark", "marks"),
        ("repair_entry", "note"),
        ("repair_estimate", "note"),
        ("repair_answer", "note"),
        ("repair_handover", "reason"),
        ("repair_handover", "given_to"),
        ("custody_movement", "note"),
        ("signature", "signer"),
        ("signature_withdrawn", "reason"),
        ("file", "name"),
        ("file", "bytes"),
        ("file", "bytes, as it is read"),
        ("custom_order", "title"),
        ("custom_order", "brief"),
        ("custom_order", "fields"),
        ("custom_entry", "note"),
        ("custom_entry", "detail"),
        ("custom_file", "name"),
        ("custom_quote", "note"),
        ("custom_quote", "title"),
        ("custom_answer", "said_by"),
        ("custom_answer", "note"),
        ("custom_part", "title"),
        ("custom_part_step", "note"),
        ("metal_paper", "given_to"),
        ("custom_delivery", "reason"),
        ("custom_delivery", "given_to"),
        ("entrusted_slip", "note"),
        ("entrusted_object", "marks"),
        ("entrusted_object", "condition"),
        ("entrusted_entry", "reason"),
        ("entrusted_entry", "given_to"),
        ("appraisal", "person"),
        ("estate", "deceased"),
        ("estate", "held_note"),
        ("notify_message", "body"),
        ("idempotency", "body"),
    ] {
        let place = (table.to_owned(), column.to_owned());
        assert!(
            before.contains(&place),
            "nobody wrote it into {place:?}: {before:#?}"
        );
    }

    let erased = desk.post(&format!("/customers/{customer}/erase"), &json!({}));
    assert_eq!(erased.status, StatusCode::NO_CONTENT, "{erased:?}");

    let left = naming(&premises);
    for (table, column) in &left {
        let kept = KEPT.iter().find(|(of, at, _)| of == table && at == column);
        assert!(
            kept.is_some(),
            "{table}.{column} still names them: {left:#?}"
        );
    }
    // A law that keeps nothing is no longer needed in the list.
    for (table, column, law) in KEPT {
        let place = (table.to_owned(), column.to_owned());
        assert!(left.contains(&place), "{place:?} names nobody: {law}");
    }

    // Of an appraisal only what was issued is kept.
    let store = premises.state.store().expect("a store");
    let drafts: i64 = raw(&store)
        .query_row(
            "SELECT count(*) FROM appraisal WHERE number IS NULL AND instr(title || draft, ?1)",
            [NAME],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(
        drafts, 0,
        "a draft that nobody answers for still names them"
    );

    // Of a history, what was to be done, and not what the words were.
    let words: i64 = raw(&store)
        .query_row(
            "SELECT count(*) FROM (SELECT what, detail FROM repair_entry UNION ALL SELECT what, detail FROM custom_entry)
             WHERE what = 'amended' AND instr(detail, ?1)",
            [NAME],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(words, 0, "words that were amended still name them");

    // What was signed can still be proven by whoever has the paper; here it is gone.
    let told = desk.get(&signatures).body;
    assert_eq!(told[2]["sha256"], digest);
    assert_eq!(told[2]["signer"], "");
    let gone = desk.get(&format!("/files/{document}"));
    assert_eq!(gone.code(), "file.unknown");
    // What is left can be looked at, and every proof holds.
    assert_eq!(desk.get(&order).body["title"], "—");
    let verified = ok(&desk, "/journal/verify", &json!({}));
    assert_eq!(verified["broken"], Value::Null, "{verified}");
    let again = desk.post(&format!("/customers/{customer}/erase"), &json!({}));
    assert_eq!(again.code(), "customer.erased");
}
