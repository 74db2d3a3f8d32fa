//! The stock's table through the one door: changed together and back, kept as a view, taken out.

use std::io::Cursor;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

fn ring(desk: &Desk<'_>, number: &str, title: &str) -> String {
    let made = desk.post(
        "/stock/pieces",
        &json!({
            "id": Uuid::now_v7(),
            "place_id": id_of(&desk.get("/stock/places"), "VITRINE"),
            "family_id": id_of(&desk.get("/stock/families"), "ring"),
            "number": number, "title": title,
            "metal": "gold", "fineness": 7500, "colour": "white",
            "gross_mg": 3420, "cost_minor": 145_000, "price_minor": 329_050,
            "vat_regime": "standard", "components": [],
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

/// Asks until it is carried out; a loaded machine may take its time.
fn done(desk: &Desk<'_>, id: &str) -> Value {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let now = desk.get(&format!("/stock/bulk/{id}")).body;
        if now["progress"] == "done" {
            return now;
        }
        assert!(Instant::now() < until, "never done: {now}");
        std::thread::yield_now();
    }
}

fn draw_up(desk: &Desk<'_>, wanted: Value, selection: Value) -> Reply {
    let mut body = wanted;
    body["id"] = json!(Uuid::now_v7());
    body["selection"] = selection;
    desk.post("/stock/bulk", &body)
}

fn apply(desk: &Desk<'_>, drawn: &Reply) -> Value {
    assert_eq!(drawn.status, StatusCode::CREATED, "{drawn:?}");
    let id = drawn.body["id"].as_str().expect("an id");
    let begun = desk.post(&format!("/stock/bulk/{id}/apply"), &json!({}));
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    done(desk, id)
}

#[test]
fn all_that_match_get_another_price_and_the_old_one_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let pieces: Vec<_> = (1..=3)
        .map(|n| ring(&owner, &format!("J{n}"), "Solitaire"))
        .collect();
    let up = json!({ "field": "price", "how": "percent", "value_bp": 1_000, "ending": "whole" });
    let all = json!({ "filter": { "state": "available" }, "except": [pieces[2]] });
    let drawn = draw_up(&owner, up, all);
    assert_eq!(drawn.body["progress"], "draft");
    assert_eq!(drawn.body["number"], Value::Null);
    let path = |rest: &str| {
        format!(
            "/stock/bulk/{}/{rest}",
            drawn.body["id"].as_str().expect("id")
        )
    };
    let lines = owner.get(&path("lines")).body;
    assert_eq!(lines["lines"][0]["old"], "329050");
    assert_eq!(lines["lines"][0]["new"], "362000");
    assert_eq!(lines["next"], Value::Null);

    let finished = apply(&owner, &drawn);
    assert_eq!(
        (&finished["number"], &finished["done_count"]),
        (&json!(1), &json!(2))
    );
    let price =
        |n: usize| owner.get(&format!("/stock/pieces/{}", pieces[n])).body["price_minor"].clone();
    assert_eq!((price(0), price(2)), (json!(362_000), json!(329_050)));
    let tags = owner.get(&path("pieces")).body;
    assert_eq!(tags["piece_ids"].as_array().expect("ids").len(), 2);

    let dropped = owner.delete(&format!(
        "/stock/bulk/{}",
        finished["id"].as_str().expect("id")
    ));
    assert_eq!(dropped.code(), "bulk.state");
    let back = owner.post(&path("undo"), &json!({ "id": Uuid::now_v7() }));
    assert_eq!(back.body["undoes"], 1);
    apply(&owner, &back);
    assert_eq!(price(0), json!(329_050));
    let list = owner.get("/stock/bulk").body;
    assert_eq!(list[1]["undone_by"], 2);
}

#[test]
fn what_cannot_be_is_refused_by_its_name() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let piece = ring(&owner, "J1", "Solitaire");
    let these = json!({ "piece_ids": [piece] });
    let check = |wanted: Value, code: &str| {
        let told = wanted.to_string();
        assert_eq!(
            draw_up(&owner, wanted, these.clone()).code(),
            code,
            "{told}"
        );
    };
    let price = |how: &str, bp: Value, minor: Value| json!({ "field": "price", "how": how, "value_bp": bp, "value_minor": minor });
    check(price("percent", json!(0), Value::Null), "bulk.zero");
    check(
        price("percent", json!(-10_000), Value::Null),
        "bulk.nothing_left",
    );
    check(
        price("percent", json!(200_000), Value::Null),
        "bulk.percent_absurd",
    );
    check(
        price("percent", Value::Null, json!(5)),
        "bulk.value_missing",
    );
    check(
        price("exactly", Value::Null, json!(i64::MAX)),
        "stock.price_absurd",
    );
    check(
        price("exactly", Value::Null, json!(-1)),
        "bulk.nothing_left",
    );
    check(json!({ "field": "place" }), "bulk.value_missing");
    check(
        json!({ "field": "place", "value_id": Uuid::now_v7() }),
        "stock.place_unknown",
    );
    check(
        json!({ "field": "family", "value_id": Uuid::now_v7() }),
        "stock.family_unknown",
    );
    check(
        json!({ "field": "supplier", "value_id": Uuid::now_v7() }),
        "stock.supplier_unknown",
    );
    check(
        json!({ "field": "vat_regime", "value_word": "none" }),
        "request.json",
    );
    check(json!({ "field": "nonsense" }), "request.json");
    let up = json!({ "field": "price", "how": "percent", "value_bp": 100 });
    assert_eq!(
        draw_up(&owner, up.clone(), json!({})).code(),
        "selection.nothing"
    );
    let stranger = json!({ "piece_ids": [Uuid::now_v7()] });
    assert_eq!(
        draw_up(&owner, up.clone(), stranger).code(),
        "stock.piece_unknown"
    );
    let gone = owner.post(&format!("/stock/bulk/{}/apply", Uuid::now_v7()), &json!({}));
    assert_eq!(gone.code(), "bulk.unknown");
    let same = draw_up(&owner, json!({ "field": "floor" }), these.clone());
    let id = same.body["id"].as_str().expect("an id");
    let nothing = owner.post(&format!("/stock/bulk/{id}/apply"), &json!({}));
    assert_eq!(nothing.code(), "bulk.nothing");
    assert_eq!(
        owner.delete(&format!("/stock/bulk/{id}")).status,
        StatusCode::NO_CONTENT
    );

    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(draw_up(&desk, up, these).status, StatusCode::FORBIDDEN);
}

fn file(premises: &Premises, desk: &Desk<'_>, body: &Value) -> Vec<u8> {
    premises.bytes(desk.request("POST", "/stock/export", Some(body), ""))
}

fn export(format: &str, language: &str, selection: &Value) -> Value {
    let column = |id: &str| json!({ "id": id, "header": format!("={id}") });
    let columns = [
        "number", "title", "family", "metal", "fineness", "weight", "place", "state", "cost",
        "price", "entered",
    ];
    json!({
        "format": format, "language": language, "selection": selection,
        "columns": columns.map(column),
        "words": { "metal:gold": "or", "state:available": "En stock" },
    })
}

#[test]
fn the_table_is_taken_out_as_a_spreadsheet_reads_it() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    ring(&owner, "J1", "=HYPERLINK(\"http://x\")");
    ring(&owner, "J2", "Solitaire; « Étoile »");
    let all = json!({ "filter": { "sort": "number" } });

    let csv = file(&premises, &owner, &export("csv", "fr", &all));
    let text = String::from_utf8(csv).expect("UTF-8");
    let rows: Vec<_> = text.split("\r\n").collect();
    assert!(rows[0].starts_with('\u{feff}'), "{text}");
    assert!(rows[0].contains("\"'=number\";"), "headers too: {text}");
    assert!(
        rows[1].starts_with("J1;\"'=HYPERLINK(\"\"http://x\"\")\";Bague;or;750,0;3,420;"),
        "{text}"
    );
    assert!(rows[1].contains(";En stock;1450,00;3290,50;"), "{text}");
    assert!(
        rows[2].starts_with("J2;\"Solitaire; « Étoile »\";"),
        "{text}"
    );
    let english = file(&premises, &owner, &export("csv", "en", &all));
    let english = String::from_utf8(english).expect("UTF-8");
    assert!(english.contains(";Ring;or;750.0;3.420;"), "{english}");

    let xlsx = file(&premises, &owner, &export("xlsx", "fr", &all));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx)).expect("a workbook");
    let sheet = book
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("readable");
    assert_eq!(sheet.height(), 3);
    let at = |row: u32, column: u32| sheet.get_value((row, column)).cloned().expect("a cell");
    assert_eq!(at(1, 1), Data::String("=HYPERLINK(\"http://x\")".into()));
    assert_eq!(at(1, 4), Data::Float(750.0));
    assert_eq!(at(1, 5), Data::Float(3.42));
    assert_eq!(at(1, 9), Data::Float(3290.5));
    assert!(matches!(at(1, 10), Data::DateTime(_)), "{:?}", at(1, 10));
    let formulas = book
        .worksheet_formula(&book.sheet_names()[0].clone())
        .expect("formulas");
    assert!(formulas.is_empty(), "nothing is worked out");

    // A cost is not there for who may not see it.
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let seen = file(&premises, &desk, &export("csv", "fr", &all));
    let seen = String::from_utf8(seen).expect("UTF-8");
    assert!(!seen.contains("1450") && !seen.contains("cost"), "{seen}");

    let check = |change: fn(&mut Value), code: &str| {
        let mut body = export("csv", "fr", &all);
        change(&mut body);
        assert_eq!(owner.post("/stock/export", &body).code(), code);
    };
    check(|body| body["format"] = json!("ods"), "export.format");
    check(|body| body["columns"] = json!([]), "export.column");
    check(
        |body| body["columns"] = json!([{ "id": "pin", "header": "x" }]),
        "export.column",
    );
    check(|body| body["selection"] = json!({}), "selection.nothing");
    check(
        |body| body["selection"] = json!({ "filter": { "q": "zzzz" } }),
        "selection.nothing",
    );
}

