//! Appraisals through the one door: from a piece to the framed certificate, checked by its code, reissued
//! years later; every state with every act; what is refused; what a vandal changes and who finds it.

mod estate;
mod fee;
pub mod fixture;
mod matrix;
mod refused;

use axum::http::StatusCode;
use chrono::TimeDelta;
use documents::pdf;
use serde_json::{Value, json};
use shop::proof;
use tests::premises::{OWNER_PIN, Premises};
use tests::raw;
use uuid::Uuid;

use fixture::{Shop, item, part};

#[test]
fn a_ring_is_appraised_issued_checked_and_reissued_at_the_values_of_the_day() {
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    shop.rate("2026-11-22", 100_000_000);
    let ring = shop.enter("J104");
    let draft = shop.draft("insurance", &[&ring]);
    let sheet = shop.owner.get(&draft).body;
    // 3.28 g of 750 at 100 € a gram; what is left of the price once the diamond has a value.
    let parts = &sheet["draft"]["items"][0]["parts"];
    assert_eq!(
        (
            &parts[0]["value_minor"],
            &parts[0]["basis"],
            &parts[0]["source"]
        ),
        (&json!(24_600), &json!("metal_rate"), &json!("LBMA"))
    );
    assert_eq!(
        (&parts[1]["stone"]["kind"], &parts[1]["value_minor"]),
        (&json!("diamond"), &Value::Null)
    );
    assert_eq!(sheet["draft"]["valid_until"], "2029-11-22");

    // Valued by a person, and the sum is theirs to the cent.
    let mut body = shop.body(&draft);
    body["draft"]["items"][0]["parts"][1]["value_minor"] = json!(231_001);
    body["draft"]["items"][0]["parts"][1]["basis"] = json!("market");
    body["draft"]["items"][0]["parts"][2]["value_minor"] = json!(73_399);
    body["draft"]["items"][0]["title"]["en"] = json!("Star solitaire");
    body["draft"]["items"][0]["hallmark"] = json!("hibou");
    let kept = shop.owner.put(&draft, &body);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(kept.body["total_minor"], 329_000);

    let pages = shop.owner.get(&format!("{draft}/preview"));
    let page = pages.body["pages"][0].as_str().expect("a page");
    assert!(
        page.starts_with("<svg") && page.contains("PROJET"),
        "{page}"
    );
    let nobody = shop.issue(&draft);
    assert_eq!(nobody.code(), "appraisal.appraiser_missing");
    shop.introduce();
    let issued = shop.issue(&draft);
    assert_eq!(issued.status, StatusCode::OK, "{issued:?}");
    assert_eq!(
        (&issued.body["number"], &issued.body["standing"]),
        (&json!("1-EX2026-0001"), &json!("issued"))
    );
    let locked = shop.owner.put(&draft, &body);
    assert_eq!(locked.code(), "appraisal.state");

    // The paper: its name, its QR code, and the same bytes each time.
    let (paper, first) = shop.paper(&draft);
    assert_eq!(
        paper.customer.as_ref().map(|it| it.name.as_str()),
        Some("Agnès Lefèvre")
    );
    assert!(first.starts_with(b"%PDF"));
    // A mark of the closed list in each language's own words, though it was proposed in one.
    let facts = &paper.certificate.items[0].facts;
    let mark = facts.iter().find(|fact| fact.value.fr == "hibou");
    assert_eq!(
        mark.map(|fact| fact.value.en.as_str()),
        Some("owl"),
        "{facts:?}"
    );
    assert_eq!(shop.owner.bytes(&format!("{draft}/pdf")), first);
    let code = paper.qr().expect("a code");
    let checked = shop.check(&code);
    assert_eq!(
        (
            &checked["matches"],
            &checked["intact"],
            &checked["appraisal"]["standing"]
        ),
        (&json!(true), &json!(true), &json!("issued"))
    );
    let forged = code.replace(&code[code.len() - 4..], "0000");
    assert_eq!(shop.check(&forged)["matches"], false);
    assert_eq!(shop.check("1-ex2026-0001")["matches"], Value::Null);
    assert_eq!(shop.check("1-EX2026-0009")["appraisal"], Value::Null);
    let of_piece = shop.owner.get(&format!("/appraisals?piece_id={ring}"));
    assert_eq!(of_piece.body[0]["number"], "1-EX2026-0001");

    // Three years and a month later gold costs half as much again.
    premises.pass(TimeDelta::days(1_130));
    shop.again(OWNER_PIN);
    assert_eq!(shop.owner.get(&draft).body["standing"], "expired");
    assert_eq!(
        shop.owner.get("/appraisals?standing=expired").body[0]["number"],
        "1-EX2026-0001"
    );
    assert_eq!(
        shop.owner.get("/appraisals?standing=issued").body,
        json!([])
    );
    shop.rate("2029-12-20", 150_000_000);
    let next = Uuid::now_v7();
    let reissued = shop
        .owner
        .post(&format!("{draft}/reissue"), &json!({ "id": next }));
    assert_eq!(reissued.status, StatusCode::CREATED, "{reissued:?}");
    let parts = &reissued.body["draft"]["items"][0]["parts"];
    assert_eq!(
        (
            &parts[0]["before_minor"],
            &parts[0]["value_minor"],
            &parts[0]["on"]
        ),
        (&json!(24_600), &json!(36_900), &json!("2029-12-20"))
    );
    assert_eq!(
        (&parts[1]["before_minor"], &parts[1]["value_minor"]),
        (&json!(231_001), &json!(231_001)),
        "no list knows it: the value it had"
    );
    let twice = shop.owner.post(
        &format!("{draft}/reissue"),
        &json!({ "id": Uuid::now_v7() }),
    );
    assert_eq!(twice.code(), "appraisal.being_reissued");
    let next = format!("/appraisals/{next}");
    let issued = shop.issue(&next);
    assert_eq!(
        (&issued.body["number"], &issued.body["replaces"]["number"]),
        (&json!("1-EX2029-0001"), &json!("1-EX2026-0001"))
    );
    let checked = shop.check(&code);
    assert_eq!(
        (
            &checked["appraisal"]["standing"],
            &checked["successor"]["number"],
            &checked["matches"]
        ),
        (&json!("superseded"), &json!("1-EX2029-0001"), &json!(true))
    );
    let again = shop.owner.post(
        &format!("{draft}/reissue"),
        &json!({ "id": Uuid::now_v7() }),
    );
    assert_eq!(again.code(), "appraisal.superseded");
    let (old, _) = shop.paper(&draft);
    assert!(old.mark.is_some_and(|mark| mark.en.contains("SUPERSEDED")));
    assert!(shop.proves());
}

