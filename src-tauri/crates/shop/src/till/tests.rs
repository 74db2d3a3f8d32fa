//! The till's day, its clocks, and the closings that follow from it.

mod counting;
mod drawer;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::*;
use crate::devices::tests::printer;
use crate::journal::{self, Chain};
use crate::ledger::{self, account};
use crate::sales::tests::fixture::{Fixture, Who, card, cash, cheque, counts, right, till_id};
use crate::sales::{self, VoidSale, void};

/// Sets the shop's clock to a moment, UTC.
fn at(shop: &Fixture, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().expect("a moment");
    let ten = crate::db::testing::at(0);
    shop.set_clock((moment - ten).num_seconds());
}

fn open_again(shop: &Fixture, reason: &'static str) -> Result<Opening, OpenDayError> {
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let input = OpenDay {
            id: cx.new_id(),
            float: Counts::new(),
            reason: reason.into(),
        };
        open_day(tx, cx, by, input)
    })
}

fn move_some(
    shop: &Fixture,
    who: Who,
    amount_minor: i64,
    reason: &'static str,
) -> Result<CashMovement, MoveCashError> {
    shop.run(1, who, move |tx, cx, by| {
        let input = MoveCash {
            id: cx.new_id(),
            amount_minor,
            reason: reason.into(),
        };
        move_cash(tx, cx, by, None, input)
    })
}

fn drawer(shop: &Fixture) -> i64 {
    let account = account::cash("1");
    shop.store
        .read(|tx| ledger::balance(tx, &account, "EUR"))
        .expect("a balance")
}

#[test]
fn a_day_from_float_to_z() {
    let shop = Fixture::with_stock();
    let opening = shop.open(1, 20_000).expect("a day");
    assert_eq!(opening.business_on.to_string(), "2026-11-22");
    assert!(matches!(
        shop.open(1, 0),
        Err(OpenDayError::AlreadyOpen { .. })
    ));
    shop.sell(1, &["J1", "A1"]);
    shop.scan(1, "J4").expect("a watch");
    let (watch, _) = shop
        .pay(1, Who::Seller, vec![cash(80_000, Some(100_000))])
        .expect("a sale");
    shop.sell(1, &["J2"]);
    let id = watch.id;
    shop.run(1, Who::Manager, move |tx, cx, by| {
        let id_of_void = cx.new_id();
        void(
            tx,
            cx,
            by,
            None,
            VoidSale {
                id: id_of_void,
                sale: id,
                reason: "erreur".into(),
            },
        )
    })
    .expect("a void");
    move_some(&shop, Who::Manager, 5_000, "monnaie").expect("cash in");
    move_some(&shop, Who::Manager, -2_000, "timbres").expect("cash out");
    assert_eq!(drawer(&shop), 23_000);

    let x = shop
        .run(1, Who::Manager, |tx, cx, by| read_x(tx, cx, by))
        .expect("an X");
    assert_eq!(x.total_minor, 129_000 + 1_500 + 100_000);
    assert_eq!((x.number.clone(), x.short_signature.clone()), (None, None));
    let blind = shop.run(1, Who::Seller, |tx, cx, by| read_x(tx, cx, by));
    assert!(
        matches!(blind, Err(XError::MissingRight(_))),
        "the count is blind"
    );

    assert!(matches!(
        shop.close(1, 22_500, " "),
        Err(CloseDayError::Difference { differences })
            if differences.len() == 1 && differences[0].difference_minor() == -500
    ));
    let closing = shop.close(1, 22_500, "rendu de trop").expect("a Z");
    let totals = &closing.totals;
    assert_eq!((totals.ticket_count, totals.total_minor), (4, 230_500));
    assert_eq!(totals.first_ticket.as_deref(), Some("P1-1"));
    assert_eq!(totals.last_ticket.as_deref(), Some("P1-4"));
    assert_eq!(
        (totals.sales.count, totals.sales.amount_minor),
        (3, 310_500)
    );
    assert_eq!(
        (totals.voids.count, totals.voids.amount_minor),
        (1, -80_000)
    );
    assert_eq!(totals.absolute_minor, 390_500);
    assert_eq!(totals.vat.len(), 1);
    assert_eq!(totals.vat[0].gross_minor, 130_500);
    assert_eq!(totals.vat[0].vat_minor, 21_500 + 250);
    assert_eq!(
        (totals.margin_scheme_minor, totals.margin_vat_minor),
        (100_000, 10_000)
    );
    assert_eq!((totals.taken("card"), totals.taken("cash")), (230_500, 0));
    assert_eq!(
        (totals.cash_in_minor, totals.cash_out_minor),
        (5_000, -2_000)
    );
    assert_eq!(
        (closing.expected_minor, closing.counted_minor),
        (Some(23_000), Some(22_500))
    );
    assert_eq!(
        (closing.perpetual_minor, closing.perpetual_absolute_minor),
        (230_500, 390_500)
    );
    assert_eq!(drawer(&shop), 0);

    let printed = shop
        .store
        .read(|tx| report(tx, closing.id, 0))
        .expect("a read")
        .expect("a report");
    assert_eq!(printed.total_minor, x.total_minor);
    assert_eq!(printed.difference_reason.as_deref(), Some("rendu de trop"));
    assert_eq!(printed.number.as_deref(), Some("P1-Z1"));
    assert_eq!(printed.cash_movements.len(), 2);
    assert!(
        printed
            .short_signature
            .is_some_and(|short| short.len() == 4)
    );
    assert!(
        printed
            .chains
            .iter()
            .any(|head| head.chain == "TICKET" && head.sequence == 4)
    );
    assert!(
        matches!(shop.close(1, 0, ""), Err(CloseDayError::NotOpen)),
        "no second closing"
    );
    assert_eq!(shop.store.read(verify).expect("a read"), None);
    assert_eq!(shop.store.read(ledger::verify).expect("a read"), None);

    let mut codes = Vec::new();
    let walked = shop.store.read(|tx| {
        journal::walk::<crate::db::StoreError>(tx, Chain::Jet, |record| {
            codes.push(record.header.kind);
            Ok(())
        })
    });
    assert!(walked.is_ok());
    for wanted in [
        "320 voided",
        "330 closing-started",
        "60 day-closed",
        "50 closing-done",
    ] {
        assert!(
            codes.iter().any(|code| code == wanted),
            "{wanted}: {codes:?}"
        );
    }
}

