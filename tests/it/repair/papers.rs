//! The papers: what they say, that they come out where there is a printer, and the numbers of copies.

use std::path::Path;

use axum::http::StatusCode;
use documents::escpos::CodePage;
use documents::paper::Paper as Roll;
use documents::{Photo, layout, pdf};
use serde_json::json;
use shop::print::Paper;
use shop::repair;
use tests::premises::Premises;
use units::Id;
use uuid::Uuid;

use super::fixture::Shop;

/// A square of one colour.
fn photo(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(400, 300, image::Rgb([red, 180, 140]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    png.into_inner()
}

#[test]
fn a_slip_a_sheet_and_envelopes_come_out_and_copies_are_numbered() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut ring = shop.object("Bague, métal blanc, pierre blanche");
    ring["gross_ug"] = json!(3_420_500);
    ring["ring_size"] = json!("54");
    ring["rush"] = json!(true);
    ring["declared_minor"] = json!(250_000);
    ring["said"] =
        json!("À agrandir ; la griffe accroche depuis l’été, et la pierre « bouge » un peu");
    ring["condition"] = json!("Griffe usée à 3 h, rayures sur tout le corps, poinçon lisible");
    ring["stones"] = json!([{ "seat": "Centre", "stone": "pierre blanche, ronde", "count": 1,
        "note": "égrisure à 3 h" },
        { "seat": "Épaules", "stone": "pierres blanches", "count": 6, "note": "" }]);
    let mut sizing = shop.task(
        "sizing",
        "Mise à taille, anneau de section carrée",
        Some(4_500),
        None,
    );
    sizing["size_from"] = json!("52");
    sizing["size_to"] = json!("54");
    let mut engraving = shop.task("engraving", "Gravure intérieure", Some(3_000), None);
    engraving["engraving"] = json!("Pour toujours – 12.06.2027");
    engraving["placement"] = json!("intérieur");
    ring["tasks"] = json!([sizing, engraving]);
    let mut draft = shop.draft(&[ring, shop.object("Chaîne, métal jaune")]);
    draft["ceiling"] = json!("do_not_exceed");
    draft["ceiling_minor"] = json!(9_000);
    let taken = shop.owner.post("/repairs", &draft).body;
    let number = taken["number"].as_str().expect("a number").to_owned();
    let id = taken["id"].as_str().expect("an id").to_owned();
    let job = shop.job(&taken, 0);
    for red in [40, 200] {
        let added = shop.owner.upload(
            "POST",
            &format!("/repair-jobs/{}/photos", job.id),
            "bague.png",
            photo(red),
        );
        assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    }
    let added = shop.owner.upload(
        "POST",
        &format!("/repair-jobs/{}/photos", job.id),
        "x.png",
        b"nothing".to_vec(),
    );
    assert_eq!(added.code(), "file.not_a_picture");

    let print = |what: &str| {
        let path = format!("/repairs/{id}/print");
        shop.owner.post(&path, &json!({ "what": what }))
    };
    for what in ["claim", "bench", "envelope"] {
        assert_eq!(print(what).code(), "repair.no_printer", "{what}");
    }
    assert_eq!(print("letter").code(), "request.json");
    let till = shop.owner.get("/tills").body[0]["id"].clone();
    for (kind, options) in [
        ("receipt_printer", json!({})),
        ("label_printer", json!({ "language": "zpl" })),
    ] {
        let device = json!({ "till_id": till, "kind": kind, "name": kind,
            "address": "tcp://127.0.0.1:1", "options": options });
        let put = shop
            .owner
            .put(&format!("/devices/{}", Uuid::now_v7()), &device);
        assert!(put.status.is_success(), "{put:?}");
    }
    for what in ["claim", "bench", "envelope", "claim"] {
        assert_eq!(print(what).status, StatusCode::NO_CONTENT, "{what}");
    }
    let store = premises.state.store().expect("a store");
    let jobs = store
        .read(|tx| shop::print::jobs(tx, None))
        .expect("the spool");
    let mut copies = Vec::new();
    let mut labels = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/repair");
    std::fs::create_dir_all(&folder).expect("a folder");
    for queued in &jobs {
        match &queued.paper {
            Paper::Slip(slip) => {
                let told = documents::text(&layout::slip(slip), &Roll::new(42, CodePage::Wpc1252));
                assert!(told.contains(&number), "{told}");
                if told.contains("DUPLICATA n°") {
                    copies.push(queued.subject.clone());
                }
                let name = if told.contains("atelier") {
                    "bench"
                } else {
                    "claim"
                };
                let roll = pdf::slip(slip).expect("a PDF");
                std::fs::write(folder.join(format!("{name}-roll.pdf")), roll).expect("written");
                // The bench has no customer's contact and no prices.
                assert_eq!(told.contains("06 12 34 56 78"), name == "claim", "{told}");
                assert_eq!(told.contains("45,00"), name == "claim", "{told}");
            }
            Paper::Label(label) => {
                labels.push((label.facts.number.clone(), label.facts.title.clone()));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        copies,
        [number.as_str()],
        "one of the two claim slips is a copy"
    );
    labels.sort();
    assert_eq!(labels.len(), 2);
    assert_eq!(labels[0].0, format!("{number}-1"));
    assert_eq!(
        labels[0].1,
        "URGENT · 28/11/2026 · Claire Roche · Bague, métal blanc, pierre blanche"
    );

    for (what, language) in [
        ("claim", "fr"),
        ("claim", "en"),
        ("bench", "fr"),
        ("bench", "en"),
    ] {
        let path = format!("/repairs/{id}/pdf?what={what}&language={language}");
        let bytes = shop.owner.bytes(&path);
        assert!(bytes.starts_with(b"%PDF"), "{what} {language}");
        std::fs::write(folder.join(format!("{what}-{language}.pdf")), bytes).expect("written");
    }
    assert_eq!(
        shop.owner.get(&format!("/repairs/{id}/pdf?what=x")).code(),
        "request.query"
    );

    // With its photos the sheet is another one than without.
    let repair_id = Id::from_uuid(id.parse().expect("an id"));
    let cx = shop.cx();
    let (slip, pictures) = store
        .read(|tx| {
            let of = repair::repair(tx, repair_id)?.expect("a repair");
            Ok::<_, shop::db::StoreError>((
                repair::paper(tx, &cx, &of, false, None, 0)?,
                repair::pictures(tx, &of)?,
            ))
        })
        .expect("a paper");
    assert_eq!(pictures.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0]);
    let photos: Vec<Vec<Photo>> = pictures
        .iter()
        .map(|own| {
            own.iter()
                .map(|one| Photo::read(&one.bytes, 480).expect("a photo"))
                .collect()
        })
        .collect();
    let with = pdf::repair_slip(&slip, &photos, None)
        .expect("a PDF")
        .expect("of a repair");
    let without = pdf::repair_slip(&slip, &[], None)
        .expect("a PDF")
        .expect("of a repair");
    assert!(with.len() > without.len());

    // Both home, she may be forgotten: no paper in the spool names her.
    for at in 0..2 {
        let job = shop.job(&taken, at);
        assert_eq!(
            job.act("cancel", &json!({ "note": "x" })).status,
            StatusCode::OK
        );
        let seen = json!({ "id": Uuid::now_v7(), "slip": number, "gross_ug": 3_420_500,
            "stones": job.all_there(), "stones_same": true, "photos_same": true });
        let given = job.post("hand-over", &seen);
        assert_eq!(given.status, StatusCode::OK, "{given:?}");
    }
    let erased = shop
        .owner
        .post(&format!("/customers/{}/erase", shop.customer), &json!({}));
    assert!(erased.status.is_success(), "{erased:?}");
    for queued in store
        .read(|tx| shop::print::jobs(tx, None))
        .expect("the spool")
    {
        assert!(
            !format!("{:?}", queued.paper).contains("Roche"),
            "{queued:?}"
        );
    }
}
