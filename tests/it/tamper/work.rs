//! A shop whose service desk has a row in every table that the journal vouches for, and what a vandal changes of
//! it is found and named.

use axum::http::StatusCode;
use rusqlite::Connection;
use serde_json::json;
use shop::db::ReadTx;
use shop::proof;
use tests::premises::Premises;

use crate::custom::fixture::Shop as Makes;
use crate::custom::making::stone;
use crate::deposit::fixture::open_day;
use crate::repair::fixture::Shop as Mends;

/// A repair that is quoted, agreed and paid in advance; a ring that is made, taken apart and made again.
pub fn work(premises: &Premises) {
    let shop = Mends::new(premises);
    let mut object = shop.object("Bague, métal blanc");
    object["tasks"] = json!([shop.task("sizing", "Mise à taille", Some(6_000), None)]);
    let sheet = shop.take_in(&[object]);
    let job = shop.job(&sheet, 0);
    job.price(8_000);
    let estimate = json!({ "id": uuid::Uuid::now_v7(), "valid_until": "2026-12-20" });
    let submitted = job.post("estimate", &estimate);
    assert!(submitted.status.is_success(), "{submitted:?}");
    let said = job.post(
        "answer",
        &json!({ "answer": "approved", "channel": "phone", "note": "" }),
    );
    assert!(said.status.is_success(), "{said:?}");
    shop.settle(&job, "1-7", 3_000);

    let makes = Makes {
        premises,
        owner: shop.owner.clone(),
        customer: shop.customer.clone(),
    };
    open_day(&makes.owner);
    makes.rate("2026-11-21", 100_000_000);
    stone(&makes.owner, "D1", 300, 80_000);
    stone(&makes.owner, "D2", 300, 80_000);
    let ring = makes.begin("Solitaire");
    ring.goes_into_production();
    let used = ring.adds("piece", &json!({ "code": "D1" }));
    let kept = ring.adds("piece", &json!({ "code": "D2" }));
    ring.used(&used, &json!({}));
    assert_eq!(ring.off(&kept).status, StatusCode::OK);
    assert_eq!(ring.finish("J1").status, StatusCode::OK);
    assert_eq!(ring.act("rework", "rayure").status, StatusCode::OK);
    assert_eq!(ring.finish("J1").status, StatusCode::OK);
    let path = format!("/custom-orders/{}", ring.id);
    let mut about = makes.draft("Solitaire")["about"].clone();
    about["brief"] = json!("poli");
    let version = ring.told()["version"].clone();
    let amended = makes
        .owner
        .put(&path, &json!({ "version": version, "about": about }));
    assert_eq!(amended.status, StatusCode::OK, "{amended:?}");
    // A present that costs nothing goes home.
    let present = makes.begin("Alliance");
    present.agrees(0);
    present.moves("produce", "production");
    present.moves("finish", "ready");
    present.moves("deliver", "delivered");
}

/// What the proof says of the store as it stands.
fn found(conn: &Connection) -> String {
    let proof = ReadTx::over(conn, proof::prove).expect("a proof");
    proof
        .journal
        .broken
        .map_or_else(String::new, |broken| broken.detail)
}

#[test]
fn a_changed_price_state_part_quote_or_weight_is_named() {
    let premises = Premises::empty();
    work(&premises);
    super::office::metal(&premises);
    let store = premises.state.store().expect("a store");
    let conn = super::vandal(&store);
    assert_eq!(found(&conn), "", "the control without an edit is whole");
    for (edit, names) in [
        ("UPDATE repair_task SET price_minor = 1", "1-R26-1-1: tasks"),
        (
            "UPDATE repair_task SET title = 'Polissage'",
            "1-R26-1-1: tasks",
        ),
        ("UPDATE repair_task SET off_at = 1", "1-R26-1-1: tasks"),
        ("UPDATE repair_job SET state = 'ready'", "1-R26-1-1: state"),
        ("UPDATE repair_job SET total_minor = 1", "1-R26-1-1: total"),
        ("UPDATE repair_job SET paid_minor = 8000", "1-R26-1-1: paid"),
        (
            "UPDATE repair_job SET charged_minor = 8000",
            "1-R26-1-1: charged",
        ),
        (
            "UPDATE repair_settlement SET paid_minor = 1",
            "repair_settlement",
        ),
        (
            "UPDATE repair_estimate SET total_minor = 1",
            "repair_estimate",
        ),
        ("DELETE FROM repair_answer", "repair_answer"),
        ("UPDATE repair_entry SET at = at + 1", "repair_entry"),
        (
            "UPDATE custom_order SET state = 'delivered'",
            "1-C26-1: state",
        ),
        ("UPDATE custom_order SET fee_minor = 5", "1-C26-1: fee"),
        ("UPDATE custom_part SET cost_minor = 1", "custom_part"),
        (
            "UPDATE custom_part_step SET step = 'back'",
            "custom_part_step",
        ),
        ("UPDATE custom_use SET cost_minor = 1", "custom_use"),
        ("UPDATE custom_made SET metal_minor = 1", "custom_made"),
        (
            "UPDATE custom_answer SET answer = 'refused'",
            "custom_answer",
        ),
        ("UPDATE custom_entry SET at = at + 1", "custom_entry"),
        (
            "UPDATE custom_quote SET total_minor = 1",
            "1-C26-1/1: the quote",
        ),
        (
            "UPDATE custom_quote_line SET price_minor = 1",
            "1-C26-1/1: the quote",
        ),
        ("DELETE FROM custom_quote_line", "1-C26-1/1: the quote"),
        ("UPDATE metal_entry SET loss_mg = 1", "metal_entry"),
        ("UPDATE metal_move SET fine_mg = fine_mg + 1", "metal_move"),
        ("UPDATE metal_lot SET fineness = 9999", "metal_lot"),
    ] {
        conn.execute_batch("SAVEPOINT edit").expect("a savepoint");
        assert!(
            conn.execute(edit, []).expect(edit) > 0,
            "{edit}: nothing to edit"
        );
        let told = found(&conn);
        assert!(told.contains(names), "{edit}: {told:?}");
        conn.execute_batch("ROLLBACK TO edit; RELEASE edit")
            .expect("taken back");
    }
}
