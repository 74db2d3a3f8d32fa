//! The blind count, means by means, and the periods that follow from the days.

use super::*;
use crate::rules::rules;
use crate::sales::Tender;
use crate::settings;

fn of(tender: Tender, amount_minor: i64, count: Option<i64>) -> Counted {
    Counted {
        tender,
        amount_minor,
        count,
    }
}

/// A day of one card, one cash and two cheque payments.
fn lived() -> Fixture {
    let shop = Fixture::with_stock();
    shop.open(1, 10_000).expect("a day");
    shop.sell(1, &["J1"]);
    shop.scan(1, "J4").expect("a watch");
    let payments = vec![cheque(30_000), cheque(30_000), cash(20_000, None)];
    shop.pay(1, Who::Seller, payments).expect("a sale");
    shop
}

#[test]
fn each_means_of_payment_is_counted_blind() {
    let check = |others: Vec<Counted>, expected: &[(&str, i64, i64)]| {
        let shop = lived();
        let found = shop.close_counting(1, 30_000, move |_| others, "");
        match found {
            Ok(closing) => {
                assert_eq!(expected, [], "nothing differs");
                assert_eq!(closing.tenders.len(), 4);
                assert_eq!(closing.tenders[2].expected_count, Some(2));
            }
            Err(CloseDayError::Difference { differences }) => {
                let found: Vec<_> = differences
                    .iter()
                    .map(|one| {
                        let off = (one.difference_minor(), one.difference_count());
                        (one.tender.as_str(), off.0, off.1)
                    })
                    .collect();
                assert_eq!(found, expected);
            }
            Err(error) => panic!("{error:?}"),
        }
    };
    let (card, cheques) = (
        of(Tender::Card, 129_000, None),
        of(Tender::Cheque, 60_000, Some(2)),
    );
    check(vec![card, cheques], &[]);
    check(vec![cheques], &[("card", -129_000, 0)]);
    check(
        vec![card, of(Tender::Cheque, 60_000, Some(3))],
        &[("cheque", 0, 1)],
    );
    check(
        vec![card, cheques, of(Tender::Transfer, 500, None)],
        &[("transfer", 500, 0)],
    );
    check(
        vec![of(Tender::Card, 128_000, None)],
        &[("card", -1_000, 0), ("cheque", -60_000, 0)],
    );
}

#[test]
fn a_count_that_cannot_be_is_none() {
    for others in [
        vec![of(Tender::Cash, 5, None)],
        vec![of(Tender::Card, 5, None), of(Tender::Card, 5, None)],
        vec![of(Tender::Cheque, 5, Some(-1))],
        vec![of(Tender::Card, i64::MIN, None)],
        vec![of(Tender::Transfer, i64::MAX, None)],
    ] {
        let refused = lived().close_counting(1, 30_000, move |_| others, "essai");
        assert!(matches!(refused, Err(CloseDayError::Count)), "{refused:?}");
    }
}

#[test]
fn a_given_back_cheque_is_no_longer_there_and_the_reason_is_kept() {
    let shop = lived();
    let sale = shop
        .store
        .read(|tx| sales::recent(tx, 1))
        .expect("a read")
        .remove(0);
    shop.run(1, Who::Manager, move |tx, cx, by| {
        let input = VoidSale {
            id: cx.new_id(),
            sale: sale.id,
            reason: "erreur".into(),
        };
        void(tx, cx, by, None, input)
    })
    .expect("a void");
    let none = vec![
        of(Tender::Card, 128_000, None),
        of(Tender::Cheque, 0, Some(0)),
    ];
    let closing = shop
        .close_counting(1, 10_000, move |_| none, "ticket du terminal déchiré")
        .expect("a Z with a reason");
    let row = &closing.tenders[2];
    assert_eq!((row.expected_minor, row.expected_count), (0, Some(0)));
    assert_eq!(closing.tenders[1].difference_minor(), -1_000);
    let id = closing.id;
    let printed = shop.store.read(move |tx| report(tx, id, 0));
    let printed = printed.expect("a read").expect("a Z");
    assert_eq!(printed.tenders[1].counted_minor, Some(128_000));
    assert_eq!(
        printed.difference_reason.as_deref(),
        Some("ticket du terminal déchiré")
    );
    assert_eq!((printed.ticket_count, printed.voids.count), (3, 1));
    assert_eq!(shop.store.read(verify).expect("a read"), None);
}

