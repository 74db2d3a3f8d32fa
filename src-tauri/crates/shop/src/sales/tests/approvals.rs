//! Who allowed what, how much of it, and what the Z says of that.

use units::Id;
use uuid::Uuid;

use super::fixture::{Fixture, Who, card, piece_id, user_id};
use crate::sales::store::testing as rows;
use crate::sales::{
    self, Cart, CartError, CartLine, CompleteSale, CompleteSaleError, GiveDiscount, OverridePrice,
    Sale, give_discount, override_price, park, remove_line, set_quantity, take_back,
};
use crate::users::authority_of;

/// J11 at 2 600 € and J12 at 400 €, beside the usual stock.
fn shop() -> Fixture {
    let shop = Fixture::with_stock();
    shop.write(|tx| {
        for (n, price) in [(11, 260_000), (12, 40_000)] {
            rows::insert_piece(
                tx,
                piece_id(n).uuid(),
                &format!("J{n}"),
                "ring",
                Some(price),
                "standard",
                None,
                "available",
            )?;
        }
        Ok(())
    });
    shop.open(1, 0).expect("a day");
    shop
}

fn discount(
    shop: &Fixture,
    vouched: Option<Who>,
    line: Option<Id<CartLine>>,
    bp: i64,
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
            bp,
            minor,
            reason: "mariage".into(),
        };
        give_discount(tx, cx, by, beside.as_ref(), input)
    })
}

fn complete(
    shop: &Fixture,
    who: Who,
    vouched: Option<Who>,
    due_minor: i64,
) -> Result<Sale, CompleteSaleError> {
    let cart = shop.cart(1).id;
    let payments = if due_minor == 0 {
        vec![]
    } else {
        vec![card(due_minor)]
    };
    shop.run(1, who, move |tx, cx, by| {
        let beside = vouched
            .map(|who| authority_of(tx, user_id(who)))
            .transpose()?;
        let input = CompleteSale {
            id: cx.new_id(),
            cart,
            payments,
        };
        Ok(sales::complete(tx, cx, by, beside.as_ref(), input)?.0)
    })
}

fn beyond(refused: &Result<Sale, CompleteSaleError>) -> Option<(i64, i64)> {
    match refused {
        Err(CompleteSaleError::Cart(CartError::DiscountBeyond { limit_bp, asked_bp })) => {
            Some((*limit_bp, *asked_bp))
        }
        _ => None,
    }
}

#[test]
fn ten_per_cent_is_within_ten_whatever_it_is_rounded_to() {
    let shop = shop();
    shop.write(|tx| {
        for (n, price) in [(13, 9_999), (14, 9_996), (15, 5)] {
            let (id, number) = (piece_id(n).uuid(), format!("J{n}"));
            rows::insert_piece(
                tx,
                id,
                &number,
                "ring",
                Some(price),
                "standard",
                None,
                "available",
            )?;
        }
        Ok(())
    });
    let cart = shop.scan(1, "J13").expect("99.99");
    let line = Some(cart.lines[0].id);
    // 9.999 is 10.00, and the same in euros; 10.01 is a cent beyond.
    discount(&shop, None, line, 1_000, 0).expect("10 %");
    discount(&shop, None, line, 0, 1_000).expect("10.00");
    assert!(discount(&shop, None, line, 0, 1_001).is_err());
    discount(&shop, None, line, 1_000, 0).expect("10 % again");
    // Several lines, each rounded by itself, and the ticket after them.
    for code in ["J14", "J15"] {
        let cart = shop.scan(1, code).expect(code);
        let line = cart.lines.last().map(|line| line.id);
        discount(&shop, None, line, 1_000, 0).expect(code);
    }
    assert!(discount(&shop, None, None, 100, 0).is_err(), "1 % more");
    let due = shop.due(1);
    complete(&shop, Who::Seller, None, due).expect("a sale");
}

#[test]
fn an_approval_covers_no_larger_share_of_what_is_left() {
    let shop = shop();
    let cart = shop.scan(1, "J11").expect("2 600");
    let (cart, dear) = (cart.id, cart.lines[0].id);
    shop.scan(1, "J12").expect("400");
    assert!(discount(&shop, None, None, 0, 40_000).is_err(), "13,3 %");
    discount(&shop, Some(Who::Manager), None, 0, 40_000).expect("400 off 3 000");
    shop.run(1, Who::Seller, move |tx, cx, _| {
        remove_line(tx, cx, cart, dear)
    })
    .expect("the dear one stays");
    assert_eq!(shop.due(1), 0, "the other is free");
    let refused = complete(&shop, Who::Seller, None, 0);
    assert_eq!(beyond(&refused), Some((1_000, 10_000)), "{refused:?}");
    let refused = complete(&shop, Who::Seller, Some(Who::Manager), 0);
    assert_eq!(beyond(&refused), Some((1_000, 10_000)), "{refused:?}");
    shop.scan(1, "J11").expect("and goes after all");
    let sale = complete(&shop, Who::Seller, None, 260_000).expect("as it was allowed");
    assert_eq!(sale.discount_by, Some(user_id(Who::Manager)));
    assert!(sale.discount_vouched);
    let closing = shop.close(1, 0, "").expect("a Z");
    let overrides = closing.totals.overrides;
    assert_eq!((overrides.count, overrides.amount_minor), (1, 40_000));
    assert_eq!(shop.verify(), None);
}

