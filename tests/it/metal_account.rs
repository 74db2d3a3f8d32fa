//! The customer's metal account through the one door: old gold comes in, is melted, goes into a ring, goes
//! home; what is left is right on every day; every way back; what is refused, and why.

pub mod fixture;
mod matrix;
mod papers;
mod quoted;
mod refused;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::Premises;

use fixture::{Shop, gold, text};

#[test]
fn old_gold_becomes_a_ring_and_the_rest_goes_home() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    // 12.34 g of 585 are 7.2189 g fine: 7 218 mg and a part of one that nobody counts.
    let chain = gold("Chaîne, métal jaune", 5_850, 12_340);
    let mut brooch = gold("Broche cassée, métal jaune, pierres rouges", 7_500, 8_000);
    brooch["stones"] = json!("left_in");
    brooch["stones_mg"] = json!(1_200);
    brooch["tested"] = json!("declared");
    let mut spoon = gold("Cuillère, métal blanc", 9_250, 30_000);
    spoon["metal"] = json!("silver");
    let ids = shop.takes_in(&[chain, brooch, spoon]);
    let account = shop.account();
    assert_eq!(account["customer"], "Claire Roche");
    assert_eq!(
        account["balances"],
        json!([{ "metal": "gold", "fine_mg": 7_218 + 5_100 }, { "metal": "silver", "fine_mg": 27_750 }])
    );
    let number = text(&account["papers"][0]["number"]);
    assert!(number.ends_with("-M26-1"), "{number}");
    assert_eq!(account["entries"].as_array().map(Vec::len), Some(3));
    let brooch = account["lots"]
        .as_array()
        .expect("objects")
        .iter()
        .find(|lot| lot["id"] == ids[1].as_str())
        .expect("the brooch");
    assert_eq!(brooch["weight_mg"], 6_800);
    assert_eq!(brooch["left_fine_mg"], 5_100);
    assert_eq!(brooch["paper"], number.as_str());

    premises.pass(TimeDelta::days(1));
    let desk = shop.makes.sign_in_again();
    let mut shop = shop;
    shop.makes.owner = desk;
    // 19.14 g go in; 18.9 g of 640 come out: what she declared was too much.
    let melted = shop.melt(&[&ids[0], &ids[1]], 18_900, 6_400);
    assert_eq!(melted.status, StatusCode::OK, "{melted:?}");
    let entry = &melted.body["entries"][0];
    assert_eq!(entry["kind"], "melt");
    assert_eq!(entry["loss_mg"], 240);
    assert_eq!(entry["loss_fine_mg"], 12_318 - 12_096);
    assert_eq!(entry["fine_mg"], -222);
    assert_eq!(entry["balance_mg"], 12_096);
    let ingot = text(&melted.body["lots"][0]["id"]);
    assert_eq!(melted.body["lots"][0]["melted"], true);
    assert_eq!(shop.balance(), 12_096);

    let ring = shop.ring("Alliance");
    let used = shop.use_in(&ring, &ingot, 5_000, 333);
    assert_eq!(used.status, StatusCode::OK, "{used:?}");
    // 5.333 g of 640 leave 13.567 g: 8 682 mg fine.
    assert_eq!(used.body["lots"][0]["left_mg"], 13_567);
    assert_eq!(shop.balance(), 8_682);
    assert_eq!(used.body["used"][0]["loss_fine_mg"], 213);
    assert_eq!(
        used.body["in_it"],
        json!([{ "metal": "gold", "fine_mg": 12_096 - 8_682 - 213 }])
    );
    assert_eq!(used.body["takes_metal"], true);

    let home = shop.give_back_with(
        &[(&ingot, 13_567), (&ids[2], 30_000)],
        &json!({ "given_to": "Son frère" }),
    );
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    assert_eq!(home.body["papers"][0]["given_to"], "Son frère");
    assert_eq!(home.body["papers"][0]["kind"], "return");
    assert!(text(&home.body["papers"][0]["number"]).ends_with("-M26-2"));
    assert_eq!(
        home.body["balances"],
        json!([{ "metal": "gold", "fine_mg": 0 }, { "metal": "silver", "fine_mg": 0 }])
    );
    // Every entry says what was left after it, and they add up.
    let entries = home.body["entries"].as_array().expect("entries");
    for metal in ["gold", "silver"] {
        let mut left = 0;
        for entry in entries.iter().rev().filter(|one| one["metal"] == metal) {
            left += entry["fine_mg"].as_i64().expect("a weight");
            assert_eq!(entry["balance_mg"], left, "{entry}");
        }
        assert_eq!(left, 0, "{metal}");
    }
    // Yesterday reads as it was.
    let past = shop.desk().get(&shop.path("?on=2026-11-22"));
    assert_eq!(
        past.body["balances"],
        json!([{ "metal": "gold", "fine_mg": 12_318 }, { "metal": "silver", "fine_mg": 27_750 }])
    );
    assert_eq!(past.body["entries"].as_array().map(Vec::len), Some(3));
    let before = shop.desk().get(&shop.path("?on=2026-11-21"));
    assert_eq!(before.body["balances"], json!([]));
    shop.verifies();
}

