//! "You switched my diamond": what was taken in is corrected by two and stays to be read, an envelope is
//! no claim slip, each stone is looked at, whoever finds a difference does not allow it alone, and both
//! sides sign.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{OWNER_PIN, Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Job, Shop};
use super::marks::photograph;
use super::signatures::told;

/// Three grams, a stone in the middle and four around it.
fn ring(shop: &Shop<'_>) -> Value {
    let mut ring = shop.object("Bague, métal jaune");
    ring["gross_ug"] = json!(3_000_000);
    ring["ring_size"] = json!("52");
    ring["stones"] = json!([
        { "seat": "centre", "stone": "pierre blanche", "count": 1 },
        { "seat": "épaules", "stone": "pierre blanche", "count": 4 }
    ]);
    ring
}

fn finish(job: &Job<'_>) {
    for (act, to) in [
        ("start", "bench"),
        ("check", "quality_check"),
        ("pass", "ready"),
    ] {
        job.moves(act, to);
    }
}

fn seen(taken: &Value, gross_ug: i64, stones: &[&str]) -> Value {
    json!({ "id": Uuid::now_v7(), "slip": taken["number"], "gross_ug": gross_ug, "stones": stones,
        "stones_same": true, "photos_same": true })
}

fn amended(job: &Job<'_>, gross_ug: i64, stones: &Value) -> Value {
    let now = job.told();
    json!({ "version": now["version"], "object": now["object"], "said": "", "condition": "",
        "declared_minor": null, "gross_ug": gross_ug, "ring_size": now["ring_size"],
        "stones": stones, "note": "mal pesée" })
}

const BOTH: &[&str] = &["present", "present"];

#[test]
fn what_was_taken_in_is_corrected_by_who_answers_for_it_and_stays_to_be_read() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop)]);
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let job = shop.job_at(&desk, &taken, 0);
    let path = format!("/repair-jobs/{}", job.id);
    let four = json!([{ "seat": "centre", "stone": "pierre blanche", "count": 1 }]);
    let all = job.told()["stones"].clone();

    // No paper is out and nothing has moved: the seller's own slip of the pen is put right.
    assert_eq!(job.told()["held"], false);
    let saved = desk.put(&path, &amended(&job, 3_010_000, &all));
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    assert_eq!(job.told()["first"], Value::Null, "it was nobody's yet");
    let photo = photograph(&job);
    finish(&job);
    assert_eq!(job.told()["held"], true);

    // Now it is what the object will be compared with.
    let light = seen(&taken, 2_500_000, BOTH);
    assert_eq!(job.post("hand-over", &light).code(), "repair.differs");
    let mut wrong = amended(&job, 2_500_000, &four);
    assert_eq!(desk.put(&path, &wrong).code(), "right.missing");
    let fewer = amended(&job, 3_010_000, &four);
    assert_eq!(desk.put(&path, &fewer).code(), "right.missing");
    let off = format!("photos/{photo}/off");
    assert_eq!(job.post(&off, &json!({})).code(), "repair.no_reason");
    let why = json!({ "note": "floue" });
    assert_eq!(job.post(&off, &why).code(), "right.missing");
    assert_eq!(job.told()["gross_ug"], 3_010_000, "nothing was changed");
    assert_eq!(job.told()["photos"].as_array().map(Vec::len), Some(1));
    assert_eq!(job.post("hand-over", &light).code(), "repair.differs");
    // Words are still anybody's to put right.
    let mut words = amended(&job, 3_010_000, &all);
    words["said"] = json!("pour samedi");
    assert_eq!(desk.put(&path, &words).status, StatusCode::OK);

    wrong["version"] = job.told()["version"].clone();
    wrong["said"] = json!("pour samedi");
    wrong["authorised_by"] = json!({ "user_id": shop.owner_id(), "pin": OWNER_PIN });
    let saved = desk.put(&path, &wrong);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    let mut why = why;
    why["authorised_by"] = wrong["authorised_by"].clone();
    assert_eq!(job.post(&off, &why).status, StatusCode::OK);
    let told_now = job.told();
    let first = &told_now["first"];
    assert_eq!(first["gross_ug"], 3_010_000);
    assert_eq!(first["stones"].as_array().map(Vec::len), Some(2));
    let entries = told_now["entries"].as_array().expect("a history");
    assert_eq!(
        (&entries[0]["what"], &entries[0]["allowed_by"]),
        (&json!("photo_off"), &json!("Odile"))
    );
    assert_eq!(entries[0]["photo_id"], json!(photo));
    let correction = &entries[1];
    assert_eq!(
        (&correction["by"], &correction["allowed_by"]),
        (&json!("Sam"), &json!("Odile"))
    );
    assert_eq!(correction["amended"]["before"]["gross_ug"], 3_010_000);
    assert_eq!(correction["amended"]["after"]["gross_ug"], 2_500_000);

    // The paper says both.
    let given = job.post("hand-over", &seen(&taken, 2_500_000, &["present"]));
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let pdf = desk.bytes(&format!("/repair-jobs/{}/return-slip", job.id));
    let text = told("pdftotext", &["-layout", "-", "-"], &pdf);
    for words in ["3,01", "2,5", "épaules", "mal pesée", "Odile", "présente"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn once_the_customer_has_gone_it_is_held_whatever_was_printed() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop)]);
    let seller = shop.owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    for (minutes, held) in [(30, false), (1, true)] {
        premises.pass(TimeDelta::minutes(minutes));
        desk.sign_in(seller, STAFF_PIN);
        assert_eq!(shop.job_at(&desk, &taken, 0).told()["held"], held);
    }
}

