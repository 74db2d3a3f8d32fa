//! Bulk edits: what is shown before, what becomes of each piece, and the way back.

use std::collections::HashMap;

use units::{Id, PriceEnding};

use super::{Fixture, Who, is_append_only, piece_id};
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, PieceQuery, VatRegime};
use crate::tables::{
    ApplyError, Bulk, DrawUp, DrawUpError, How, Progress, SelectError, Selection, Value, Wanted,
    WantedError, begin, bulk_by_id, bulks, carry_out, drop_draft, lines, plan, plan_undo, put,
    stop, value_of,
};

fn everything() -> Selection {
    Selection {
        filter: Some(PieceQuery::default()),
        ..Selection::default()
    }
}

fn these(numbers: &[u128]) -> Selection {
    Selection {
        pieces: numbers.iter().copied().map(piece_id).collect(),
        ..Selection::default()
    }
}

fn percent(basis_points: i64) -> Wanted {
    Wanted::Price(How::Percent(basis_points), PriceEnding::Exact)
}

fn attribute(name: &str, value: Option<&str>) -> Wanted {
    Wanted::Attribute {
        name: name.to_owned(),
        value: value.map(str::to_owned),
    }
}

fn draw_up(shop: &Fixture, selection: Selection, wanted: Wanted) -> Result<Bulk, DrawUpError> {
    let cx = shop.cx(1, Who::Manager);
    let input = DrawUp { selection, wanted };
    let drawn = shop.store.read(|tx| plan(tx, &cx, &input))?;
    shop.run(1, Who::Manager, move |tx, cx, _| {
        put(tx, cx, cx.new_id(), &drawn)
    })
}

fn draw_up_undo(shop: &Fixture, undone: Id<Bulk>) -> Result<Bulk, DrawUpError> {
    let cx = shop.cx(1, Who::Manager);
    let drawn = shop.store.read(|tx| plan_undo(tx, &cx, undone))?;
    shop.run(1, Who::Manager, move |tx, cx, _| {
        put(tx, cx, cx.new_id(), &drawn)
    })
}

fn apply(shop: &Fixture, id: Id<Bulk>) -> Result<Bulk, ApplyError> {
    shop.run(1, Who::Manager, move |tx, cx, _| begin(tx, cx, id))?;
    carry_out(&shop.store, &|| shop.cx(1, Who::Manager), id, &mut || true)?;
    Ok(found(shop, id))
}

fn found(shop: &Fixture, id: Id<Bulk>) -> Bulk {
    let read = |tx: &ReadTx<'_>| bulk_by_id(tx, id);
    shop.store.read(read).expect("a read").expect("a bulk edit")
}

/// Number → why it stays as it is; `done` or `ready` where it does not.
fn standing(shop: &Fixture, id: Id<Bulk>) -> HashMap<String, &'static str> {
    let read = |tx: &ReadTx<'_>| lines(tx, id, 0, false, 1_000);
    let all = shop.store.read(read).expect("lines");
    let word = |line: &crate::tables::BulkLine| match line.why {
        Some(why) => why.code(),
        None if line.done => "done",
        None => "ready",
    };
    all.iter()
        .map(|line| (line.number.clone(), word(line)))
        .collect()
}

fn value(shop: &Fixture, of: &Wanted, number: u128) -> Value {
    let of = of.clone();
    let read = move |tx: &ReadTx<'_>| -> Result<Value, StoreError> {
        let piece = stock::piece_by_id(tx, piece_id(number))?.expect("a piece");
        value_of(tx, &of, &piece)
    };
    shop.store.read(read).expect("a value")
}

fn price(shop: &Fixture, number: u128) -> Option<i64> {
    match value(shop, &percent(1), number) {
        Value::Price(minor) => minor,
        other => panic!("{other:?}"),
    }
}

