//! Whatever is changed behind the program's back is found.

use super::fixture::{Fixture, Who, card, cash};
use crate::sales::store::testing::{columns, tamper};
use crate::sales::{VoidSale, void};
use crate::till::{self, MoveCash};
use crate::{journal, sales};

/// A day with a sale, an exchange of payments, a void, a copy, cash out and a Z.
fn a_day() -> Fixture {
    let shop = Fixture::with_stock();
    shop.open(1, 10_000).expect("a day");
    shop.scan(1, "J1").expect("J1");
    shop.scan(1, "A1").expect("A1");
    let (sale, _) = shop
        .pay(
            1,
            Who::Seller,
            vec![card(100_000), cash(30_500, Some(31_000))],
        )
        .expect("a sale");
    shop.sell(1, &["J2"]);
    let id = sale.id;
    shop.run(1, Who::Owner, move |tx, cx, by| {
        let input = VoidSale {
            id: cx.new_id(),
            sale: id,
            reason: "erreur".into(),
        };
        void(tx, cx, by, None, input)
    })
    .expect("a void");
    shop.run(1, Who::Seller, move |tx, cx, by| {
        sales::duplicate(tx, cx, by, id)
    })
    .expect("a copy");
    shop.run(1, Who::Owner, |tx, cx, by| {
        let input = MoveCash {
            id: cx.new_id(),
            amount_minor: -500,
            reason: "timbres".into(),
        };
        till::move_cash(tx, cx, by, None, input)
    })
    .expect("cash out");
    shop.close(1, 9_500, "").expect("a Z");
    shop
}

fn found(shop: &Fixture) -> Option<journal::Broken> {
    let broken = shop.store.read(sales::verify).expect("a read");
    broken.or_else(|| shop.store.read(till::verify).expect("a read"))
}

fn tampered(sql: String) -> Option<journal::Broken> {
    let shop = a_day();
    assert_eq!(found(&shop), None);
    let described = sql.clone();
    let changed = shop.store.write(move |tx| {
        tx.execute("PRAGMA defer_foreign_keys = ON", [])?;
        tamper(tx, &sql)
    });
    match changed {
        Ok(written) => assert_eq!(written.value, 1, "{described}"),
        // The schema itself stands in the way: nothing was changed.
        Err(error) => return Some(refused(error.to_string())),
    }
    found(&shop)
}

fn refused(detail: String) -> journal::Broken {
    journal::Broken {
        chain: journal::Chain::Ticket,
        seq: 0,
        fault: journal::Fault::State,
        detail,
    }
}

#[test]
fn every_column_of_every_fiscal_row() {
    let shop = Fixture::new();
    for table in [
        "sale",
        "sale_line",
        "payment",
        "opening",
        "cash_movement",
        "closing",
        "duplicate",
    ] {
        let of_table = shop.store.write(move |tx| columns(tx, table));
        for (column, kind) in of_table.expect("columns").value {
            let other = match kind.as_str() {
                "INTEGER" => format!("coalesce({column}, 0) + 1"),
                "TEXT" => format!("coalesce({column}, '') || '0'"),
                _ => "randomblob(16)".to_owned(),
            };
            let sql = format!(
                "UPDATE {table} SET {column} = {other}
                 WHERE rowid = (SELECT min(rowid) FROM {table})"
            );
            let sql = if table == "duplicate" {
                format!("UPDATE {table} SET {column} = {other}")
            } else {
                sql
            };
            assert!(
                tampered(sql).is_some(),
                "{table}.{column} was changed unnoticed"
            );
        }
    }
}

#[test]
fn rows_that_go_or_come() {
    for sql in [
        "DELETE FROM payment WHERE rowid = (SELECT max(rowid) FROM payment)",
        "DELETE FROM sale_line WHERE rowid = (SELECT max(rowid) FROM sale_line)",
        "DELETE FROM cash_movement",
        "DELETE FROM closing",
        "DELETE FROM duplicate",
        "INSERT INTO payment (id, sale_id, position, tender, amount_minor, reference)
             SELECT randomblob(16), id, 9, 'card', 5, '' FROM sale WHERE seq = 2",
        "INSERT INTO cash_movement (id, opening_id, at, user_id, amount_minor, reason)
             SELECT randomblob(16), id, 1, user_id, 5, 'x' FROM opening",
        "INSERT INTO duplicate (sale_id, copy, seq, at, user_id)
             SELECT id, 9, 9, 1, user_id FROM sale WHERE seq = 2",
        "INSERT INTO sale (id, number, seq, kind, opening_id, till_id, user_id, business_on, at,
             total_minor, discount_minor, discount_bp, discount_reason, line_count, reason,
             perpetual_minor, perpetual_absolute_minor)
             SELECT randomblob(16), 'P1-99', 99, kind, opening_id, till_id, user_id, business_on, at,
             total_minor, 0, 0, '', 0, '', 0, 0 FROM sale WHERE seq = 2",
    ] {
        assert!(tampered(sql.to_owned()).is_some(), "{sql}");
    }
}

#[test]
fn what_is_found_is_named() {
    let broken = tampered(
        "UPDATE payment SET amount_minor = 1 WHERE rowid = (SELECT min(rowid) FROM payment)"
            .to_owned(),
    )
    .expect("found");
    assert_eq!((broken.chain, broken.seq), (journal::Chain::Ticket, 1));
    assert!(
        broken.detail.starts_with("payments[0].amount_minor"),
        "{}",
        broken.detail
    );
}
