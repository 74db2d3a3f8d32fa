//! The papers: what they say in both languages, by a program that is not ours; that they are signed as they
//! stand; that they come out where there is a printer.

use std::io::Cursor;
use std::path::Path;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use documents::escpos::CodePage;
use documents::layout;
use documents::paper::Paper as Roll;
use serde_json::{Value, json};
use shop::print::Paper;
use tests::premises::Premises;
use uuid::Uuid;

use super::fixture::{Shop, gold, text};
use crate::custom::fixture::text as told;

/// For whoever looks at it.
fn keep(name: &str, pdf: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/metal_account");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), pdf).expect("written");
}

fn stroke() -> String {
    let mut drawn = image::RgbaImage::new(640, 200);
    for x in 40..600 {
        for thick in 0..4 {
            drawn.put_pixel(x, 60 + x % 80 + thick, image::Rgba([29, 27, 26, 255]));
        }
    }
    let mut png = Cursor::new(Vec::new());
    drawn
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    STANDARD.encode(png.into_inner())
}

/// Long, as real ones are.
fn objects() -> Vec<Value> {
    let mut brooch = gold(
        "Broche cassée en deux morceaux, métal jaune, épingle manquante, décor de feuillage, sept pierres \
         rouges dont deux égrisées",
        7_500,
        8_432,
    );
    brooch["stones"] = json!("left_in");
    brooch["stones_mg"] = json!(1_205);
    brooch["tested"] = json!("declared");
    let mut ring = gold(
        "Alliance, métal jaune, gravure « A. & M. 4.9.1961 »",
        7_500,
        3_420,
    );
    ring["tested"] = json!("hallmark");
    let mut spoon = gold("Cuillère à café, métal blanc", 9_250, 21_050);
    spoon["metal"] = json!("silver");
    spoon["stones"] = json!("none");
    vec![
        gold("Chaîne, métal jaune", 5_850, 12_340),
        brooch,
        ring,
        spoon,
    ]
}