#[test]
fn a_view_is_kept_shared_and_opened_with() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let id = Uuid::now_v7();
    let view = json!({
        "version": 0, "name": "Vitrine", "shared": true, "columns": ["number", "price"],
        "sort": "price", "descending": true, "q": "", "state": "available",
        "place": id_of(&owner.get("/stock/places"), "VITRINE"),
    });
    let kept = owner.put(&format!("/stock/views/{id}"), &view);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(kept.body["columns"], json!(["number", "price"]));
    let taken = owner.put(&format!("/stock/views/{}", Uuid::now_v7()), &view);
    assert_eq!(taken.code(), "view.name_taken");

    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(desk.get("/stock/views").body[0]["name"], "Vitrine");
    let refused = desk.put(&format!("/stock/views/{}", Uuid::now_v7()), &view);
    assert_eq!(refused.code(), "right.missing");
    let first = desk.put("/stock/first-view", &json!({ "view_id": id }));
    assert_eq!(first.status, StatusCode::NO_CONTENT, "{first:?}");
    assert_eq!(desk.get("/stock/views").body[0]["first"], true);
    assert_eq!(owner.get("/stock/views").body[0]["first"], false);
    assert_eq!(
        desk.delete(&format!("/stock/views/{id}")).code(),
        "right.missing"
    );
    assert_eq!(
        owner.delete(&format!("/stock/views/{id}")).status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(desk.get("/stock/views").body, json!([]));
}

