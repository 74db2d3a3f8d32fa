//! What of the making is hidden, and what is not written.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

use super::fixture::Shop;
use super::making::{hour, stone};

#[test]
fn what_the_making_costs_is_for_those_who_may_see_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    shop.rate("2026-11-21", 100_000_000);
    hour(&shop.owner, 6_000);
    stone(&shop.owner, "D1", 300, 80_000);
    let ring = shop.begin("Bague");
    ring.goes_into_production();
    let bench = shop.owner.hire("Sacha", "bench");
    let mut desk = premises.desk();
    desk.sign_in(bench, STAFF_PIN);
    let theirs = ring.at(&desk);
    let centre = theirs.adds("piece", &json!({ "code": "D1" }));
    theirs.used(&centre, &json!({}));
    let work = theirs.adds("labour", &json!({ "title": "Monture", "minutes": 60 }));
    theirs.used(&work, &json!({ "minutes": 60 }));
    // A cost that who may not see costs sends is not looked at.
    let casting = theirs.adds("outside", &json!({ "title": "Fonte", "cost_minor": 99 }));
    let making = theirs.told()["making"].to_string();
    for hidden in ["cost_minor", "compared", "planned", "used_minor"] {
        assert!(!making.contains(hidden), "{hidden}: {making}");
    }
    assert_eq!(desk.get("/work-in-progress").status, StatusCode::FORBIDDEN);
    let told = ring.told();
    assert_eq!(told["making"]["total"]["used_minor"], 86_000);
    assert_eq!(told["making"]["total"]["unknown"], true);
    assert_eq!(ring.off(&casting).status, StatusCode::OK);
    assert_eq!(ring.told()["making"]["total"]["unknown"], false);
    // Somebody else's hours are written by who plans the bench.
    let owner_id = shop.owner.get("/session/users").body[0]["id"].clone();
    let refused = theirs.uses(&work, &json!({ "minutes": 5, "person_id": owner_id }));
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    // A seller takes orders; the making is the bench's.
    let seller = shop.owner.hire("Camille", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let finish = ring.at(&desk).finish("J700");
    let may = desk.get("/session").body["rights"]
        .to_string()
        .contains("work_repairs");
    assert_eq!(finish.status == StatusCode::FORBIDDEN, !may, "{finish:?}");
}

