//! The service desk with ten thousand open jobs and as many custom orders: the board, a job found by what
//! is typed of it, the calendar's week, the list of orders, and the reports of work.

use std::time::Duration;

use chrono::{Days, NaiveDate};
use shop::custom::{self, About, Create};
use shop::customers::{self, Customer, NewCustomer};
use shop::db::StoreError;
use shop::repair::{self, Ceiling, NewObject, NewTask, TakeIn};
use shop::tariff::Kind;
use units::Id;

use crate::find::percent;
use crate::floor;
use crate::sample::{Times, timed};
use crate::stock::Stocked;
use crate::table::{Goal, Table};

pub const JOBS: usize = 10_000;
/// Objects of one slip.
const OBJECTS: usize = 4;
/// Slips of one customer, and orders.
const SLIPS: usize = 5;
/// Customers in one write.
const STEP: usize = 25;
/// How often each thing is asked.
const REPEATS: usize = 20;
/// The goal of the board and of the search.
const GOAL: Goal = Goal::P95(Duration::from_millis(100));

const NAMES: [&str; 10] = [
    "Aubertin",
    "Boisvert",
    "Clairval",
    "Desforges",
    "Estienne",
    "Fontbrune",
    "Grandpré",
    "Hautval",
    "Islemont",
    "Jolivet",
];

/// A family name that a few customers share, and a phone that nobody does.
fn named(index: usize) -> (String, String) {
    let name = format!("{}{}", NAMES[index % NAMES.len()], index / NAMES.len() / 5);
    let phone = format!(
        "06 00 {:02} {:02} {:02}",
        index / 10_000,
        index / 100 % 100,
        index % 100
    );
    (name, phone)
}

pub fn measure(shop: &Stocked, table: &mut Table) {
    let first = shop.premises.state.now().date_naive();
    fill(shop, first);
    let desk = shop.desk();
    let conn = floor::beside(&shop.store());
    let ask = |paths: &[String]| {
        let mut times = Times::default();
        for path in paths {
            for repeat in 0..=REPEATS {
                let (reply, time) = timed(|| desk.get(path));
                assert!(reply.status.is_success(), "{path}: {reply:?}");
                assert!(
                    reply.body != serde_json::json!([]),
                    "{path} finds something"
                );
                // The first of each is how the pages come into the cache.
                if repeat > 0 {
                    times.add(time);
                }
            }
        }
        times
    };
    let mut floors = Times::default();
    for _ in 0..REPEATS {
        let sql = "SELECT state, count(*) FROM repair_job GROUP BY 1";
        let (rows, time) = timed(|| floor::select(&conn, sql, &[]));
        assert!(!rows.is_empty());
        floors.add(time);
    }
    let one = |path: &str| ask(&[path.to_owned()]);
    table.beside(
        "The board (floor: its jobs counted by state)",
        &one("/repair-board"),
        &floors,
        GOAL,
    );
    table.alone(
        "The list, its last page",
        &one("/repair-jobs?skip=9950"),
        GOAL,
    );
    let (name, phone) = named(317);
    let year = first.format("%y");
    for (work, texts) in [
        (
            "by slip",
            vec![format!("R{year}-1204"), "1204".to_owned(), "7".to_owned()],
        ),
        (
            "by envelope",
            vec![format!("R{year}-1204-3"), format!("R{year}-2-1")],
        ),
        (
            "by name",
            vec![name.clone(), name[..4].to_owned(), "Grandpre".to_owned()],
        ),
        (
            "by phone",
            vec![phone.clone(), phone.replace(' ', ""), phone[9..].to_owned()],
        ),
    ] {
        let paths: Vec<_> = texts
            .iter()
            .map(|text| format!("/repair-jobs?text={}", percent(text)))
            .collect();
        table.alone(&format!("A job found {work}"), &ask(&paths), GOAL);
    }
    let week = first + Days::new(7);
    table.alone(
        "The calendar's week",
        &one(&format!("/repair-calendar?from={week}")),
        GOAL,
    );
    let paths: Vec<_> = ["", "&only=all&skip=9950"]
        .iter()
        .map(|more| format!("/custom-orders?limit=50{more}"))
        .collect();
    table.alone("Custom orders, first and last page", &ask(&paths), GOAL);
    let path = format!("/custom-orders?text={}", percent(&name));
    table.alone("A custom order found by name", &one(&path), GOAL);
    let until = first + Days::new(1);
    for what in ["turnaround", "late", "redo", "margin"] {
        let path = format!("/workshop/{what}?by=kind&from={first}&until={until}");
        let work = format!("Report of work: {what}, of days in which nothing got ready");
        table.alone(&work, &one(&path), Goal::None);
    }
}

/// Through the verbs that the counter uses, many in one write.
fn fill(shop: &Stocked, first: NaiveDate) {
    let customers = JOBS / OBJECTS / SLIPS;
    let owner = shop.owner;
    for from in (0..customers).step_by(STEP) {
        let cx = shop.cx(shop.till);
        let written = shop.store().write(move |tx| {
            for index in from..(from + STEP).min(customers) {
                let (family_name, phone) = named(index);
                let customer = NewCustomer {
                    id: cx.new_id(),
                    given_name: "Anne".to_owned(),
                    family_name,
                    phone,
                    email: String::new(),
                };
                let customer = customers::create(tx, &cx, customer).expect("a customer").id;
                for slip in 0..SLIPS {
                    let jobs = taken(&cx, customer, first, index * SLIPS + slip);
                    repair::take_in(tx, &cx, &owner, &jobs).expect("a repair");
                }
                for order in 0..SLIPS * OBJECTS {
                    let order = ordered(&cx, customer, first, index + order);
                    custom::create(tx, &cx, &owner, &order).expect("an order");
                }
            }
            Ok::<_, StoreError>(())
        });
        written.expect("jobs");
    }
}

fn taken(cx: &shop::Cx, customer: Id<Customer>, first: NaiveDate, slip: usize) -> TakeIn {
    let object = |at: usize| {
        let day = u64::try_from((slip * 7 + at) % 90).expect("a small number");
        NewObject {
            id: cx.new_id(),
            object: format!("Bague {at}, métal jaune"),
            said: String::new(),
            condition: String::new(),
            declared_minor: None,
            gross_ug: None,
            ring_size: String::new(),
            piece: None,
            redo_of: None,
            promised_on: first + Days::new(1 + day),
            rush: (slip + at).is_multiple_of(41),
            assignee: None,
            stones: Vec::new(),
            tasks: vec![polish(cx)],
        }
    };
    TakeIn {
        goodwill: None,
        id: cx.new_id(),
        customer,
        language: None,
        ceiling: Ceiling::None,
        ceiling_minor: None,
        place: None,
        objects: (0..OBJECTS).map(object).collect(),
    }
}

/// Twenty minutes of work.
fn polish(cx: &shop::Cx) -> NewTask {
    NewTask {
        id: cx.new_id(),
        tariff: None,
        kind: Kind::Polish,
        title: "Polissage".to_owned(),
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

fn ordered(cx: &shop::Cx, customer: Id<Customer>, first: NaiveDate, at: usize) -> Create {
    let day = u64::try_from(at % 200).expect("a small number");
    Create {
        id: cx.new_id(),
        customer,
        language: None,
        about: About {
            title: format!("Alliance {at}"),
            brief: String::new(),
            budget_minor: None,
            wished_on: Some(first + Days::new(day)),
            ring_size: String::new(),
            fields: Vec::new(),
        },
    }
}
