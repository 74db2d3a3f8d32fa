//! The stock through the one door: a piece, its photos and papers, its history.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

fn ring(desk: &Desk<'_>, number: &str) -> Value {
    json!({
        "id": Uuid::now_v7(),
        "place_id": id_of(&desk.get("/stock/places"), "VITRINE"),
        "family_id": id_of(&desk.get("/stock/families"), "ring"),
        "number": number,
        "title": "Solitaire Étoile",
        "metal": "gold", "fineness": 7500, "colour": "white",
        "gross_mg": 3420, "cost_minor": 145_000, "price_minor": 329_000,
        "vat_regime": "standard",
        "components": [{
            "id": Uuid::now_v7(), "kind": "stone", "stone": "diamond",
            "weight_milli_ct": 700, "laboratory": "GIA", "certificate_number": "2141438171",
        }],
    })
}

#[test]
fn a_piece_is_entered_found_and_shown_to_each_as_they_may() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let made = owner.post("/stock/pieces", &ring(&owner, "J104"));
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["cost_minor"], 145_000);
    let twice = owner.post("/stock/pieces", &ring(&owner, "j104"));
    assert_eq!(twice.code(), "stock.number_taken");
    let mut tin = ring(&owner, "J105");
    tin["fineness"] = json!(8000);
    assert_eq!(
        owner.post("/stock/pieces", &tin).code(),
        "stock.fineness_illegal"
    );

    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let id = made.body["id"].as_str().expect("an id");
    for path in [
        format!("/stock/pieces/{id}"),
        "/stock/pieces?q=solitair&sort=price&descending=true".to_owned(),
        "/search?q=etoile".to_owned(),
        "/stock/by-code/2141438171".to_owned(),
    ] {
        let seen = desk.get(&path);
        assert_eq!(seen.status, StatusCode::OK, "{path}: {seen:?}");
        let text = seen.body.to_string();
        assert!(
            text.contains("J104") && !text.contains("cost_minor"),
            "{path}: {text}"
        );
    }
    let missing = desk.get("/stock/by-code/NOTHING");
    assert_eq!(missing.code(), "stock.code_unknown");
    let photos = format!("/stock/pieces/{id}/photos");
    let refused = desk.upload("POST", &photos, "a.jpg", vec![1]);
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let lie = owner.upload("POST", &photos, "ring.jpg", b"numero;titre".to_vec());
    assert_eq!(lie.code(), "file.not_a_picture", "{lie:?}");
}

