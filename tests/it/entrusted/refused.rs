//! What is not written, and why.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Shop, brooch, text};

#[test]
fn an_object_says_which_field_cannot_be() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let appraisal = shop.appraisal();
    for (field, value, wrong) in [
        ("object", json!("  "), "object"),
        ("object", json!("x".repeat(201)), "object"),
        ("count", json!(0), "count"),
        ("count", json!(1_001), "count"),
        ("gross_ug", json!(0), "weight"),
        ("gross_ug", json!(-1), "weight"),
        ("gross_ug", json!(10_000_000_001_i64), "weight"),
        ("declared_minor", json!(-1), "declared"),
    ] {
        let mut object = brooch("Bague");
        object[field] = value;
        let refused = shop.take_in(&shop.leaves(&appraisal, &[brooch("Montre"), object]));
        assert_eq!(refused.code(), "entrusted.field", "{refused:?}");
        assert_eq!(refused.body["params"]["field"], wrong, "{refused:?}");
        assert_eq!(refused.body["params"]["position"], 2);
    }
    let none = shop.take_in(&shop.leaves(&appraisal, &[]));
    assert_eq!(none.body["params"]["field"], "objects");
    let many: Vec<Value> = (0..51).map(|_| brooch("Bague")).collect();
    let many = shop.take_in(&shop.leaves(&appraisal, &many));
    assert_eq!(many.body["params"]["field"], "objects");
    let mut nowhere = shop.leaves(&appraisal, &[brooch("Bague")]);
    nowhere["place_id"] = json!(Uuid::now_v7());
    assert_eq!(shop.take_in(&nowhere).code(), "stock.place_unknown");
    // Nothing of all this has taken a number, and an id is used once.
    let first = brooch("Bague");
    let body = shop.leaves(&appraisal, std::slice::from_ref(&first));
    assert!(text(&shop.takes_in(&body)["number"]).ends_with("-D26-1"));
    assert_eq!(shop.take_in(&body).code(), "stock.id_taken");
    let again = shop.leaves(&appraisal, &[first]);
    assert_eq!(shop.take_in(&again).code(), "stock.id_taken");
    let twin = brooch("Bague");
    let twice = shop.leaves(&appraisal, &[twin.clone(), twin]);
    assert_eq!(shop.take_in(&twice).code(), "stock.id_taken");
}

#[test]
fn nothing_is_left_for_what_is_not_there_or_over() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let nothing = Uuid::now_v7().to_string();
    for of in ["appraisal", "estate", "custom"] {
        let mut body = shop.leaves(&nothing, &[brooch("Bague")]);
        body["of"] = json!(of);
        assert_eq!(shop.take_in(&body).code(), "entrusted.subject_unknown");
    }
    let mut body = shop.leaves(&nothing, &[brooch("Bague")]);
    body["of"] = json!("repair");
    assert_eq!(shop.take_in(&body).code(), "request.json");
    let odd = shop.desk().get(&format!("/entrusted/repair/{nothing}"));
    assert_eq!(odd.code(), "entrusted.subject_unknown");

    let appraisal = shop.appraisal();
    let path = format!("/appraisals/{appraisal}");
    let cancelled = shop
        .desk()
        .post(&format!("{path}/cancel"), &json!({ "note": "erreur" }));
    assert!(cancelled.status.is_success(), "{cancelled:?}");
    let late = shop.take_in(&shop.leaves(&appraisal, &[brooch("Bague")]));
    assert_eq!(late.code(), "entrusted.over");

    // Of an appraisal without a customer nobody knows whose it would be.
    let id = Uuid::now_v7().to_string();
    let begun = shop.desk().post(
        "/appraisals",
        &json!({ "id": id, "kind": "insurance", "customer_id": null, "piece_ids": [] }),
    );
    assert!(begun.status.is_success(), "{begun:?}");
    let refused = shop.take_in(&shop.leaves(&id, &[brooch("Bague")]));
    assert_eq!(refused.code(), "entrusted.no_customer");
}

