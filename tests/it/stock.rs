//! The stock through the one door: a piece, its photo, the search, a file in and out again.

use axum::body::Body;
use axum::http::{StatusCode, header};
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

/// A file as the body of a command.
fn upload(at: (&Premises, &Desk<'_>), path: &str, name: &str, bytes: Vec<u8>) -> Reply {
    let mut request =
        at.1.request("POST", path, None, &Uuid::now_v7().to_string());
    let headers = request.headers_mut();
    headers.insert("x-file-name", name.parse().expect("a header"));
    headers.insert(
        header::CONTENT_TYPE,
        "application/octet-stream".parse().expect("a type"),
    );
    *request.body_mut() = Body::from(bytes);
    at.0.send(request)
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
    let refused = upload(
        (&premises, &desk),
        &format!("/stock/pieces/{id}/photos"),
        "a.jpg",
        vec![1],
    );
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let lie = upload(
        (&premises, &owner),
        &format!("/stock/pieces/{id}/photos"),
        "ring.jpg",
        b"numero;titre".to_vec(),
    );
    assert_eq!(lie.code(), "file.not_a_picture", "{lie:?}");
}

#[test]
fn a_stock_file_is_checked_and_refused_when_it_is_none() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let bytes = include_bytes!("../fixtures/stock/bijouterie.csv").to_vec();
    let started = upload((&premises, &owner), "/imports", "bijouterie.csv", bytes);
    assert_eq!(started.status, StatusCode::CREATED, "{started:?}");
    assert_eq!(started.body["encoding"], "windows-1252");
    let id = started.body["id"].as_str().expect("an id");
    let run = owner.post(&format!("/imports/{id}/check"), &json!({}));
    assert_eq!(
        (&run.body["good"], &run.body["bad"]),
        (&json!(40), &json!(0)),
        "{run:?}"
    );
    let photo = upload(
        (&premises, &owner),
        "/imports",
        "stock.csv",
        b"\xFF\xD8\xFF\xE0".to_vec(),
    );
    assert_eq!(photo.code(), "import.not_a_table");
    let early = owner.post(&format!("/imports/{id}/undo"), &json!({}));
    assert_eq!(early.code(), "import.state");
}