#[test]
fn what_the_shop_tolerates_needs_no_reason() {
    let shop = lived();
    assert_eq!(
        rules()
            .count_tolerance("2026-11-22".parse().expect("a day"))
            .minor(),
        0
    );
    shop.run(1, Who::Owner, |tx, cx, _| {
        settings::set(tx, cx, COUNT_TOLERANCE, &500_i64)
    })
    .expect("set");
    let strict = shop.close_counting(1, 29_499, right, "");
    assert!(matches!(strict, Err(CloseDayError::Difference { .. })));
    let closing = shop.close_counting(1, 29_500, right, "").expect("a Z");
    assert_eq!(closing.tenders[0].difference_minor(), -500);
}

#[test]
fn a_year_of_account_ends_when_the_shop_says() {
    let shop = Fixture::with_pieces(12);
    shop.run(1, Who::Owner, |tx, cx, _| {
        settings::set(tx, cx, YEAR_STARTS_MONTH, &10_i64)
    })
    .expect("set");
    for (day, code) in [("2026-09-30", "J1"), ("2026-10-01", "J2")] {
        at(&shop, &format!("{day}T09:00:00Z"));
        shop.open(1, 0).expect(day);
        shop.sell(1, &[code]);
        shop.close(1, 0, "").expect(day);
    }
    let due = |today: &str| -> Vec<(Period, String, String)> {
        let today = today.parse().expect("a day");
        let due = shop.store.read(move |tx| due_periods(tx, today));
        let due = due.expect("a read").into_iter();
        due.map(|one| (one.period, one.first.to_string(), one.last.to_string()))
            .collect()
    };
    let text = str::to_owned;
    // The first opening of October has closed September and the year that ended with it.
    assert_eq!(due("2026-10-31"), []);
    assert_eq!(
        due("2026-11-01"),
        [(Period::Month, text("2026-10-01"), text("2026-10-31"))]
    );
    // Now the shop goes over to the calendar: no day is in two years.
    shop.run(1, Who::Owner, |tx, cx, _| {
        settings::set(tx, cx, YEAR_STARTS_MONTH, &1_i64)
    })
    .expect("set");
    assert_eq!(
        due("2027-01-01")[1],
        (Period::Year, text("2026-10-01"), text("2026-12-31"))
    );
    let rows = shop.store.read(|tx| closings(tx, 100)).expect("a read");
    let years: Vec<_> = rows
        .iter()
        .filter(|row| row.period == Period::Year)
        .map(|row| (row.business_on.to_string(), row.until_on.to_string()))
        .collect();
    assert_eq!(years, [(text("2025-10-01"), text("2026-09-30"))]);
}

#[test]
fn a_count_that_differed_stays_written_down() {
    let shop = lived();
    let Err(CloseDayError::Difference { differences }) = shop.close_counting(1, 29_000, right, "")
    else {
        panic!("10 euros are missing");
    };
    let off = differences.clone();
    shop.run(1, Who::Seller, move |tx, cx, by| {
        note_recount(tx, cx, by, off)
    })
    .expect("written down");
    let closing = shop.close_counting(1, 30_000, right, "").expect("a Z");
    assert_eq!(closing.totals.recounts, 1);
    assert_eq!(shop.store.read(verify).expect("a read"), None);
    let kept = shop.store.read(|tx| {
        let mut kept = Vec::new();
        journal::walk::<crate::db::StoreError>(tx, Chain::Jet, |record| {
            let recount = &record.payload["detail"]["recount"];
            if !recount.is_null() {
                kept.push(recount["differences"].clone());
            }
            Ok(())
        })?;
        Ok::<_, crate::db::StoreError>(kept)
    });
    let frozen = serde_json::to_value(&differences).expect("JSON");
    assert_eq!(kept.expect("a read"), [frozen]);
}

