//! Prices follow the metal, under a number, and back.

use units::{Id, Money};

use super::{enter, formula, gold, is_append_only, save_formula, shop};
use crate::db::testing::cx;
use crate::db::{Store, StoreError};
use crate::metal::preview::preview_of;
use crate::metal::{
    Accepted, Formula, LeftOut, Preview, Reprice, RepriceError, Repricing, UndoRepricingError, Why,
    pieces_of, preview, reprice, repricing_with_lines, undo_repricing,
};
use crate::stock::testing::{self, ring};
use crate::stock::{self, Piece, custody};

/// Three plain rings of 3.28 g at the formula's price of the day, 110 € a gram.
fn rings() -> (tempfile::TempDir, Store, Vec<Piece>) {
    let (dir, store) = shop();
    let by_default = Formula {
        by_default: true,
        ..formula(&store)
    };
    save_formula(&store, by_default).expect("a formula");
    enter(&store, gold("2026-11-20", 110)).expect("a rate");
    let pieces = ["J1", "J2", "J3"].map(|number| {
        let mut sheet = ring(&store, number);
        sheet.components.clear();
        // (292.25 + 50) × 2.5 = 855.625 €, to the next ten.
        sheet.price = Some(Money::eur(86_000));
        testing::enter(&store, sheet).expect("a piece")
    });
    (dir, store, pieces.into())
}

fn shown(store: &Store) -> Preview {
    store
        .read(|tx| preview(tx, &cx(5), None))
        .expect("a preview")
}

fn accepted(of: &Preview) -> Vec<Accepted> {
    let lines = of
        .lines
        .iter()
        .filter(|line| line.standing.code() == "ready");
    lines
        .map(|line| Accepted {
            piece: line.piece,
            version: line.version,
            price_minor: line.worked.expect("worked").price_minor,
        })
        .collect()
}

fn accept(store: &Store, lines: Vec<Accepted>) -> Result<(Repricing, Vec<LeftOut>), RepriceError> {
    let written = store.write(move |tx| {
        let cx = cx(10);
        let input = Reprice {
            id: cx.new_id(),
            lines,
            note: "or".into(),
        };
        reprice(tx, &cx, input)
    });
    written.map(|written| written.value)
}

fn undo(store: &Store, id: Id<Repricing>) -> Result<(Repricing, Vec<LeftOut>), UndoRepricingError> {
    let written = store.write(move |tx| {
        let cx = cx(20);
        undo_repricing(tx, &cx, id, cx.new_id(), "")
    });
    written.map(|written| written.value)
}

fn prices(store: &Store, pieces: &[Piece]) -> Vec<i64> {
    let price = |piece: &Piece| {
        let found = store.read(|tx| stock::piece_by_id(tx, piece.id));
        let found = found.expect("a read").expect("a piece");
        found.sheet.price.map_or(0, Money::minor)
    };
    pieces.iter().map(price).collect()
}

fn set_price(store: &Store, piece: &Piece, minor: i64) {
    let id = piece.id;
    let written = store.write(move |tx| {
        let now = stock::piece_by_id(tx, id)?.ok_or(StoreError::Unreadable("piece"))?;
        let price = Some(Money::eur(minor));
        stock::change_price(tx, &cx(15), id, now.version, price)
            .map(|_| ())
            .map_err(|_| StoreError::Unreadable("price"))
    });
    written.expect("a price");
}

fn sell(store: &Store, piece: &Piece) {
    let id = piece.id;
    let written = store.write(move |tx| {
        let movement = custody::Movement::Sold {
            ticket: "T1".into(),
            customer: None,
        };
        custody::record(tx, &cx(12), id, &movement)
    });
    written.expect("sold");
}

#[test]
fn gold_rises_and_the_prices_follow_and_come_back() {
    let (_dir, store, pieces) = rings();
    let before = shown(&store);
    assert!(before.lines.is_empty(), "{before:?}");
    assert_eq!((before.same, before.more), (pieces.len(), false));
    enter(&store, gold("2026-11-21", 113)).expect("a rate");
    let after = shown(&store);
    // 3.28 × 0.75 × 113 × 1.08 = 300.2184: (300.22 + 50) × 2.5 = 875.55.
    let line = &after.lines[0];
    assert_eq!(line.worked.expect("worked").price_minor, 88_000);
    assert_eq!(line.old_minor, Some(86_000));
    // Without VAT, 860 and 880 less the cost of 1400.
    assert_eq!(line.margins_minor, [Some(-68_333), Some(-66_667)]);

    let (one, left_out) = accept(&store, accepted(&after)[..2].to_vec()).expect("two of three");
    assert_eq!((one.number, one.count, left_out.len()), (1, 2, 0));
    assert_eq!(one.rates.len(), 1, "the rate it was worked out with");
    assert_eq!(one.rates[0].on.to_string(), "2026-11-21");
    assert_eq!(prices(&store, &pieces), [88_000, 88_000, 86_000]);
    let tags = store.read(|tx| pieces_of(tx, one.id)).expect("a read");
    assert_eq!(tags, [pieces[0].id, pieces[1].id]);

    let (undone, left_out) = undo(&store, one.id).expect("taken back");
    assert_eq!(
        (undone.number, undone.undoes, left_out.len()),
        (2, Some(1), 0)
    );
    assert_eq!(prices(&store, &pieces), [86_000, 86_000, 86_000]);
    let twice = undo(&store, one.id).expect_err("once");
    assert!(matches!(twice, UndoRepricingError::AlreadyUndone(2)));
    // The taking back is a re-pricing itself, and is taken back like one.
    undo(&store, undone.id).expect("again at the new prices");
    assert_eq!(prices(&store, &pieces), [88_000, 88_000, 86_000]);
    let whole = store.read(|tx| repricing_with_lines(tx, one.id));
    let (one, lines) = whole.expect("a read").expect("a re-pricing");
    assert_eq!((one.undone_by, lines.len()), (Some(2), 2));
}