#[test]
fn bad_counts_and_movements() {
    let shop = Fixture::with_stock();
    let open = |counts: Counts| {
        shop.run(1, Who::Seller, move |tx, cx, by| {
            let input = OpenDay {
                id: cx.new_id(),
                float: counts,
                reason: String::new(),
            };
            open_day(tx, cx, by, input)
        })
    };
    for (value, count) in [(0, 1), (-5, 1), (5, -1), (i64::MAX, 2), (100, i64::MAX)] {
        let refused = open(BTreeMap::from([(value, count)]));
        assert!(
            matches!(refused, Err(OpenDayError::Count)),
            "{value} × {count}"
        );
    }
    assert!(matches!(
        move_some(&shop, Who::Manager, 5, "monnaie"),
        Err(MoveCashError::NotOpen)
    ));
    shop.open(1, 1_000).expect("a day");
    let check = |who, amount, reason, expected: fn(&MoveCashError) -> bool| {
        let refused = move_some(&shop, who, amount, reason).expect_err(reason);
        assert!(expected(&refused), "{refused:?}");
    };
    check(Who::Manager, 0, "rien", |error| {
        matches!(error, MoveCashError::Amount)
    });
    check(Who::Manager, i64::MIN, "tout", |error| {
        matches!(error, MoveCashError::Amount)
    });
    check(Who::Manager, i64::MAX, "tout", |error| {
        matches!(error, MoveCashError::Amount)
    });
    check(Who::Manager, 5, " ", |error| {
        matches!(error, MoveCashError::NoReason)
    });
    check(Who::Seller, 5, "monnaie", |error| {
        matches!(error, MoveCashError::MissingRight(_))
    });
    check(Who::Manager, -1_001, "banque", |error| {
        matches!(error, MoveCashError::NotThatMuch)
    });
    assert!(matches!(
        shop.run(1, Who::Seller, |tx, cx, by| {
            let input = CloseDay {
                id: cx.new_id(),
                counted: BTreeMap::from([(100, -1)]),
                others: Vec::new(),
                reason: String::new(),
            };
            close_day(tx, cx, by, input)
        }),
        Err(CloseDayError::Count)
    ));
}

