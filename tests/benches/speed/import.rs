//! Entering a real list of loose stones.

use std::time::{Duration, Instant};

use rusqlite::params;
use shop::imports;
use tests::cx;
use tests::premises::Premises;

use crate::floor::{Floor, beside, insert, select};
use crate::sample::{Times, timed};
use crate::table::{Goal, Table};

const FILE: &[u8] = include_bytes!("../../fixtures/stock/diamonds.csv");
/// Rows in one transaction, as the import has them.
const STEP: usize = 400;

pub fn measure(table: &mut Table) {
    let premises = Premises::empty();
    premises.with_owner();
    let store = premises.state.store().expect("a store");
    let floor = Floor::of_store(&store);
    // A clock that stood still would give every piece of the import the same moment, and its rows
    // a place anywhere in the indexes of ids.
    let began = Instant::now();
    let now = move || {
        let mut cx = cx(0);
        cx.now += began.elapsed();
        cx
    };
    let (pieces, time) = timed(|| {
        let read = imports::read_table(FILE, None).expect("a table");
        let start = move |tx: &mut shop::db::WriteTx<'_>| {
            let context = now();
            imports::start(tx, &context, context.new_id(), "diamonds.csv", FILE, &read)
        };
        let import = store.write(start).expect("an import").value;
        let done = imports::commit(&store, &now, import.id, &mut |_| true);
        done.expect("an import that ends").piece_count
    });
    let pieces = usize::try_from(pieces).expect("a number");
    assert!(pieces > 50_000, "the stones came in: {pieces}");
    let source = beside(&store);
    let rows: Vec<_> = ["piece", "component", "custody_movement"]
        .into_iter()
        .map(|table| {
            (
                table,
                select(&source, &format!("SELECT * FROM {table}"), &[]),
            )
        })
        .collect();
    let ((), raw) = timed(|| {
        for first in (0..pieces).step_by(STEP) {
            floor.conn.execute_batch("BEGIN IMMEDIATE").expect("SQL");
            for (table, rows) in &rows {
                for row in rows.iter().skip(first).take(STEP) {
                    insert(&floor.conn, table, row);
                }
            }
            floor.conn.execute_batch("COMMIT").expect("SQL");
        }
    });
    let count: i64 = floor
        .conn
        .query_row("SELECT count(*) FROM piece WHERE ?1", params![1], |row| {
            row.get(0)
        })
        .expect("a count");
    assert_eq!(usize::try_from(count).expect("a number"), pieces);
    let each = |time: Duration| Times::from(vec![time]);
    table.beside(
        "Import, from the file to the last commit",
        &each(time),
        &each(raw),
        Goal::None,
    );
    let speed = |time: Duration| 53_940.0 / time.as_secs_f64();
    table.figure(
        "The same",
        speed(time),
        "rows/s",
        Some(speed(raw)),
        Goal::AtLeast(20_000.0),
    );
}