/// A JPEG of a tall picture, red above and blue below, as a camera held sideways keeps it: lying,
/// with the EXIF word that says how to turn it (6: a quarter to the right), and the camera's name.
fn sideways_photo() -> Vec<u8> {
    let lying = image::RgbImage::from_fn(400, 300, |x, _| {
        // What is to be above lies at the left.
        if x < 200 {
            image::Rgb([220, 20, 20])
        } else {
            image::Rgb([20, 20, 220])
        }
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    lying
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .expect("a JPEG");
    let jpeg = jpeg.into_inner();
    let tiff = [
        &b"MM\0\x2a\0\0\0\x08"[..],
        b"\0\x02",
        b"\x01\x0f\0\x02\0\0\0\x04Cam\0",
        b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0",
        b"\0\0\0\0",
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 8).expect("short").to_be_bytes();
    [
        &jpeg[..2],
        b"\xFF\xE1",
        &length,
        b"Exif\0\0",
        &tiff,
        &jpeg[2..],
    ]
    .concat()
}

#[test]
fn photos_and_certificates_are_kept_shown_and_taken_off() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let made = owner.post("/stock/pieces", &ring(&owner, "J104"));
    let id = made.body["id"].as_str().expect("an id");
    let component = made.body["components"][0]["id"].as_str().expect("an id");
    let photos = format!("/stock/pieces/{id}/photos");

    let added = owner.upload("POST", &photos, "bague%20%C3%A9toile.jpg", sideways_photo());
    assert!(added.status.is_success(), "{added:?}");
    let piece = owner.get(&format!("/stock/pieces/{id}"));
    let photo = &piece.body["photos"][0];
    let kept = owner.bytes(&format!(
        "/files/{}",
        photo["file_id"].as_str().expect("a file")
    ));
    let shown = image::load_from_memory(&kept).expect("a picture").to_rgb8();
    assert_eq!(shown.dimensions(), (300, 400), "upright");
    let (above, below) = (shown.get_pixel(150, 20), shown.get_pixel(150, 380));
    assert!(above[0] > 150 && below[2] > 150, "{above:?} {below:?}");
    assert!(
        !kept.windows(3).any(|part| part == b"Cam"),
        "no camera's name"
    );
    let row = owner.get("/stock/pieces?q=etoile");
    assert_eq!(row.body["rows"][0]["thumbnail_id"], photo["thumbnail_id"]);

    // What is none, says so; a telephone's own format gets advice, too much its own word.
    for (name, bytes, code) in [
        ("a.png", b"numero;titre".to_vec(), "file.not_a_picture"),
        (
            "a.svg",
            b"<svg onload=alert(1)>".to_vec(),
            "file.not_a_picture",
        ),
        (
            "a.jpg",
            vec![0xFF, 0xD8, 0xFF, 0xE0],
            "file.picture_damaged",
        ),
        (
            "IMG_0001.HEIC",
            b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
            "file.heic",
        ),
        ("a.jpg", Vec::new(), "file.not_a_picture"),
    ] {
        let refused = owner.upload("POST", &photos, name, bytes);
        assert_eq!(refused.code(), code, "{name}: {refused:?}");
    }
    let huge = owner.upload("POST", &photos, "a.jpg", vec![0xFF; 20 * 1024 * 1024 + 1]);
    assert_eq!(
        huge.status,
        StatusCode::PAYLOAD_TOO_LARGE,
        "{}",
        huge.code()
    );

    // A certificate, opened as what it is, and its sheet kept through an edit that does not name it.
    let paper = format!("/stock/pieces/{id}/components/{component}/certificate");
    let lie = owner.upload("PUT", &paper, "gia.pdf", b"\xFF\xD8\xFF".to_vec());
    assert_eq!(lie.code(), "file.not_a_pdf");
    let pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    let attached = owner.upload("PUT", &paper, "gia.pdf", pdf.clone());
    assert!(attached.status.is_success(), "{attached:?}");
    let piece = owner.get(&format!("/stock/pieces/{id}"));
    let file = piece.body["components"][0]["certificate_file_id"].clone();
    let path = format!("/files/{}", file.as_str().expect("a file"));
    assert_eq!(owner.get(&path).header("content-type"), "application/pdf");
    assert_eq!(owner.bytes(&path), pdf);
    let mut sheet = ring(&owner, "J104");
    sheet["version"] = piece.body["version"].clone();
    sheet["components"][0]["id"] = json!(component);
    let edited = owner.put(&format!("/stock/pieces/{id}"), &sheet);
    assert_eq!(edited.status, StatusCode::OK, "{edited:?}");
    assert_eq!(edited.body["components"][0]["certificate_file_id"], file);

    // Somebody else has saved meanwhile.
    let stale = owner.put(&format!("/stock/pieces/{id}"), &sheet);
    assert_eq!(stale.code(), "request.stale", "{stale:?}");
    assert_eq!(stale.body["params"]["version"], edited.body["version"]);

    let gone = owner.delete(&format!(
        "{photos}/{}",
        photo["file_id"].as_str().expect("a file")
    ));
    assert!(gone.status.is_success(), "{gone:?}");
    let piece = owner.get(&format!("/stock/pieces/{id}"));
    assert_eq!(piece.body["photos"], json!([]));
}

#[test]
fn a_piece_is_moved_withdrawn_and_brought_back_and_its_history_tells() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let made = owner.post("/stock/pieces", &ring(&owner, "J104"));
    let piece = format!("/stock/pieces/{}", made.body["id"].as_str().expect("an id"));
    let safe = id_of(&owner.get("/stock/places"), "COFFRE");
    let to_safe = json!({ "place_id": safe, "note": "retrouvée" });
    let act = |what: &str, body: &Value| owner.post(&format!("{piece}/{what}"), body);
    assert_eq!(act("move", &to_safe).body["place_id"], safe);
    let early = act("bring-back", &to_safe);
    assert_eq!(early.status, StatusCode::CONFLICT, "it is there: {early:?}");
    let out = act("withdraw", &json!({ "note": "perdue" }));
    assert_eq!(
        (&out.body["state"], &out.body["place_id"]),
        (&json!("withdrawn"), &Value::Null)
    );
    let moved = act("move", &to_safe);
    assert_eq!(moved.status, StatusCode::CONFLICT, "{moved:?}");
    assert_eq!(act("bring-back", &to_safe).body["state"], "available");
    let history = owner.get(&format!("{piece}/movements"));
    let told: Vec<(&str, &str, &str)> = history
        .body
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| {
            let word = |name: &str| entry[name].as_str().unwrap_or_default();
            (word("reason"), word("note"), word("user_name"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("received", "", "Odile"),
            ("moved", "", "Odile"),
            ("withdrawn", "perdue", "Odile"),
            ("brought_back", "retrouvée", "Odile"),
        ]
    );
    let nowhere = act("move", &json!({ "place_id": Uuid::now_v7() }));
    assert!(nowhere.status.is_client_error(), "{nowhere:?}");
}
