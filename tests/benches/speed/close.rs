//! The day's figures and its Z.

use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::floor;
use crate::sample::{Table, Times, timed};
use crate::stock::Stocked;

const REPEATS: usize = 5;

/// Closes the day and opens another, for what is measured after it.
pub fn measure(shop: &Stocked, table: &mut Table, sold: usize) {
    let desk = shop.desk();
    let conn = floor::beside(&shop.premises.state.store().expect("a store"));
    let (mut reads, mut floors) = (Times::default(), Times::default());
    for _ in 0..REPEATS {
        let (x, time) = timed(|| desk.get("/till/x"));
        assert_eq!(x.status, StatusCode::OK, "{x:?}");
        reads.add(time);
        let (groups, time) = timed(|| {
            let sql = "SELECT vat_regime, vat_bp, count(*), sum(sale_line.total_minor),
                    sum(vat_minor) FROM sale JOIN sale_line ON sale_id = sale.id
                WHERE opening_id = (SELECT max(id) FROM opening) GROUP BY 1, 2";
            floor::select(&conn, sql, &[])
        });
        assert_eq!(groups.len(), 1, "one rate of VAT");
        floors.add(time);
    }
    let body = json!({ "id": Uuid::now_v7(), "counted": [], "reason": "not counted" });
    let (z, time) = timed(|| desk.post("/till/close", &body));
    assert_eq!(z.status, StatusCode::CREATED, "{z:?}");
    let goal = "≤ 0.1 s over 5,000";
    table.beside(&format!("X over {sold} sales"), &reads, &floors, goal);
    table.beside(
        &format!("Z over {sold} sales"),
        &vec![time].into(),
        &floors,
        goal,
    );
    let again = json!({ "id": Uuid::now_v7(), "float": [], "reason": "more to measure" });
    let opened = desk.post("/till/open", &again);
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}