#[test]
fn a_signed_slip_is_held_before_anything_moves() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop)]);
    let job = shop.job(&taken, 0);
    let signed = shop.owner.post(
        &format!("/repairs/{}/signatures", job.repair),
        &json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "medium": "paper" }),
    );
    assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
    assert_eq!(job.told()["held"], true);
    // The owner is alone with the right: she answers for it herself, and it is seen.
    let stones = job.told()["stones"].clone();
    let saved = shop.owner.put(
        &format!("/repair-jobs/{}", job.id),
        &amended(&job, 2_900_000, &stones),
    );
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    assert_eq!(job.told()["first"]["gross_ug"], 3_000_000);
    assert_eq!(job.told()["entries"][0]["allowed_by"], "Odile");
}

#[test]
fn an_envelope_is_no_slip_and_whoever_finds_a_difference_is_not_alone_with_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop), ring(&shop)]);
    let owner = shop.owner_id();
    let manager = shop.owner.hire("Karim", "manager");
    let mut desk = premises.desk();
    desk.sign_in(manager, STAFF_PIN);
    let job = shop.job_at(&desk, &taken, 0);
    finish(&job);
    let with = |slip: &Value| {
        let mut body = seen(&taken, 3_000_000, BOTH);
        body["slip"] = slip.clone();
        job.post("hand-over", &body)
    };
    for at in 0..2 {
        let code = &taken["jobs"][at]["code"];
        let refused = with(code);
        assert_eq!(refused.code(), "repair.envelope_shown", "{refused:?}");
        assert_eq!(&refused.body["params"]["code"], code);
    }
    assert_eq!(with(&json!("P1-R99-1")).code(), "repair.wrong_slip");
    assert_eq!(with(&json!("")).code(), "repair.no_reason");

    let mut missing = seen(&taken, 3_000_000, &["present", "missing"]);
    assert_eq!(
        job.post("hand-over", &missing).code(),
        "repair.not_the_same"
    );
    missing["reason"] = json!("une pierre perdue à l’établi");
    missing["authorised_by"] = Value::Null;
    assert_eq!(
        job.post("hand-over", &missing).code(),
        "right.second_person"
    );
    // His own PIN once more is no second person.
    missing["authorised_by"] = json!({ "user_id": manager, "pin": STAFF_PIN });
    assert_eq!(
        job.post("hand-over", &missing).code(),
        "right.second_person"
    );
    assert_eq!(job.told()["state"], "ready");
    missing["authorised_by"] = json!({ "user_id": owner, "pin": OWNER_PIN });
    let given = job.post("hand-over", &missing);
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let handed = job.told()["handovers"][0].clone();
    assert_eq!(handed["allowed_by"], "Odile");
    assert_eq!(handed["stones_same"], false);
    assert_eq!(handed["stones"][1]["seen"], "missing");
    assert_eq!(handed["stones"][1]["stone"]["seat"], "épaules");
}

