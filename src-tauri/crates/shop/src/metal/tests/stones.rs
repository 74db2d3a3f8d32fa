//! Price lists of diamonds, and what they make of a piece's stones.

use units::{Carat, Quantity};

use super::{enter, formula, gold, is_append_only, parts, save_formula, shop};
use crate::db::Store;
use crate::db::testing::cx;
use crate::metal::{
    ImportStonesError, Parts, StoneFile, StonesFound, WithdrawStonesError, import_stones,
    stone_lists, stones_value, withdraw_stones, worked,
};
use crate::stock::testing::{self, ring};
use crate::stock::{Piece, Sheet};

fn import(store: &Store, text: &str, factor_bp: i64) -> Result<StonesFound, ImportStonesError> {
    let file = StoneFile {
        id: cx(0).new_id(),
        name: "rounds.csv".into(),
        factor_bp,
        bytes: text.as_bytes().to_vec(),
    };
    let written = store.write(move |tx| import_stones(tx, &cx(0), &file));
    written.map(|written| written.value)
}

const ROUNDS: &str = "round,VS1,F,0.50,0.69,3000\nround,VS1,F,0.70,0.89,4800\n";

fn value(store: &Store, change: impl FnOnce(&mut Sheet)) -> Option<i64> {
    let mut sheet = ring(store, "J1");
    change(&mut sheet);
    store.read(|tx| stones_value(tx, &sheet)).expect("a read")
}

#[test]
fn a_stone_is_valued_by_the_newest_list_that_names_it() {
    let (_dir, store) = shop();
    assert_eq!(value(&store, |_| ()), None, "no list yet");
    import(&store, ROUNDS, 10_000).expect("a list");
    // 0.70 ct of F VS1, at 4800 a carat.
    assert_eq!(value(&store, |_| ()), Some(336_000));
    let weighs = |milli: i64, count: i64| {
        value(&store, |sheet| {
            sheet.components[0].weight = Carat::from_milli(milli).ok();
            sheet.components[0].count = Quantity::new(count).expect("a count");
        })
    };
    assert_eq!(weighs(699, 1), Some(209_700), "0.69 to the hundredth below");
    assert_eq!(weighs(1_400, 2), Some(672_000), "two of 0.70");
    assert_eq!(weighs(900, 1), None, "beyond the list");
    let no = |change: fn(&mut Sheet)| assert_eq!(value(&store, change), None);
    let stone = |sheet: &mut Sheet| sheet.components[0].stone.take().expect("a stone");
    no(|sheet| sheet.components[0].weight = None);
    no(|sheet| sheet.components.clear());
    for change in [
        (|stone| stone.laboratory_grown = true) as fn(&mut crate::stock::Stone),
        |stone| stone.kind = "ruby".into(),
        |stone| stone.treatment = Some("heated".into()),
        |stone| stone.colour = None,
        |stone| stone.clarity = Some("IF".into()),
    ] {
        let valued = value(&store, |sheet| {
            let mut other = stone(sheet);
            change(&mut other);
            sheet.components[0].stone = Some(other);
        });
        assert_eq!(valued, None);
    }
    import(&store, "round,VS1,F,0.70,0.89,5000\n", 9_200).expect("a newer list, in dollars");
    assert_eq!(value(&store, |_| ()), Some(322_000), "0.70 × 5000 × 0.92");
    assert_eq!(
        weighs(600, 1),
        Some(180_000),
        "the older list says the rest"
    );
    is_append_only(&store, "stone_list", "name");
    is_append_only(&store, "stone_price", "carat_minor");
}

#[test]
fn a_formula_takes_the_list_s_value_until_somebody_writes_one() {
    let (_dir, store) = shop();
    save_formula(&store, formula(&store)).expect("a formula");
    enter(&store, gold("2026-11-20", 110)).expect("a rate");
    let piece = testing::enter(&store, ring(&store, "J1")).expect("a piece");
    let stones = |piece: &Piece| {
        let piece = piece.clone();
        let read = store.read(move |tx| worked(tx, &piece, super::day("2026-11-22")));
        read.map(|(worked, _)| worked.stones_minor)
            .map_err(|error| error.code())
    };
    assert_eq!(stones(&piece), Err("stones_unvalued"));
    import(&store, ROUNDS, 10_000).expect("a list");
    assert_eq!(stones(&piece), Ok(336_000));
    let own = Parts {
        stones_minor: Some(300_000),
        ..Parts::default()
    };
    parts(&store, piece.id, own).expect("parts");
    assert_eq!(stones(&piece), Ok(300_000));
}

#[test]
fn a_list_taken_back_leaves_the_word_to_the_older_one() {
    let (_dir, store) = shop();
    import(&store, ROUNDS, 10_000).expect("a list");
    import(&store, "round,VS1,F,0.70,0.89,48\n", 10_000).expect("a list of hundreds");
    assert_eq!(value(&store, |_| ()), Some(3_360));
    let lists = || store.read(stone_lists).expect("the lists");
    let wrong = lists()[0].id;
    let withdraw = |id| store.write(move |tx| withdraw_stones(tx, &cx(0), id));
    withdraw(wrong).expect("a list taken back");
    assert_eq!(value(&store, |_| ()), Some(336_000));
    let standing: Vec<(i64, bool)> = lists()
        .iter()
        .map(|list| (list.number, list.withdrawn_at.is_some()))
        .collect();
    assert_eq!(standing, [(2, true), (1, false)]);
    assert!(matches!(withdraw(wrong), Err(WithdrawStonesError::Already)));
    let unknown = withdraw(cx(0).new_id());
    assert!(matches!(unknown, Err(WithdrawStonesError::Unknown)));
    is_append_only(&store, "stone_list_withdrawn", "at");
}

#[test]
fn a_list_that_is_none_is_refused() {
    let (_dir, store) = shop();
    for (text, factor_bp) in [
        ("", 10_000),
        ("date;EUR\n2026-11-20;3400\n", 10_000),
        ("round,VS1,F,0.70,0.89,0\n", 10_000),
        (ROUNDS, 0),
        (ROUNDS, -1),
        (ROUNDS, 1_000_001),
    ] {
        let refused = import(&store, text, factor_bp);
        assert!(refused.is_err(), "{text} {factor_bp}");
    }
}
