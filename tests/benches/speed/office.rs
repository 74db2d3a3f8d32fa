//! The back office over the whole stock: the table scrolled, what the stock is worth on a day, a
//! stocktake of everything, a bulk edit drawn up; and the memory that a server takes for it.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use chrono::TimeDelta;
use rusqlite::Connection;
use serde_json::{Value, json};
use tests::at;
use uuid::Uuid;

use crate::find::percent;
use crate::floor;
use crate::sample::{Times, timed};
use crate::server::{Server, copy, program, serve};
use crate::stock::{Stocked, number};
use crate::table::{Goal, Table};

/// Rows in a page, as the screen asks for them.
const ROWS: usize = 200;
/// Pages scrolled behind the first.
const PAGES: usize = 30;
const REPEATS: usize = 5;
/// Codes read in one request.
const READ: usize = 100;
/// A price that one piece in ninety has.
const RARE_MINOR: i64 = 14_500;

pub fn measure(shop: &Stocked, table: &mut Table) {
    scroll(shop, table);
    worth(shop, table);
    stocktake(shop, table);
    bulk(shop, table);
    memory(shop, table);
}

/// The first page of each order, which also counts, and those behind it.
fn scroll(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let conn = floor::beside(&shop.store());
    let (mut firsts, mut behind, mut floors) =
        (Times::default(), Times::default(), Times::default());
    for order in ["entered", "number", "title", "price", "weight"] {
        for direction in ["false", "true"] {
            let path = format!("/stock/pieces?sort={order}&descending={direction}&limit={ROWS}");
            let (page, time) = timed(|| desk.get(&path));
            assert_eq!(page.body["total"], shop.pieces, "{page:?}");
            firsts.add(time);
            let mut next = page.body["next"].clone();
            for _ in 0..PAGES {
                let Some(after) = next.as_str() else { break };
                let path = format!("{path}&after={}", percent(after));
                let (page, time) = timed(|| desk.get(&path));
                assert_eq!(page.status, StatusCode::OK, "{page:?}");
                behind.add(time);
                let ids = ids(&page.body);
                let ((), time) = timed(|| floor_page(&conn, &ids));
                floors.add(time);
                next = page.body["next"].clone();
            }
        }
    }
    let most_ms = if shop.pieces > 100_000 { 500 } else { 100 };
    let goal = Goal::P95(Duration::from_millis(most_ms));
    table.alone(
        "The table's first page, with how many there are",
        &firsts,
        goal,
    );
    let name = format!("Scrolled by {ROWS} rows, five orders both ways (floor: the same rows)");
    table.beside(&name, &behind, &floors, Goal::Ratio(5.0));
    table.grow("Table scrolled", behind.median());
}

/// The ids of a page, as SQL writes them.
fn ids(page: &Value) -> String {
    let rows = page["rows"].as_array().expect("rows");
    let ids = rows.iter().map(|row| {
        let id: Uuid = row["id"].as_str().expect("an id").parse().expect("an id");
        format!("x'{}'", id.simple())
    });
    ids.collect::<Vec<_>>().join(", ")
}

/// The same rows with what a row shows, and nothing made of them.
fn floor_page(conn: &Connection, ids: &str) {
    let sql = format!(
        "SELECT piece.*, family.code, centre.*, reservation.piece_id, photo.thumbnail_id
        FROM piece JOIN family ON family.id = family_id
        LEFT JOIN component centre ON centre.piece_id = piece.id AND centre.position = 0
        LEFT JOIN reservation ON reservation.piece_id = piece.id
        LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0
        WHERE piece.id IN ({ids})"
    );
    assert!(floor::select(conn, &sql, &[]).len() <= ROWS);
}

/// The stock's worth today, a month ago when all of it had come in, and before any of it had.
fn worth(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let conn = floor::beside(&shop.store());
    let entered = (at(0) - TimeDelta::days(30)).date_naive();
    let days = [
        ("today", shop.premises.state.now().date_naive()),
        ("on the day it came in", entered),
        ("on the day before", entered - TimeDelta::days(1)),
    ];
    for (name, on) in days {
        let (mut times, mut floors) = (Times::default(), Times::default());
        for by in ["family", "place", "supplier", "metal", "age"] {
            let path = format!("/valuation?by={by}&on={on}");
            let (value, time) = timed(|| desk.get(&path));
            assert_eq!(value.status, StatusCode::OK, "{value:?}");
            times.add(time);
            let (groups, time) = timed(|| {
                let sql = "SELECT family_id, state, count(*), sum(cost_minor), sum(price_minor),
                    sum(net_mg * fineness) FROM piece GROUP BY 1, 2";
                floor::select(&conn, sql, &[])
            });
            assert!(!groups.is_empty());
            floors.add(time);
        }
        let name = format!("What the stock was worth {name} (floor: one sum over it)");
        table.beside(&name, &times, &floors, Goal::Ratio(5.0));
        table.grow(&name, times.median());
    }
}