#[test]
fn photos_find_their_pieces_by_name_and_come_off_again() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let piece = ring(&owner, "J104", "Solitaire");
    let names = json!({ "names": ["J104.jpg", "J104-2.png", "X9.jpg", "J104.txt"] });
    let matches = owner.post("/stock/photos/match", &names).body;
    let number = |index: usize| matches[index]["number"].clone();
    assert_eq!(
        (number(0), number(1), number(2)),
        (json!("J104"), json!("J104"), Value::Null)
    );
    assert_eq!(matches[3]["is_picture"], false);
    let many = json!({ "names": vec!["x.jpg"; 5_001] });
    assert_eq!(
        owner.post("/stock/photos/match", &many).code(),
        "selection.too_many"
    );

    let id = Uuid::now_v7();
    let begun = owner.post("/stock/photo-batches", &json!({ "id": id }));
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let path = format!("/stock/photo-batches/{id}/photos");
    let picture = |red: u8| {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(4, 4, image::Rgb([red, 0, 0]))
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("a picture");
        bytes.into_inner()
    };
    let put = |name: &str, bytes: Vec<u8>| owner.upload("POST", &path, name, bytes);
    assert_eq!(put("J104.png", picture(1)).body["number"], "J104");
    assert_eq!(put("J104-2.png", picture(2)).body["known"], false);
    assert_eq!(put("J104-3.png", picture(2)).body["known"], true);
    let text = put("J104-4.jpg", b"a letter about J104".to_vec());
    assert_eq!(text.code(), "file.not_a_picture");
    let nobody = put("X9.png", picture(3));
    assert_eq!(nobody.code(), "photos.no_piece");
    assert_eq!(nobody.body["params"]["name"], "X9.png");
    let photos = || {
        let piece = owner.get(&format!("/stock/pieces/{piece}")).body;
        piece["photos"].as_array().expect("photos").len()
    };
    assert_eq!(photos(), 2);
    let back = owner.post(&format!("/stock/photo-batches/{id}/undo"), &json!({}));
    assert_eq!(back.body["taken_back"], 2, "{back:?}");
    assert_eq!(photos(), 0);
    let twice = owner.post(&format!("/stock/photo-batches/{id}/undo"), &json!({}));
    assert_eq!(twice.code(), "photos.taken_back");
    assert_eq!(put("J104.png", picture(1)).code(), "photos.taken_back");
    assert_eq!(owner.get("/stock/photo-batches").body[0]["photo_count"], 2);
}

