//! Custom work through the one door: begun, drawn, quoted in versions, answered, made, delivered; every
//! way back; what is refused, and why; what costs say, and to whom.

mod delivered;
pub mod fixture;
mod kept;
mod made_wrong;
pub mod making;
mod matrix;
mod meanwhile;
mod money;
mod own_stones;
mod refused;
mod whole;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use crate::deposit::fixture::open_day;
use fixture::{Ring, Shop};

#[test]
fn a_ring_is_drawn_quoted_twice_approved_made_and_delivered() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    let ring = shop.begin("Alliance deux ors");
    let told = ring.told();
    let number = told["number"].as_str().expect("a number").to_owned();
    assert!(number.ends_with("-C26-1"), "{number}");
    assert_eq!(told["state"], "enquiry");
    assert_eq!(told["fields"][0]["value"], "12.06.27");

    // Gold at 100 €: 10 g of 750 ‰ with a tenth lost are 825 €; twice that, and the tax, 1 980 €.
    let saved = ring.save(&[ring.metal(10_000, 1_000), ring.stone(60_000, Some(150_000))]);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    let quote = &saved.body["quotes"][0];
    assert_eq!(quote["version"], 1);
    assert_eq!(quote["sent_at"], Value::Null);
    assert_eq!(quote["lines"][0]["cost_minor"], 82_500);
    assert_eq!(quote["lines"][0]["price_minor"], 198_000);
    assert_eq!(quote["lines"][0]["rate_on"], "2026-11-21");
    assert_eq!(quote["total_minor"], 348_000);
    assert_eq!(quote["vat_minor"], 58_000);
    assert_eq!(quote["cost"]["cost_minor"], 142_500);
    assert_eq!(quote["cost"]["margin_minor"], 147_500);

    // The metal moves between the draft and the counter: nothing is sent that was worked out before.
    shop.rate("2026-11-22", 110_000_000);
    assert_eq!(ring.send().code(), "custom.rate_moved");
    let saved = ring.save(&[ring.metal(10_000, 1_000), ring.stone(60_000, Some(150_000))]);
    assert_eq!(saved.body["quotes"][0]["total_minor"], 367_800);
    assert_eq!(saved.body["quotes"].as_array().map(Vec::len), Some(1));
    ring.sends();
    assert_eq!(ring.told()["state"], "quoted");
    // What they are asked about stands still.
    assert_eq!(ring.save(&[]).code(), "custom.wrong_state");

    // No; drawn anew; the second version, by telephone, by her mother.
    assert_eq!(ring.says("refused", "phone", "").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "refused");
    ring.moves("begin_design", "design");
    let cheaper = ring.save(&[ring.metal(6_000, 1_000), ring.stone(60_000, Some(150_000))]);
    assert_eq!(cheaper.body["quotes"][0]["version"], 2);
    assert_eq!(cheaper.body["quotes"][1]["answer"], "refused");
    assert_eq!(cheaper.body["quotes"][1]["total_minor"], 367_800, "locked");
    ring.sends();
    assert_eq!(
        ring.says("approved", "phone", "Sa mère").status,
        StatusCode::OK
    );
    let told = ring.told();
    assert_eq!(told["state"], "approved");
    assert_eq!(told["quotes"][0]["said_by"], "Sa mère");
    assert_eq!(told["quotes"][0]["channel"], "phone");
    assert_ne!(told["quotes"][0]["answered_by"], Value::Null);

    ring.moves("produce", "production");
    ring.moves("finish", "ready");
    assert_eq!(ring.act("rework", "").code(), "custom.no_reason");
    assert_eq!(ring.act("rework", "rayure").status, StatusCode::OK);
    ring.moves("finish", "ready");
    open_day(&shop.owner);
    ring.pays();
    ring.moves("deliver", "delivered");
    let none: &[&str] = &[];
    assert_eq!(shop.numbers("", ""), none, "nothing is open");
    assert_eq!(shop.numbers("all", "roche"), [number.as_str()]);
    assert_eq!(shop.numbers("all", "C26-1"), [number.as_str()]);
    assert_eq!(shop.numbers("delivered", "deux ors"), [number.as_str()]);
    assert_eq!(shop.numbers("all", "100%"), none);
    // Handed over by mistake: it is ready again.
    assert_eq!(ring.act("correct", "elle repasse").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "ready");
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_quote_expires_is_withdrawn_and_every_mistake_has_its_way_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Pendentif");
    assert_eq!(ring.send().code(), "custom.no_draft");
    ring.saves(&[ring.labour(50_000)]);
    ring.sends();
    assert_eq!(ring.says("expired", "", "").code(), "custom.quote_holds");
    assert_eq!(ring.says("approved", "", "").code(), "custom.no_channel");
    // Sent by mistake: the shop takes it back, and the next one is another version.
    assert_eq!(ring.act("correct", "trop tôt").status, StatusCode::OK);
    let told = ring.told();
    assert_eq!(
        (&told["state"], &told["quotes"][0]["answer"]),
        (&json!("enquiry"), &json!("withdrawn"))
    );
    ring.saves(&[ring.labour(60_000)]);
    ring.sends();
    assert_eq!(ring.says("withdrawn", "", "").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "design");
    // That was the mistake: it is open again, and approved; and that was one, too.
    assert_eq!(ring.act("correct", "elle hésite").status, StatusCode::OK);
    assert_eq!(ring.told()["quotes"][0]["answer"], Value::Null);
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    assert_eq!(
        ring.act("correct", "une autre cliente").status,
        StatusCode::OK
    );
    let told = ring.told();
    assert_eq!(
        (&told["state"], &told["quotes"][0]["answer"]),
        (&json!("quoted"), &Value::Null)
    );
    assert_eq!(told["quotes"][0]["version"], 2);
    // Put aside and taken up again where it was.
    assert_eq!(ring.act("hold", "voyage").status, StatusCode::OK);
    ring.moves("resume", "quoted");

    premises.pass(TimeDelta::days(60));
    let owner = shop.sign_in_again();
    let ring = ring.at(&owner);
    assert_eq!(ring.told()["quotes"][0]["lapsed"], true);
    assert_eq!(
        ring.says("approved", "phone", "").code(),
        "custom.quote_expired"
    );
    assert_eq!(ring.says("expired", "", "").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "design");
    // A bigger stone in the middle of it: another version.
    let fresh = json!({ "valid_until": "2027-02-28" });
    assert_eq!(
        ring.save_with(&[ring.labour(70_000)], &fresh).status,
        StatusCode::OK
    );
    ring.sends();
    assert_eq!(ring.says("approved", "letter", "").status, StatusCode::OK);
    ring.moves("produce", "production");
    assert_eq!(
        ring.act("revise", "une pierre plus grosse").status,
        StatusCode::OK
    );
    assert_eq!(ring.told()["state"], "design");
    assert_eq!(ring.act("cancel", "mariage remis").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "cancelled");
    assert_eq!(ring.act("deliver", "").code(), "custom.wrong_state");
    assert_eq!(ring.act("correct", "il a lieu").status, StatusCode::OK);
    assert_eq!(ring.told()["state"], "design");
}

