//! The stock's promises, each with what breaks it.

mod assembly;
mod attributes;
mod hallmark;
mod ledger;
mod replay;

use documents::Language;
use proptest::prelude::*;
use units::{Fineness, Id, Metal, Money, Weight};

use super::custody::{self, Movement, RecordError};
use super::testing::{enter, ring, shop};
use super::*;
use crate::cx::Cx;
use crate::db::testing::{at, cx};
use crate::db::{Store, StoreError, WriteTx};

#[test]
fn a_new_shop_has_families_and_places_once() {
    let (_dir, store) = shop();
    store
        .write(|tx| seed(tx, &cx(0), Language::Fr))
        .expect("a seed again");
    let (families, places) = store
        .read(|tx| Ok::<_, StoreError>((families(tx)?, places(tx)?)))
        .expect("a read");
    assert_eq!(families.len(), crate::rules::trade().families.len());
    assert_eq!(places.len(), 5);
    assert!(
        families
            .iter()
            .any(|family| family.code == "watch" && family.durable)
    );
}

#[test]
fn a_piece_reads_back_as_it_was_written_and_is_found_by_each_of_its_codes() {
    let (_dir, store) = shop();
    let mut sheet = ring(&store, "J104");
    sheet.barcode = Some("2000000001041".into());
    let piece = enter(&store, sheet.clone()).expect("a piece");
    assert_eq!(piece.sheet, sheet);
    assert_eq!(piece.state, State::Available);
    for code in ["J104", "j104", " J104 ", "2000000001041", "GIA-J104"] {
        let found = store.read(|tx| find_by_code(tx, code)).expect("a read");
        match found {
            Some(Found::Piece(found)) => assert_eq!(*found, piece),
            other => panic!("{code}: {other:?}"),
        }
    }
    for code in ["", "J10", "J1041", "' OR 1=1 --", &"9".repeat(5_000)] {
        assert_eq!(
            store.read(|tx| find_by_code(tx, code)).expect("a read"),
            None
        );
    }
}

#[test]
fn a_sheet_that_cannot_be_is_refused_with_its_code() {
    let (_dir, store) = shop();
    enter(&store, ring(&store, "TAKEN")).expect("a piece");
    let check = |change: fn(&mut Sheet), code: &str| {
        let mut sheet = ring(&store, "NEW");
        change(&mut sheet);
        match enter(&store, sheet) {
            Err(CreatePieceError::Sheet(error)) => {
                assert_eq!(error.code(), format!("stock.{code}"));
            }
            other => panic!("{code}: {other:?}"),
        }
    };
    check(|sheet| sheet.number.clear(), "number_missing");
    check(
        |sheet| sheet.number = "A\u{1b}[0m".into(),
        "number_unusable",
    );
    check(|sheet| sheet.number = "taken".into(), "number_taken");
    check(
        |sheet| sheet.barcode = Some("TAKEN".into()),
        "barcode_taken",
    );
    check(|sheet| sheet.title = "  ".into(), "title_missing");
    check(
        |sheet| sheet.title = "x".repeat(10_000_000),
        "text_too_long",
    );
    check(|sheet| sheet.family = cx(0).new_id(), "family_unknown");
    check(
        |sheet| sheet.price = Some(Money::eur(0)),
        "price_not_positive",
    );
    check(
        |sheet| sheet.price = Some(Money::eur(-1)),
        "price_not_positive",
    );
    check(
        |sheet| sheet.price = Some(Money::eur(100_000_000_001)),
        "price_absurd",
    );
    check(|sheet| sheet.cost = Some(Money::eur(-1)), "cost_negative");
    check(
        |sheet| sheet.net = Weight::from_mg(9_000).ok(),
        "net_over_gross",
    );
    check(
        |sheet| sheet.gross = Weight::from_mg(90_000_000).ok(),
        "weight_absurd",
    );
    check(
        |sheet| {
            let alloy = sheet.alloy.as_mut().expect("an alloy");
            alloy.fineness = Fineness::from_per_mille(800).ok();
        },
        "fineness_illegal",
    );
    check(
        |sheet| sheet.alloy.as_mut().expect("an alloy").fineness = None,
        "fineness_missing",
    );
    check(
        |sheet| stone(sheet).kind = "vrai diamant".into(),
        "word_unknown",
    );
    check(
        |sheet| stone(sheet).treatment = Some("magic".into()),
        "word_unknown",
    );
    check(|sheet| sheet.components[0].stone = None, "stone_missing");
    check(
        |sheet| {
            stone(sheet).laboratory_grown = true;
            sheet.title = "Solitaire diamant de culture".into();
        },
        "name_misleading",
    );
    check(
        |sheet| sheet.components[0].certificate_number = Some("gia-taken".into()),
        "certificate_taken",
    );
}

