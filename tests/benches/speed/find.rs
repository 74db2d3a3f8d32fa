//! A scanned code's piece, and search as you type.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Path as Segment, State};
use axum::http::{Request, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::Connection;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::floor;
use crate::sample::{Times, timed};
use crate::stock::{Stocked, number};
use crate::table::{Goal, Table};

const SCANS: usize = 2_000;
/// How often each text is searched.
const REPEATS: usize = 20;

/// What is typed, and the words that the index has for it.
const TYPED: [(&str, &str); 12] = [
    ("solit", "solitaire"),
    ("tanz", "tanzanite"),
    ("rivi", "riviere"),
    ("emeraude", "emeraude"),
    ("Émeraude", "emeraude"),
    ("oeil d'été", "oeil AND d AND ete"),
    ("étoile", "etoile"),
    ("solitiare", "solitaire"),
    ("margerite", "marguerite"),
    ("bague emeruade", "bague AND emeraude"),
    ("collier zéphyr", "collier AND zephyr"),
    ("llian", "alliance"),
];

fn store_file(shop: &Stocked) -> Connection {
    floor::beside(&shop.store())
}

/// Numbers from all over the stock.
fn scattered(pieces: usize) -> impl Iterator<Item = String> {
    (0..SCANS).map(move |index| number(index * 7_919 % pieces))
}

pub fn scan(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let bare = Bare::new(store_file(shop));
    let (mut times, mut floors) = (Times::default(), Times::default());
    for number in scattered(shop.pieces) {
        let path = format!("/stock/by-code/{number}");
        let (found, time) = timed(|| desk.get(&path));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        times.add(time);
        let (found, time) = timed(|| bare.get(&number));
        assert_eq!(found["number"], number);
        floors.add(time);
    }
    table.beside("Scan → piece", &times, &floors, Goal::Ratio(5.0));
    table.grow("Scan → piece", times.median());
}

/// The least that could answer a scan: one route, one SELECT.
struct Bare {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

type Shared = Arc<Mutex<Connection>>;

impl Bare {
    fn new(conn: Connection) -> Self {
        let router = Router::new()
            .route("/{number}", get(select))
            .with_state(Arc::new(Mutex::new(conn)));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        Self { router, runtime }
    }

    fn get(&self, number: &str) -> Value {
        let request = Request::get(format!("/{number}")).body(Body::empty());
        let router = self.router.clone();
        self.runtime.block_on(async {
            let answer = router
                .oneshot(request.expect("a request"))
                .await
                .expect("an answer");
            let bytes = to_bytes(answer.into_body(), usize::MAX)
                .await
                .expect("a body");
            serde_json::from_slice(&bytes).expect("JSON")
        })
    }
}

async fn select(State(conn): State<Shared>, Segment(number): Segment<String>) -> Json<Value> {
    let conn = conn.lock().expect("a connection");
    let mut statement = conn
        .prepare_cached("SELECT number, title, price_minor, state FROM piece WHERE number = ?1")
        .expect("SQL");
    let row = statement.query_row([number], |row| {
        Ok(json!({
            "number": row.get::<_, String>(0)?,
            "title": row.get::<_, String>(1)?,
            "price_minor": row.get::<_, i64>(2)?,
            "state": row.get::<_, String>(3)?,
        }))
    });
    Json(row.expect("a piece"))
}

pub fn search(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let conn = store_file(shop);
    let mut raw = conn
        .prepare(
            "SELECT rowid FROM stock_search WHERE stock_search MATCH ?1
             ORDER BY rowid DESC LIMIT 20",
        )
        .expect("SQL");
    let (mut times, mut floors) = (Times::default(), Times::default());
    let mut slowest = ("", Times::default());
    for (typed, words) in TYPED {
        let mut own = Times::default();
        let path = format!("/search?q={}", percent(typed));
        for repeat in 0..=REPEATS {
            let (found, time) = timed(|| desk.get(&path));
            let hits = found.body.as_array().map_or(0, Vec::len);
            assert!(hits > 0, "{typed} finds something: {found:?}");
            let (rows, floor) = timed(|| {
                let rows = raw
                    .query_map([words], |row| row.get::<_, i64>(0))
                    .expect("rows");
                rows.count()
            });
            assert!(rows > 0, "{words} is in the index");
            // The first of each is how the pages come into the cache.
            if repeat > 0 {
                times.add(time);
                own.add(time);
                floors.add(floor);
            }
        }
        if own.median() > slowest.1.median() {
            slowest = (typed, own);
        }
    }
    let most_ms = if shop.pieces > 100_000 { 10 } else { 2 };
    let goal = Goal::P95(Duration::from_millis(most_ms));
    table.beside("Search as you type", &times, &floors, goal);
    let (typed, own) = slowest;
    table.alone(
        &format!("The slowest of its texts: {typed}"),
        &own,
        Goal::None,
    );
    table.grow("Search as you type", times.median());
}

/// A text as a part of an address.
pub fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