#[test]
fn prices_rise_by_a_share_and_what_cannot_says_why() {
    let shop = Fixture::with_stock();
    let draft = draw_up(&shop, everything(), percent(1_000)).expect("a draft");
    assert_eq!((draft.progress, draft.number), (Progress::Draft, None));
    let counts = draft.counts;
    assert_eq!((counts.pieces, counts.left, counts.kept), (8, 4, 4));
    assert_eq!(price(&shop, 1), Some(129_000), "a draft changes nothing");
    let told = standing(&shop, draft.id);
    for (number, why) in [
        ("J1", "ready"),
        ("J5", "not_priced"),
        ("J6", "sold"),
        ("J7", "on_memo"),
        ("J8", "withdrawn"),
    ] {
        assert_eq!(told[number], why, "{number}");
    }

    let done = apply(&shop, draft.id).expect("applied");
    assert_eq!((done.progress, done.number), (Progress::Done, Some(1)));
    assert_eq!(done.user_name, "Marc");
    assert_eq!((done.counts.done, done.counts.left), (4, 0));
    let now: Vec<_> = (1..=8).map(|number| price(&shop, number)).collect();
    let cents = [141_900, 110_000, 55_000, 88_000].map(Some);
    assert_eq!(now[..4], cents);
    assert_eq!(now[4..], [None, Some(10_000), Some(10_000), Some(10_000)]);

    // Once more is the same one, found done.
    assert_eq!(apply(&shop, draft.id).expect("again").number, Some(1));
    assert_eq!(price(&shop, 1), Some(141_900));

    let back = draw_up_undo(&shop, draft.id).expect("a draft");
    assert_eq!((back.undoes_number, back.counts.left), (Some(1), 4));
    apply(&shop, back.id).expect("taken back");
    assert_eq!(price(&shop, 1), Some(129_000));
    assert_eq!(price(&shop, 4), Some(80_000));
    assert_eq!(found(&shop, draft.id).undone_by, Some(2));
    let read = |tx: &ReadTx<'_>| bulks(tx, 10);
    let numbers = shop.store.read(read).expect("all").into_iter();
    let numbers: Vec<_> = numbers.map(|one| one.number).collect();
    assert_eq!(numbers, [Some(2), Some(1)]);
}

#[test]
fn a_price_falls_rises_by_an_amount_and_ends_as_asked() {
    let check = |how: How, ending: PriceEnding, expected: i64| {
        let shop = Fixture::with_stock();
        let wanted = Wanted::Price(how, ending);
        let draft = draw_up(&shop, these(&[1]), wanted.clone()).expect("a draft");
        apply(&shop, draft.id).expect("applied");
        assert_eq!(price(&shop, 1), Some(expected), "{how:?} {ending:?}");
    };
    check(How::Percent(-1_050), PriceEnding::Exact, 115_455);
    check(How::Percent(-1_050), PriceEnding::WholeTens, 115_000);
    check(How::Percent(333), PriceEnding::Ninety, 133_290);
    check(How::Amount(5_000), PriceEnding::Exact, 134_000);
    check(How::Amount(-5_000), PriceEnding::NinetyNine, 123_999);
    check(How::Exactly(99_900), PriceEnding::WholeTens, 99_900);
}

#[test]
fn every_field_changes_and_comes_back() {
    let shop = Fixture::with_stock();
    let (place, family, supplier) = shop
        .run(1, Who::Owner, |tx, cx, _| {
            let supplier = cx.new_id();
            stock::save_supplier(tx, supplier, 0, "MN", "Maison Nord").expect("a supplier");
            let place = stock::place_by_code(tx, "COFFRE")?.expect("a place").id;
            let family = stock::family_by_code(tx, "watch")?.expect("a family").id;
            Ok::<_, StoreError>((place, family, supplier))
        })
        .expect("the lists");
    for wanted in [
        attribute("width", Some("3.5")),
        attribute("Collection", Some("Été")),
        Wanted::Place(place),
        Wanted::Family(family),
        Wanted::Supplier(Some(supplier)),
        Wanted::VatRegime(VatRegime::Margin),
        Wanted::Floor(Some(90_000)),
        percent(500),
    ] {
        let field = wanted.field();
        let before = value(&shop, &wanted, 1);
        let draft = draw_up(&shop, these(&[1]), wanted.clone()).expect("a draft");
        let done = apply(&shop, draft.id).expect("applied");
        assert_eq!(done.counts.done, 1, "{field:?}");
        let after = value(&shop, &wanted, 1);
        assert_ne!(after, before, "{field:?}");
        // What it has already is not given again.
        if !matches!(wanted, Wanted::Price(..)) {
            let again = draw_up(&shop, these(&[1]), wanted.clone()).expect("a draft");
            assert_eq!(standing(&shop, again.id)["J1"], "same", "{field:?}");
            assert!(matches!(apply(&shop, again.id), Err(ApplyError::Nothing)));
        }
        let back = draw_up_undo(&shop, draft.id).expect("a draft");
        apply(&shop, back.id).expect("taken back");
        assert_eq!(value(&shop, &wanted, 1), before, "{field:?}");
        // And the taking back can be taken back.
        let forth = draw_up_undo(&shop, back.id).expect("a draft");
        apply(&shop, forth.id).expect("forth");
        assert_eq!(value(&shop, &wanted, 1), after, "{field:?}");
        let twice = draw_up_undo(&shop, back.id).expect("a draft");
        assert_eq!(standing(&shop, twice.id)["J1"], "same", "{field:?}");
    }
    let read = |tx: &ReadTx<'_>| stock::custody::history(tx, piece_id(1));
    let moves = shop.store.read(read).expect("a history");
    assert_eq!(moves.len(), 3, "there, back and there again: {moves:?}");
}

