//! An estimate on paper: as it was sent, signed at the counter, on the roll; and the letter to somebody who
//! never came.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::TimeDelta;
use documents::escpos::CodePage;
use documents::layout;
use documents::paper::Paper as Roll;
use serde_json::{Value, json};
use shop::print::Paper;
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Job, Shop};
use super::signatures::{signed, stroke, told};

/// A ring that waits for an answer, and the id of its estimate.
fn estimated<'a>(shop: &'a Shop<'_>) -> (Job<'a>, String) {
    let mut sizing = shop.task("sizing", "Mise à taille", Some(4_500), None);
    sizing["size_from"] = json!("52");
    sizing["size_to"] = json!("54");
    let mut ring = shop.object("Bague, métal blanc");
    ring["tasks"] = json!([sizing, shop.task("rhodium", "Rhodiage", Some(6_000), None)]);
    let mut draft = shop.draft(&[ring]);
    draft["ceiling"] = json!("do_not_exceed");
    draft["ceiling_minor"] = json!(9_000);
    let taken = shop.owner.post("/repairs", &draft).body;
    let job = shop.job(&taken, 0);
    job.moves("begin_estimate", "estimate");
    let id = submit(&job, "2026-12-20");
    (job, id)
}

fn submit(job: &Job<'_>, until: &str) -> String {
    let id = Uuid::now_v7().to_string();
    let body = json!({ "id": id, "valid_until": until, "note": "Pierre vérifiée" });
    let sent = job.post("estimate", &body);
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    id
}

fn answer(job: &Job<'_>, answer: &str, channel: &str) -> tests::premises::Reply {
    let body = json!({ "answer": answer, "channel": channel, "note": "" });
    job.post("answer", &body)
}

fn text(shop: &Shop<'_>, id: &str) -> String {
    let pdf = shop.owner.bytes(&format!("/repair-estimates/{id}/pdf"));
    told("pdftotext", &["-layout", "-", "-"], &pdf).replace('\u{a0}', " ")
}

#[test]
fn an_estimate_says_what_was_sent_and_is_agreed_to_by_a_signature() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let fee = shop
        .owner
        .put("/settings", &json!({ "refusal_fee_minor": 2_000 }));
    assert!(fee.status.is_success(), "{fee:?}");
    let words = crate::wording::set(&shop.owner, "estimate", "fr", "Paiement au retrait");
    assert_eq!(words.status, StatusCode::OK);
    let (job, id) = estimated(&shop);
    let code = job.told()["code"].as_str().expect("a code").to_owned();
    let paper = text(&shop, &id);
    for said in [
        "Devis de réparation",
        &format!("{code}/1"),
        "Claire Roche",
        "06 12 34 56 78",
        "20/12/2026",
        "Bague, métal blanc",
        "Mise à taille",
        "52 → 54",
        "45,00 €",
        "Total HT",
        "87,50 €",
        "TVA 20 %",
        "17,50 €",
        "Total TTC",
        "105,00 €",
        "90,00 €",
        "refusé, il est facturé 20,00 € TTC",
        "Pierre vérifiée",
        "Paiement au retrait",
        "Bon pour accord",
    ] {
        let flat = paper.replace('\u{202f}', " ");
        let flat: Vec<_> = flat.split_whitespace().collect();
        assert!(flat.join(" ").contains(said), "{said}: {paper}");
    }

    // What changes afterwards is not what was sent.
    let fee = shop
        .owner
        .put("/settings", &json!({ "refusal_fee_minor": 3_000 }));
    assert!(fee.status.is_success(), "{fee:?}");
    premises.pass(TimeDelta::seconds(1));
    let words = crate::wording::set(&shop.owner, "estimate", "fr", "Fermé le lundi");
    assert_eq!(words.status, StatusCode::OK);
    assert_eq!(text(&shop, &id), paper);

    // By their name under it: not before it stands there.
    assert_eq!(
        answer(&job, "approved", "signature").code(),
        "repair.not_signed"
    );
    let path = format!("/repair-estimates/{id}/signatures");
    let made = shop.owner.post(&path, &signed("screen", Some(&stroke())));
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["of"], "repair_estimate");
    let file = made.body["document_id"].as_str().expect("a file");
    let document = shop.owner.bytes(&format!("/files/{file}"));
    let digest = made.body["sha256"].as_str().expect("a digest");
    let summed = told("sha256sum", &["-b"], &document);
    assert_eq!(summed.split(' ').next(), Some(digest));
    assert!(text(&shop, &id).contains(digest));

    // Withdrawn, it is no agreement; another one is.
    let withdraw = format!(
        "/signatures/{}/withdraw",
        made.body["id"].as_str().expect("an id")
    );
    let off = shop
        .owner
        .post(&withdraw, &json!({ "reason": "par erreur" }));
    assert_eq!(off.status, StatusCode::OK, "{off:?}");
    assert_eq!(
        answer(&job, "approved", "signature").code(),
        "repair.not_signed"
    );
    let made = shop.owner.post(&path, &signed("paper", None));
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let agreed = answer(&job, "approved", "signature");
    assert_eq!(agreed.status, StatusCode::OK, "{agreed:?}");
    let estimate = job.told()["estimates"][0].clone();
    assert_eq!(estimate["answer"], "approved");
    assert_eq!(estimate["channel"], "signature");
    assert_eq!(estimate["signatures"].as_array().map(Vec::len), Some(2));

    // She is forgotten with what she signed.
    job.moves_with("cancel", &json!({ "note": "reprise" }), "cancelled");
    let number = shop.owner.get(&format!("/repairs/{}", job.repair)).body["number"].clone();
    let seen = json!({ "id": Uuid::now_v7(), "slip": number, "stones_same": true,
        "photos_same": true });
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
    let erase = format!("/customers/{}/erase", shop.customer);
    assert!(shop.owner.post(&erase, &json!({})).status.is_success());
    let estimate = job.told()["estimates"][0].clone();
    assert_eq!(estimate["signatures"][1]["signer"], "");
    assert!(!text(&shop, &id).contains("Roche"));
}

