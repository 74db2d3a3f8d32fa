//! Completing a cart of three lines with one payment, from the first sale to the last.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Desk;
use uuid::Uuid;

use crate::floor::Floor;
use crate::sample::{Table, Times, timed};
use crate::stock::{Stocked, number};

/// Sales in one window: its median is one figure.
const WINDOW: usize = 500;
const MOST_SALES: usize = 5_000;
pub const LINES: usize = 3;

/// A cart that only waits to be completed.
#[derive(Clone, Debug)]
pub struct Ready {
    pub cart: String,
    pub total_minor: i64,
}

/// Opens a cart and scans the pieces from `first` on.
pub fn prepare(desk: &Desk<'_>, first: usize, scans: &mut Times) -> Ready {
    let opened = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let cart = opened.body["id"].as_str().expect("a cart").to_owned();
    let mut total_minor = 0;
    for piece in first..first + LINES {
        let line = json!({ "id": Uuid::now_v7(), "code": number(piece) });
        let path = format!("/carts/{cart}/lines");
        let (scanned, time) = timed(|| desk.post(&path, &line));
        assert_eq!(scanned.status, StatusCode::OK, "{scanned:?}");
        scans.add(time);
        total_minor = scanned.body["total_minor"].as_i64().expect("a total");
    }
    Ready { cart, total_minor }
}

/// Completes it, paid by card; says the sale's id and how long it took.
pub fn complete(desk: &Desk<'_>, ready: &Ready) -> (Uuid, Duration) {
    let id = Uuid::now_v7();
    let body: Value = json!({ "id": id, "payments": [{
        "id": Uuid::now_v7(), "tender": "card", "amount_minor": ready.total_minor,
        "reference": "A12345",
    }] });
    let path = format!("/carts/{}/complete", ready.cart);
    let (sale, time) = timed(|| desk.call("POST", &path, Some(&body), &id.to_string()));
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
    (id, time)
}

/// Sells, and writes every sale's rows again in one raw transaction. Says how many were sold.
pub fn measure(shop: &Stocked, table: &mut Table) -> usize {
    let desk = shop.desk();
    let sales = MOST_SALES.min(shop.pieces / 4);
    let window = WINDOW.min(sales / 2);
    let mut floor = Floor::of(shop);
    let (mut scans, mut times, mut floors) = (Times::default(), Vec::new(), Vec::new());
    for sale in 0..sales {
        let ready = prepare(&desk, sale * LINES, &mut scans);
        let (id, time) = complete(&desk, &ready);
        times.push(time);
        floors.push(floor.replay(&[id]));
    }
    let goal = "≤ 2 ×; flat";
    // The first hundred warm the caches up.
    let warm = (sales / 3).min(100);
    for (first, last) in [(warm, warm + window), (sales - window, sales)] {
        table.beside(
            &format!("Commit a sale, number {} to {last}", first + 1),
            &times[first..last].to_vec().into(),
            &floors[first..last].to_vec().into(),
            goal,
        );
    }
    table.alone("Scan into the cart (durable)", &scans, "–");
    sales
}