#[test]
fn what_cannot_be_is_not_written() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    stone(&shop.owner, "D1", 300, 80_000);
    let ring = shop.begin("Bague");
    ring.moves("begin_design", "design");
    ring.goes_into_production_from_design();
    let long = "é".repeat(40_000);
    for (kind, more, code) in [
        ("piece", json!({ "code": "" }), "custom.part_code"),
        ("piece", json!({ "code": "RIEN" }), "custom.part_code"),
        ("piece", json!({ "code": long }), "custom.part_code"),
        ("gemme", json!({}), "request.json"),
        ("metal", json!({ "title": "Or" }), "custom.field"),
        (
            "metal",
            json!({ "title": "Or", "metal": "gold", "fineness": 7_500, "weight_mg": 0 }),
            "custom.field",
        ),
        (
            "metal",
            json!({ "title": "Or", "metal": "gold", "fineness": 10_001, "weight_mg": 5 }),
            "custom.field",
        ),
        (
            "metal",
            json!({ "title": "Or", "metal": "base", "fineness": 7_500, "weight_mg": 5 }),
            "custom.field",
        ),
        (
            "metal",
            json!({ "title": "Or", "metal": "gold", "fineness": 7_500, "weight_mg": 5, "loss_bp": 6_000 }),
            "custom.field",
        ),
        (
            "metal",
            json!({ "title": " ", "metal": "gold", "fineness": 7_500, "weight_mg": 5 }),
            "custom.field",
        ),
        (
            "labour",
            json!({ "title": "Façon", "minutes": 0 }),
            "custom.field",
        ),
        (
            "labour",
            json!({ "title": "Façon", "minutes": 5, "person_id": Uuid::now_v7() }),
            "custom.person_unknown",
        ),
        ("awaited", json!({ "title": "" }), "custom.field"),
        (
            "awaited",
            json!({ "title": "Saphir", "quantity": 0 }),
            "custom.field",
        ),
        (
            "awaited",
            json!({ "title": "Saphir", "supplier_id": Uuid::now_v7() }),
            "custom.supplier_unknown",
        ),
        (
            "awaited",
            json!({ "title": "Saphir", "purchase_line_id": Uuid::now_v7() }),
            "custom.purchase_unknown",
        ),
        (
            "outside",
            json!({ "title": "Fonte", "cost_minor": -1 }),
            "custom.field",
        ),
    ] {
        let refused = ring.part(kind, &more);
        assert_eq!(refused.code(), code, "{kind} {:.60}", more.to_string());
    }
    assert_eq!(ring.told()["making"]["parts"], json!([]));
    let twice = json!({ "id": Uuid::now_v7(), "code": "D1" });
    assert_eq!(ring.part("piece", &twice).status, StatusCode::OK);
    let other = json!({ "id": twice["id"], "title": "Fonte" });
    assert_eq!(ring.part("outside", &other).code(), "stock.id_taken");
    assert_eq!(
        ring.part("piece", &json!({ "code": "D1" })).code(),
        "stock.kept"
    );
    let metal = ring.adds(
        "metal",
        &json!({ "title": "Or", "metal": "gold", "fineness": 7_500, "weight_mg": 5_000 }),
    );
    let work = ring.adds("labour", &json!({ "title": "Façon", "minutes": 60 }));
    for (part, more) in [
        (&metal, json!({})),
        (&metal, json!({ "weight_mg": -5 })),
        (&metal, json!({ "weight_mg": 10_000_001 })),
        (&work, json!({})),
        (&work, json!({ "minutes": 1_441 })),
        (&work, json!({ "minutes": 5, "on": "2026-11-23" })),
        (&work, json!({ "minutes": 5, "on": "2024-01-01" })),
    ] {
        assert_eq!(ring.uses(part, &more).code(), "custom.field", "{more}");
    }
    let nobody = Uuid::now_v7().to_string();
    assert_eq!(ring.uses(&nobody, &json!({})).code(), "custom.part_unknown");
    assert_eq!(ring.off(&nobody).code(), "custom.part_unknown");
    let path = format!("/custom-uses/{nobody}/back");
    assert_eq!(
        shop.owner.post(&path, &json!({ "note": "x" })).code(),
        "custom.use_unknown"
    );
    // Without a rate and an hour's cost nobody knows what it costs: it is said, not guessed.
    ring.used(&metal, &json!({ "weight_mg": 4_800 }));
    assert_eq!(ring.told()["making"]["total"]["unknown"], true);
    assert_eq!(shop.owner.get("/work-in-progress").body["unknown"], 1);
    // A piece that cannot be entered is not, and nothing has moved.
    for (name, value, code) in [
        ("number", json!(""), "stock.number_missing"),
        ("number", json!("D1"), "stock.number_taken"),
        ("title", json!(" "), "stock.title_missing"),
        ("family_id", json!(Uuid::now_v7()), "stock.family_unknown"),
        ("place_id", json!(Uuid::now_v7()), "stock.place_unknown"),
        ("fineness", json!(1_234), "stock.fineness_illegal"),
        ("photos", json!([Uuid::now_v7()]), "custom.file_unknown"),
    ] {
        let mut piece = ring.piece("J700");
        piece[name] = value;
        let refused = ring.post("finish", &json!({ "piece": piece }));
        assert_eq!(refused.code(), code, "{name}: {refused:?}");
    }
    assert_eq!(ring.told()["state"], "production");
    assert_eq!(ring.act("hold", "voyage").status, StatusCode::OK);
    assert_eq!(
        ring.uses(&metal, &json!({ "weight_mg": 5 })).code(),
        "custom.wrong_state"
    );
    assert_eq!(
        ring.part("piece", &json!({ "code": "D1" })).code(),
        "custom.wrong_state"
    );
    assert_eq!(ring.finish("J700").code(), "custom.wrong_state");
    assert_eq!(ring.take_back(0, "mal pesé").status, StatusCode::OK);
}
