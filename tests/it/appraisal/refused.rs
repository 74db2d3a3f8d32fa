//! What is not written, not issued and not allowed.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Shop, item, part, png, stone};

#[test]
fn what_cannot_be_kept_is_refused_with_what_to_do() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let draft = shop.valued("estate");
    let put = |change: &dyn Fn(&mut Value)| {
        let mut body = shop.body(&draft);
        change(&mut body["draft"]);
        shop.owner.put(&draft, &body)
    };
    let with_part = |more: Value| {
        move |draft: &mut Value| {
            let mut one = part(1_000);
            for (name, value) in more.as_object().into_iter().flatten() {
                one[name] = value.clone();
            }
            draft["items"] = json!([item("Bague", &[one])]);
        }
    };
    let with_stone = |kind: &str, more: Value| with_part(json!({ "stone": stone(kind, &more) }));
    let cases: Vec<(&str, Box<dyn Fn(&mut Value)>)> = vec![
        (
            "appraisal.amount",
            Box::new(with_part(json!({ "value_minor": -1 }))),
        ),
        (
            "appraisal.amount",
            Box::new(with_part(
                json!({ "value_minor": 9_000_000_000_000_000_i64 }),
            )),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_part(json!({ "basis": "au pif" }))),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_part(json!({ "metal": "vibranium" }))),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_part(json!({ "fineness": 12_000 }))),
        ),
        (
            "appraisal.weight",
            Box::new(with_part(json!({ "weight_mg": -5 }))),
        ),
        (
            "appraisal.valued_on",
            Box::new(with_part(json!({ "on": "2031-01-01" }))),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_stone("strass magique", json!({}))),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_stone("ruby", json!({ "treatment": "rien du tout" }))),
        ),
        (
            "appraisal.word_unknown",
            Box::new(with_stone("diamond", json!({ "laboratory": "Chez Dédé" }))),
        ),
        (
            "appraisal.weight",
            Box::new(with_stone("ruby", json!({ "count": 0 }))),
        ),
        (
            "appraisal.misleading",
            Box::new(|draft: &mut Value| {
                let mut one = part(1_000);
                one["stone"] = stone("diamond", &json!({ "laboratory_grown": true }));
                draft["items"] = json!([item("Bague diamant naturel", &[one])]);
            }),
        ),
        (
            "appraisal.misleading",
            Box::new(|draft: &mut Value| {
                let mut one = part(1_000);
                one["stone"] = stone("sapphire", &json!({ "laboratory_grown": true }));
                one["text"] = json!({ "fr": "", "en": "a genuine one" });
                draft["items"] = json!([item("Bague", &[one])]);
            }),
        ),
        (
            "appraisal.valued_on",
            Box::new(|d| d["valued_on"] = json!("2026-11-23")),
        ),
        (
            "appraisal.validity",
            Box::new(|d| d["valid_until"] = json!("2026-11-21")),
        ),
        (
            "appraisal.validity",
            Box::new(|d| d["valid_until"] = json!("2999-01-01")),
        ),
        (
            "appraisal.word_unknown",
            Box::new(|d| d["held_by"] = json!("le voisin")),
        ),
        (
            "appraisal.too_long",
            Box::new(|d| d["note"] = json!("x".repeat(2_000))),
        ),
        (
            "appraisal.unprintable",
            Box::new(|d| d["note"] = json!("a\u{7}b")),
        ),
        (
            "appraisal.customer_unknown",
            Box::new(|d| d["customer_id"] = json!(Uuid::now_v7())),
        ),
        (
            "appraisal.photo_unknown",
            Box::new(|d| d["items"][0]["photos"] = json!([Uuid::now_v7()])),
        ),
        (
            "appraisal.piece_unknown",
            Box::new(|d| d["items"][0]["piece_id"] = json!(Uuid::now_v7())),
        ),
        (
            "appraisal.field",
            Box::new(|d| d["items"][0]["fields"] = json!({ "lot": "douze" })),
        ),
        (
            "appraisal.field",
            Box::new(|d| d["items"][0]["fields"] = json!({ "vu": "oui" })),
        ),
        (
            "appraisal.too_many",
            Box::new(|d| {
                let many: Vec<Value> = (0..201).map(|_| item("Bague", &[])).collect();
                d["items"] = json!(many);
            }),
        ),
    ];
    for (number, (code, change)) in cases.iter().enumerate() {
        let refused = put(change);
        assert_eq!(refused.code(), *code, "case {number}: {refused:?}");
    }
    let stale = shop.body(&draft);
    assert!(put(&|d| d["note"] = json!("deux")).status.is_success());
    assert_eq!(shop.owner.put(&draft, &stale).code(), "appraisal.changed");
    // A treatment of the vocabulary, and what a laboratory grew under its own name.
    let grown = stone(
        "diamond",
        &json!({ "laboratory_grown": true, "treatment": "heated" }),
    );
    let fine = put(&with_part(json!({ "stone": grown })));
    assert_eq!(fine.status, StatusCode::OK, "{fine:?}");
    let page = shop.owner.get(&format!("{draft}/preview")).body;
    let page = page["pages"].to_string();
    assert!(page.contains("synthétique"), "{page}");
}