#[test]
fn an_estate_is_one_document_with_a_summary_and_no_gap_between_numbers() {
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    shop.introduce();
    let pieces: Vec<String> = (0..12).map(|n| shop.enter(&format!("E{n}"))).collect();
    let all: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let draft = shop.draft("estate", &all);
    let mut body = shop.body(&draft);
    for item in body["draft"]["items"].as_array_mut().expect("items") {
        item["fields"] = json!({ "lot": "3", "condition": "to_repair", "period": "Art déco" });
        for part in item["parts"].as_array_mut().expect("parts") {
            part["value_minor"] = json!(10_001);
            part["basis"] = json!("market");
        }
    }
    // And a brooch that lies on the counter.
    body["draft"]["items"]
        .as_array_mut()
        .expect("items")
        .push(item("Broche", &[part(50_050)]));
    let kept = shop.owner.put(&draft, &body);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    let issued = shop.issue(&draft);
    assert_eq!(
        (&issued.body["items"], &issued.body["total_minor"]),
        (&json!(13), &json!(12 * 2 * 10_001 + 50_050)),
        "{issued:?}"
    );
    let (paper, file) = shop.paper(&draft);
    assert_eq!(paper.certificate.items.len(), 13);
    assert!(pdf::certificate_pages(&paper).expect("pages").len() > 3);
    assert!(file.len() > 10_000);

    // A cancelled draft takes no number; the next year begins with one.
    for (seconds, number) in [(0, "1-EX2026-0002"), (0, "1-EX2026-0003")] {
        let given_up = shop.draft("sale", &[&pieces[0]]);
        let gone = shop
            .owner
            .post(&format!("{given_up}/cancel"), &json!({ "note": "doublon" }));
        assert_eq!(gone.body["standing"], "cancelled");
        let next = shop.valued("sale");
        assert_eq!(shop.issue(&next).body["number"], number, "{seconds}");
    }
    premises.pass(TimeDelta::days(60));
    shop.again(OWNER_PIN);
    let next = shop.valued("sale");
    assert_eq!(shop.issue(&next).body["number"], "1-EX2027-0001");
    assert!(shop.proves());
}