#[test]
fn what_is_no_longer_as_it_was_seen_is_left_out_and_named() {
    let (_dir, store, pieces) = rings();
    enter(&store, gold("2026-11-21", 113)).expect("a rate");
    let seen = accepted(&shown(&store));
    sell(&store, &pieces[0]);
    set_price(&store, &pieces[1], 90_000);
    let (one, left_out) = accept(&store, seen.clone()).expect("one of three");
    let why: Vec<(&str, Why)> = left_out
        .iter()
        .map(|out| (out.number.as_str(), out.why))
        .collect();
    assert_eq!(why, [("J1", Why::Sold), ("J2", Why::Changed)]);
    assert_eq!(prices(&store, &pieces), [86_000, 90_000, 88_000]);
    // A newer rate makes what was seen old.
    enter(&store, gold("2026-11-22", 120)).expect("a rate");
    let now = shown(&store);
    let stale: Vec<Accepted> = accepted(&now)
        .into_iter()
        .map(|line| Accepted {
            price_minor: 88_000,
            ..line
        })
        .collect();
    assert!(matches!(
        accept(&store, stale),
        Err(RepriceError::AllLeftOut(_))
    ));
    assert!(matches!(
        accept(&store, Vec::new()),
        Err(RepriceError::NothingAccepted)
    ));
    // A price that somebody has changed since stays; so does a sold piece's.
    set_price(&store, &pieces[2], 91_000);
    let refused = undo(&store, one.id).expect_err("nothing left");
    assert!(matches!(refused, UndoRepricingError::AllLeftOut(out) if out.len() == 1));
    assert_eq!(prices(&store, &pieces), [86_000, 90_000, 91_000]);
}

#[test]
fn of_more_pieces_than_a_preview_shows_the_next_come_once_the_first_are_accepted() {
    let (_dir, store, pieces) = rings();
    enter(&store, gold("2026-11-21", 113)).expect("a rate");
    // Whatever cannot be priced does not stand in the way of the others.
    let unweighed = |number: &str| {
        let mut sheet = ring(&store, number);
        (sheet.gross, sheet.net) = (None, None);
        testing::enter(&store, sheet).expect("a piece");
    };
    for number in ["J4", "J5"] {
        unweighed(number);
    }
    let first = || {
        let seen = store.read(|tx| preview_of(tx, &cx(5), None, 1));
        seen.expect("a preview")
    };
    for done in 0..pieces.len() {
        let seen = first();
        assert_eq!((seen.same, seen.more), (done, true), "{seen:?}");
        assert_eq!(seen.lines.len(), 1);
        accept(&store, accepted(&seen)).expect("one");
    }
    let seen = first();
    assert_eq!((seen.same, seen.left_out, seen.more), (3, 2, false));
    assert_eq!(
        seen.lines.len(),
        1,
        "of what is left out, as many as of the others"
    );
    assert_eq!(prices(&store, &pieces), [88_000; 3]);
}

#[test]
fn a_later_repricing_is_taken_back_first() {
    let (_dir, store, pieces) = rings();
    let mut numbers = Vec::new();
    for (on, euros) in [("2026-11-21", 113), ("2026-11-22", 120)] {
        enter(&store, gold(on, euros)).expect("a rate");
        let seen = accepted(&shown(&store));
        numbers.push(accept(&store, seen).expect("all").0.id);
    }
    let high = prices(&store, &pieces);
    assert!(matches!(
        undo(&store, numbers[0]),
        Err(UndoRepricingError::AllLeftOut(_))
    ));
    assert_eq!(prices(&store, &pieces), high);
    undo(&store, numbers[1]).expect("the last one first");
    assert_eq!(prices(&store, &pieces), [88_000; 3]);
}

#[test]
fn a_repricing_is_never_changed() {
    let (_dir, store, _pieces) = rings();
    enter(&store, gold("2026-11-21", 113)).expect("a rate");
    accept(&store, accepted(&shown(&store))).expect("all");
    for (table, column) in [
        ("repricing", "note"),
        ("repricing_line", "new_minor"),
        ("repricing_rate", "rate_id"),
    ] {
        is_append_only(&store, table, column);
    }
}