#[test]
fn investment_gold_is_fine_gold_without_stones() {
    let (_dir, store) = shop();
    let check = |metal, per_mille, with_stone: bool, is_one: bool| {
        let mut sheet = ring(&store, &format!("{metal:?}-{per_mille}-{with_stone}"));
        sheet.vat_regime = VatRegime::ExemptGold;
        sheet.alloy = Some(Alloy {
            metal,
            fineness: Fineness::from_per_mille(per_mille).ok(),
            colour: None,
        });
        if !with_stone {
            sheet.components.clear();
        }
        match enter(&store, sheet) {
            Ok(_) => assert!(is_one, "{metal:?} {per_mille}"),
            Err(CreatePieceError::Sheet(SheetError::NotInvestmentGold)) => {
                assert!(!is_one, "{metal:?} {per_mille}");
            }
            other => panic!("{other:?}"),
        }
    };
    check(Metal::Gold, 999, false, true);
    check(Metal::Gold, 916, false, true);
    // A bar, and a coin of 20 francs.
    check(Metal::Gold, 995, false, true);
    check(Metal::Gold, 900, false, true);
    check(Metal::Gold, 750, false, false);
    check(Metal::Gold, 999, true, false);
    check(Metal::Silver, 999, false, false);
    let mut sheet = ring(&store, "a coin's title on a ring");
    sheet.alloy.as_mut().expect("an alloy").fineness = Fineness::from_per_mille(900).ok();
    assert!(matches!(
        enter(&store, sheet),
        Err(CreatePieceError::Sheet(SheetError::FinenessIllegal { .. }))
    ));
    let mut sheet = ring(&store, "no-alloy");
    sheet.vat_regime = VatRegime::ExemptGold;
    sheet.alloy = None;
    sheet.components.clear();
    assert!(enter(&store, sheet).is_err());
}

fn stone(sheet: &mut Sheet) -> &mut Stone {
    sheet.components[0].stone.as_mut().expect("a stone")
}

#[test]
fn steel_needs_no_title_and_gold_may_not_hide_as_steel() {
    let (_dir, store) = shop();
    let mut sheet = ring(&store, "S1");
    sheet.alloy = Some(Alloy {
        metal: Metal::Base,
        fineness: None,
        colour: None,
    });
    enter(&store, sheet.clone()).expect("steel");
    sheet.number = "S2".into();
    sheet.components.clear();
    sheet.alloy.as_mut().expect("an alloy").fineness = Fineness::from_per_mille(750).ok();
    let refused = enter(&store, sheet);
    assert!(matches!(
        refused,
        Err(CreatePieceError::Sheet(SheetError::FinenessIllegal { .. }))
    ));
}

#[test]
fn an_edit_over_an_old_version_is_refused() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a piece");
    let edit = |version, title: &str| {
        let mut sheet = piece.sheet.clone();
        sheet.title = title.to_owned();
        let input = EditPiece {
            id: piece.id,
            version,
            sheet,
        };
        store.write(move |tx| edit_piece(tx, &cx(2), input))
    };
    assert_eq!(edit(1, "Alliance").expect("an edit").value.version, 2);
    assert!(matches!(edit(1, "Bague"), Err(EditPieceError::Stale(2))));
    let priced = store
        .write({
            let id = piece.id;
            move |tx| change_price(tx, &cx(3), id, 2, Some(Money::eur(1)))
        })
        .expect("a price");
    assert_eq!(priced.value.sheet.title, "Alliance");
    assert_eq!(priced.value.saleable(), Ok(Money::eur(1)));
}

fn moved(
    store: &Store,
    piece: Id<Piece>,
    second: i64,
    movement: Movement,
) -> Result<(), RecordError> {
    store
        .write(move |tx| custody::record(tx, &cx(second), piece, &movement))
        .map(|_| ())
}

fn sold() -> Movement {
    Movement::Sold {
        ticket: "P1-1".into(),
        customer: None,
    }
}