#[test]
fn a_closed_day_opens_again_only_with_a_reason() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    shop.sell(1, &["J1"]);
    let first = shop.close(1, 0, "").expect("a Z");
    assert!(matches!(
        shop.open(1, 0),
        Err(OpenDayError::AlreadyClosed { .. })
    ));
    open_again(&shop, "clôturé par erreur à midi").expect("with a reason");
    shop.sell(1, &["J2"]);
    let second = shop.close(1, 0, "").expect("its own Z");
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!(second.total_minor, 100_000);
    assert_eq!(second.perpetual_minor, 229_000, "from Z to Z");
    assert_eq!(shop.store.read(verify).expect("a read"), None);
}

#[test]
fn clocks() {
    let shop = Fixture::with_stock();
    // 23:30 in Paris on the day before the clocks change, in summer time.
    at(&shop, "2026-10-24T21:30:00Z");
    assert_eq!(
        shop.open(1, 0).expect("a day").business_on.to_string(),
        "2026-10-24"
    );
    at(&shop, "2026-10-24T21:59:59Z");
    shop.sell(1, &["J1"]);
    // Midnight in Paris is 22:00 UTC: yesterday is closed before anything is sold.
    at(&shop, "2026-10-24T22:00:00Z");
    shop.scan(1, "J2").expect("in the cart");
    let late = shop.pay(1, Who::Seller, vec![card(100_000)]);
    assert!(matches!(
        late,
        Err(sales::CompleteSaleError::Day(DayError::Forgotten { business_on }))
            if business_on.to_string() == "2026-10-24"
    ));
    let z = shop.close(1, 0, "").expect("the forgotten day");
    assert_eq!(
        z.business_on.to_string(),
        "2026-10-24",
        "under its own date"
    );
    assert_eq!(
        shop.open(1, 0).expect("a day").business_on.to_string(),
        "2026-10-25"
    );
    // The hour from two to three comes twice: both belong to the day. J2 waits in the cart.
    let mut codes: &[&str] = &[];
    for moment in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        at(&shop, moment);
        let (_, receipt) = shop.sell(1, codes);
        assert_eq!(receipt.at.to_string(), "2026-10-25 02:30:00");
        codes = &["J3"];
    }
    // In winter midnight in Paris is 23:00 UTC.
    at(&shop, "2026-10-25T22:59:59Z");
    shop.sell(1, &["J4"]);
    shop.close(1, 0, "").expect("a Z");

    // The clock goes back a day: no second closing of it, and no new day before it, unawares.
    at(&shop, "2026-10-24T10:00:00Z");
    assert!(matches!(
        shop.open(1, 0),
        Err(OpenDayError::AlreadyClosed { closed_on }) if closed_on.to_string() == "2026-10-25"
    ));
    at(&shop, "2026-10-26T08:00:00Z");
    shop.open(1, 0).expect("the right day");
    // It goes back while the day is open: the shop sells on, the numbers too, and the JET says so.
    at(&shop, "2026-10-25T09:00:00Z");
    let (sale, _) = shop.sell(1, &["A1"]);
    assert_eq!(
        (sale.seq, sale.business_on.to_string().as_str()),
        (5, "2026-10-26")
    );
    let mut jumps = 0;
    let walked = shop.store.read(|tx| {
        journal::walk::<crate::db::StoreError>(tx, Chain::Jet, |record| {
            jumps += i32::from(record.payload["detail"]["what"] == "clock-back");
            Ok(())
        })
    });
    assert!(walked.is_ok());
    assert!(jumps > 0);
    assert_eq!(shop.verify(), None);
}