#[test]
fn a_discount_taken_back_leaves_no_approval() {
    let shop = shop();
    let cart = shop.scan(1, "J11").expect("2 600");
    let (cart, dear) = (cart.id, cart.lines[0].id);
    shop.scan(1, "J12").expect("400");
    discount(&shop, Some(Who::Owner), None, 0, 240_000).expect("80 % by the owner");
    discount(&shop, None, None, 0, 0).expect("taken back");
    discount(&shop, None, None, 0, 30_000).expect("10 % by the seller");
    shop.run(1, Who::Seller, move |tx, cx, _| {
        remove_line(tx, cx, cart, dear)
    })
    .expect("removed");
    let refused = complete(&shop, Who::Seller, None, 10_000);
    assert_eq!(beyond(&refused), Some((1_000, 7_500)), "{refused:?}");
    let sale = complete(&shop, Who::Seller, Some(Who::Owner), 10_000).expect("allowed at the end");
    assert_eq!(sale.discount_by, Some(user_id(Who::Owner)));
    assert!(sale.discount_vouched, "so the Z counts it");
}

#[test]
fn an_amount_off_twenty_is_not_allowed_off_three() {
    let shop = shop();
    let cart = shop.scan(1, "A1").expect("15");
    let (cart, line) = (cart.id, cart.lines[0].id);
    let set = |who, quantity| {
        shop.run(1, who, move |tx, cx, by| {
            set_quantity(tx, cx, by, cart, line, quantity)
        })
    };
    set(Who::Seller, 20).expect("300");
    discount(&shop, Some(Who::Manager), Some(line), 0, 4_000).expect("40 off 300");
    set(Who::Seller, 3).expect("45");
    let refused = complete(&shop, Who::Seller, None, 500);
    assert_eq!(beyond(&refused), Some((1_000, 8_888)), "{refused:?}");
    set(Who::Seller, 20).expect("300 again");
    let sale = complete(&shop, Who::Seller, None, 26_000).expect("as allowed");
    assert!(sale.lines[0].discount_vouched && !sale.discount_vouched);
}

#[test]
fn another_price_is_allowed_for_so_many_and_no_more() {
    let shop = shop();
    let cart = shop.scan(1, "A1").expect("15");
    let (cart, line) = (cart.id, cart.lines[0].id);
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let manager = authority_of(tx, user_id(Who::Manager))?;
        let input = OverridePrice {
            cart,
            line,
            unit_price_minor: 1_200,
            reason: "rayé".into(),
        };
        override_price(tx, cx, by, Some(&manager), input)
    })
    .expect("one at 12");
    let set = |who, quantity| {
        shop.run(1, who, move |tx, cx, by| {
            set_quantity(tx, cx, by, cart, line, quantity)
        })
    };
    let refused = set(Who::Seller, 20);
    assert!(
        matches!(refused, Err(CartError::MissingRight(_))),
        "{refused:?}"
    );
    set(Who::Manager, 20).expect("who may set a price may sell more at it");
    set(Who::Seller, 2).expect("fewer is nobody's loss");
    let sale = complete(&shop, Who::Seller, None, 2_400).expect("two");
    assert!(sale.lines[0].price_vouched);
    let closing = shop.close(1, 0, "").expect("a Z");
    let overrides = closing.totals.overrides;
    assert_eq!((overrides.count, overrides.amount_minor), (1, 600));
}

#[test]
fn a_colleague_who_completes_overrides_nothing() {
    let shop = shop();
    let cart = shop.scan(1, "J1").expect("in the cart").id;
    discount(&shop, None, None, 500, 0).expect("5 % within her limit");
    shop.run(1, Who::Seller, move |tx, cx, _| {
        park(tx, cx, cart, "Mme Roche", None)
    })
    .expect("parked");
    shop.run(1, Who::Manager, move |tx, cx, by| {
        take_back(tx, cx, by, cart)
    })
    .expect("another takes it");
    let sale = complete(&shop, Who::Manager, None, 122_550).expect("sold");
    assert_eq!(sale.discount_by, Some(user_id(Who::Seller)));
    assert!(!sale.discount_vouched);
    let closing = shop.close(1, 0, "").expect("a Z");
    assert_eq!(closing.totals.overrides.count, 0);
    assert_eq!(closing.totals.discounts.amount_minor, 6_450);
}

#[test]
fn a_price_that_changed_meanwhile_is_taken_or_answered_for() {
    let shop = shop();
    let cart = shop.scan(1, "J2").expect("1 000");
    let (cart, line) = (cart.id, cart.lines[0].id);
    let piece: Uuid = piece_id(2).uuid();
    shop.write(move |tx| rows::reprice(tx, piece, 140_000));
    let refused = complete(&shop, Who::Seller, None, 100_000);
    assert!(
        matches!(&refused, Err(CompleteSaleError::Cart(CartError::PriceChanged {
            line: at, number, price_minor: 140_000,
        })) if *at == line && number == "J2"),
        "{refused:?}"
    );
    let set = |who, unit_price_minor, reason: &'static str| {
        shop.run(1, who, move |tx, cx, by| {
            let input = OverridePrice {
                cart,
                line,
                unit_price_minor,
                reason: reason.into(),
            };
            override_price(tx, cx, by, None, input)
        })
    };
    let refused = set(Who::Seller, 100_000, "promis");
    assert!(
        matches!(refused, Err(CartError::MissingRight(_))),
        "{refused:?}"
    );
    set(Who::Manager, 100_000, "promis").expect("somebody answers for the old price");
    let taken = set(Who::Seller, 140_000, "").expect("the stock's price needs nobody");
    assert_eq!(taken.lines[0].price_by, None);
    let sale = complete(&shop, Who::Seller, None, 140_000).expect("sold");
    assert_eq!(sale.lines[0].list_price_minor, 140_000);
    let closing = shop.close(1, 0, "").expect("a Z");
    assert_eq!(closing.totals.overrides.count, 0);
}
