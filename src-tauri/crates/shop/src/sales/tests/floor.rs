//! A floor price holds until somebody who may says otherwise.

use super::fixture::{Fixture, Who, card, piece_id, user_id};
use crate::metal::{Formula, Parts, SaveParts, save_formula, save_parts};
use crate::sales::{
    self, Cart, CartError, CartLine, CompleteSale, CompleteSaleError, GiveDiscount, OverridePrice,
    Sale, give_discount, override_price,
};
use crate::stock::{self, Piece};
use crate::users::authority_of;
use units::{Id, Percent, PriceEnding};

/// J1, at 1 290 €, is not sold below 1 250 €; J2, at 1 000 €, has no floor of its own.
fn shop() -> Fixture {
    let shop = Fixture::with_stock();
    set_floor(&shop, 1, Some(125_000));
    shop.open(1, 0).expect("a day");
    shop
}

fn set_floor(shop: &Fixture, n: u128, floor_minor: Option<i64>) {
    let piece: Id<Piece> = piece_id(n);
    let saved = shop.run(1, Who::Owner, move |tx, cx, _| {
        let version = crate::metal::parts_of(tx, piece)?.version;
        let parts = Parts {
            floor_minor,
            version,
            ..Parts::default()
        };
        save_parts(tx, cx, SaveParts { piece, parts })
    });
    saved.expect("parts");
}

fn discount(
    shop: &Fixture,
    vouched: Option<Who>,
    line: Option<Id<CartLine>>,
    minor: i64,
) -> Result<Cart, CartError> {
    let cart = shop.cart(1).id;
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let beside = vouched
            .map(|who| authority_of(tx, user_id(who)))
            .transpose()?;
        let input = GiveDiscount {
            cart,
            line,
            bp: 0,
            minor,
            reason: "fidélité".into(),
        };
        give_discount(tx, cx, by, beside.as_ref(), input)
    })
}

fn complete(shop: &Fixture, vouched: Option<Who>) -> Result<Sale, CompleteSaleError> {
    let (cart, due) = (shop.cart(1).id, shop.due(1));
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let beside = vouched
            .map(|who| authority_of(tx, user_id(who)))
            .transpose()?;
        let input = CompleteSale {
            id: cx.new_id(),
            cart,
            payments: vec![card(due)],
        };
        sales::complete(tx, cx, by, beside.as_ref(), input).map(|(sale, _)| sale)
    })
}

fn refused(error: &CartError) -> Option<(&str, i64, i64)> {
    match error {
        CartError::BelowFloor {
            number,
            floor_minor,
            asked_minor,
        } => Some((number, *floor_minor, *asked_minor)),
        _ => None,
    }
}

#[test]
fn a_discount_stops_at_the_floor() {
    let shop = shop();
    let line = shop.scan(1, "J1").expect("a line").lines[0].id;
    discount(&shop, None, Some(line), 4_000).expect("to the floor itself");
    let error = discount(&shop, None, Some(line), 4_001).expect_err("a cent below");
    assert_eq!(refused(&error), Some(("J1", 125_000, 124_999)));
    // The ticket's discount is no way around it.
    let error = discount(&shop, None, None, 1).expect_err("on top of the line's");
    assert_eq!(refused(&error), Some(("J1", 125_000, 124_999)));
    let cart = discount(&shop, Some(Who::Manager), Some(line), 9_000).expect("by a word");
    assert_eq!(cart.lines[0].discount.by, Some(user_id(Who::Manager)));
    assert!(cart.lines[0].discount.vouched);
    assert_eq!(cart.lines[0].floor_allowed_minor, Some(120_000));
    // What was allowed goes no further.
    let error = discount(&shop, None, None, 1).expect_err("a cent more");
    assert_eq!(refused(&error), Some(("J1", 125_000, 119_999)));
    let sale = complete(&shop, None).expect("as it was allowed");
    assert_eq!(sale.total_minor, 120_000);
    assert_eq!(sale.lines[0].discount_by, Some(user_id(Who::Manager)));
}