#[test]
fn a_piece_that_would_break_a_rule_stays_as_it_is() {
    let check = |number: u128, wanted: Wanted, why: &str| {
        let shop = Fixture::with_stock();
        let floor = draw_up(&shop, these(&[1]), Wanted::Floor(Some(120_000))).expect("a draft");
        apply(&shop, floor.id).expect("a floor");
        shop.open(2, 0).expect("a day");
        shop.scan(2, "J4").expect("in a cart");
        let draft = draw_up(&shop, these(&[number]), wanted.clone()).expect("a draft");
        let told = standing(&shop, draft.id);
        assert_eq!(told[&format!("J{number}")], why, "{wanted:?}");
    };
    check(1, percent(-1_000), "below_floor");
    check(1, attribute("movement", Some("automatic")), "other_family");
    check(1, attribute("movement", None), "same");
    check(1, attribute("Collection", None), "same");
    check(1, percent(-500), "ready");
    check(1, Wanted::Floor(Some(130_000)), "floor_above_price");
    check(1, Wanted::Floor(None), "ready");
    check(
        1,
        Wanted::VatRegime(VatRegime::ExemptGold),
        "not_investment_gold",
    );
    check(
        1,
        Wanted::Price(How::Amount(-129_000), PriceEnding::Exact),
        "nothing_left",
    );
    check(4, percent(1_000), "reserved");
    check(5, percent(1_000), "not_priced");
    check(
        5,
        Wanted::Price(How::Exactly(9_900), PriceEnding::Exact),
        "ready",
    );
    let most = crate::rules::trade().most_price_minor("2026-11-22".parse().expect("a day"));
    check(
        1,
        Wanted::Price(How::Amount(most), PriceEnding::Exact),
        "too_high",
    );
}

