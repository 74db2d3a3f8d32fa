//! The day's figures, its Z, and the opening that closes the month before.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::TimeDelta;
use rusqlite::types::Value;
use serde_json::json;
use uuid::Uuid;

use crate::floor;
use crate::history::{self, History};
use crate::sample::{Times, timed};
use crate::table::{Goal, Table};

const REPEATS: usize = 5;

/// Closes the day and opens another, in another month, for what is measured after it.
pub fn measure(history: &History<'_>, table: &mut Table) {
    let shop = history.shop;
    let (sold, desk) = (history.today(), shop.desk());
    let conn = floor::beside(&shop.store());
    let (mut reads, mut floors) = (Times::default(), Times::default());
    for _ in 0..REPEATS {
        let (x, time) = timed(|| desk.get("/till/x"));
        assert_eq!(x.status, StatusCode::OK, "{x:?}");
        reads.add(time);
        let (groups, time) = timed(|| {
            let sql = "SELECT vat_regime, vat_bp, count(*), sum(sale_line.total_minor),
                    sum(vat_minor) FROM sale JOIN sale_line ON sale_id = sale.id
                WHERE opening_id = (SELECT id FROM opening WHERE till_id = ?1
                    ORDER BY rowid DESC LIMIT 1)
                GROUP BY 1, 2";
            let till = Value::Blob(shop.till.uuid().as_bytes().to_vec());
            floor::select(&conn, sql, &[till])
        });
        assert_eq!(groups.len(), 1, "one rate of VAT");
        floors.add(time);
    }
    let body = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "not counted" });
    let (z, time) = timed(|| desk.post("/till/close", &body));
    assert_eq!(z.status, StatusCode::CREATED, "{z:?}");
    let z: Times = vec![time].into();
    let goal = Goal::Median(Duration::from_millis(100));
    table.beside(&format!("X over {sold} sales"), &reads, &floors, goal);
    table.beside(&format!("Z over {sold} sales"), &z, &floors, goal);
    table.grow("Z of the day", z.median());
    shop.premises.pass(TimeDelta::days(31));
    let ((), time) = timed(|| history::open(shop, shop.till));
    let (days, time) = history
        .fullest_month()
        .unwrap_or((history.days() + 1, time));
    table.alone(
        &format!("Opening that closes a month of {days} days"),
        &vec![time].into(),
        Goal::Median(Duration::from_secs(3)),
    );
}
