//! The demonstration shop, which is also the richest store the tests have.

use server::demo::Extent;
use shop::proof;
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
        ("SELECT count(*) FROM repair", 12),
        (
            "SELECT count(*) FROM repair_job WHERE state = 'collected'",
            4,
        ),
        ("SELECT count(DISTINCT state) FROM repair_job", 6),
        ("SELECT count(*) FROM sale_line WHERE role = 'acompte'", 3),
    ] {
        assert!(count(sql) >= least, "{sql}: {}", count(sql));
    }
    let proof = store.read(proof::prove).expect("a walk");
    assert!(proof.holds(), "{proof:?}");
}
