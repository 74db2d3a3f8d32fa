//! What is away too long: at the bench, on memo, a tray out of the safe; prolonged and back; any past
//! day as it was.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply};
use uuid::Uuid;

use crate::memo::fixture::Shop;

fn place(shop: &Shop<'_>, code: &str) -> String {
    let places = shop.owner.get("/stock/places").body;
    let places = places.as_array().expect("places").iter();
    let mut found = places.filter(|one| one["code"] == code);
    let found = found.next().expect(code)["id"].as_str();
    found.expect("an id").to_owned()
}

fn move_to(shop: &Shop<'_>, piece: &str, place: &str) {
    let path = format!("/stock/pieces/{piece}/move");
    let moved = shop.owner.post(&path, &json!({ "place_id": place }));
    assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
}

/// The act's id.
fn carry(shop: &Shop<'_>, tray: &str, place: &str) -> Uuid {
    let id = Uuid::now_v7();
    let body = json!({ "id": id, "tray_ids": [tray], "place_id": place });
    let carried = shop.owner.post("/tray-moves", &body);
    assert_eq!(carried.status, StatusCode::CREATED, "{carried:?}");
    id
}

/// `number kind with days due overdue` of every line.
fn told(shop: &Shop<'_>, on: &str) -> Vec<String> {
    let away = shop.owner.get(&format!("/away?on={on}"));
    assert_eq!(away.status, StatusCode::OK, "{away:?}");
    let line = |line: &Value| {
        let text = |name: &str| line[name].as_str().unwrap_or("-").to_owned();
        let late = if line["overdue"] == true { " late" } else { "" };
        let (number, kind, with, due) =
            (text("number"), text("kind"), text("with"), text("due_on"));
        format!("{number} {kind} {with} {} {due}{late}", line["days"])
    };
    away.body
        .as_array()
        .expect("lines")
        .iter()
        .map(line)
        .collect()
}

fn due(shop: &Shop<'_>) -> i64 {
    shop.owner.get("/away/count").body["due"]
        .as_i64()
        .expect("a count")
}

fn extend(shop: &Shop<'_>, of: (&str, &str), until: Value, reason: &str) -> Reply {
    let mut body = json!({ "id": Uuid::now_v7(), "until_on": until, "reason": reason });
    body[of.0] = json!(of.1);
    shop.owner.post("/away/extensions", &body)
}