#[test]
fn months_and_years_are_the_sum_of_their_days() {
    let shop = Fixture::with_pieces(12);
    let mut codes = (1..=12).map(|n| format!("J{n}"));
    let mut sum = 0;
    for (till, day) in [
        (1, "2026-11-29"),
        (2, "2026-11-30"),
        (1, "2026-12-01"),
        (1, "2026-12-31"),
    ] {
        at(&shop, &format!("{day}T09:00:00Z"));
        if day == "2026-12-31" {
            open_again(&shop, "un mois de travaux").expect(day);
        } else {
            shop.open(till, 0).expect(day);
        }
        let code = codes.next().expect("a piece");
        sum += shop.sell(till, &[&code]).0.total_minor;
        if day == "2026-11-30" {
            // Forgotten at the second till: November waits for it.
            continue;
        }
        shop.close(till, 0, "").expect(day);
    }
    let closed = |shop: &Fixture| -> Vec<(Period, String, i64)> {
        let rows = shop.store.read(|tx| closings(tx, 100)).expect("a read");
        let mut rows: Vec<_> = rows
            .into_iter()
            .filter(|row| row.period != Period::Day)
            .map(|row| (row.period, row.business_on.to_string(), row.perpetual_minor))
            .collect();
        rows.reverse();
        rows
    };
    assert_eq!(closed(&shop), []);
    at(&shop, "2027-01-02T09:00:00Z");
    shop.close(2, 0, "").expect("the forgotten day");
    shop.open(1, 0).expect("a new year");
    assert_eq!(
        closed(&shop),
        [
            (Period::Month, "2026-11-01".to_owned(), 20_003),
            (Period::Month, "2026-12-01".to_owned(), sum),
            (Period::Year, "2026-01-01".to_owned(), sum),
        ]
    );
    let again = shop.run(1, Who::Owner, |tx, cx, _| {
        let november = "2026-11-05".parse().expect("a day");
        close_month(tx, cx, november, "2027-01-02".parse().expect("a day"))
    });
    assert!(matches!(again, Err(ClosePeriodError::AlreadyClosed { .. })));
    let early = shop.run(1, Who::Owner, |tx, cx, _| {
        let today = "2027-01-02".parse().expect("a day");
        close_year(tx, cx, today, today)
    });
    assert!(matches!(early, Err(ClosePeriodError::NotOver { .. })));
    at(&shop, "2026-11-15T09:00:00Z");
    assert!(matches!(
        shop.open(2, 0),
        Err(OpenDayError::AlreadyClosed { .. })
    ));
    let back = shop.run(2, Who::Seller, |tx, cx, by| {
        let input = OpenDay {
            id: cx.new_id(),
            float: counts(0),
            reason: "horloge".into(),
        };
        open_day(tx, cx, by, input)
    });
    back.expect("a reason opens a day even of a closed month");
    let row = &shop.store.read(|tx| closings(tx, 1)).expect("a read")[0];
    let printed = shop
        .store
        .read(|tx| report(tx, row.id, 0))
        .expect("a read")
        .expect("a report");
    assert_eq!(printed.kind, documents::ReportKind::Year);
    assert_eq!(shop.store.read(verify).expect("a read"), None);
}

fn open_by_hand(shop: &Fixture, who: Who, reason: &'static str) -> Result<(), OpenDrawerError> {
    shop.run(1, who, move |tx, cx, by| {
        let input = OpenDrawer {
            id: cx.new_id(),
            till: till_id(1),
            reason: reason.into(),
        };
        open_drawer(tx, cx, by, input).map(|_| ())
    })
}

/// Writes past the program, as somebody with the key and a database browser could.
fn alter(shop: &Fixture, trigger: &'static str, sql: &'static str) {
    shop.write(move |tx| {
        tx.execute(&format!("DROP TRIGGER {trigger}"), [])?;
        tx.execute(sql, []).map(|_| ())
    });
}

/// What the till's own comparison with the journal finds.
fn verified(shop: &Fixture) -> Option<journal::Broken> {
    shop.store.read(verify).expect("a look")
}

#[test]
fn an_altered_reason_and_a_vanished_copy_are_found() {
    let shop = Fixture::with_stock();
    open_by_hand(&shop, Who::Manager, "monnaie").expect("opened");
    assert_eq!(verified(&shop), None);
    alter(
        &shop,
        "drawer_opening_no_update",
        "UPDATE drawer_opening SET reason = 'rien'",
    );
    assert!(verified(&shop).is_some());

    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let id = shop.close(1, 0, "").expect("a Z").id;
    shop.run(1, Who::Manager, move |tx, cx, by| {
        duplicate_closing(tx, cx, by, id)
    })
    .expect("a copy");
    assert_eq!(verified(&shop), None);
    alter(
        &shop,
        "closing_duplicate_no_delete",
        "DELETE FROM closing_duplicate",
    );
    assert!(verified(&shop).is_some());
}
