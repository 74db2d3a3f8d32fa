//! The demonstration shop, which is also the richest store the tests have.

use server::demo::Extent;
use shop::db::Store;
use shop::{appraisal, custom, proof, repair};
use tests::demo_shop;

#[test]
fn three_months_of_a_shop_are_whole() {
    let (_dir, store) = demo_shop(Extent::FULL);
    let count = |sql: &'static str| -> i64 {
        tests::raw(&store)
            .query_row(sql, [], |row| row.get(0))
            .expect(sql)
    };
    assert!(count("SELECT count(*) FROM piece") >= 250);
    assert!(count("SELECT count(*) FROM piece_photo") >= 250);
    assert!(count("SELECT count(*) FROM component WHERE certificate_file IS NOT NULL") >= 50);
    assert!(count("SELECT count(*) FROM customer") >= 50);
    assert!(count("SELECT count(*) FROM closing WHERE period = 'day'") >= 50);
    assert!(count("SELECT count(*) FROM closing WHERE period = 'month'") >= 2);
    assert!(count("SELECT count(*) FROM sale WHERE kind = 'void'") >= 1);
    // The back office's papers, each made by its verb.
    for (sql, least) in [
        ("SELECT count(*) FROM metal_rate", 24),
        ("SELECT count(*) FROM purchase_order", 3),
        ("SELECT count(*) FROM purchase_invoice", 1),
        ("SELECT count(*) FROM purchase_return", 1),
        ("SELECT count(*) FROM memo WHERE direction = 'in'", 1),
        ("SELECT count(*) FROM memo WHERE direction = 'out'", 1),
        ("SELECT count(*) FROM memo_settlement", 2),
        ("SELECT count(*) FROM stocktake", 1),
        ("SELECT count(*) FROM sale_line WHERE role = 'acompte'", 3),
    ] {
        assert!(count(sql) >= least, "{sql}: {}", count(sql));
    }
    let proof = store.read(proof::prove).expect("a walk");
    assert!(proof.holds(), "{proof:?}");
    the_desk_has_something_everywhere(&store, &count);
}

/// Each state, report and list of the service desk has something to show, and its money is on tickets.
fn the_desk_has_something_everywhere(store: &Store, count: &dyn Fn(&'static str) -> i64) {
    let states = |all: &[&str], table: &'static str| {
        let mut found: Vec<String> = tests::raw(store)
            .prepare(table)
            .and_then(|mut rows| {
                let rows = rows.query_map([], |row| row.get(0))?;
                rows.collect()
            })
            .expect(table);
        found.sort();
        let mut all: Vec<_> = all.iter().map(ToString::to_string).collect();
        all.sort();
        assert_eq!(found, all, "{table}");
    };
    // What is abandoned waited for a year, and the shop is three months old.
    let repairs = repair::State::ALL.iter().map(|state| state.code());
    let repairs: Vec<_> = repairs.filter(|code| *code != "abandoned").collect();
    states(&repairs, "SELECT DISTINCT state FROM repair_job");
    let orders: Vec<_> = custom::State::ALL
        .iter()
        .map(|state| state.code())
        .collect();
    states(&orders, "SELECT DISTINCT state FROM custom_order");
    let kinds: Vec<_> = appraisal::Kind::ALL
        .iter()
        .map(|kind| kind.code())
        .collect();
    states(&kinds, "SELECT DISTINCT kind FROM appraisal");
    let certificates: Vec<_> = appraisal::State::ALL.iter().map(|one| one.code()).collect();
    states(&certificates, "SELECT DISTINCT state FROM appraisal");
    states(&["closed", "open"], "SELECT DISTINCT state FROM estate");
    let moves = ["in", "melt", "use", "return"];
    states(&moves, "SELECT DISTINCT kind FROM metal_entry");
    for (sql, least) in [
        ("SELECT count(*) FROM repair", 20),
        (
            "SELECT count(*) FROM repair_job WHERE redo_of IS NOT NULL",
            1,
        ),
        ("SELECT count(DISTINCT file_id) FROM repair_mark", 4),
        ("SELECT count(*) FROM warranty", 6),
        ("SELECT count(*) FROM custom_order", 10),
        ("SELECT count(*) FROM custom_quote WHERE version = 2", 1),
        ("SELECT count(*) FROM custom_kept", 2),
        ("SELECT count(*) FROM custom_made", 2),
        ("SELECT count(DISTINCT customer_id) FROM metal_entry", 3),
        ("SELECT count(*) FROM estate_member", 12),
    ] {
        assert!(count(sql) >= least, "{sql}: {}", count(sql));
    }
}