#[test]
fn nothing_is_issued_that_is_not_whole() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let check = |items: Value, code: &str| {
        let draft = shop.draft("insurance", &[]);
        let mut body = shop.body(&draft);
        body["draft"]["items"] = items;
        let kept = shop.owner.put(&draft, &body);
        assert_eq!(kept.status, StatusCode::OK, "{code}: {kept:?}");
        let refused = shop.issue(&draft);
        assert_eq!(refused.code(), code, "{refused:?}");
        assert_eq!(shop.owner.get(&draft).body["standing"], "draft");
    };
    let mut unvalued = part(0);
    unvalued["value_minor"] = Value::Null;
    let mut groundless = part(100);
    groundless["basis"] = json!("");
    check(json!([]), "appraisal.no_items");
    check(json!([item("Bague", &[])]), "appraisal.not_valued");
    check(json!([item("Bague", &[part(0)])]), "appraisal.not_valued");
    check(
        json!([
            item("Bague", &[part(100)]),
            item("Broche", &[part(100), unvalued])
        ]),
        "appraisal.not_valued",
    );
    check(
        json!([item("Bague", &[groundless])]),
        "appraisal.basis_missing",
    );
    check(json!([item(" ", &[part(100)])]), "appraisal.title_missing");
    let draft = shop.valued("insurance");
    let stale = shop
        .owner
        .post(&format!("{draft}/issue"), &json!({ "version": 99 }));
    assert_eq!(stale.code(), "appraisal.changed");
    for what in ["cancel", "withdraw"] {
        let path = shop.valued("insurance");
        if what == "withdraw" {
            shop.issue(&path);
        }
        let refused = shop
            .owner
            .post(&format!("{path}/{what}"), &json!({ "note": "  " }));
        assert_eq!(refused.code(), "appraisal.no_reason", "{what}");
    }
    let unknown = shop.owner.get(&format!("/appraisals/{}", Uuid::now_v7()));
    assert_eq!(unknown.code(), "appraisal.unknown");
    let kind = shop.owner.post(
        "/appraisals",
        &json!({ "id": Uuid::now_v7(), "kind": "divination" }),
    );
    assert_eq!(kind.code(), "appraisal.template_unknown");
}

/// A PNG whose header promises 100 million pixels.
fn hundred_megapixels() -> Vec<u8> {
    let mut png = png();
    let side = 10_000u32.to_be_bytes();
    png[16..20].copy_from_slice(&side);
    png[20..24].copy_from_slice(&side);
    let crc = png[12..29].iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn photos_and_signatures_are_looked_at() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    for (method, path) in [
        ("POST", "/appraisal-photos"),
        ("PUT", "/appraiser/signature"),
    ] {
        let send = |bytes| shop.owner.upload(method, path, "a.png", bytes);
        assert_eq!(send(hundred_megapixels()).code(), "file.picture_too_large");
        assert_eq!(send(b"%PDF-1.7".to_vec()).code(), "file.not_a_picture");
        assert!(send(png()).status.is_success(), "{path}");
    }
    let own = shop.owner.get("/appraiser").body;
    assert_ne!(own["signature_id"], Value::Null);
    let gone = shop.owner.delete("/appraiser/signature");
    assert_eq!(gone.body["signature_id"], Value::Null, "{gone:?}");
}

#[test]
fn a_seller_sees_and_checks_and_writes_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.introduce();
    let draft = shop.valued("insurance");
    shop.issue(&draft);
    let seller = shop.owner.hire("Ana", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(desk.get(&draft).body["number"], "1-EX2026-0001");
    assert_eq!(
        desk.get("/appraisal-check?code=1-EX2026-0001").body["intact"],
        true
    );
    let body = shop.body(&draft);
    for refused in [
        desk.put(&draft, &body),
        desk.post(&format!("{draft}/withdraw"), &json!({ "note": "x" })),
        desk.post(
            "/appraisals",
            &json!({ "id": Uuid::now_v7(), "kind": "sale" }),
        ),
    ] {
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    }
}
