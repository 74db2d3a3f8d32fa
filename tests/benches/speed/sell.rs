//! Completing a cart of three pieces with one payment, from the first sale to the last.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::Desk;
use uuid::Uuid;

use crate::floor::Floor;
use crate::history::History;
use crate::sample::{Times, timed, worked};
use crate::stock::number;
use crate::table::{Goal, Table};

/// Sales in one window: its median is one figure.
const WINDOW: usize = 200;
pub const LINES: usize = 3;
/// The first hundred warm the caches up.
const WARM: usize = 100;

/// Scans pieces from `first` on into the till's cart; says which cart it is and what it comes to.
fn prepare(desk: &Desk<'_>, first: usize, scans: &mut Times) -> (String, i64) {
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
    (cart, total_minor)
}

/// Completes a cart, paid by card; says the sale's id and how long it took.
pub fn complete(desk: &Desk<'_>, cart: &str, total_minor: i64) -> (Uuid, Duration) {
    let id = Uuid::now_v7();
    let body: Value = json!({ "id": id, "payments": [{
        "id": Uuid::now_v7(), "tender": "card", "amount_minor": total_minor,
        "reference": "A12345",
    }] });
    let path = format!("/carts/{cart}/complete");
    let (sale, time) = timed(|| desk.call("POST", &path, Some(&body), &id.to_string()));
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
    (id, time)
}

/// A window of sales, each beside its rows written again in one raw transaction.
#[derive(Debug, Default)]
struct Window {
    sales: Times,
    floors: Times,
    /// Of all of them.
    worked: Duration,
    floor_worked: Duration,
}

impl Window {
    fn measure(
        history: &History<'_>,
        floor: &mut Floor,
        first: usize,
        count: usize,
        scans: &mut Times,
    ) -> Self {
        let desk = history.shop.desk();
        let mut window = Self::default();
        for sale in 0..count {
            history.next();
            let (cart, total_minor) = prepare(&desk, first + sale * LINES, scans);
            let (id, time) = worked(&mut window.worked, || complete(&desk, &cart, total_minor));
            window.sales.add(time);
            let again = floor.read(&[id]);
            let time = worked(&mut window.floor_worked, || floor.write(&again));
            window.floors.add(time);
        }
        window
    }

    fn each(&self) -> (Duration, Duration) {
        let count = u32::try_from(self.sales.count()).unwrap_or(u32::MAX);
        (self.worked / count, self.floor_worked / count)
    }

    /// What a sale takes, in floors.
    fn ratio(&self) -> f64 {
        self.sales.median().as_secs_f64() / self.floors.median().as_secs_f64()
    }

    fn show(&self, table: &mut Table, sold: usize) {
        let name = format!("Commit a sale, after {sold}");
        table.beside(&name, &self.sales, &self.floors, Goal::Ratio(2.0));
        let (worked, floor) = self.each();
        let name = format!("Its processor time, after {sold}");
        table.processor(&name, worked, floor, Goal::None);
    }
}

/// Sells by the route at 100 sales, again at every power of ten, and before the last of them all.
/// The pieces are those of the third quarter; those before are the history's.
pub fn measure(history: &History<'_>, sales: usize, table: &mut Table) {
    let pieces = history.shop.pieces;
    let mut points = vec![WARM];
    points.extend((3..=6).map(|power| 10usize.pow(power)));
    points.retain(|point| *point < sales);
    points.push(sales);
    let count = WINDOW.min(pieces / 4 / LINES / points.len());
    let mut scans = Times::default();
    let mut first_piece = pieces / 2;
    let mut windows = Vec::new();
    for point in points {
        // The window ends where the power of ten is reached.
        history.sell_until(if point == WARM { WARM } else { point - count });
        let mut floor = Floor::of(history.shop);
        let sold = history.sold();
        let window = Window::measure(history, &mut floor, first_piece, count, &mut scans);
        first_piece += count * LINES;
        window.show(table, sold);
        windows.push(window);
    }
    if let [first, .., last] = windows.as_slice() {
        let flat = last.ratio() / first.ratio();
        table.figure(
            "The last window beside the first, both in floors",
            flat,
            "×",
            None,
            Goal::AtMost(1.25),
        );
        let (now, then) = (last.each().0, first.each().0);
        table.figure(
            "The same by processor time alone",
            now.as_secs_f64() / then.as_secs_f64(),
            "×",
            None,
            Goal::AtMost(1.25),
        );
    }
    if let Some(last) = windows.last() {
        table.grow("Commit a sale", last.sales.median());
        table.grow("Its processor time", last.each().0);
    }
    table.alone("Scan into the cart (durable)", &scans, Goal::None);
}