#[test]
fn what_does_not_hold_is_marked_and_not_signed() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (job, first) = estimated(&shop);
    let sign = |id: &str| {
        let path = format!("/repair-estimates/{id}/signatures");
        shop.owner.post(&path, &signed("paper", None))
    };
    let taken_back = answer(&job, "withdrawn", "");
    assert_eq!(taken_back.status, StatusCode::OK, "{taken_back:?}");
    assert_eq!(sign(&first).code(), "repair.estimate_closed");
    assert!(text(&shop, &first).contains("DEVIS RETIRÉ"));
    let second = submit(&job, "2026-11-25");
    assert!(text(&shop, &second).contains("Devis gratuit"));
    premises.pass(TimeDelta::days(5));
    let shop = Shop {
        owner: shop.sign_in_again(),
        ..shop
    };
    assert!(text(&shop, &second).contains("VALIDITÉ EXPIRÉE"));
    let path = format!("/repair-estimates/{second}/signatures");
    let late = shop.owner.post(&path, &signed("paper", None));
    assert_eq!(late.code(), "repair.estimate_closed");

    let nowhere = Uuid::now_v7();
    for path in ["pdf", "print", "signatures"] {
        let path = format!("/repair-estimates/{nowhere}/{path}");
        let refused = if path.ends_with("pdf") {
            shop.owner.get(&path)
        } else if path.ends_with("print") {
            shop.owner.post(&path, &json!({}))
        } else {
            shop.owner.post(&path, &signed("paper", None))
        };
        assert_eq!(refused.code(), "repair.estimate_unknown", "{path}");
    }
    let books = shop.owner.hire("Ines", "accountant");
    let mut desk = premises.desk();
    desk.sign_in(books, STAFF_PIN);
    let refused = desk.post(
        &format!("/repair-estimates/{second}/signatures"),
        &signed("paper", None),
    );
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}