#[test]
fn a_person_is_forgotten_and_the_certificate_stands() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let draft = shop.valued("insurance");
    shop.issue(&draft);
    let code = shop.paper(&draft).0.qr().expect("a code");
    let unfinished = shop.draft("sale", &[]);
    let gone = shop
        .owner
        .post(&format!("/customers/{}/erase", shop.customer), &json!({}));
    assert!(gone.status.is_success(), "{gone:?}");
    let (paper, _) = shop.paper(&draft);
    assert_eq!(paper.customer, None);
    let checked = shop.check(&code);
    assert_eq!(
        (&checked["matches"], &checked["intact"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        shop.owner.get(&unfinished).body["draft"]["customer_id"],
        Value::Null
    );
    let store = premises.state.store().expect("a store");
    let left: i64 = raw(&store)
        .query_row(
            "SELECT count(*) FROM appraisal WHERE document LIKE '%Lef%' OR person IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(left, 0);
    assert!(shop.proves());
}

/// Each thing that somebody with the key changes behind the program's back, and who notices.
#[test]
fn what_is_issued_is_locked_and_what_is_forced_is_found() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let photo = shop
        .owner
        .upload("POST", "/appraisal-photos", "bague.png", fixture::png());
    assert_eq!(photo.status, StatusCode::CREATED, "{photo:?}");
    for with_photo in [true, false] {
        let draft = shop.valued("insurance");
        let mut body = shop.body(&draft);
        if with_photo {
            body["draft"]["items"][0]["photos"] = json!([photo.body["file_id"]]);
        }
        assert_eq!(shop.owner.put(&draft, &body).status, StatusCode::OK);
        assert_eq!(shop.issue(&draft).status, StatusCode::OK);
    }
    let first = "number = '1-EX2026-0001'";
    let changes = [
        format!("UPDATE appraisal SET document = zeroblob(9) WHERE {first}"),
        format!("UPDATE appraisal SET sha256 = zeroblob(32) WHERE {first}"),
        format!("UPDATE appraisal SET draft = '{{}}' WHERE {first}"),
        format!("UPDATE appraisal SET state = 'draft', number = NULL WHERE {first}"),
        format!("UPDATE appraisal SET person = '{{}}' WHERE {first}"),
        format!("DELETE FROM appraisal WHERE {first}"),
        "UPDATE appraisal_entry SET note = 'x'".to_owned(),
        "DELETE FROM appraisal_entry".to_owned(),
    ];
    let store = premises.state.store().expect("a store");
    let conn = raw(&store);
    for sql in &changes {
        let error = conn.execute(sql, []).expect_err(sql).to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
    assert!(shop.proves());
    // Without the triggers: the control of the triggers, and the case of the verifier.
    conn.execute_batch(
        "DROP TRIGGER appraisal_locked; DROP TRIGGER appraisal_no_delete;
         PRAGMA foreign_keys = OFF;",
    )
    .expect("no triggers");
    conn.execute_batch("SAVEPOINT before").expect("a savepoint");
    for sql in [
        format!(
            "UPDATE appraisal SET document = CAST(CAST(document AS TEXT) || ' ' AS BLOB) WHERE {first}"
        ),
        format!("UPDATE appraisal SET sha256 = zeroblob(32) WHERE {first}"),
        format!("UPDATE appraisal SET number = '1-EX2026-0007' WHERE {first}"),
        "DELETE FROM appraisal WHERE number = '1-EX2026-0002'".to_owned(),
    ] {
        assert_eq!(conn.execute(&sql, []).expect(&sql), 1, "{sql}");
        let proof = shop::db::ReadTx::over(&conn, proof::prove).expect("a proof");
        assert!(!proof.holds(), "nobody noticed: {sql}");
        conn.execute_batch("ROLLBACK TO before").expect("back");
    }
    // A photo that is another now does not touch the chain, and the check of its certificate says so.
    conn.execute(
        "UPDATE file SET bytes = zeroblob(10) WHERE media_type LIKE 'image/%'",
        [],
    )
    .expect("another photo");
    conn.execute_batch("RELEASE before").expect("committed");
    assert_eq!(shop.check("1-EX2026-0001")["intact"], false);
    assert_eq!(shop.check("1-EX2026-0002")["intact"], true);
}

#[test]
fn a_purchase_has_its_evaluation_and_a_void_ticket_has_none() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.enter("J7");
    let words = |text: &str| {
        let set = crate::wording::set(&shop.owner, "evaluation", "fr", text);
        assert_eq!(set.status, StatusCode::OK, "{set:?}");
    };
    words("Nettoyage offert chaque année.");
    let sale = shop.sell("J7");
    premises.pass(chrono::TimeDelta::seconds(1));
    words("Révision offerte chaque année.");
    let path = format!("/sales/{sale}/evaluation.pdf");
    let file = shop.owner.bytes(&path);
    assert!(file.starts_with(b"%PDF"));
    let store = premises.state.store().expect("a store");
    let id = units::Id::from_uuid(sale.parse().expect("an id"));
    let paper = store
        .read(move |tx| {
            shop::appraisal::evaluation(tx, id)
                .map_err(|_| shop::db::StoreError::Unreadable("sale"))
        })
        .expect("a certificate");
    assert_eq!(paper.certificate.total_minor, 329_000);
    // Behind what the house says of every such paper; the other language has no words of the shop's.
    let conditions = &paper.certificate.conditions;
    assert!(
        conditions.fr.ends_with("\nNettoyage offert chaque année."),
        "{conditions:?}"
    );
    assert!(conditions.en.ends_with("resale price."), "{conditions:?}");
    let code = paper.qr().expect("a code");
    assert!(code.starts_with("ECRIN-EV1;"), "{code}");
    let checked = shop.check(&code);
    assert_eq!(
        (&checked["matches"], &checked["sale_id"]),
        (&json!(true), &json!(sale))
    );
    let forged = code.replace(&code[code.len() - 4..], "0000");
    assert_eq!(shop.check(&forged)["matches"], false);
    // The customer brings it back to be appraised.
    let pieces = shop
        .owner
        .get(&format!("/customers/{}/pieces", shop.customer));
    assert_eq!(pieces.body[0]["number"], "J7", "{pieces:?}");
    let voided = shop.owner.post(
        &format!("/sales/{sale}/void"),
        &json!({ "id": Uuid::now_v7(), "reason": "erreur" }),
    );
    assert!(voided.status.is_success(), "{voided:?}");
    assert_eq!(shop.owner.get(&path).code(), "appraisal.sale_void");
    assert_eq!(shop.check(&code)["matches"], false);
    let unknown = format!("/sales/{}/evaluation.pdf", Uuid::now_v7());
    assert_eq!(shop.owner.get(&unknown).code(), "sale.unknown");
}