#[test]
fn customers_metal_stands_apart_from_the_shops() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.takes_in(&[
        gold("Chaîne", 7_500, 10_000),
        gold("Bague", 7_500, 2_000),
        gold("Dent", 9_000, 1_000),
    ]);
    let position = shop.desk().get("/metal/position");
    assert_eq!(position.status, StatusCode::OK, "{position:?}");
    assert_eq!(position.body["holdings"], json!([]), "none of it is ours");
    assert_eq!(
        position.body["customers"],
        json!([
            { "metal": "gold", "fineness": 9_000, "object_count": 1, "weight_mg": 1_000, "fine_mg": 900 },
            { "metal": "gold", "fineness": 7_500, "object_count": 2, "weight_mg": 12_000, "fine_mg": 9_000 },
        ])
    );
    let before = shop.desk().get("/metal/position?on=2026-11-21");
    assert_eq!(before.body["customers"], json!([]));
    let holders = shop.desk().get("/metal/accounts");
    assert_eq!(
        holders.body,
        json!([{ "customer_id": shop.customer(), "customer": "Claire Roche", "metal": "gold",
            "fine_mg": 9_900, "since": "2026-11-22" }])
    );
    let ahead = shop.desk().get("/metal/accounts?on=2999-01-01");
    assert_eq!(ahead.code(), "metal.position_future");
    assert_eq!(
        shop.desk().get("/metal/accounts?on=yesterday").code(),
        "metal.day"
    );
}

#[test]
fn who_has_metal_here_is_not_forgotten_and_then_nothing_names_them() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ids = shop.takes_in(&[gold("Chaîne", 7_500, 10_000)]);
    let erase = format!("/customers/{}/erase", shop.customer());
    let refused = shop.desk().post(&erase, &json!({}));
    assert_eq!(refused.code(), "customer.metal_held", "{refused:?}");
    assert!(text(&refused.body["params"]["paper"]).ends_with("-M26-1"));
    let home = shop.give_back_with(&[(&ids[0], 10_000)], &json!({ "given_to": "Marc Roche" }));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let paper = text(&home.body["papers"][0]["id"]);
    let erased = shop.desk().post(&erase, &json!({}));
    assert!(erased.status.is_success(), "{erased:?}");
    let account = shop.account();
    assert_eq!(account["papers"][0]["given_to"], "");
    assert!(
        !account["customer"]
            .as_str()
            .expect("a name")
            .contains("Roche")
    );
    let pdf = shop.desk().bytes(&format!("/metal-papers/{paper}/pdf"));
    let told = crate::custom::fixture::text(&pdf);
    assert!(!told.contains("Roche"), "{told}");
    // Nobody's account takes nothing in, and gives nothing back.
    let again = shop.take_in(&[gold("Chaîne", 7_500, 1_000)]);
    assert_eq!(again.code(), "metal_account.customer_unknown");
    let undo = shop.correct("return", "elle l’a laissée");
    assert_eq!(undo.code(), "metal_account.customer_unknown");
    shop.verifies();
}

#[test]
fn pictures_lie_with_what_was_left() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ids = shop.takes_in(&[gold("Chaîne", 7_500, 10_000)]);
    let path = format!("/metal-lots/{}/photos", ids[0]);
    let upload = |bytes: Vec<u8>| shop.desk().upload("POST", &path, "chaine.png", bytes);
    let picture = image::RgbImage::from_pixel(400, 300, image::Rgb([200, 180, 90]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    let png = png.into_inner();
    assert_eq!(upload(b"nothing".to_vec()).code(), "file.not_a_picture");
    let added = upload(png.clone());
    assert_eq!(added.status, StatusCode::OK, "{added:?}");
    assert_eq!(upload(png).status, StatusCode::OK, "the same twice is one");
    let photos = shop.account()["lots"][0]["photos"].clone();
    assert_eq!(photos.as_array().map(Vec::len), Some(1));
    let file = text(&photos[0]["file_id"]);
    assert!(!shop.desk().bytes(&format!("/files/{file}")).is_empty());
    let off = format!("{path}/{file}");
    assert_eq!(shop.desk().delete(&off).status, StatusCode::OK);
    assert_eq!(shop.account()["lots"][0]["photos"], Value::Array(vec![]));
    assert_eq!(shop.desk().delete(&off).code(), "file.unknown");
}