/// What the printer was given, by its subject: papers of one instant have no order.
fn rolls(premises: &Premises) -> BTreeMap<String, String> {
    let store = premises.state.store().expect("a store");
    let jobs = store
        .read(|tx| shop::print::jobs(tx, None))
        .expect("the spool");
    jobs.iter()
        .filter_map(|queued| match &queued.paper {
            Paper::Slip(slip) => {
                let text = documents::text(&layout::slip(slip), &Roll::new(42, CodePage::Wpc1252));
                Some((queued.subject.clone(), text))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn estimate_return_slip_and_workshop_slip_come_off_the_roll() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let (job, id) = estimated(&shop);
    let estimate = format!("/repair-estimates/{id}/print");
    assert_eq!(
        shop.owner.post(&estimate, &json!({})).code(),
        "repair.no_printer"
    );
    let back = |job: &Job<'_>| job.post("return-slip/print", &json!({}));
    assert_eq!(back(&job).code(), "repair.not_returned");
    let till = shop.owner.get("/tills").body[0]["id"].clone();
    let device = json!({ "till_id": till, "kind": "receipt_printer", "name": "Rouleau",
        "address": "tcp://127.0.0.1:1", "options": {} });
    let put = shop
        .owner
        .put(&format!("/devices/{}", Uuid::now_v7()), &device);
    assert!(put.status.is_success(), "{put:?}");
    let printed = shop.owner.post(&estimate, &json!({}));
    assert_eq!(printed.status, StatusCode::NO_CONTENT, "{printed:?}");
    assert_eq!(answer(&job, "approved", "phone").status, StatusCode::OK);
    let slip = json!({ "id": Uuid::now_v7(), "vendor_id": shop.vendor, "due_on": "2026-11-30",
        "note": "", "lines": [{ "id": Uuid::now_v7(), "job_id": job.id, "agreed_minor": 5_000 }] });
    let sent = shop.owner.post("/vendor-slips", &slip);
    assert_eq!(sent.status, StatusCode::CREATED, "{sent:?}");
    let path = format!(
        "/vendor-slips/{}/print",
        sent.body["id"].as_str().expect("an id")
    );
    let printed = shop.owner.post(&path, &json!({ "language": "en" }));
    assert_eq!(printed.status, StatusCode::NO_CONTENT, "{printed:?}");
    let wrong = shop.owner.post(&path, &json!({ "language": "de" }));
    assert_eq!(wrong.code(), "request.json");
    let nowhere = format!("/vendor-slips/{}/print", Uuid::now_v7());
    assert_eq!(
        shop.owner.post(&nowhere, &json!({})).status,
        StatusCode::NOT_FOUND
    );
    // Who stands at no till has no printer.
    let bench = shop.owner.hire("Ines", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    assert_eq!(desk.post(&path, &json!({})).code(), "repair.no_printer");

    let code = job.told()["code"].as_str().expect("a code").to_owned();
    let number = sent.body["number"].as_str().expect("a number").to_owned();
    let rolls = rolls(&premises);
    assert_eq!(rolls.len(), 2, "{rolls:?}");
    assert!(rolls[&code].contains("Bon pour accord"), "{rolls:?}");
    for said in ["Workshop slip", "€50.00"] {
        assert!(rolls[&number].contains(said), "{rolls:?}");
    }
}

#[test]
fn a_hand_over_comes_off_the_roll() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague, métal blanc")]);
    let job = shop.job(&taken, 0);
    job.moves_with("cancel", &json!({ "note": "reprise" }), "cancelled");
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "stones_same": true,
        "photos_same": true });
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
    let print = || job.post("return-slip/print", &json!({}));
    assert_eq!(print().code(), "repair.no_printer");
    let till = shop.owner.get("/tills").body[0]["id"].clone();
    let device = json!({ "till_id": till, "kind": "receipt_printer", "name": "Rouleau",
        "address": "tcp://127.0.0.1:1", "options": {} });
    let put = shop
        .owner
        .put(&format!("/devices/{}", Uuid::now_v7()), &device);
    assert!(put.status.is_success(), "{put:?}");
    assert_eq!(print().status, StatusCode::NO_CONTENT);
    let rolls = rolls(&premises);
    let code = job.told()["code"].as_str().expect("a code").to_owned();
    for said in ["Bon de restitution", "Signature du client"] {
        assert!(rolls[&code].contains(said), "{rolls:?}");
    }
}

#[test]
fn the_letter_to_who_never_came_is_the_notice_of_the_law() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Chaîne, métal jaune")]);
    let job = shop.job(&taken, 0);
    let write = |job: &Job<'_>| job.post("abandonment-letter", &json!({}));
    let path = format!("/repair-jobs/{}/abandonment-letter", job.id);
    assert_eq!(write(&job).code(), "repair.no_address");
    let sheet = shop
        .owner
        .get(&format!("/customers/{}", shop.customer))
        .body;
    let mut changed = sheet.clone();
    changed["address"] = json!("8, rue des Orfèvres\n29000 Quimper");
    let saved = shop
        .owner
        .put(&format!("/customers/{}", shop.customer), &changed);
    assert!(saved.status.is_success(), "{saved:?}");
    assert_eq!(write(&job).code(), "repair.wrong_state", "it does not wait");
    job.moves_with("cancel", &json!({ "note": "reprise" }), "cancelled");
    assert_eq!(shop.owner.get(&path).code(), "repair.no_letter");
    assert_eq!(job.told()["letter"], Value::Null);
    let words = crate::wording::set(&shop.owner, "abandonment", "fr", "Frais de garde offerts");
    assert_eq!(words.status, StatusCode::OK);
    premises.pass(TimeDelta::days(30));
    let shop = Shop {
        owner: shop.sign_in_again(),
        ..shop
    };
    let job = shop.job(&taken, 0);
    let written = write(&job);
    assert_eq!(written.status, StatusCode::OK, "{written:?}");
    assert!(
        job.told()["letter"]
            .as_str()
            .is_some_and(|at| at.starts_with("2026-12-2"))
    );
    let letter = || {
        let pdf = shop.owner.bytes(&path);
        told("pdftotext", &["-layout", "-", "-"], &pdf).replace('\u{a0}', " ")
    };
    let first = letter();
    for said in [
        "Mise en demeure de retirer un objet",
        "Claire Roche",
        "8, rue des Orfèvres",
        "29000 Quimper",
        "Lettre recommandée avec avis de réception",
        "Chaîne, métal jaune",
        "31 décembre 1903",
        "12 mois",
        "Frais de garde offerts",
    ] {
        assert!(first.contains(said), "{said}: {first}");
    }
    // Printed another day it is the letter of its day.
    premises.pass(TimeDelta::minutes(5));
    assert_eq!(letter(), first);
    // The law's year has not passed; the letter is the notice that it asks for.
    let why = json!({ "note": "jamais venue" });
    assert_eq!(job.act("abandon", &why).code(), "repair.too_early");
    premises.pass(TimeDelta::days(366));
    let shop = Shop {
        owner: shop.sign_in_again(),
        ..shop
    };
    shop.job(&taken, 0).moves_with("abandon", &why, "abandoned");
    let nowhere = format!("/repair-jobs/{}/abandonment-letter", Uuid::now_v7());
    assert_eq!(shop.owner.get(&nowhere).code(), "repair.unknown");
}