/// Everything counted: frozen, read by the hundred, a page of what is open, cancelled.
fn stocktake(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let id = Uuid::now_v7();
    let whole = Instant::now();
    let (begun, time) = timed(|| desk.post("/stocktakes", &json!({ "id": id, "scope": "all" })));
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let alone: Times = vec![time].into();
    let begins = Goal::Median(Duration::from_millis(50));
    table.alone("A stocktake of everything begins", &alone, begins);
    // What a till writes meanwhile waits behind one small write at most.
    let mut tills = Times::default();
    while desk.get(&format!("/stocktakes/{id}")).body["state"] == "preparing" {
        let (opened, time) = timed(|| desk.post("/carts", &json!({ "id": Uuid::now_v7() })));
        assert!(opened.status.is_success(), "{opened:?}");
        tills.add(time);
    }
    let whole: Times = vec![whole.elapsed()].into();
    table.alone(
        "Until all that is expected is written down",
        &whole,
        Goal::None,
    );
    let waits = Goal::P95(Duration::from_millis(50));
    table.alone("A till's write meanwhile", &tills, waits);
    table.grow("Stocktake prepared", whole.median());
    let mut reads = Times::default();
    for hundred in 0..20 {
        let readings: Vec<Value> = (0..READ)
            .map(|index| {
                let code = number((hundred * READ + index) * 7_919 % shop.pieces);
                json!({ "code": code, "source": "rfid" })
            })
            .collect();
        let path = format!("/stocktakes/{id}/readings");
        let (read, time) = timed(|| desk.post(&path, &json!({ "readings": readings })));
        assert!(read.status.is_success(), "{read:?}");
        reads.add(time);
    }
    table.alone(&format!("{READ} tags read into it"), &reads, Goal::None);
    table.grow("100 tags read", reads.median());
    let (mut shown, mut pages) = (Times::default(), Times::default());
    for _ in 0..REPEATS {
        let (one, time) = timed(|| desk.get(&format!("/stocktakes/{id}")));
        assert_eq!(one.status, StatusCode::OK, "{one:?}");
        shown.add(time);
        let path = format!("/stocktakes/{id}/lines?status=missing&limit={READ}");
        let (page, time) = timed(|| desk.get(&path));
        assert_eq!(page.status, StatusCode::OK, "{page:?}");
        pages.add(time);
    }
    table.alone("Its figures", &shown, Goal::None);
    table.alone("A page of what is missing", &pages, Goal::None);
    let path = format!("/stocktakes/{id}/cancel");
    let cancelled = desk.post(&path, &json!({ "reason": "measured" }));
    assert!(cancelled.status.is_success(), "{cancelled:?}");
}

/// A bulk edit of what one filter finds, up to the most that one may hold.
fn bulk(shop: &Stocked, table: &mut Table) {
    let desk = shop.desk();
    let path = format!(
        "/stock/pieces?price_from_minor={RARE_MINOR}&price_to_minor={RARE_MINOR}&limit=500"
    );
    let (page, time) = timed(|| desk.get(&path));
    let ids: Vec<Value> = page.body["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    table.alone(
        "The 500 pieces of one price",
        &vec![time].into(),
        Goal::None,
    );
    let body = json!({
        "id": Uuid::now_v7(), "field": "price", "how": "percent", "value_bp": 200,
        "ending": "whole", "selection": { "piece_ids": ids },
    });
    let (drawn, time) = timed(|| desk.post("/stock/bulk", &body));
    assert!(drawn.status.is_success(), "{drawn:?}");
    let name = format!("A bulk edit of {} pieces drawn up", ids.len());
    table.alone(&name, &vec![time].into(), Goal::None);
    table.grow("Bulk edit drawn up", time);
}

/// What a server takes at most for all of it.
fn memory(shop: &Stocked, table: &mut Table) {
    let Some(program) = program() else {
        table.not_measured("Memory of the back office", "`ecrin` is not built");
        return;
    };
    let dir = copy(&program, shop);
    let server = Server::start(serve(&program, dir.path()));
    let cookie = shop.cookie.as_deref().expect("a cookie");
    let entered = (at(0) - TimeDelta::days(31)).date_naive();
    for by in ["family", "age"] {
        server.get(&format!("/metal/position?on={entered}"), cookie);
        server.get(&format!("/valuation?by={by}"), cookie);
        server.get(&format!("/valuation?by={by}&on={entered}"), cookie);
    }
    for order in ["number", "title", "price"] {
        let path = format!("/stock/pieces?sort={order}&limit={ROWS}");
        let mut next = server.get(&path, cookie)["next"].clone();
        for _ in 0..PAGES {
            let Some(after) = next.as_str() else { break };
            let path = format!("{path}&after={}", percent(after));
            next = server.get(&path, cookie)["next"].clone();
        }
    }
    let work = "Memory at its most: table, worth and metal position on two days";
    most(&server, table, work, Goal::AtMost(120.0));
    let body = json!({ "id": Uuid::now_v7(), "scope": "all" });
    let begun = server.post("/stocktakes", cookie, &body);
    let path = format!("/stocktakes/{}", begun["id"].as_str().expect("an id"));
    while server.get(&path, cookie)["state"] == "preparing" {}
    most(
        &server,
        table,
        "The same, and a stocktake of everything begun",
        Goal::None,
    );
}

fn most(server: &Server, table: &mut Table, work: &str, goal: Goal) {
    match server.megabytes("VmHWM:") {
        Some(most) => table.figure(work, most, "MB", None, goal),
        None => table.not_measured(work, "the system does not tell"),
    }
}