#[test]
fn a_discount_taken_back_takes_its_word_with_it() {
    let shop = shop();
    let line = shop.scan(1, "J1").expect("a line").lines[0].id;
    discount(&shop, Some(Who::Manager), Some(line), 9_000).expect("by a word");
    let cart = discount(&shop, None, Some(line), 0).expect("taken back");
    assert_eq!(cart.lines[0].floor_allowed_minor, None);
    let error = discount(&shop, None, Some(line), 9_000).expect_err("once more");
    assert!(refused(&error).is_some(), "{error:?}");
}

#[test]
fn another_price_stops_at_the_floor_too() {
    let shop = shop();
    let (cart, line) = {
        let cart = shop.scan(1, "J1").expect("a line");
        (cart.id, cart.lines[0].id)
    };
    let price = |vouched: Who| {
        shop.run(1, Who::Seller, move |tx, cx, by| {
            let beside = authority_of(tx, user_id(vouched))?;
            let input = OverridePrice {
                cart,
                line,
                unit_price_minor: 120_000,
                reason: "fidélité".into(),
            };
            override_price(tx, cx, by, Some(&beside), input)
        })
    };
    // A seller beside a seller has neither right.
    assert!(price(Who::Seller).is_err());
    let cart = price(Who::Manager).expect("by a word");
    assert_eq!(cart.lines[0].floor_allowed_minor, Some(120_000));
    complete(&shop, None).expect("as it was allowed");
}

#[test]
fn a_floor_that_rose_meanwhile_asks_at_the_end() {
    let shop = shop();
    let line = shop.scan(1, "J1").expect("a line").lines[0].id;
    discount(&shop, None, Some(line), 4_000).expect("to the floor");
    set_floor(&shop, 1, Some(126_000));
    match complete(&shop, None) {
        Err(CompleteSaleError::Cart(error)) => {
            assert_eq!(refused(&error), Some(("J1", 126_000, 125_000)));
        }
        other => panic!("{other:?}"),
    }
    let sale = complete(&shop, Some(Who::Manager)).expect("by a word");
    assert_eq!(sale.lines[0].discount_by, Some(user_id(Who::Manager)));
    assert!(sale.lines[0].discount_vouched);
}

#[test]
fn the_tag_s_own_price_is_never_below() {
    let shop = shop();
    set_floor(&shop, 1, Some(200_000));
    let line = shop.scan(1, "J1").expect("a line").lines[0].id;
    let error = discount(&shop, None, Some(line), 1).expect_err("a cent off");
    assert_eq!(refused(&error), Some(("J1", 129_000, 128_999)));
    complete(&shop, None).expect("for what the tag says");
}

#[test]
fn a_family_s_floor_is_a_share_of_the_cost() {
    let shop = shop();
    let saved = shop.run(1, Who::Owner, |tx, cx, _| {
        let family = stock::family_by_code(tx, "ring")?;
        let formula = Formula {
            family: family.map_or_else(|| cx.new_id(), |family| family.id),
            by_default: false,
            loss: Percent::ZERO,
            labour_minor: 0,
            coefficient_milli: 2_500,
            before_vat: false,
            ending: PriceEnding::Exact,
            nearest: false,
            floor_milli: Some(2_400),
            version: 0,
        };
        save_formula(tx, cx, &formula)
    });
    saved.expect("a formula");
    // J2 cost 400 €: its floor is 960 €.
    let line = shop.scan(1, "J2").expect("a line").lines[0].id;
    discount(&shop, None, Some(line), 4_000).expect("to the floor");
    let error = discount(&shop, None, Some(line), 4_001).expect_err("below");
    assert_eq!(refused(&error), Some(("J2", 96_000, 95_999)));
    // Its own floor goes before the family's.
    set_floor(&shop, 2, Some(90_000));
    discount(&shop, None, Some(line), 5_000).expect("above its own");
}