#[test]
fn the_wrong_slip_opens_nothing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let appraisal = shop.appraisal();
    let slip = shop.takes_in(&shop.leaves(&appraisal, &[brooch("Broche")]));
    let other = shop.takes_in(&shop.leaves(&appraisal, &[brooch("Montre")]));
    // Another slip, an envelope's number, a word.
    for shown in [
        &other["number"],
        &slip["objects"][0]["code"],
        &json!("bonjour"),
    ] {
        let refused = shop.give_back(&slip, &json!({ "shown": shown }));
        assert_eq!(refused.code(), "entrusted.wrong_slip", "{shown}");
        assert_eq!(&refused.body["params"]["number"], shown);
    }
    // Without one, somebody says how the customer is known.
    let none = shop.give_back(&slip, &json!({ "shown": " " }));
    assert_eq!(none.code(), "entrusted.no_reason");
    // What is of another slip does not go with this one.
    let strange = json!([{ "id": other["objects"][0]["id"], "gross_ug": 12_340_000 }]);
    for (objects, code) in [
        (strange, "entrusted.object_unknown"),
        (
            json!([{ "id": Uuid::now_v7() }]),
            "entrusted.object_unknown",
        ),
        (json!([]), "entrusted.field"),
    ] {
        let refused = shop.give_back(&slip, &json!({ "objects": objects }));
        assert_eq!(refused.code(), code, "{objects}");
    }
    let unknown = Uuid::now_v7();
    let nothing = json!({ "id": unknown, "number": "1-D26-9", "objects": [] });
    assert_eq!(
        shop.give_back(&nothing, &json!({})).code(),
        "entrusted.slip_unknown"
    );
    // One object named twice goes once, or not at all.
    let one = json!({ "id": slip["objects"][0]["id"], "gross_ug": 12_340_000 });
    let twice = shop.give_back(&slip, &json!({ "objects": [one, one] }));
    assert_eq!(twice.code(), "entrusted.wrong_standing");
    assert_eq!(shop.held().len(), 2, "all or nothing");

    let lower = text(&slip["number"]).to_lowercase();
    let known = shop.give_back(&slip, &json!({ "shown": lower }));
    assert_eq!(known.status, StatusCode::OK, "{known:?}");
    let again = shop.give_back(&slip, &json!({}));
    assert_eq!(again.code(), "entrusted.wrong_standing");
    assert_eq!(again.body["params"]["standing"], "gone");
    let passport = json!({ "shown": "", "reason": "reconnue, carte d’identité" });
    let home = shop.give_back(&other, &passport);
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    assert_eq!(home.body["objects"][0]["entries"][1]["shown"], false);
}

#[test]
fn what_was_weighed_is_weighed_again_and_a_difference_is_answered_for() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let slip = shop.takes_in(&shop.leaves(&shop.appraisal(), &[brooch("Broche")]));
    let object = text(&slip["objects"][0]["id"]);
    let seller = shop.desk().hire("Sacha", "seller");
    let mut counter = premises.desk();
    counter.sign_in(seller, STAFF_PIN);
    let weighs = |gross_ug: Value, more: &Value| {
        let objects = json!([{ "id": object, "gross_ug": gross_ug }]);
        let mut body = json!({ "objects": objects });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        super::fixture::give_back(&counter, &slip, &body)
    };
    assert_eq!(
        weighs(Value::Null, &json!({})).code(),
        "entrusted.no_weight"
    );
    assert_eq!(weighs(json!(0), &json!({})).code(), "entrusted.field");
    let light = weighs(json!(11_000_000), &json!({}));
    assert_eq!(light.code(), "entrusted.differs");
    assert_eq!(light.body["params"]["came_ug"], 12_340_000);
    let why = json!({ "reason": "une pierre tombée pendant l’examen" });
    assert_eq!(weighs(json!(11_000_000), &why).code(), "right.missing");
    let mut vouched = why;
    vouched["authorised_by"] = shop.vouches();
    let home = weighs(json!(11_000_000), &vouched);
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let entry = &home.body["objects"][0]["entries"][1];
    assert_eq!(
        (&entry["differs"], &entry["allowed_by"]),
        (&json!(true), &json!("Odile"))
    );
    // That it did not go home after all is not for the counter alone to say.
    let path = format!("/entrusted-objects/{object}/correct");
    let unsaid = counter.post(&path, &json!({ "reason": " " }));
    assert_eq!(unsaid.code(), "entrusted.no_reason");
    let alone = counter.post(&path, &json!({ "reason": "pas elle" }));
    assert_eq!(alone.code(), "right.missing");
    let body = json!({ "reason": "pas elle", "authorised_by": shop.vouches() });
    assert_eq!(counter.post(&path, &body).status, StatusCode::OK);
}

#[test]
fn who_may_do_what() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let appraisal = shop.appraisal();
    let body = shop.leaves(&appraisal, &[brooch("Broche")]);
    let slip = shop.takes_in(&body);
    for role in ["bench", "accountant"] {
        let person = shop.desk().hire(role, role);
        let mut desk = premises.desk();
        desk.sign_in(person, STAFF_PIN);
        let id = text(&slip["objects"][0]["id"]);
        for refused in [
            desk.post("/entrusted", &shop.leaves(&appraisal, &[brooch("Bague")])),
            super::fixture::give_back(&desk, &slip, &json!({})),
            desk.post(
                &format!("/entrusted-objects/{id}/correct"),
                &json!({ "reason": "x" }),
            ),
        ] {
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}: {refused:?}");
        }
    }
    assert_eq!(shop.held().len(), 1);
}

/// The last word is SQLite's, whatever the program says.
#[test]
fn the_store_itself_changes_nothing_that_was_written() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.takes_in(&shop.leaves(&shop.appraisal(), &[brooch("Broche")]));
    let conn = tests::raw(&premises.state.store().expect("a store"));
    for sql in [
        "UPDATE entrusted_slip SET number = 'x'",
        "DELETE FROM entrusted_slip",
        "UPDATE entrusted_object SET object = 'x'",
        "UPDATE entrusted_object SET marks = 'x'",
        "DELETE FROM entrusted_object",
        "UPDATE entrusted_entry SET count = 2",
        "DELETE FROM entrusted_entry",
        "UPDATE custody_movement SET object_id = x'00112233445566778899aabbccddeeff'",
        "INSERT INTO custody_movement (id, object_id, at, reason, owner_kind, holder_kind)
         VALUES (randomblob(16), randomblob(16), 1, 'object_taken_in', 'customer', 'shop')",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
}
