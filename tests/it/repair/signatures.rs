//! What the customer puts their name to: the paper's own bytes, kept with their digest; drawn or written;
//! withdrawn by an entry; and what is no signature.

use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::premises::Premises;
use uuid::Uuid;

use super::fixture::Shop;

/// A stroke on nothing, as a pad gives it.
pub fn stroke() -> String {
    let mut drawn = image::RgbaImage::new(640, 200);
    for x in 40..600 {
        for thick in 0..4 {
            drawn.put_pixel(x, 60 + x % 80 + thick, image::Rgba([29, 27, 26, 255]));
        }
    }
    encoded(&drawn)
}

fn encoded(drawn: &image::RgbaImage) -> String {
    let mut png = Cursor::new(Vec::new());
    drawn
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    STANDARD.encode(png.into_inner())
}

pub fn signed(medium: &str, drawing: Option<&str>) -> Value {
    json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "medium": medium, "drawing": drawing })
}

/// What a program that is not ours says of some bytes.
pub fn told(program: &str, args: &[&str], bytes: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect(program);
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(bytes).expect("written");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success(), "{program}");
    String::from_utf8(output.stdout).expect("a text")
}

#[test]
fn a_claim_slip_is_signed_as_it_was_and_says_so() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague, métal blanc, pierre blanche")]);
    let id = taken["id"].as_str().expect("an id");
    let path = format!("/repairs/{id}/signatures");
    let drawing = stroke();
    let made = shop.owner.post(&path, &signed("screen", Some(&drawing)));
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["of"], "repair");
    assert_eq!(made.body["signer"], "Claire Roche");
    let file = |which: &str| {
        let of = made.body[which].as_str().expect(which);
        shop.owner.bytes(&format!("/files/{of}"))
    };
    // The bytes that were signed are those of the digest, by a program of the system.
    let document = file("document_id");
    let digest = made.body["sha256"].as_str().expect("a digest");
    let summed = told("sha256sum", &["-b"], &document);
    assert_eq!(summed.split(' ').next(), Some(digest));
    let text = told("pdftotext", &["-layout", "-", "-"], &document);
    assert!(
        text.contains("Bague, métal blanc, pierre blanche"),
        "{text}"
    );
    assert!(!text.contains(digest), "what was signed was not signed yet");
    assert_eq!(STANDARD.encode(file("drawing_id")), drawing);

    // The slip tells from now on; what was signed stays as it was.
    let slip = || {
        let pdf = shop.owner.bytes(&format!("/repairs/{id}/pdf?what=claim"));
        told("pdftotext", &["-layout", "-", "-"], &pdf)
    };
    let text = slip();
    assert!(
        text.contains(digest) && text.contains("Claire Roche"),
        "{text}"
    );
    let list = shop.owner.get(&path);
    assert_eq!(list.body.as_array().map(Vec::len), Some(1));

    // The wrong hand: withdrawn with its reason, kept, and given again on paper.
    let withdraw = format!(
        "/signatures/{}/withdraw",
        made.body["id"].as_str().expect("an id")
    );
    let why = |reason: &str| shop.owner.post(&withdraw, &json!({ "reason": reason }));
    assert_eq!(why("  ").code(), "signature.no_reason");
    let withdrawn = why("signé par son mari");
    assert_eq!(withdrawn.status, StatusCode::OK, "{withdrawn:?}");
    assert_eq!(withdrawn.body["withdrawn"]["reason"], "signé par son mari");
    assert_eq!(why("encore").code(), "signature.withdrawn");
    assert!(!slip().contains(digest));
    let paper = shop.owner.post(&path, &signed("paper", None));
    assert_eq!(paper.status, StatusCode::CREATED, "{paper:?}");
    assert_eq!(paper.body["drawing_id"], Value::Null);
    assert_eq!(shop.owner.get(&path).body.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_hand_over_is_signed_beside_how_it_came_in() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut ring = shop.object("Bague, métal blanc");
    ring["gross_ug"] = json!(3_420_500);
    let taken = shop.take_in(&[ring]);
    let job = shop.job(&taken, 0);
    let sign = || job.post("signatures", &signed("screen", Some(&stroke())));
    assert_eq!(
        sign().code(),
        "repair.not_returned",
        "it was not given back yet"
    );
    job.moves_with(
        "cancel",
        &json!({ "note": "reprise sans travaux" }),
        "cancelled",
    );
    let seen = json!({ "id": Uuid::now_v7(), "slip": taken["number"], "gross_ug": 3_421_000,
        "stones_same": true, "photos_same": true, "given_to": "Paul Roche" });
    assert_eq!(job.post("hand-over", &seen).status, StatusCode::OK);
    let made = sign();
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["of"], "hand_over");
    let pdf = shop
        .owner
        .bytes(&format!("/repair-jobs/{}/return-slip", job.id));
    let text = told("pdftotext", &["-layout", "-", "-"], &pdf);
    let digest = made.body["sha256"].as_str().expect("a digest");
    for words in [
        "Paul Roche",
        "3,4205",
        "3,421",
        "identiques",
        "Claire Roche",
        digest,
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let all = shop
        .owner
        .get(&format!("/repairs/{}/signatures", job.repair));
    assert_eq!(all.body[0]["of"], "hand_over", "{all:?}");
}

#[test]
fn what_is_no_signature_is_refused_and_leaves_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Chaîne, métal jaune")]);
    let path = format!(
        "/repairs/{}/signatures",
        taken["id"].as_str().expect("an id")
    );
    let blank = encoded(&image::RgbaImage::new(640, 200));
    let nameless = |name: &str| {
        let mut body = signed("screen", Some(&stroke()));
        body["signer"] = json!(name);
        body
    };
    for (body, code) in [
        (signed("screen", Some(&blank)), "signature.blank"),
        (signed("screen", None), "signature.drawing_unfit"),
        (signed("paper", Some(&stroke())), "signature.drawing_unfit"),
        (
            signed("screen", Some("aucun dessin")),
            "signature.not_a_drawing",
        ),
        (signed("screen", Some("AAAA")), "signature.not_a_drawing"),
        (signed("blood", Some(&stroke())), "request.json"),
        (nameless("   "), "signature.signer_missing"),
        (nameless(&"x".repeat(101)), "signature.signer_too_long"),
    ] {
        let refused = shop.owner.post(&path, &body);
        assert_eq!(refused.code(), code, "{refused:?}");
    }
    let nowhere = format!("/repairs/{}/signatures", Uuid::now_v7());
    let unknown = shop.owner.post(&nowhere, &signed("paper", None));
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let nothing = format!("/signatures/{}/withdraw", Uuid::now_v7());
    let unknown = shop.owner.post(&nothing, &json!({ "reason": "x" }));
    assert_eq!(unknown.code(), "signature.unknown");
    assert_eq!(shop.owner.get(&path).body, json!([]));
}
