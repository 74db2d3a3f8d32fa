//! Rates by hand and from a file.

use units::{MassUnit, Metal, Rounding};

use super::{day, enter, gold, is_append_only, shop};
use crate::db::Store;
use crate::db::testing::cx;
use crate::metal::{
    EnterRate, EnterRateError, ImportRatesError, RateFile, RatesFound, RowFault, import_rates,
    preview_rates, rate_on, rates,
};

fn gram_on(store: &Store, on: &'static str) -> Option<i64> {
    let found = store.read(|tx| rate_on(tx, Metal::Gold, day(on)));
    let found = found.expect("a read");
    found.map(|entry| entry.rate.gram_micro(Rounding::HalfUp) / 1_000_000)
}

#[test]
fn the_rate_of_a_day_is_the_last_one_before_it() {
    let (_dir, store) = shop();
    assert_eq!(gram_on(&store, "2026-11-20"), None);
    for (on, euros) in [("2026-11-20", 110), ("2026-11-18", 108)] {
        enter(&store, gold(on, euros)).expect("a rate");
    }
    for (on, expected) in [
        ("2026-11-17", None),
        ("2026-11-18", Some(108)),
        ("2026-11-19", Some(108)),
        ("2026-11-20", Some(110)),
        ("2027-01-01", Some(110)),
    ] {
        assert_eq!(gram_on(&store, on), expected, "{on}");
    }
    // Another source of the same day is another entry, and the last one holds.
    let refiner = EnterRate {
        source: "Affineur".into(),
        ..gold("2026-11-20", 109)
    };
    enter(&store, refiner).expect("another source");
    assert_eq!(gram_on(&store, "2026-11-20"), Some(109));
}

#[test]
fn a_rate_is_corrected_by_another_entry() {
    let (_dir, store) = shop();
    let wrong = enter(&store, gold("2026-11-20", 119)).expect("a rate");
    let right = EnterRate {
        corrects: Some(wrong.id),
        ..gold("2026-11-20", 110)
    };
    let right = enter(&store, right).expect("a correction");
    assert_eq!(gram_on(&store, "2026-11-20"), Some(110));
    let listed = store
        .read(|tx| rates(tx, Metal::Gold, day("2026-11-01"), day("2026-11-30")))
        .expect("a read");
    let corrected: Vec<bool> = listed.iter().map(|entry| entry.corrected).collect();
    assert_eq!(corrected, [false, true], "both are kept");
    // What is corrected already is not corrected again: its correction is.
    let again = EnterRate {
        corrects: Some(wrong.id),
        ..gold("2026-11-20", 111)
    };
    let refused = enter(&store, again).expect_err("corrected already");
    assert!(matches!(refused, EnterRateError::NothingToCorrect));
    let again = EnterRate {
        corrects: Some(right.id),
        ..gold("2026-11-20", 111)
    };
    enter(&store, again).expect("the correction's correction");
    assert_eq!(gram_on(&store, "2026-11-20"), Some(111));
}

#[test]
fn bad_rates_are_refused() {
    let (_dir, store) = shop();
    enter(&store, gold("2026-11-20", 110)).expect("a rate");
    let refused = |change: fn(&mut EnterRate)| {
        let mut rate = gold("2026-11-21", 111);
        change(&mut rate);
        format!("{:?}", enter(&store, rate).expect_err("refused"))
    };
    assert_eq!(refused(|rate| rate.price_micro = 0), "NotPositive");
    assert_eq!(refused(|rate| rate.price_micro = -1), "NotPositive");
    assert_eq!(refused(|rate| rate.price_micro = i64::MAX), "Absurd");
    assert_eq!(refused(|rate| rate.price_micro = 9_999), "Absurd");
    assert_eq!(
        refused(|rate| rate.on = day("2026-11-23")),
        "Future(2026-11-23)"
    );
    assert_eq!(refused(|rate| rate.on = day("2026-11-20")), "Taken");
    assert_eq!(refused(|rate| rate.metal = Metal::Base), "NotPrecious");
    assert_eq!(refused(|rate| rate.source = " ".into()), "SourceMissing");
    assert_eq!(
        refused(|rate| rate.source = "x".repeat(41)),
        "SourceMissing"
    );
    // The ounce's price entered as a gram's.
    assert_eq!(
        refused(|rate| rate.price_micro = 3_421_000_000),
        "Far(110000000)"
    );
    assert_eq!(
        refused(|rate| rate.price_micro = 54_000_000),
        "Far(110000000)"
    );
    let sure = EnterRate {
        price_micro: 54_000_000,
        sure: true,
        ..gold("2026-11-21", 0)
    };
    enter(&store, sure).expect("said twice");
    // Another metal is not compared with gold.
    let silver = EnterRate {
        metal: Metal::Silver,
        ..gold("2026-11-21", 1)
    };
    enter(&store, silver).expect("a rate of silver");
}

#[test]
fn what_was_entered_is_never_changed() {
    let (_dir, store) = shop();
    enter(&store, gold("2026-11-20", 110)).expect("a rate");
    is_append_only(&store, "metal_rate", "price_micro");
}

fn file(text: &str) -> RateFile {
    RateFile {
        metal: Metal::Gold,
        source: "LBMA".into(),
        unit: MassUnit::TroyOunce,
        name: "fixings.csv".into(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn import(store: &Store, text: &str) -> Result<RatesFound, ImportRatesError> {
    let file = file(text);
    let written = store.write(move |tx| import_rates(tx, &cx(0), &file));
    written.map(|written| written.value)
}

const FIXINGS: &str = "Date;USD;EUR\n\
    2026-11-18;4100,1;3421,95\n\
    2026-11-19;4110;3430,10\n\
    2026-11-19;4110;3430,10\n\
    2026-11-20;4000;34,30\n\
    2026-12-24;4000;3430\n\
    2026-11-17;;\n\
    2026-11-16;4000;-3\n";

#[test]
fn a_file_is_shown_and_then_taken_in_once() {
    let (_dir, store) = shop();
    let faults = |found: &RatesFound| -> Vec<(usize, RowFault)> {
        let problems = found.problems.iter();
        problems
            .map(|problem| (problem.line, problem.fault))
            .collect()
    };
    let wrong = [
        (4, RowFault::Twice),
        (5, RowFault::Far),
        (6, RowFault::Future),
        (7, RowFault::Price),
        (8, RowFault::Absurd),
    ];
    let shown = store
        .read(|tx| preview_rates(tx, &cx(0), &file(FIXINGS)))
        .expect("a preview");
    assert_eq!((shown.new.len(), shown.known_count), (2, 0));
    assert_eq!(faults(&shown), wrong);
    assert_eq!(gram_on(&store, "2026-11-22"), None, "nothing is written");

    let taken = import(&store, FIXINGS).expect("an import");
    assert_eq!(taken, shown);
    assert_eq!(gram_on(&store, "2026-11-22"), Some(110));
    let again = import(&store, FIXINGS).expect_err("nothing new");
    assert!(matches!(again, ImportRatesError::NothingNew));
    // The same day at another price is a matter for a person.
    let other = import(&store, "date;EUR\n2026-11-18;3400\n2026-11-21;3431\n").expect("one day");
    assert_eq!((other.new.len(), other.known_count), (1, 0));
    assert_eq!(faults(&other), [(2, RowFault::Differs)]);
}

#[test]
fn a_file_that_is_none_is_refused() {
    let (_dir, store) = shop();
    for text in ["", "date,USD\n2026-11-18,4100\n", "%PDF-1.7", "Date;EUR\n"] {
        let refused = import(&store, text);
        assert!(refused.is_err(), "{text}");
    }
}