#[test]
fn a_piece_is_sold_once_and_comes_back_where_it_was() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a piece");
    moved(&store, piece.id, 10, sold()).expect("a sale");
    let again = moved(&store, piece.id, 11, sold());
    assert!(matches!(again, Err(RecordError::WrongState(State::Sold))));
    let now = store
        .read(|tx| piece_by_id(tx, piece.id))
        .expect("a read")
        .expect("a piece");
    assert_eq!(now.saleable(), Err(NotSaleable::Sold));
    assert_eq!(now.custody.place, None);
    let returned = Movement::Returned {
        ticket: "P1-2".into(),
        place: None,
    };
    moved(&store, piece.id, 12, returned).expect("a return");
    let now = store
        .read(|tx| piece_by_id(tx, piece.id))
        .expect("a read")
        .expect("a piece");
    assert_eq!((now.state, now.custody), (piece.state, piece.custody));
    let reasons: Vec<String> = store
        .read(|tx| custody::history(tx, piece.id))
        .expect("a history")
        .into_iter()
        .map(|entry| entry.reason)
        .collect();
    assert_eq!(reasons, ["received", "sold", "returned"]);
    let unknown = moved(&store, cx(0).new_id(), 13, sold());
    assert!(matches!(unknown, Err(RecordError::UnknownPiece)));
}

#[test]
fn articles_are_counted_by_their_movements() {
    let (_dir, store) = shop();
    let family = store
        .read(|tx| family_by_code(tx, "charm"))
        .expect("a read")
        .expect("a family");
    let charm = SaveArticle {
        id: cx(0).new_id(),
        version: None,
        number: "B12".into(),
        barcode: None,
        family: family.id,
        title: "Breloque cœur".into(),
        cost: None,
        price: Money::eur(1_900),
        vat_regime: VatRegime::Standard,
        favourite: true,
        active: true,
        photo: None,
    };
    let id = charm.id;
    let free = SaveArticle {
        price: Money::eur(0),
        ..charm.clone()
    };
    let refused = store.write(move |tx| save_article(tx, &cx(1), free));
    assert!(matches!(
        refused,
        Err(SaveArticleError::Sheet(SheetError::PriceNotPositive))
    ));
    let gold = SaveArticle {
        vat_regime: VatRegime::ExemptGold,
        ..charm.clone()
    };
    let refused = store.write(move |tx| save_article(tx, &cx(1), gold));
    assert!(matches!(
        refused,
        Err(SaveArticleError::Sheet(SheetError::NotInvestmentGold))
    ));
    store
        .write(move |tx| save_article(tx, &cx(1), charm))
        .expect("an article");
    let ten = units::Quantity::new(10).expect("ten");
    store
        .write(move |tx| receive_article(tx, &cx(2), id, ten, None))
        .expect("a delivery");
    let sale = ArticleMovement {
        reason: ArticleReason::Sold,
        quantity: -3,
        document: Some("P1-1".into()),
    };
    store
        .write(move |tx| move_article(tx, &cx(3), id, &sale))
        .expect("a sale");
    let counted = store
        .write(move |tx| correct_article(tx, &cx(4), id, 6))
        .expect("a count");
    assert_eq!(counted.value.quantity, 6);
    let found = store.read(|tx| find_by_code(tx, "b12")).expect("a read");
    assert!(matches!(found, Some(Found::Article(article)) if article.quantity == 6));
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let (_dir, store) = shop();
    for n in 0..25 {
        let mut sheet = ring(&store, &format!("P{n:02}"));
        // Equal prices: the order of entry decides.
        sheet.price = (n % 5 != 0).then(|| Money::eur(1_000 * (n % 5)));
        enter(&store, sheet).expect("a piece");
    }
    for sort in Sort::ALL {
        for descending in [false, true] {
            let mut query = PieceQuery {
                sort: *sort,
                descending,
                limit: 4,
                ..PieceQuery::default()
            };
            let mut seen = Vec::new();
            loop {
                let page = store.read(|tx| list(tx, &query)).expect("a page");
                if query.after.is_none() {
                    assert_eq!(page.total, Some(25));
                }
                seen.extend(page.rows.into_iter().map(|row| row.number));
                query.after = page.next;
                if query.after.is_none() {
                    break;
                }
            }
            let mut distinct = seen.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(
                (seen.len(), distinct.len()),
                (25, 25),
                "{sort:?} {descending}"
            );
        }
    }
    let query = PieceQuery {
        text: Some("soliatire".into()),
        price_from: Some(3_000),
        limit: 100,
        ..PieceQuery::default()
    };
    let page = store.read(|tx| list(tx, &query)).expect("a page");
    assert_eq!(page.total, Some(10));
}

