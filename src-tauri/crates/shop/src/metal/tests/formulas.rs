//! The formula by itself, and what may be written of it.

use proptest::prelude::*;
use units::{Currency, Fineness, Id, MassUnit, Money, Percent, PriceEnding, Rate, Weight};

use super::{enter, formula, gold, parts, save_formula, shop};
use crate::db::Store;
use crate::metal::{
    Formula, FormulaError, Ingredients, Mode, Parts, Sold, WorkError, Worked, margin, work, worked,
};
use crate::stock::testing::{self, ring};
use crate::stock::{Piece, Sheet, VatRegime};

const MOST: i64 = 100_000_000;

fn plain(ending: PriceEnding, before_vat: bool) -> Formula {
    Formula {
        before_vat,
        ending,
        ..super::twice_and_a_half(Id::from_uuid(uuid::Uuid::nil()))
    }
}

fn sold(regime: VatRegime, cost_minor: Option<i64>) -> Sold {
    let bp = if regime == VatRegime::ExemptGold {
        0
    } else {
        2_000
    };
    Sold {
        regime,
        vat: Percent::from_basis_points(bp).expect("a rate"),
        cost_minor,
    }
}

/// 3.28 g of 750 at 110 € a fine gram, 400 € of stones, 60 € of labour.
fn solitaire() -> Ingredients {
    Ingredients {
        metal: Some((
            Weight::from_mg(3_280).expect("a weight"),
            Fineness::from_per_mille(750).expect("a title"),
            Rate::new(110_000_000, MassUnit::Gram, Currency::Eur).expect("a rate"),
        )),
        stones_minor: 40_000,
        labour_minor: 6_000,
        other_minor: 0,
        coefficient_milli: None,
    }
}

#[test]
fn a_ring_is_priced_by_hand_and_by_formula_alike() {
    let check = |ending, nearest, coefficient_milli, price_minor| {
        let formula = Formula {
            nearest,
            ..plain(ending, false)
        };
        let of = Ingredients {
            coefficient_milli,
            ..solitaire()
        };
        let worked = work(&formula, &of, sold(VatRegime::Standard, None), MOST);
        // 3.28 × 0.75 × 110 × 1.08 = 292.248 €.
        let expected = Worked {
            metal_minor: 29_225,
            stones_minor: 40_000,
            labour_minor: 6_000,
            other_minor: 0,
            coefficient_milli: coefficient_milli.unwrap_or(2_500),
            price_minor,
        };
        assert_eq!(worked, Ok(expected), "{ending:?}");
    };
    // (292.25 + 400 + 60) × 2.5 = 1880.625 €.
    check(PriceEnding::Exact, false, None, 188_063);
    check(PriceEnding::WholeUnits, false, None, 188_100);
    check(PriceEnding::Ninety, false, None, 188_090);
    check(PriceEnding::NinetyNine, false, None, 188_099);
    check(PriceEnding::WholeFives, false, None, 188_500);
    check(PriceEnding::WholeTens, false, None, 189_000);
    check(PriceEnding::WholeTens, true, None, 188_000);
    check(PriceEnding::Ninety, true, None, 188_090);
    check(PriceEnding::WholeTens, false, Some(2_000), 151_000);
}

#[test]
fn vat_is_added_as_the_piece_is_sold() {
    let check = |regime, cost_minor, price_minor| {
        let formula = plain(PriceEnding::Exact, true);
        let of = Ingredients {
            metal: None,
            stones_minor: 40_000,
            labour_minor: 0,
            ..solitaire()
        };
        let worked = work(&formula, &of, sold(regime, cost_minor), MOST).expect("a price");
        assert_eq!(worked.price_minor, price_minor, "{regime:?} {cost_minor:?}");
    };
    check(VatRegime::Standard, None, 120_000);
    check(VatRegime::ExemptGold, None, 100_000);
    // Net 1000 over a cost of 400: the tax of 20 % lies in 720 − … of margin: 1000 + 600 × 20 %.
    check(VatRegime::Margin, Some(40_000), 112_000);
    check(VatRegime::Margin, Some(100_000), 100_000);
    check(VatRegime::Margin, Some(150_000), 100_000);
    check(VatRegime::Margin, None, 120_000);
}

