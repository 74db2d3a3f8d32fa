//! What customers leave that is not for repair, through the one door: a jewel left for an appraisal stands in
//! the custody ledger, goes home against its slip, and every mistake has a way back; what is refused, and why.

pub mod fixture;
mod papers;
mod refused;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Premises;

use fixture::{Shop, brooch, text};

#[test]
fn a_brooch_is_left_for_an_appraisal_and_fetched_against_its_slip() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let appraisal = shop.appraisal();
    let body = shop.leaves(&appraisal, &[brooch("Broche, métal jaune")]);
    let taken = shop.desk().post("/entrusted", &body);
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let slip = &taken.body;
    let number = text(&slip["number"]);
    assert!(number.ends_with("-D26-1"), "{number}");
    assert_eq!(slip["customer"], "Agnès Lefèvre");
    let object = &slip["objects"][0];
    assert_eq!(object["code"], format!("{number}-1"));
    assert_eq!(
        (&object["standing"], &object["left"], &object["place"]),
        (&json!("here"), &json!(1), &json!("Coffre"))
    );
    assert_eq!(shop.custody(object), ["object_taken_in shop"]);

    // It is found where what is not ours is looked for.
    assert_eq!(shop.held(), [number.as_str()]);
    assert_eq!(shop.of("appraisal", &appraisal)[0]["id"], slip["id"]);
    // It is no piece: nothing that sells or counts finds it.
    let scanned = shop.desk().get(&format!("/stock/by-code/{number}-1"));
    assert_eq!(scanned.status, StatusCode::NOT_FOUND);
    // Whose object is here is not forgotten.
    let refused = shop.erase();
    assert_eq!(refused.code(), "customer.entrusted");
    assert_eq!(refused.body["params"]["slip"], number.as_str());

    let home = shop.give_back(slip, &json!({ "given_to": "sa sœur" }));
    assert_eq!(home.status, StatusCode::OK, "{home:?}");
    let object = &home.body["objects"][0];
    assert_eq!(
        (&object["standing"], &object["left"], &object["place"]),
        (&json!("gone"), &json!(0), &json!(""))
    );
    let entry = &object["entries"][1];
    assert_eq!(
        (&entry["what"], &entry["shown"], &entry["given_to"]),
        (&json!("given_back"), &json!(true), &json!("sa sœur"))
    );
    assert_eq!(
        shop.custody(object),
        ["object_taken_in shop", "object_handed_over customer"]
    );
    assert_eq!(shop.held(), [""; 0]);
    shop.verifies();
    assert_eq!(shop.erase().status, StatusCode::NO_CONTENT);
    shop.verifies();
    let kept = &shop.of("appraisal", &appraisal)[0];
    assert_eq!(
        (&kept["customer"], &kept["objects"][0]["marks"]),
        (&json!(""), &json!(""))
    );
    assert_eq!(kept["objects"][0]["object"], "Broche, métal jaune");
    assert_eq!(kept["objects"][0]["entries"][1]["given_to"], "");
}

/// Every state, and the way back from each: a slip that was a mistake, a return that was none.
#[test]
fn every_entry_has_a_way_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let appraisal = shop.appraisal();
    let slip = shop.takes_in(&shop.leaves(&appraisal, &[brooch("Broche")]));
    let object = text(&slip["objects"][0]["id"]);
    assert_eq!(shop.give_back(&slip, &json!({})).status, StatusCode::OK);
    let back = shop.correct(&object, "ce n’était pas elle");
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    let told = &back.body["objects"][0];
    assert_eq!(
        (&told["standing"], &told["place"]),
        (&json!("here"), &json!("Coffre")),
        "in the place where it was"
    );
    assert_eq!(told["entries"][1]["undone"], true);
    let never = shop.correct(&object, "rien n’a été laissé");
    assert_eq!(never.body["objects"][0]["standing"], "cancelled");
    assert_eq!(
        shop.custody(told),
        [
            "object_taken_in shop",
            "object_handed_over customer",
            "object_corrected shop",
            "object_corrected customer"
        ]
    );
    assert_eq!(shop.held(), [""; 0]);
    assert_eq!(
        shop.correct(&object, "encore").code(),
        "entrusted.nothing_to_correct"
    );
    let gone = shop.give_back(&slip, &json!({}));
    assert_eq!(gone.code(), "entrusted.wrong_standing");
    assert_eq!(gone.body["params"]["standing"], "cancelled");
    shop.verifies();
}

#[test]
fn a_pair_goes_home_one_by_one() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let mut pair = brooch("Boucles d’oreilles");
    pair["count"] = json!(2);
    let slip = shop.takes_in(&shop.leaves(&shop.appraisal(), &[pair]));
    let object = text(&slip["objects"][0]["id"]);
    let some = |count: i64| {
        let objects = json!([{ "id": object, "count": count }]);
        shop.give_back(&slip, &json!({ "objects": objects }))
    };
    for wrong in [0, -1, 3] {
        let refused = some(wrong);
        assert_eq!(refused.code(), "entrusted.field", "{wrong}");
        assert_eq!(refused.body["params"]["field"], "count");
    }
    let one = some(1);
    assert_eq!(one.status, StatusCode::OK, "{one:?}");
    let told = &one.body["objects"][0];
    assert_eq!(
        (&told["standing"], &told["left"]),
        (&json!("here"), &json!(1))
    );
    assert_eq!(some(2).body["params"]["field"], "count");
    let other = some(1);
    assert_eq!(other.body["objects"][0]["standing"], "gone");
    assert_eq!(
        shop.custody(told),
        [
            "object_taken_in shop",
            "object_handed_over shop",
            "object_handed_over customer"
        ]
    );
    assert_eq!(some(1).code(), "entrusted.wrong_standing");
    assert_eq!(
        shop.correct(&object, "erreur").body["objects"][0]["left"],
        1
    );
}

#[test]
fn what_an_estate_is_made_of_is_held_as_well() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let estate = shop.estate();
    let mut body = shop.leaves(&estate, &[brooch("Collier"), brooch("Montre")]);
    body["of"] = json!("estate");
    let slip = shop.takes_in(&body);
    assert_eq!(slip["about"], "Mme Jeanne Roux");
    assert_eq!(slip["objects"].as_array().map(Vec::len), Some(2));
    assert_eq!(shop.of("estate", &estate).as_array().map(Vec::len), Some(1));
    // One after the other.
    let watch = json!([{ "id": slip["objects"][1]["id"], "gross_ug": 12_340_000 }]);
    let home = shop.give_back(&slip, &json!({ "objects": watch }));
    let standing: Vec<&Value> = home.body["objects"]
        .as_array()
        .expect("objects")
        .iter()
        .map(|object| &object["standing"])
        .collect();
    assert_eq!(standing, ["here", "gone"]);
    assert_eq!(shop.held().len(), 1);
}