#[test]
fn what_cannot_be_asked_is_refused_before_any_piece_is_looked_at() {
    let shop = Fixture::with_stock();
    let refused = |wanted: Wanted| match draw_up(&shop, everything(), wanted.clone()) {
        Err(DrawUpError::Wanted(error)) => error,
        other => panic!("{wanted:?}: {other:?}"),
    };
    let amount = |how| Wanted::Price(how, PriceEnding::Exact);
    assert!(matches!(refused(percent(0)), WantedError::Zero));
    assert!(matches!(
        refused(percent(-10_000)),
        WantedError::NothingLeft
    ));
    assert!(matches!(
        refused(percent(-25_000)),
        WantedError::NothingLeft
    ));
    assert!(matches!(
        refused(percent(100_001)),
        WantedError::PercentAbsurd
    ));
    assert!(matches!(
        refused(percent(i64::MAX)),
        WantedError::PercentAbsurd
    ));
    for how in [
        How::Amount(i64::MIN),
        How::Amount(i64::MAX),
        How::Exactly(i64::MAX),
    ] {
        assert!(matches!(refused(amount(how)), WantedError::AmountAbsurd));
    }
    assert!(matches!(refused(amount(How::Amount(0))), WantedError::Zero));
    let nothing = refused(amount(How::Exactly(0)));
    assert!(matches!(nothing, WantedError::NothingLeft));
    let floor = refused(Wanted::Floor(Some(-1)));
    assert!(matches!(floor, WantedError::NothingLeft));
    let absurd = "x".repeat(201);
    for (name, value) in [
        ("", Some("x")),
        ("movement", Some("perpetual")),
        ("width", Some("wide")),
        ("width", Some("-1")),
        ("Collection", Some(" ")),
        ("Collection", Some(absurd.as_str())),
    ] {
        let said = refused(attribute(name, value));
        assert!(
            matches!(said, WantedError::Attribute(_)),
            "{name} {value:?}"
        );
    }
    let nobody = uuid::Uuid::from_u128(9);
    let place = refused(Wanted::Place(Id::from_uuid(nobody)));
    assert!(matches!(place, WantedError::PlaceUnknown));
    let family = refused(Wanted::Family(Id::from_uuid(nobody)));
    assert!(matches!(family, WantedError::FamilyUnknown));
    assert!(matches!(
        refused(Wanted::Supplier(Some(Id::from_uuid(nobody)))),
        WantedError::SupplierUnknown
    ));

    let nothing = Selection {
        filter: Some(PieceQuery {
            text: Some("zzzz".into()),
            ..PieceQuery::default()
        }),
        ..Selection::default()
    };
    for selection in [Selection::default(), nothing] {
        let tried = draw_up(&shop, selection, percent(100));
        assert!(
            matches!(tried, Err(DrawUpError::Selection(SelectError::Nothing))),
            "{tried:?}"
        );
    }
    let stranger = Selection {
        pieces: vec![Id::from_uuid(nobody)],
        ..Selection::default()
    };
    let tried = draw_up(&shop, stranger, percent(100));
    assert!(matches!(tried, Err(DrawUpError::PieceUnknown)), "{tried:?}");
}

#[test]
fn a_filter_is_meant_but_for_some() {
    let shop = Fixture::with_stock();
    let selection = Selection {
        filter: Some(PieceQuery {
            family: Some(
                match value(&shop, &Wanted::Family(Id::from_uuid(uuid::Uuid::nil())), 1) {
                    Value::Family(family) => family,
                    other => panic!("{other:?}"),
                },
            ),
            state: Some(stock::State::Available),
            ..PieceQuery::default()
        }),
        except: [piece_id(2).uuid()].into(),
        ..Selection::default()
    };
    let draft = draw_up(&shop, selection, percent(100)).expect("a draft");
    let mut told: Vec<_> = standing(&shop, draft.id).into_keys().collect();
    told.sort();
    assert_eq!(told, ["J1", "J3", "J5"]);
}

#[test]
fn what_has_changed_between_the_look_and_the_deed_is_left_alone() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let draft = draw_up(&shop, these(&[1, 2, 3, 4]), percent(1_000)).expect("a draft");
    shop.sell(1, &["J1"]);
    let edited = draw_up(&shop, these(&[2]), percent(200)).expect("another's draft");
    // One's own draft before is gone; this one is drawn up anew.
    assert!(matches!(apply(&shop, draft.id), Err(ApplyError::Unknown)));
    let draft = {
        let cx = shop.cx(1, Who::Owner);
        let input = DrawUp {
            selection: these(&[1, 2, 3, 4]),
            wanted: percent(1_000),
        };
        let drawn = shop.store.read(|tx| plan(tx, &cx, &input)).expect("a plan");
        shop.run(1, Who::Owner, move |tx, cx, _| {
            put(tx, cx, cx.new_id(), &drawn)
        })
        .expect("a draft")
    };
    apply(&shop, edited.id).expect("first");
    shop.scan(1, "J3").expect("in a cart");
    apply(&shop, draft.id).expect("second");
    let told = standing(&shop, draft.id);
    for (number, why) in [
        ("J1", "sold"),
        ("J2", "changed"),
        ("J3", "reserved"),
        ("J4", "done"),
    ] {
        assert_eq!(told[number], why, "{number}");
    }
    assert_eq!(price(&shop, 2), Some(102_000));
    assert_eq!(price(&shop, 4), Some(88_000));
}