#[test]
fn what_is_away_too_long_is_said_prolonged_and_comes_back() {
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    let (bench, tray) = (place(&shop, "ATELIER"), place(&shop, "PLATEAU1"));
    let [ring, lent, lying] = ["J1", "J2", "J3"].map(|number| shop.enter(number));
    let (ring, tray) = (ring.as_str(), tray.as_str());
    let (window, safe) = (shop.window.clone(), shop.safe.clone());
    assert_eq!(told(&shop, ""), Vec::<String>::new());
    move_to(&shop, ring, &bench);
    shop.open("out", &[&lent]);
    move_to(&shop, &lying, tray);
    carry(&shop, tray, &safe);
    carry(&shop, tray, &window);
    let first_day = [
        "J1 bench Atelier 0 2026-12-06",
        // What the memo says counts more than the month that is usual.
        "J2 supplier Maison Martin & Fils 0 2027-01-15",
        "PLATEAU1 tray Vitrine 0 2026-11-22",
    ];
    assert_eq!(told(&shop, ""), first_day);
    assert_eq!(due(&shop), 0);

    // The tray lay in the window for a night; that was meant so.
    shop.later(1);
    assert_eq!(
        told(&shop, "")[0],
        "PLATEAU1 tray Vitrine 1 2026-11-22 late"
    );
    assert_eq!(due(&shop), 1);
    let of = ("tray_id", tray);
    assert_eq!(
        extend(&shop, of, json!("2026-11-25"), "vitrine de Noël").status,
        204
    );
    assert_eq!(due(&shop), 0);
    assert_eq!(extend(&shop, of, Value::Null, "fini").status, 204);
    assert_eq!(
        extend(&shop, of, Value::Null, "fini").code(),
        "away.not_extended"
    );
    assert_eq!(due(&shop), 1);
    // Into the safe by mistake, and back: the night was no shorter.
    let mistake = carry(&shop, tray, &safe);
    assert_eq!(due(&shop), 0);
    let undo = format!("/tray-moves/{mistake}/undo");
    let undone = shop.owner.post(&undo, &json!({}));
    assert_eq!(undone.status, StatusCode::OK, "{undone:?}");
    assert_eq!(due(&shop), 1);
    carry(&shop, tray, &safe);
    assert_eq!(due(&shop), 0);
    assert_eq!(
        extend(&shop, of, json!("2026-11-25"), "x").code(),
        "away.not_away"
    );

    // A fortnight on the bench and a day. An entry that leaves it there begins nothing anew.
    shop.later(13);
    move_to(&shop, ring, &bench);
    assert_eq!(due(&shop), 0);
    shop.later(1);
    assert_eq!(told(&shop, "")[0], "J1 bench Atelier 15 2026-12-06 late");
    let of = ("piece_id", ring);
    for (until, reason, code) in [
        (json!("2026-12-20"), " ", "away.no_reason"),
        (json!("2026-12-06"), "x", "away.past"),
        (json!("2028-01-01"), "x", "away.too_far"),
        (json!("demain"), "x", "away.what"),
        (Value::Null, "x", "away.not_extended"),
    ] {
        assert_eq!(extend(&shop, of, until, reason).code(), code);
    }
    assert_eq!(
        extend(&shop, ("stone_id", ring), Value::Null, "x").code(),
        "away.what"
    );
    assert_eq!(
        extend(&shop, ("tray_id", ring), json!("2026-12-20"), "x").code(),
        "away.not_away"
    );
    assert_eq!(due(&shop), 1);
    let longer = extend(&shop, of, json!("2026-12-20"), "le chaton se refait");
    assert_eq!(longer.status, StatusCode::NO_CONTENT, "{longer:?}");
    assert_eq!(due(&shop), 0);
    let line = shop.owner.get("/away").body[0].clone();
    assert_eq!(line["extension_reason"], "le chaton se refait");

    // Back, and there again: a stay of its own, without what prolonged the other.
    move_to(&shop, ring, &window);
    assert_eq!(
        told(&shop, ""),
        ["J2 supplier Maison Martin & Fils 15 2027-01-15"]
    );
    move_to(&shop, ring, &bench);
    assert!(told(&shop, "").contains(&"J1 bench Atelier 0 2026-12-21".to_owned()));

    // Every past day as it was.
    assert_eq!(told(&shop, "2026-11-22"), first_day);
    assert_eq!(told(&shop, "2026-11-21"), Vec::<String>::new());
    assert_eq!(
        told(&shop, "2026-11-30"),
        [
            "J1 bench Atelier 8 2026-12-06",
            "J2 supplier Maison Martin & Fils 8 2027-01-15"
        ]
    );
    assert_eq!(shop.owner.get("/away?on=2027-06-01").code(), "away.day");
    assert_eq!(shop.owner.get("/away?on=demain").code(), "request.query");
}

#[test]
fn limits_are_the_shop_s_own() {
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    let bench = place(&shop, "ATELIER");
    let ring = shop.enter("J1");
    move_to(&shop, &ring, &bench);
    let usual = json!({ "bench": 14, "supplier": 30, "customer": 7, "tray": 0 });
    assert_eq!(shop.owner.get("/away/limits").body, usual);
    let set = |limits: Value| shop.owner.put("/away/limits", &limits);
    for wrong in [-1, 3_651] {
        let refused = set(json!({ "bench": wrong, "supplier": 30, "customer": 7, "tray": 0 }));
        assert_eq!(refused.code(), "away.limit");
    }
    assert_eq!(shop.owner.get("/away/limits").body, usual);
    let none = json!({ "bench": null, "supplier": 30, "customer": 7, "tray": 0 });
    assert_eq!(set(none).status, StatusCode::NO_CONTENT);
    assert_eq!(told(&shop, ""), ["J1 bench Atelier 0 -"]);
    let tight = json!({ "bench": 2, "supplier": null, "customer": null, "tray": null });
    assert_eq!(set(tight).status, StatusCode::NO_CONTENT);
    shop.later(3);
    assert_eq!(told(&shop, ""), ["J1 bench Atelier 3 2026-11-24 late"]);
}