#[test]
fn figures_come_on_paper_with_their_bars() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let line = |name: &str, measure: i64| json!({ "name": name, "cells": ["3", "1 200,00 €"], "measure": measure, "measured": "1 200,00 €" });
    let paper = json!({
        "language": "fr", "title": "Valeur du stock", "note": "le 22 novembre 2026",
        "group": "Famille", "measure": "Prix de vente", "headers": ["Pièces", "Prix"],
        "lines": [line("Bagues", 120_000), line("Montres", -5)], "total": ["6", "2 400,00 €"],
        "remarks": [],
    });
    let request = owner.request("POST", "/figures/pdf", Some(&paper), "");
    assert!(premises.bytes(request).starts_with(b"%PDF-"));
    let check = |change: fn(&mut Value), code: &str| {
        let mut body = paper.clone();
        change(&mut body);
        assert_eq!(owner.post("/figures/pdf", &body).code(), code);
    };
    check(|body| body["total"] = json!(["6"]), "request.json");
    check(|body| body["lines"][0]["cells"] = json!([]), "request.json");
    check(
        |body| body["title"] = json!("x".repeat(2_001)),
        "request.json",
    );
    check(
        |body| body["lines"] = json!(vec![body["lines"][0].clone(); 1_001]),
        "selection.too_many",
    );
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(
        desk.post("/figures/pdf", &paper).status,
        StatusCode::FORBIDDEN
    );
}