#[test]
fn a_clock_that_ran_ahead_closes_no_month_for_good() {
    let shop = Fixture::with_pieces(12);
    let day = |moment: &str, code: &str, reason: &'static str| {
        at(&shop, moment);
        open_again(&shop, reason)?;
        shop.sell(1, &[code]);
        Ok::<_, OpenDayError>(shop.close(1, 0, "").expect("a Z"))
    };
    day("2026-11-21T09:00:00Z", "J1", "").expect("a day");
    // The machine says December: nobody opens that by accident.
    let refused = day("2026-12-22T09:00:00Z", "J2", "");
    assert!(matches!(refused, Err(OpenDayError::FarAhead { closed_on })
        if closed_on.to_string() == "2026-11-21"));
    // Somebody insists, and November is closed.
    day("2026-12-22T09:00:00Z", "J2", "congés").expect("a day");
    // The clock is put right: a reason opens the day, and no total loses it.
    let refused = day("2026-11-23T09:00:00Z", "J3", " ");
    assert!(matches!(refused, Err(OpenDayError::AlreadyClosed { .. })));
    let late = day("2026-11-23T09:00:00Z", "J3", "horloge corrigée").expect("a day");
    assert_eq!(late.counted_on.to_string(), "2026-12-01");
    let january: chrono::NaiveDate = "2027-01-02".parse().expect("a day");
    let closed = shop.run(1, Who::Owner, move |tx, cx, _| {
        close_due_periods(tx, cx, january)
    });
    let closed = closed.expect("closed");
    let of = |period| closed.iter().find(|one| one.period == period).expect("one");
    let days = shop.store.read(|tx| closings(tx, 100)).expect("a read");
    let total = |days: &[Closing]| -> i64 {
        let days = days.iter().filter(|one| one.period == Period::Day);
        days.map(|one| one.total_minor).sum()
    };
    assert_eq!(of(Period::Year).total_minor, total(&days));
    assert_eq!(of(Period::Year).perpetual_minor, total(&days));
    assert_eq!(of(Period::Month).perpetual_minor, total(&days));
    assert_eq!(shop.store.read(verify).expect("a read"), None);
}

#[test]
fn a_month_of_two_tills_begins_and_ends_with_its_first_and_last_ticket() {
    let day = |first: i64, last: i64| Totals {
        first_ticket: Some(format!("P1-{first}")),
        last_ticket: Some(format!("P1-{last}")),
        first_seq: Some(first),
        last_seq: Some(last),
        ..Totals::default()
    };
    let mut month = Totals::default();
    // Till 1 took the last ticket and closed first; till 2 had the first one.
    for one in [day(2, 200), day(1, 190), Totals::default()] {
        month.add(&one);
    }
    assert_eq!(month.first_ticket.as_deref(), Some("P1-1"));
    assert_eq!(month.last_ticket.as_deref(), Some("P1-200"));
}

#[test]
fn what_happens_between_two_days_is_in_the_next_z() {
    let shop = lived();
    let sale = shop.store.read(|tx| sales::recent(tx, 1)).expect("a read")[0].id;
    let copy = || {
        shop.run(1, Who::Seller, move |tx, cx, by| {
            sales::duplicate(tx, cx, by, sale)
        })
        .expect("a copy")
    };
    copy();
    let first = shop.close_counting(1, 30_000, right, "").expect("a Z");
    assert_eq!(first.totals.duplicate_count, 1);
    copy();
    copy();
    at(&shop, "2026-11-23T09:00:00Z");
    shop.open(1, 0).expect("a day");
    copy();
    assert_eq!(shop.close(1, 0, "").expect("a Z").totals.duplicate_count, 3);
}