#[test]
fn what_it_costs_is_for_those_who_may_see_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    let ring = shop.begin("Bague");
    ring.saves(&[ring.metal(10_000, 0), ring.stone(60_000, None)]);
    let lines = ring.told()["quotes"][0]["lines"].clone();
    let seller = shop.owner.hire("Camille", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let theirs = ring.at(&desk);
    let told = theirs.told();
    let text = told.to_string();
    for hidden in ["cost", "markup", "margin"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert_eq!(told["quotes"][0]["lines"][1]["price_minor"], 144_000);
    // A seller writes the line anew: its cost goes along, whatever they send.
    let mut kept = lines[1].clone();
    kept["title"] = json!("Saphir");
    kept["cost_minor"] = json!(1);
    kept["markup_bp"] = json!(0);
    let saved = theirs.save(&[lines[0].clone(), kept]);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    let line = &ring.told()["quotes"][0]["lines"][1];
    assert_eq!(
        (&line["title"], &line["cost_minor"], &line["price_minor"]),
        (&json!("Saphir"), &json!(60_000), &json!(144_000))
    );
    // The bench draws and makes; it agrees nothing with a customer.
    let bench = shop.owner.hire("Sacha", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    let theirs = ring.at(&desk);
    theirs.moves("begin_design", "design");
    assert_eq!(theirs.act("cancel", "x").status, StatusCode::FORBIDDEN);
    assert_eq!(theirs.send().status, StatusCode::FORBIDDEN);
}

/// A picture of one colour.
fn picture(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(400, 300, image::Rgb([red, 180, 140]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    png.into_inner()
}

#[test]
fn pictures_make_a_board_and_a_drawing_is_given_back_as_it_came() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.begin("Bague");
    assert_eq!(
        ring.upload("croquis.png", picture(40)).status,
        StatusCode::OK
    );
    let model = b"solid ring\nendsolid ring\n".to_vec();
    let added = ring.upload("bague v2.stl", model.clone());
    assert_eq!(added.status, StatusCode::OK, "{added:?}");
    let files = added.body["files"].clone();
    assert_eq!(files[0]["name"], "croquis.png");
    assert_ne!(files[0]["thumbnail_id"], Value::Null);
    assert_eq!(files[1]["thumbnail_id"], Value::Null);
    assert_eq!(files[1]["size_bytes"], 25);
    assert_eq!(
        files[1]["sha256"],
        "fb20c913fe28f9e18757d7fb5e0f2c5587444107f02528a9eedd7edf937e39db"
    );
    let path = format!(
        "/custom-orders/{}/files/{}",
        ring.id,
        files[1]["file_id"].as_str().expect("an id")
    );
    assert_eq!(shop.owner.bytes(&path), model);
    // Off the board, and back.
    let off = shop.owner.delete(&path);
    assert_eq!(off.body["files"][1]["off"], true, "{off:?}");
    assert_eq!(shop.owner.delete(&path).code(), "custom.file_unknown");
    let back = shop.owner.post(&format!("{path}/back"), &json!({}));
    assert_eq!(back.body["files"][1]["off"], false, "{back:?}");
    // The file of another order is none of this one's.
    let other = shop.begin("Bracelet");
    let strange = path.replace(&ring.id, &other.id);
    assert_eq!(shop.owner.get(&strange).code(), "custom.file_unknown");
    for (name, bytes, code) in [
        ("vide.stl", Vec::new(), "custom.empty_file"),
        (
            "coupe.jpg",
            vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 1],
            "file.picture_damaged",
        ),
    ] {
        assert_eq!(ring.upload(name, bytes).code(), code, "{name}");
    }
}

#[test]
fn the_quote_is_signed_as_it_was_sent_and_reads_in_both_languages() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    let ring = shop.begin("Alliance deux ors, brossée à l’extérieur et polie à l’intérieur");
    ring.upload("croquis.png", picture(40));
    ring.upload("inspiration.png", picture(200));
    ring.saves(&[
        ring.metal(10_000, 1_000),
        ring.stone(60_000, Some(150_000)),
        ring.labour(90_000),
    ]);
    let draft = ring.told()["quotes"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let signature = json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "medium": "paper" });
    let path = format!("/custom-quotes/{draft}/signatures");
    assert_eq!(shop.owner.post(&path, &signature).code(), "custom.not_sent");
    ring.sends();
    assert_eq!(
        ring.says("approved", "signature", "").code(),
        "custom.not_signed"
    );
    let pdf = shop.owner.bytes(&format!("/custom-quotes/{draft}/pdf"));
    assert!(pdf.starts_with(b"%PDF"));
    let signed = shop.owner.post(&path, &signature);
    assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
    assert_eq!(signed.body["of"], "custom_quote");
    // What comes onto the board afterwards is not on what was signed.
    ring.upload("plus tard.png", picture(90));
    assert_eq!(
        ring.says("approved", "signature", "").status,
        StatusCode::OK
    );
    let told = ring.told();
    assert_eq!(told["quotes"][0]["said_by"], "Claire Roche");
    assert_eq!(
        told["quotes"][0]["signatures"][0]["sha256"],
        signed.body["sha256"]
    );
    let kept = signed.body["document_id"].as_str().expect("an id");
    assert_eq!(shop.owner.bytes(&format!("/files/{kept}")), pdf);

    let text = fixture::text(&pdf);
    let number = told["number"].as_str().expect("a number");
    for said in [
        &format!("{number}/1"),
        "Devis · Quote",
        "Alliance deux ors, brossée à l’extérieur",
        "Or 750 ‰ / Gold 750 ‰",
        "Valable jusqu’au · Valid until",
        "Total TTC · Total with VAT",
        "Total HT · Total without VAT",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // The house's cost is nobody's business.
    assert!(!text.contains("825,00"), "{text}");
    fixture::keep("quote.pdf", &pdf);
    let english = shop.begin_in("en", "Two-gold wedding band");
    english.saves(&[english.metal(4_000, 0), english.labour(30_000)]);
    let draft = english.told()["quotes"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let pdf = shop.owner.bytes(&format!("/custom-quotes/{draft}/pdf"));
    let text = fixture::text(&pdf);
    assert!(
        text.contains("DRAFT — NOT VALID · PROJET — SANS VALEUR"),
        "{text}"
    );
    fixture::keep("quote-draft-en.pdf", &pdf);
}

#[test]
fn whoever_waits_for_an_order_is_not_forgotten() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring: Ring<'_> = shop.begin("Bague");
    let erase = format!("/customers/{}/erase", shop.customer);
    assert_eq!(
        shop.owner.post(&erase, &json!({})).code(),
        "customer.in_custom"
    );
    ring.saves(&[ring.labour(50_000)]);
    ring.sends();
    assert_eq!(
        ring.says("refused", "phone", "Claire Roche").status,
        StatusCode::OK
    );
    let erased = shop.owner.post(&erase, &json!({}));
    assert!(erased.status.is_success(), "{erased:?}");
    let told = ring.told().to_string();
    assert!(!told.contains("Roche"), "{told}");
}
