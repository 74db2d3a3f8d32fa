//! More open jobs than a column or a page shows: the board, the lists and the search. How fast they are with
//! ten thousand is a row of `make bench`.

use chrono::{Days, NaiveDate};
use serde_json::Value;
use shop::repair::{self, Ceiling, NewObject, NewTask, RepairError, TakeIn};
use shop::tariff::Kind;
use shop::users::{self, Authority};
use tests::premises::Premises;
use units::Id;
use uuid::Uuid;

use super::fixture::{Shop, enter};

const REPAIRS: usize = 30;
const OBJECTS: usize = 40;
#[test]
fn more_jobs_than_a_page_shows_are_shown_and_found() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let store = premises.state.store().expect("a store");
    let first = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let customers: Vec<String> = (0..REPAIRS)
        .map(|at| {
            enter(
                &shop.owner,
                &format!("Client{at:03}"),
                "Anne",
                &format!("06 00 00 {:02} {:02}", at / 100, at % 100),
            )
        })
        .collect();
    let by: Authority = authority(&shop);
    for (at, customer) in customers.iter().enumerate() {
        let cx = shop.cx();
        let objects = (0..OBJECTS).map(|k| NewObject {
            id: Id::from_uuid(Uuid::now_v7()),
            object: format!("Bague {k}, métal jaune"),
            said: String::new(),
            condition: String::new(),
            declared_minor: None,
            gross_ug: None,
            ring_size: String::new(),
            piece: None,
            redo_of: None,
            promised_on: first + Days::new(1 + (at as u64 * 7 + k as u64) % 15),
            rush: (at + k) % 20 == 0,
            assignee: None,
            stones: Vec::new(),
            tasks: vec![polish()],
        });
        let input = TakeIn {
            goodwill: None,
            id: Id::from_uuid(Uuid::now_v7()),
            customer: Id::from_uuid(customer.parse().expect("an id")),
            language: None,
            ceiling: Ceiling::None,
            ceiling_minor: None,
            place: None,
            objects: objects.collect(),
        };
        store
            .write(move |tx| Ok::<_, RepairError>(repair::take_in(tx, &cx, &by, &input)?.id))
            .expect("a repair");
    }
    let asked = |path: &str| -> Value {
        let reply = shop.owner.get(path);
        assert!(reply.status.is_success(), "{reply:?}");
        reply.body
    };
    let board = asked("/repair-board");
    assert_eq!(board["columns"][0]["count"], REPAIRS * OBJECTS);
    let cards = board["columns"][0]["jobs"].as_array().expect("cards");
    assert!(cards.iter().all(|card| card["rush"] == true), "rush first");
    let days: Vec<_> = cards
        .iter()
        .map(|card| card["promised_on"].as_str())
        .collect();
    assert!(days.is_sorted(), "then as promised: {days:?}");
    assert_eq!(
        asked("/repair-jobs?only=received&skip=1150")
            .as_array()
            .map(Vec::len),
        Some(50)
    );
    for (text, code) in [
        ("R26-18-2", "R26-18-2"),
        ("18", "R26-18-1"),
        ("client017", "R26-18-"),
        ("06%2000%2000%2000%2017", "R26-18-"),
    ] {
        let found = asked(&format!("/repair-jobs?text={text}"));
        let found = found[0]["code"].as_str().expect("a code");
        assert!(found.contains(code), "{text}: {found}");
    }
    assert_eq!(asked("/repair-jobs?text=personne"), serde_json::json!([]));
    let week = asked("/repair-calendar?from=2026-11-23");
    assert!(week["days"][1]["open"].as_i64() > Some(50), "{week}");
    let cards = week["days"][1]["jobs"].as_array().map(Vec::len);
    assert_eq!(cards, Some(20));
    let minutes = week["days"][1]["open"].as_i64().map(|open| open * 20);
    assert_eq!(week["days"][1]["load_minutes"].as_i64(), minutes);
    asked("/repair-calendar?days=42&figures=true");
    let told = asked("/promise?minutes=60&on=2026-12-01");
    assert_eq!(told["queue_jobs"], REPAIRS * OBJECTS);
    assert_eq!(asked("/repair-due")["late"], 0);
}

/// Twenty minutes of work.
fn polish() -> NewTask {
    NewTask {
        id: Id::from_uuid(Uuid::now_v7()),
        tariff: None,
        kind: Kind::Polish,
        title: "Polissage".into(),
        note: String::new(),
        size_from: String::new(),
        size_to: String::new(),
        metal_in_mg: None,
        metal_out_mg: None,
        engraving: String::new(),
        font: String::new(),
        placement: String::new(),
        price_minor: Some(2_400),
        cost_minor: None,
        minutes: 20,
        vat_bp: 2_000,
        quantity: 1,
        metal: None,
        width_um: None,
        commission: None,
    }
}

fn authority(shop: &Shop<'_>) -> Authority {
    let store = shop.premises.state.store().expect("a store");
    let cookie = shop.owner.cookie.clone().expect("a session");
    let digest = users::digest_of(&cookie);
    let session = store
        .read(|tx| users::session(tx, &digest))
        .expect("a read")
        .expect("a session");
    session.authority
}