#[test]
fn a_receipt_is_read_signed_and_corrected() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance deux ors");
    let id = Uuid::now_v7();
    let body = json!({ "id": id, "order_id": ring.id, "note": "Elle garde les pierres rouges.",
        "objects": objects() });
    let taken = shop.desk().post(&shop.path("/receipts"), &body);
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let pdf = |language: &str| {
        let path = format!("/metal-papers/{id}/pdf?language={language}");
        shop.desk().bytes(&path)
    };
    let french = told(&pdf("fr"));
    for words in [
        "Reçu de métal confié",
        "1-M26-1",
        "Claire Roche",
        "Chaîne, métal jaune",
        "Or 585 ‰",
        "essai au touchau",
        "12,34 g",
        "7,218 g",
        "titre déclaré",
        "-1,205 g",
        "7,227 g",
        "Argent 925 ‰",
        "Alliance deux ors",
        "Elle garde les pierres rouges.",
        "propriété du client",
    ] {
        assert!(french.contains(words), "{words}: {french}");
    }
    keep("receipt-fr.pdf", &pdf("fr"));
    let english = told(&pdf("en"));
    for words in [
        "Receipt for customer’s metal",
        "touchstone test",
        "Gross weight",
        "12.34 g",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
    keep("receipt-en.pdf", &pdf("en"));
    let odd = shop
        .desk()
        .get(&format!("/metal-papers/{id}/pdf?language=de"));
    assert_eq!(odd.code(), "request.query");
    let none = shop
        .desk()
        .get(&format!("/metal-papers/{}/pdf", Uuid::now_v7()));
    assert_eq!(none.code(), "metal_account.paper_unknown");

    let sign = |drawing: Option<String>, medium: &str, signer: &str| {
        let body = json!({ "id": Uuid::now_v7(), "signer": signer, "medium": medium,
            "drawing": drawing });
        shop.desk()
            .post(&format!("/metal-papers/{id}/signatures"), &body)
    };
    assert_eq!(
        sign(None, "screen", "Claire Roche").code(),
        "signature.drawing_unfit"
    );
    assert_eq!(
        sign(Some(stroke()), "screen", " ").code(),
        "signature.signer_missing"
    );
    let signed = sign(Some(stroke()), "screen", "Claire Roche");
    assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
    assert_eq!(signed.body["of"], "metal_paper");
    let digest = text(&signed.body["sha256"]);
    assert!(told(&pdf("fr")).contains(&digest));
    keep("receipt-signed.pdf", &pdf("fr"));
    let paper = shop.account()["papers"][0].clone();
    assert_eq!(paper["signatures"][0]["signer"], "Claire Roche");

    // One of four was a mistake: the paper says so, and its sums are without it.
    let entry = shop.account()["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .find(|one| one["metal"] == "silver")
        .expect("the spoon")
        .clone();
    let corrected = shop.correct_one(&text(&entry["id"]), "métal argenté");
    assert_eq!(corrected.status, StatusCode::OK, "{corrected:?}");
    let after = told(&pdf("fr"));
    assert!(after.contains("ANNULÉ"), "{after}");
    assert!(!after.contains("Argent fin · total"), "{after}");
    shop.verifies();
}

#[test]
fn a_return_and_a_statement_say_what_is_left() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ids = shop.takes_in(&objects());
    let melted = shop.melt(&[&ids[0], &ids[2]], 15_600, 6_200);
    assert_eq!(melted.status, StatusCode::OK, "{melted:?}");
    let ingot = text(&melted.body["lots"][0]["id"]);
    let ring = shop.ring("Alliance deux ors");
    assert_eq!(
        shop.use_in(&ring, &ingot, 5_000, 250).status,
        StatusCode::OK
    );
    assert_eq!(shop.use_in(&ring, &ingot, 1_000, 0).status, StatusCode::OK);
    assert_eq!(shop.correct("use", "pesé deux fois").status, StatusCode::OK);
    let words = |text: &str| {
        let set = crate::wording::set(shop.desk(), "metal", "en", text);
        assert_eq!(set.status, StatusCode::OK, "{set:?}");
    };
    words("Weighed on a verified scale.");
    let home = shop.give_back_with(
        &[(&ids[3], 21_050), (&ids[1], 7_227)],
        &json!({ "given_to": "Son frère", "language": "en" }),
    );
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let paper = text(&home.body["papers"][0]["id"]);
    premises.pass(chrono::TimeDelta::seconds(1));
    words("Something else.");
    let pdf = shop.desk().bytes(&format!("/metal-papers/{paper}/pdf"));
    let english = told(&pdf);
    for words in [
        "Customer’s metal returned",
        "Son frère",
        "7.227 g",
        "left in",
        "Weighed on a verified scale.",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
    keep("return-en.pdf", &pdf);
    keep(
        "return-fr.pdf",
        &shop
            .desk()
            .bytes(&format!("/metal-papers/{paper}/pdf?language=fr")),
    );
    let statement = |query: &str| shop.desk().bytes(&shop.path(&format!("/statement{query}")));
    let french = told(&statement(""));
    for words in [
        "Relevé du compte métal",
        "Claire Roche",
        "Dépôt 1-M26-1",
        "Fonte",
        "Emploi 1-C26-1",
        "Rectification",
        "pesé deux fois",
        "Restitution 1-M26-2",
        "Lingotin",
        "6,417 g",
    ] {
        assert!(french.contains(words), "{words}: {french}");
    }
    keep("statement-fr.pdf", &statement(""));
    let english = told(&statement("?language=en"));
    assert!(
        english.contains("Statement of the metal account"),
        "{english}"
    );
    keep("statement-en.pdf", &statement("?language=en"));
    let before = told(&statement("?on=2026-11-21"));
    assert!(before.contains("Aucun métal"), "{before}");
    let ahead = shop.desk().get(&shop.path("/statement?on=2999-01-01"));
    assert_eq!(ahead.code(), "metal.position_future");
}

#[test]
fn a_receipt_comes_out_of_the_printer_and_copies_are_numbered() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.takes_in(&objects());
    let id = text(&shop.account()["papers"][0]["id"]);
    let print = || {
        shop.desk()
            .post(&format!("/metal-papers/{id}/print"), &json!({}))
    };
    assert_eq!(print().code(), "metal_account.no_printer");
    let till = shop.desk().get("/tills").body[0]["id"].clone();
    let device = json!({ "till_id": till, "kind": "receipt_printer", "name": "Tickets",
        "address": "tcp://127.0.0.1:1", "options": {} });
    let put = shop
        .desk()
        .put(&format!("/devices/{}", Uuid::now_v7()), &device);
    assert!(put.status.is_success(), "{put:?}");
    for _ in 0..2 {
        assert_eq!(print().status, StatusCode::NO_CONTENT);
    }
    let store = premises.state.store().expect("a store");
    let slips = || {
        let jobs = store
            .read(|tx| shop::print::jobs(tx, None))
            .expect("the spool");
        let slips = jobs.into_iter().filter_map(|job| match job.paper {
            Paper::Slip(slip) => Some(documents::text(
                &layout::slip(&slip),
                &Roll::new(42, CodePage::Wpc1252),
            )),
            _ => None,
        });
        slips.collect::<Vec<String>>()
    };
    let out = slips();
    assert_eq!(out.len(), 2);
    let copies = out.iter().filter(|text| text.contains("DUPLICATA n°"));
    assert_eq!(copies.count(), 1);
    assert!(out.iter().all(|text| text.contains("Claire Roche")));
    assert!(out.iter().all(|text| text.contains("7,218")));
    // Whoever is forgotten is off the papers that wait.
    let ids: Vec<String> = shop.account()["lots"]
        .as_array()
        .expect("objects")
        .iter()
        .map(|lot| text(&lot["id"]))
        .collect();
    for id in &ids {
        let lot = shop.account()["lots"]
            .as_array()
            .expect("objects")
            .iter()
            .find(|lot| lot["id"] == id.as_str())
            .expect("one")
            .clone();
        let left = lot["left_mg"].as_i64().expect("a weight");
        assert_eq!(shop.give_back(&[(id, left)]).status, StatusCode::OK);
    }
    let erase = format!("/customers/{}/erase", shop.customer());
    let erased = shop.desk().post(&erase, &json!({}));
    assert!(erased.status.is_success(), "{erased:?}");
    assert!(slips().iter().all(|text| !text.contains("Roche")));
}