#[test]
fn each_stone_is_looked_at_and_the_weight_says_where_it_comes_from() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop)]);
    let bench = shop.owner.hire("Paul", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    let theirs = shop.job_at(&desk, &taken, 0);
    theirs.moves("start", "bench");
    let task = json!({ "id": Uuid::now_v7(), "kind": "sizing", "title": "Mise à taille",
        "price_minor": 0, "vat_bp": 2_000, "metal_in_mg": 100, "metal_out_mg": 400 });
    let body = json!({ "version": theirs.told()["version"], "tasks": [task] });
    assert_eq!(theirs.put("tasks", &body).status, StatusCode::OK);
    // Somebody who changes only the price has not said what was taken out.
    let job = shop.job(&taken, 0);
    let mut dearer = body.clone();
    dearer["version"] = job.told()["version"].clone();
    dearer["tasks"][0]["minutes"] = json!(45);
    assert_eq!(job.put("tasks", &dearer).status, StatusCode::OK);
    let now = job.told();
    assert_eq!(now["expected_ug"], 2_700_000);
    assert_eq!(
        now["weighing"],
        json!([{ "title": "Mise à taille", "in_ug": 100_000, "out_ug": 400_000,
            "weighed": false, "by": "Paul" }])
    );
    theirs.moves("check", "quality_check");
    theirs.moves("pass", "ready");
    for (stones, code) in [
        (json!([]), "repair.stones_unseen"),
        (json!(["present"]), "repair.stones_unseen"),
        (
            json!(["present", "present", "present"]),
            "repair.stones_unseen",
        ),
        (json!(["present", "perhaps"]), "request.json"),
    ] {
        let mut body = seen(&taken, 2_700_000, BOTH);
        body["stones"] = stones;
        assert_eq!(job.post("hand-over", &body).code(), code, "{body}");
    }
    assert_eq!(job.told()["state"], "ready");
    let given = job.post("hand-over", &seen(&taken, 2_700_000, BOTH));
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    assert_eq!(job.told()["handovers"][0]["differs"], false);
}

#[test]
fn both_sides_sign_the_same_paper_or_it_is_said_why_not() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[ring(&shop)]);
    let job = shop.job(&taken, 0);
    finish(&job);
    let given = job.post("hand-over", &seen(&taken, 3_000_000, BOTH));
    assert_eq!(given.status, StatusCode::OK, "{given:?}");
    let sign = |side: &str, medium: &str, reason: &str| {
        job.post(
            "signatures",
            &json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "side": side,
                "medium": medium, "reason": reason }),
        )
    };
    for (side, medium, code) in [
        ("customer", "session", "signature.not_like_that"),
        ("shop", "paper", "signature.not_like_that"),
        ("shop", "refused", "signature.not_like_that"),
        ("customer", "refused", "signature.no_reason"),
        ("nobody", "paper", "request.json"),
    ] {
        assert_eq!(sign(side, medium, " ").code(), code, "{side} {medium}");
    }
    let refused = sign("customer", "refused", "main plâtrée");
    assert_eq!(refused.status, StatusCode::CREATED, "{refused:?}");
    assert_eq!(refused.body["reason"], "main plâtrée");
    assert_eq!(
        sign("customer", "paper", "").code(),
        "signature.side_signed"
    );
    let shops = sign("shop", "session", "");
    assert_eq!(shops.status, StatusCode::CREATED, "{shops:?}");
    assert_eq!(shops.body["signer"], "Odile", "whoever is signed in");
    assert_eq!(
        shops.body["sha256"], refused.body["sha256"],
        "one paper, two sides"
    );
    let pdf = shop
        .owner
        .bytes(&format!("/repair-jobs/{}/return-slip", job.id));
    let text = told("pdftotext", &["-layout", "-", "-"], &pdf);
    let digest = refused.body["sha256"].as_str().expect("a digest");
    for words in ["main plâtrée", "Pour la maison", "Odile", digest] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // A claim slip has one side, and is signed or not.
    let claim = shop.owner.post(
        &format!("/repairs/{}/signatures", job.repair),
        &json!({ "id": Uuid::now_v7(), "signer": "Claire Roche", "medium": "refused",
            "reason": "x" }),
    );
    assert_eq!(claim.code(), "signature.not_like_that");
}
