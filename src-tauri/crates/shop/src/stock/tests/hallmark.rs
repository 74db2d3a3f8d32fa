//! The marks on a piece, and those that are missing.

use chrono::NaiveDate;

use super::*;
use crate::rules::trade;

fn of(metal: Metal, per_mille: i64, hallmark: Option<&str>) -> impl Fn(&Store) -> Sheet + use<> {
    let hallmark = hallmark.map(str::to_owned);
    move |store| Sheet {
        alloy: Some(Alloy {
            metal,
            fineness: Fineness::from_per_mille(per_mille).ok(),
            colour: None,
        }),
        hallmark: hallmark.clone(),
        ..ring(store, "J1")
    }
}

#[test]
fn a_mark_stands_for_its_metal_and_titles_and_no_others() {
    let (_dir, store) = shop();
    let on = at(0).date_naive();
    let check = |metal, title, mark, wanted: &str| {
        let checked = check_sheet(&of(metal, title, Some(mark))(&store), on);
        let said = checked.map_or_else(|error| error.code(), |()| "");
        assert_eq!(said, wanted, "{mark} on {metal:?} {title}");
    };
    check(Metal::Gold, 750, "eagle_head", "");
    check(Metal::Gold, 585, "shell", "");
    check(Metal::Gold, 375, "clover", "");
    check(Metal::Gold, 750, "owl", "");
    check(Metal::Silver, 925, "minerva_1", "");
    check(Metal::Silver, 800, "swan", "");
    check(Metal::Platinum, 950, "dog_head", "");
    check(Metal::Platinum, 850, "mascaron", "");
    check(Metal::Gold, 585, "equivalent_gold", "");
    check(Metal::Gold, 585, "eagle_head", "stock.hallmark_other_title");
    check(
        Metal::Silver,
        925,
        "minerva_2",
        "stock.hallmark_other_title",
    );
    check(
        Metal::Silver,
        925,
        "eagle_head",
        "stock.hallmark_other_metal",
    );
    check(Metal::Gold, 750, "minerva", "stock.hallmark_other_metal");
    check(
        Metal::Palladium,
        950,
        "dog_head",
        "stock.hallmark_other_metal",
    );
    check(Metal::Gold, 750, "tête d’aigle", "stock.word_unknown");
    let mut bare = of(Metal::Gold, 750, Some("eagle_head"))(&store);
    bare.alloy = None;
    let refused = check_sheet(&bare, on).expect_err("a mark on nothing");
    assert_eq!(refused.code(), "stock.hallmark_other_metal");
}

/// Every mark of the list can be chosen on some piece that may be sold today.
#[test]
fn every_mark_stands_for_legal_titles() {
    let on = at(0).date_naive();
    let marks = trade().hallmarks.all();
    assert!(marks.len() > 20);
    for mark in marks {
        let metal: Metal = mark.metal().parse().expect("a metal");
        assert!(!mark.finenesses.is_empty(), "{}", mark.term.code);
        for parts in &mark.finenesses {
            let legal = trade().legal_titles(metal, on).contains(parts);
            assert!(legal, "{} {parts}", mark.term.code);
        }
    }
}

#[test]
fn second_hand_without_a_mark_is_due_in_three_days_unless_it_is_light() {
    let (_dir, store) = shop();
    // Entered on Sunday 22 November 2026.
    let by = NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
    let due = HallmarkState::Due(by);
    let check = |metal, title, mg: Option<i64>, change: fn(&mut Sheet), wanted| {
        let mut sheet = of(metal, title, None)(&store);
        sheet.number = format!("J{}", cx(0).new_id::<Piece>().uuid().simple());
        sheet.number.truncate(30);
        sheet.components.clear();
        sheet.vat_regime = VatRegime::Margin;
        sheet.net = None;
        sheet.gross = mg.and_then(|mg| Weight::from_mg(mg).ok());
        change(&mut sheet);
        let piece = enter(&store, sheet).expect("a piece");
        assert_eq!(hallmark_state(&piece), wanted, "{metal:?} {mg:?}");
        piece
    };
    let as_is: fn(&mut Sheet) = |_| {};
    let piece = check(Metal::Gold, 750, Some(3_000), as_is, due);
    check(Metal::Gold, 750, Some(2_999), as_is, HallmarkState::Waived);
    check(
        Metal::Platinum,
        950,
        Some(2_999),
        as_is,
        HallmarkState::Waived,
    );
    check(Metal::Platinum, 950, Some(3_000), as_is, due);
    check(
        Metal::Silver,
        925,
        Some(29_999),
        as_is,
        HallmarkState::Waived,
    );
    check(Metal::Silver, 925, Some(30_000), as_is, due);
    // Not weighed is not light.
    check(Metal::Gold, 750, None, as_is, due);
    check(
        Metal::Palladium,
        950,
        Some(9_000),
        as_is,
        HallmarkState::NotAsked,
    );
    let new: fn(&mut Sheet) = |sheet| sheet.vat_regime = VatRegime::Standard;
    check(Metal::Gold, 750, Some(9_000), new, HallmarkState::NotAsked);
    let marked: fn(&mut Sheet) = |sheet| sheet.hallmark = Some("owl".into());
    check(Metal::Gold, 750, Some(9_000), marked, HallmarkState::Marked);
    let listed = store.read(unmarked).expect("a read");
    assert_eq!(listed.len(), 4);
    assert!(listed.iter().all(|(_, day)| *day == by));
    // Marked, or gone, it is no longer listed; back again, it is.
    let id = piece.id;
    let listed = |wanted: bool| {
        let listed = store.read(unmarked).expect("a read");
        assert_eq!(listed.iter().any(|(one, _)| one.id == id), wanted);
    };
    let sheet = Sheet {
        hallmark: Some("eagle_head".into()),
        ..piece.sheet.clone()
    };
    let edit = |version, sheet| EditPiece { id, version, sheet };
    let first = edit(piece.version, sheet);
    let marked = store.write(move |tx| edit_piece(tx, &cx(2), first));
    listed(false);
    let second = edit(marked.expect("marked").value.version, piece.sheet);
    store
        .write(move |tx| edit_piece(tx, &cx(3), second))
        .expect("the mark was another piece’s");
    listed(true);
}