#[test]
fn what_is_left_of_a_price() {
    let check = |regime, price, cost, left| {
        let found = margin(price, sold(regime, cost), Currency::Eur);
        assert_eq!(found, Ok(left), "{regime:?}");
    };
    check(VatRegime::Standard, 120_000, Some(40_000), Some(60_000));
    check(VatRegime::Margin, 112_000, Some(40_000), Some(60_000));
    check(VatRegime::ExemptGold, 100_000, Some(40_000), Some(60_000));
    check(VatRegime::Margin, 30_000, Some(40_000), Some(-10_000));
    check(VatRegime::Standard, 120_000, None, None);
}

#[test]
fn nothing_and_too_much_are_no_prices() {
    let formula = plain(PriceEnding::WholeTens, false);
    let nothing = Ingredients {
        metal: None,
        stones_minor: 0,
        labour_minor: 0,
        ..solitaire()
    };
    let with = |of: &Ingredients, most| work(&formula, of, sold(VatRegime::Standard, None), most);
    assert_eq!(with(&nothing, MOST), Err(FormulaError::Nothing));
    assert_eq!(with(&solitaire(), 188_999), Err(FormulaError::Overflow));
    let huge = Ingredients {
        stones_minor: i64::MAX,
        coefficient_milli: Some(i64::MAX),
        ..solitaire()
    };
    assert_eq!(with(&huge, i64::MAX), Err(FormulaError::Overflow));
}

proptest! {
    #[test]
    fn a_price_never_falls_when_metal_rises(
        mg in 1i64..500_000, title in 1i64..=10_000, micro in 10_000i64..1_000_000_000,
        more in 0i64..100_000_000, stones in 0i64..1_000_000, milli in 1i64..10_000,
        ending in 0usize..6, nearest: bool, before_vat: bool, regime in 0usize..3,
    ) {
        let formula = Formula {
            nearest,
            coefficient_milli: milli,
            ..plain(PriceEnding::ALL[ending], before_vat)
        };
        let sold = sold(VatRegime::ALL[regime], Some(stones));
        let at = |micro| {
            let of = Ingredients {
                metal: Some((
                    Weight::from_mg(mg).expect("a weight"),
                    Fineness::from_per_ten_thousand(title).expect("a title"),
                    Rate::new(micro, MassUnit::Gram, Currency::Eur).expect("a rate"),
                )),
                stones_minor: stones,
                ..solitaire()
            };
            work(&formula, &of, sold, i64::MAX)
        };
        let (before, after) = (at(micro).expect("a price"), at(micro + more).expect("a price"));
        prop_assert!(before.price_minor <= after.price_minor);
        prop_assert!(before.price_minor > 0);
        // The next ending up never gives away what the coefficient asks.
        if !nearest && !before_vat {
            let parts = before.metal_minor + before.stones_minor + before.labour_minor;
            prop_assert!(i128::from(before.price_minor) * 1_000 >= i128::from(parts) * i128::from(milli));
        }
    }

    #[test]
    fn before_vat_the_tax_comes_on_top_to_the_cent(
        stones in 1i64..10_000_000, milli in 500i64..5_000, cost in 0i64..10_000_000, regime in 0usize..3,
    ) {
        let formula = Formula { coefficient_milli: milli, ..plain(PriceEnding::Exact, true) };
        let of = Ingredients { metal: None, stones_minor: stones, labour_minor: 0, ..solitaire() };
        let sold = sold(VatRegime::ALL[regime], Some(cost));
        let price = work(&formula, &of, sold, i64::MAX).expect("a price").price_minor;
        let left = margin(price, sold, Currency::Eur).expect("in range").expect("a cost");
        let net = i128::from(stones) * i128::from(milli);
        let difference = (i128::from(left + cost)) * 1_000 - net;
        prop_assert!((-1_000..=2_000).contains(&difference), "{difference}");
    }
}

fn put(store: &Store, change: impl FnOnce(&mut Sheet)) -> Piece {
    let mut sheet = ring(store, "J1");
    change(&mut sheet);
    testing::enter(store, sheet).expect("a piece")
}