#[test]
fn what_was_sold_or_changed_since_is_not_taken_back() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let raise = draw_up(&shop, these(&[1, 2, 3, 4]), percent(1_000)).expect("a draft");
    apply(&shop, raise.id).expect("applied");
    shop.sell(1, &["J1"]);
    let edit = draw_up(&shop, these(&[2]), percent(200)).expect("a draft");
    apply(&shop, edit.id).expect("changed");
    let back = draw_up_undo(&shop, raise.id).expect("a draft");
    let told = standing(&shop, back.id);
    for (number, why) in [
        ("J1", "sold"),
        ("J2", "changed"),
        ("J3", "ready"),
        ("J4", "ready"),
    ] {
        assert_eq!(told[number], why, "{number}");
    }
    // Sold while somebody looks.
    shop.sell(1, &["J4"]);
    apply(&shop, back.id).expect("taken back");
    assert_eq!(standing(&shop, back.id)["J4"], "sold");
    assert_eq!(price(&shop, 3), Some(50_000));
    assert_eq!(price(&shop, 4), Some(88_000));
    assert_eq!(price(&shop, 2), Some(112_200));
}

#[test]
fn one_that_was_cut_off_goes_on_and_one_that_is_stopped_leaves_the_rest() {
    let shop = Fixture::with_pieces(350);
    let draft = draw_up(&shop, everything(), percent(1_000)).expect("a draft");
    shop.run(1, Who::Manager, move |tx, cx, _| begin(tx, cx, draft.id))
        .expect("begun");
    let steps = |most: u32| {
        let mut left = most;
        let mut go_on = move || {
            let go_on = left > 0;
            left = left.saturating_sub(1);
            go_on
        };
        let cx = || shop.cx(1, Who::Manager);
        carry_out(&shop.store, &cx, draft.id, &mut go_on).expect("some steps");
        found(&shop, draft.id)
    };
    let cut = steps(1);
    assert_eq!(cut.progress, Progress::Running);
    assert_eq!((cut.counts.done, cut.counts.left), (100, 250));
    assert_eq!(steps(1).counts.done, 200);
    let stopped = shop
        .run(1, Who::Manager, move |tx, _, _| stop(tx, draft.id))
        .expect("stopped");
    assert_eq!(stopped.progress, Progress::Done);
    assert_eq!((stopped.counts.done, stopped.counts.kept), (200, 150));
    assert_eq!(steps(9).counts.done, 200, "nothing more");
    assert_eq!(standing(&shop, draft.id)["J350"], "stopped");
    assert_eq!(price(&shop, 350), Some(10_350));

    let back = draw_up_undo(&shop, draft.id).expect("a draft");
    assert_eq!(apply(&shop, back.id).expect("back").counts.done, 200);
    assert_eq!(price(&shop, 1), Some(10_001));
}

#[test]
fn every_state_lets_happen_what_it_lets_happen() {
    let shop = Fixture::with_pieces(3);
    let draft = || draw_up(&shop, everything(), percent(1_000)).expect("a draft");
    let running = || {
        let id = draft().id;
        shop.run(1, Who::Manager, move |tx, cx, _| begin(tx, cx, id))
            .expect("begun")
    };
    let done = || apply(&shop, draft().id).expect("applied");
    let drop_it = |id| shop.run(1, Who::Manager, move |tx, _, _| drop_draft(tx, id));
    let stop_it = |id| shop.run(1, Who::Manager, move |tx, _, _| stop(tx, id));
    // Draft: dropped, not stopped, not taken back.
    assert!(stop_it(draft().id).is_err());
    assert!(draw_up_undo(&shop, draft().id).is_err());
    let dropped = draft().id;
    drop_it(dropped).expect("dropped");
    assert!(drop_it(dropped).is_err(), "it is gone");
    // Running: stopped, not dropped, not taken back.
    let one = running().id;
    assert!(drop_it(one).is_err());
    assert!(draw_up_undo(&shop, one).is_err());
    stop_it(one).expect("stopped");
    // Done: taken back, not stopped, not dropped.
    let one = done().id;
    assert!(stop_it(one).is_err());
    assert!(drop_it(one).is_err());
    draw_up_undo(&shop, one).expect("a draft");
}

#[test]
fn what_was_carried_out_stays_on_record() {
    let shop = Fixture::with_pieces(3);
    let draft = draw_up(&shop, everything(), percent(1_000)).expect("a draft");
    apply(&shop, draft.id).expect("applied");
    is_append_only(&shop.store, "bulk_edit", "value");
    is_append_only(&shop.store, "bulk_line", "old_value");
}
