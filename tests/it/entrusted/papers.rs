//! The slip as a paper: read, signed, printed, with the pictures of what was left.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::Premises;
use uuid::Uuid;

use super::fixture::{Shop, brooch, text};
use crate::appraisal::fixture::png;
use crate::custom::fixture as read;

fn keep(name: &str, pdf: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/entrusted");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), pdf).expect("written");
}

#[test]
fn the_slip_says_what_was_left_and_what_went_home() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut pair = brooch("Boucles d’oreilles, métal blanc");
    pair["count"] = json!(2);
    pair["gross_ug"] = json!(null);
    let slip = shop.takes_in(&shop.leaves(&shop.appraisal(), &[brooch("Broche"), pair]));
    let id = text(&slip["id"]);
    let object = text(&slip["objects"][0]["id"]);
    let photos = format!("/entrusted-objects/{object}/photos");
    let shown = shop.desk().upload("POST", &photos, "broche.png", png());
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    // The same picture twice stays one.
    let twice = shop.desk().upload("POST", &photos, "broche.png", png());
    let listed = &twice.body["objects"][0]["photos"];
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    let odd = shop
        .desk()
        .upload("POST", &photos, "x.png", b"no picture".to_vec());
    assert_eq!(odd.code(), "file.not_a_picture");

    let pdf = |language: &str| {
        let path = format!("/entrusted-slips/{id}/pdf?language={language}");
        shop.desk().bytes(&path)
    };
    let french = read::text(&pdf("fr"));
    for words in [
        "Reçu d’objets confiés",
        "1-D26-1",
        "Agnès Lefèvre",
        "Broche",
        "12,34 g",
        "poinçon effacé",
        "épingle tordue",
        "1 200,00 €",
        "2 × Boucles d’oreilles, métal blanc",
        "propriété du client",
    ] {
        assert!(french.contains(words), "{words}: {french}");
    }
    keep("slip-fr.pdf", &pdf("fr"));
    let english = read::text(&pdf("en"));
    for words in ["Receipt for entrusted objects", "Declared value", "12.34 g"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    keep("slip-en.pdf", &pdf("en"));
    let odd = format!("/entrusted-slips/{id}/pdf?language=de");
    assert_eq!(shop.desk().get(&odd).code(), "request.query");
    let none = format!("/entrusted-slips/{}/pdf", Uuid::now_v7());
    assert_eq!(shop.desk().get(&none).code(), "entrusted.slip_unknown");

    let sign = |signer: &str| {
        let body = json!({ "id": Uuid::now_v7(), "signer": signer, "medium": "paper" });
        shop.desk()
            .post(&format!("/entrusted-slips/{id}/signatures"), &body)
    };
    assert_eq!(sign("  ").code(), "signature.signer_missing");
    assert_eq!(sign("Agnès Lefèvre").status, StatusCode::CREATED);
    let told = &shop.of("appraisal", &text(&slip["of_id"]))[0];
    assert_eq!(told["signatures"][0]["of"], "entrusted_slip");

    let one = json!([{ "id": slip["objects"][1]["id"], "count": 1 }]);
    let home = shop.give_back(&slip, &json!({ "objects": one, "given_to": "M. Lefèvre" }));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let after = read::text(&pdf("fr"));
    assert!(after.contains("Rendu (1/2)"), "{after}");
    assert!(after.contains("M. Lefèvre"), "{after}");
    keep("slip-home-fr.pdf", &pdf("fr"));

    // A till without a printer prints nothing.
    let printed = shop
        .desk()
        .post(&format!("/entrusted-slips/{id}/print"), &json!({}));
    assert_eq!(printed.code(), "entrusted.no_printer");

    // What is not here any more is not photographed here.
    let broche = json!([{ "id": object, "gross_ug": 12_340_000 }]);
    let gone = shop.give_back(&slip, &json!({ "objects": broche }));
    assert_eq!(gone.status, StatusCode::OK, "{gone:?}");
    let late = shop.desk().upload("POST", &photos, "broche.png", png());
    assert_eq!(late.code(), "entrusted.wrong_standing");
    let file = text(&listed[0]["file_id"]);
    let off = shop.desk().delete(&format!("{photos}/{file}"));
    assert_eq!(off.code(), "entrusted.wrong_standing");
    shop.verifies();
}