fn worked_today(store: &Store, piece: &Piece) -> Result<Worked, WorkError> {
    let piece = piece.clone();
    let read = store.read(move |tx| worked(tx, &piece, super::day("2026-11-22")));
    read.map(|(worked, _)| worked)
}

#[test]
fn a_piece_says_what_it_lacks() {
    let (_dir, store) = shop();
    let code = |piece: &Piece| worked_today(&store, piece).map_err(|error| error.code());
    let solitaire = put(&store, |_| ());
    assert_eq!(code(&solitaire), Err("no_formula"));
    save_formula(&store, formula(&store)).expect("a formula");
    assert_eq!(code(&solitaire), Err("no_rate"));
    enter(&store, gold("2026-11-20", 110)).expect("a rate");
    assert_eq!(code(&solitaire), Err("stones_unvalued"));
    let own = Parts {
        mode: Some(Mode::Formula),
        stones_minor: Some(40_000),
        labour_minor: Some(6_000),
        ..Parts::default()
    };
    parts(&store, solitaire.id, own).expect("parts");
    assert_eq!(
        code(&solitaire).map(|worked| worked.price_minor),
        Ok(189_000)
    );
    let unweighed = put(&store, |sheet| {
        sheet.number = "J2".into();
        sheet.net = None;
        sheet.components.clear();
    });
    assert_eq!(code(&unweighed), Err("no_weight"));
}

#[test]
fn a_cost_in_parts_is_the_sheet_s_cost() {
    let (_dir, store) = shop();
    let piece = put(&store, |_| ());
    let own = Parts {
        metal_minor: Some(20_000),
        stones_minor: Some(40_000),
        labour_minor: Some(6_000),
        ..Parts::default()
    };
    let saved = parts(&store, piece.id, own.clone()).expect("parts");
    assert_eq!((saved.version, saved.cost_minor()), (1, Some(66_000)));
    let read = store.read(|tx| crate::stock::piece_by_id(tx, piece.id));
    let now = read.expect("a read").expect("a piece");
    assert_eq!(now.sheet.cost, Some(Money::eur(66_000)));
    assert_eq!(now.sheet.components, piece.sheet.components);
    let check = |change: fn(&mut Parts), error: &str| {
        let mut wrong = saved.clone();
        change(&mut wrong);
        let refused = parts(&store, piece.id, wrong).expect_err("refused");
        assert_eq!(format!("{refused:?}"), error);
    };
    check(
        |parts| parts.stones_minor = Some(-1),
        "Value(\"stones_minor\")",
    );
    check(
        |parts| parts.floor_minor = Some(0),
        "Value(\"floor_minor\")",
    );
    check(
        |parts| parts.metal_minor = Some(i64::MAX),
        "Value(\"metal_minor\")",
    );
    check(|parts| parts.coefficient_milli = Some(0), "Coefficient");
    check(
        |parts| parts.coefficient_milli = Some(100_001),
        "Coefficient",
    );
    check(|parts| parts.version = 0, "Stale(1)");
}

#[test]
fn bad_formulas_are_refused() {
    let (_dir, store) = shop();
    let check = |change: fn(&mut Formula), error: &str| {
        let mut wrong = formula(&store);
        change(&mut wrong);
        let refused = save_formula(&store, wrong).expect_err("refused");
        assert_eq!(format!("{refused:?}"), error);
    };
    check(|one| one.coefficient_milli = 0, "Coefficient");
    check(|one| one.coefficient_milli = 100_001, "Coefficient");
    check(|one| one.floor_milli = Some(-1), "Coefficient");
    check(|one| one.labour_minor = -1, "Value(\"labour_minor\")");
    check(
        |one| one.loss = Percent::from_basis_points(10_001).expect("more than all"),
        "Value(\"loss_bp\")",
    );
    check(|one| one.version = 3, "Stale(0)");
    let saved = save_formula(&store, formula(&store)).expect("a formula");
    assert_eq!(saved.version, 1);
    check(|_| (), "Stale(1)");
    save_formula(&store, saved).expect("over the version that was seen");
}