/// What a random shop may do to a piece.
fn any_step() -> impl Strategy<Value = (u8, usize)> {
    (0u8..21, 0usize..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is tried, a piece has one owner, one holder and at most one place; its row says
    /// what its last entry says; and the view of any past second is that of a replay up to it.
    #[test]
    fn custody_agrees_with_its_replay(steps in proptest::collection::vec(any_step(), 1..40)) {
        let (_dir, store) = shop();
        let piece = enter(&store, ring(&store, "J1")).expect("a piece");
        let places: Vec<_> = store.read(places).expect("places").iter().map(|place| place.id).collect();
        let mut replay = vec![(1, piece.state, piece.custody)];
        let them = Party::Supplier(Some(uuid::Uuid::from_u128(77)));
        for (n, (what, place)) in steps.iter().enumerate() {
            let second = 10 + i64::try_from(n).expect("few steps");
            let place = places[*place];
            let movement = match what {
                0 => Movement::Moved { place },
                1 => sold(),
                2 => Movement::Returned { ticket: "P1-2".into(), place: Some(place) },
                3 => Movement::Returned { ticket: "P1-2".into(), place: None },
                4 => Movement::Withdrawn { note: "perdu".into() },
                5 => Movement::BroughtBack { place, note: String::new() },
                6 => Movement::Mounted { into: "J2".into() },
                7 => Movement::TakenOut { of: "J2".into(), place, owner: Party::Shop },
                8 => Movement::StoneSet { stone: "P1".into() },
                9 => Movement::StoneTakenOut { stone: "P1".into() },
                10 => Movement::ImportUndone { import: "x".into() },
                11 => Movement::MemoReceived { memo: "P1-ME1".into(), owner: them },
                12 => Movement::MemoGivenBack { memo: "P1-ME1".into(), note: String::new() },
                13 => Movement::MemoKept { memo: "P1-ME1".into(), note: String::new() },
                14 => Movement::MemoSent { memo: "P1-MS1".into(), holder: them },
                15 => Movement::MemoReturned { memo: "P1-MS1".into(), place, note: String::new() },
                16 => Movement::MemoInvoiced { memo: "P1-MS1".into(), note: String::new() },
                17 => Movement::MemoLost { memo: "P1-MS1".into(), note: "perdu".into() },
                18 => Movement::MemoHeldHere {
                    memo: "P1-ME1".into(), owner: them, place, note: String::new(),
                },
                19 => Movement::MemoHeldThere {
                    memo: "P1-MS1".into(), holder: them, note: String::new(),
                },
                _ => Movement::MemoCancelled {
                    memo: "P1-MS1".into(), owner: Party::Shop, place, note: String::new(),
                },
            };
            let (_, state, _) = *replay.last().expect("never empty");
            match moved(&store, piece.id, second, movement) {
                Ok(()) => {
                    let now = store.read(|tx| piece_by_id(tx, piece.id)).expect("a read").expect("a piece");
                    replay.push((second, now.state, now.custody));
                }
                Err(RecordError::WrongState(found)) => prop_assert_eq!(found, state),
                Err(other) => panic!("{other}"),
            }
        }
        let history = store.read(|tx| custody::history(tx, piece.id)).expect("a history");
        prop_assert_eq!(history.len(), replay.len());
        for (entry, (second, state, held)) in history.iter().zip(&replay) {
            prop_assert_eq!(entry.at, at(*second));
            prop_assert_eq!((entry.state(), entry.custody), (*state, *held));
            prop_assert_eq!(entry.custody.place.is_some(), *state == State::Available);
            let past = store.read(|tx| custody::as_of(tx, piece.id, at(*second))).expect("a view");
            prop_assert_eq!(past.as_ref(), Some(entry));
        }
        let before = store.read(|tx| custody::as_of(tx, piece.id, at(0))).expect("a view");
        prop_assert_eq!(before, None);
    }
}

mod setting;
mod variants;
