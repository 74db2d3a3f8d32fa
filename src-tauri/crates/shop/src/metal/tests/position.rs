//! What the shop holds in fine grams, now and then.

use chrono::NaiveDate;
use units::{Fineness, Metal, Weight};

use super::{day, enter, gold, shop};
use crate::db::Store;
use crate::db::testing::cx;
use crate::metal::{Position, position};
use crate::stock::custody;
use crate::stock::testing::{self, ring};

const A_DAY: i64 = 24 * 3600;

fn seen(store: &Store, seconds: i64, on: Option<NaiveDate>) -> Position {
    store
        .read(move |tx| position(tx, &cx(seconds), on))
        .expect("a position")
}

/// Metal, title, pieces, net and fine milligrams.
fn rows(of: &Position) -> Vec<(Metal, i64, i64, i64, i64)> {
    let holdings = of.holdings.iter();
    holdings
        .map(|one| {
            (
                one.metal,
                one.fineness.per_ten_thousand(),
                one.piece_count,
                one.net.mg(),
                one.fine.mg(),
            )
        })
        .collect()
}

#[test]
fn grams_by_title_now_and_at_the_end_of_a_past_day() {
    let (_dir, store) = shop();
    enter(&store, gold("2026-11-20", 100)).expect("a rate");
    let put = |number: &str, title: i64, net_mg: Option<i64>| {
        let mut sheet = ring(&store, number);
        sheet.components.clear();
        let alloy = sheet.alloy.as_mut().expect("gold");
        alloy.fineness = Fineness::from_per_mille(title).ok();
        sheet.net = net_mg.and_then(|mg| Weight::from_mg(mg).ok());
        testing::enter(&store, sheet).expect("a piece")
    };
    let first = put("J1", 750, Some(3_280));
    put("J2", 750, Some(1_001));
    put("J3", 585, Some(2_000));
    put("J4", 585, None);
    let all = [
        (Metal::Gold, 7_500, 2, 4_281, 3_210),
        (Metal::Gold, 5_850, 2, 2_000, 1_170),
    ];
    let now = seen(&store, 10, None);
    assert!(now.is_now);
    assert_eq!(rows(&now), all);
    assert_eq!(now.holdings[1].unweighed_count, 1);
    // 4.281 × 0.75 × 100 € = 321.075 €, to the cent below.
    assert_eq!(now.holdings[0].value_minor, Some(32_107));

    let id = first.id;
    let sold = store.write(move |tx| {
        let movement = custody::Movement::Sold {
            ticket: "T1".into(),
            customer: None,
        };
        custody::record(tx, &cx(A_DAY), id, &movement)
    });
    sold.expect("sold on the next day");
    let then = [
        (Metal::Gold, 7_500, 1, 1_001, 750),
        (Metal::Gold, 5_850, 2, 2_000, 1_170),
    ];
    assert_eq!(rows(&seen(&store, 2 * A_DAY, None)), then);
    for (on, expected) in [
        ("2026-11-21", &[][..]),
        ("2026-11-22", &all),
        ("2026-11-23", &then),
        // Today, and what has not come, is now.
        ("2026-11-24", &then),
        ("2027-11-24", &then),
    ] {
        let past = seen(&store, 2 * A_DAY, Some(day(on)));
        assert_eq!(rows(&past), expected, "{on}");
    }
    let unvalued = seen(&store, 2 * A_DAY, Some(day("2026-11-19")));
    assert!(unvalued.rates.is_empty(), "no rate had come yet");
}
