//! What goes into a cart, what does not, and who is told.

use chrono::TimeDelta;

use super::fixture::{Fixture, Who};
use crate::customers::{self, NewCustomer};
use crate::sales::{
    self, CartError, GiveDiscount, OverridePrice, PaymentError, abandon, expire_parked,
    give_discount, override_price, park, remove_line, set_customer, set_quantity, take_back,
};
use crate::stock::NotSaleable;

#[test]
fn a_code_that_cannot_be_sold_says_why() {
    let shop = Fixture::with_stock();
    let check = |code: &str, expected: fn(&CartError) -> bool| {
        let refused = shop.scan(1, code).expect_err(code);
        assert!(expected(&refused), "{code}: {refused:?}");
    };
    check(
        "X99",
        |error| matches!(error, CartError::UnknownCode { code } if code == "X99"),
    );
    check("", |error| matches!(error, CartError::UnknownCode { .. }));
    check("J5", |error| {
        matches!(error, CartError::NotSaleable(NotSaleable::NotPriced))
    });
    check("J6", |error| {
        matches!(error, CartError::NotSaleable(NotSaleable::Sold))
    });
    check("J7", |error| {
        matches!(error, CartError::NotSaleable(NotSaleable::OnMemo))
    });
    check("J8", |error| {
        matches!(error, CartError::NotSaleable(NotSaleable::Withdrawn))
    });
    shop.scan(1, "J1").expect("in the cart");
    check("J1", |error| {
        matches!(error, CartError::AlreadyThere { .. })
    });
    assert_eq!(shop.cart(1).lines.len(), 1);
}

#[test]
fn a_second_scan_of_an_article_is_one_more() {
    let shop = Fixture::with_stock();
    shop.scan(1, "A1").expect("one");
    let cart = shop.scan(1, "40A1").expect("two, by its barcode");
    assert_eq!((cart.lines.len(), cart.lines[0].quantity), (1, 2));
    let (cart_id, line) = (cart.id, cart.lines[0].id);
    let set = |quantity| {
        shop.run(1, Who::Seller, move |tx, cx, by| {
            set_quantity(tx, cx, by, cart_id, line, quantity)
        })
    };
    assert_eq!(set(7).expect("seven").lines[0].quantity, 7);
    for quantity in [0, -1, 1_000_001, 4_006_381_333_931] {
        assert!(
            matches!(set(quantity), Err(CartError::Quantity)),
            "{quantity}"
        );
    }
    assert_eq!(shop.due(1), 7 * 1_500);
    let with_piece = shop.scan(1, "J1").expect("a piece");
    let piece_line = with_piece.lines[1].id;
    let refused = shop.run(1, Who::Seller, move |tx, cx, by| {
        set_quantity(tx, cx, by, cart_id, piece_line, 2)
    });
    assert!(matches!(refused, Err(CartError::NotAnArticle)));
}

#[test]
fn the_loser_is_told_who_has_the_piece() {
    let shop = Fixture::with_stock();
    let cart = shop.scan(1, "J1").expect("in the first cart");
    let held = |expected_parked: Option<&str>| match shop.scan(2, "J1") {
        Err(CartError::Reserved(holder)) => {
            assert_eq!(
                (holder.till.as_str(), holder.user.as_str()),
                ("Caisse 1", "Léa")
            );
            assert_eq!(holder.parked_as.as_deref(), expected_parked);
        }
        other => panic!("{other:?}"),
    };
    held(None);
    let id = cart.id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        park(tx, cx, id, "Mme Roche", None)
    })
    .expect("parked");
    held(Some("Mme Roche"));
    let line = cart.lines[0].id;
    shop.run(2, Who::Seller, move |tx, cx, by| take_back(tx, cx, by, id))
        .expect("taken back on another till");
    let foreign = shop.run(1, Who::Seller, move |tx, cx, _| {
        remove_line(tx, cx, id, line)
    });
    assert!(matches!(foreign, Err(CartError::OtherTill)));
    shop.run(2, Who::Seller, move |tx, cx, _| {
        remove_line(tx, cx, id, line)
    })
    .expect("removed");
    shop.scan(1, "J1").expect("free again");
}

#[test]
fn a_parked_cart_expires_and_frees_its_pieces() {
    let shop = Fixture::with_stock();
    let id = shop.scan(1, "J1").expect("in the cart").id;
    let until = |seconds: i64| crate::db::testing::at(seconds);
    for bad in [
        until(0),
        until(0) - TimeDelta::hours(1),
        until(0) + TimeDelta::days(400),
    ] {
        let refused = shop.run(1, Who::Seller, move |tx, cx, _| {
            park(tx, cx, id, "", Some(bad))
        });
        assert!(matches!(refused, Err(CartError::Until)));
    }
    shop.run(1, Who::Seller, move |tx, cx, _| {
        park(tx, cx, id, "", Some(until(3600)))
    })
    .expect("parked");
    shop.set_clock(3599);
    assert!(matches!(shop.scan(2, "J1"), Err(CartError::Reserved(_))));
    shop.set_clock(3600);
    let back = shop.run(1, Who::Seller, move |tx, cx, by| take_back(tx, cx, by, id));
    assert!(matches!(back, Err(CartError::Expired)));
    shop.scan(2, "J1").expect("freed by whoever wants it");
    let gone = shop.run(1, Who::Seller, move |tx, cx, by| take_back(tx, cx, by, id));
    assert!(matches!(gone, Err(CartError::NotOpen)));

    let other = shop.cart(2).id;
    shop.run(2, Who::Seller, move |tx, cx, _| {
        park(tx, cx, other, "", None)
    })
    .expect("parked for the usual time");
    shop.set_clock(3600 + 24 * 3600);
    let over = shop.run(1, Who::Seller, |tx, cx, _| expire_parked(tx, cx));
    assert_eq!(over.expect("expired"), 1);
    shop.scan(1, "J1").expect("free");
}

#[test]
fn a_parked_cart_keeps_what_was_paid_towards_it() {
    let shop = Fixture::with_stock();
    let id = shop.scan(1, "J1").expect("in the cart").id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        sales::prepare_payment(tx, cx, id, super::fixture::card(50_000))
    })
    .expect("500 by card");
    let throw = || shop.run(1, Who::Seller, move |tx, cx, _| abandon(tx, cx, id));
    assert!(matches!(throw(), Err(CartError::Paid)));
    shop.run(1, Who::Seller, move |tx, cx, _| {
        park(tx, cx, id, "Mme Roche", None)
    })
    .expect("parked");
    assert!(matches!(throw(), Err(CartError::Paid)), "parked as well");
    // Longer than any cart waits.
    shop.set_clock(100 * 24 * 3600);
    let over = shop.run(1, Who::Seller, |tx, cx, _| expire_parked(tx, cx));
    assert_eq!(over.expect("a look"), 0);
    assert!(matches!(shop.scan(2, "J1"), Err(CartError::Reserved(_))));
    let cx = shop.cx(1, Who::Seller);
    let waiting = shop.store.read(|tx| sales::parked_carts(tx, &cx));
    assert_eq!(waiting.expect("a read").len(), 1, "it is in the list");
    let back = shop
        .run(2, Who::Seller, move |tx, cx, by| take_back(tx, cx, by, id))
        .expect("on another till");
    assert_eq!(back.payments.len(), 1);
    assert_eq!(back.payments[0].amount_minor, 50_000);
    shop.open(2, 0).expect("a day");
    let (sale, _) = shop
        .pay(2, Who::Seller, vec![super::fixture::card(79_000)])
        .expect("the rest");
    assert_eq!(sale.payments.len(), 2);

    // Without lines, a cart with a payment makes no room for another.
    let parked = shop.scan(2, "J2").expect("in the cart").id;
    shop.run(2, Who::Seller, move |tx, cx, _| {
        park(tx, cx, parked, "", None)
    })
    .expect("parked");
    let cart = shop.scan(2, "J4").expect("in the cart");
    let (open, line) = (cart.id, cart.lines[0].id);
    shop.run(2, Who::Seller, move |tx, cx, _| {
        sales::prepare_payment(tx, cx, open, super::fixture::card(1_000))?;
        remove_line(tx, cx, open, line)
    })
    .expect("the watch goes back");
    let refused = shop.run(2, Who::Seller, move |tx, cx, by| {
        take_back(tx, cx, by, parked)
    });
    assert!(matches!(refused, Err(CartError::TillBusy)));
}

#[test]
fn a_cart_is_there_again_and_can_be_thrown_away() {
    let shop = Fixture::with_stock();
    let cart = shop.scan(1, "J1").expect("in the cart");
    let till = super::fixture::till_id(1);
    let found = shop
        .store
        .read(|tx| sales::current_cart(tx, till))
        .expect("a read");
    assert_eq!(found, Some(cart.clone()));
    let id = cart.id;
    let busy = shop.scan(2, "J2").expect("another cart").id;
    shop.run(2, Who::Seller, move |tx, cx, _| {
        park(tx, cx, busy, "", None)
    })
    .expect("parked");
    let refused = shop.run(1, Who::Seller, move |tx, cx, by| {
        take_back(tx, cx, by, busy)
    });
    assert!(matches!(refused, Err(CartError::TillBusy)));
    shop.run(1, Who::Seller, move |tx, cx, _| abandon(tx, cx, id))
        .expect("gone");
    let again = shop.run(1, Who::Seller, move |tx, cx, _| abandon(tx, cx, id));
    assert!(matches!(again, Err(CartError::NotOpen)));
    shop.scan(2, "J1").expect("free");
    let empty = shop.cart(3).id;
    let refused = shop.run(3, Who::Seller, move |tx, cx, _| {
        park(tx, cx, empty, "", None)
    });
    assert!(matches!(refused, Err(CartError::Empty)));
}

#[test]
fn prices_have_bounds_and_need_a_reason_and_a_right() {
    let shop = Fixture::with_stock();
    let cart = shop.scan(1, "J1").expect("in the cart");
    let (cart, line) = (cart.id, cart.lines[0].id);
    let set = |who, price, reason: &'static str| {
        shop.run(1, who, move |tx, cx, by| {
            let input = OverridePrice {
                cart,
                line,
                unit_price_minor: price,
                reason: reason.into(),
            };
            override_price(tx, cx, by, None, input)
        })
    };
    for price in [0, -1, 100_000_001, i64::MAX, i64::MIN] {
        assert!(
            matches!(set(Who::Owner, price, "défaut"), Err(CartError::Price)),
            "{price}"
        );
    }
    assert!(matches!(
        set(Who::Owner, 100_000, " "),
        Err(CartError::NoReason)
    ));
    assert!(matches!(
        set(Who::Seller, 100_000, "défaut"),
        Err(CartError::MissingRight(_))
    ));
    set(Who::Manager, 100_000, "défaut").expect("another price");
    assert_eq!(shop.due(1), 100_000);
}

#[test]
fn a_discount_has_a_limit_that_two_small_ones_do_not_pass() {
    let shop = Fixture::with_stock();
    let cart = shop.scan(1, "J1").expect("in the cart");
    let (cart, line) = (cart.id, cart.lines[0].id);
    let give = |who, line, bp, minor, reason: &'static str| {
        shop.run(1, who, move |tx, cx, by| {
            let input = GiveDiscount {
                cart,
                line,
                bp,
                minor,
                reason: reason.into(),
            };
            give_discount(tx, cx, by, None, input)
        })
    };
    let seller = |line, bp, minor| give(Who::Seller, line, bp, minor, "fidélité");
    assert!(matches!(
        give(Who::Seller, None, 500, 0, ""),
        Err(CartError::NoReason)
    ));
    assert!(matches!(seller(None, 500, 500), Err(CartError::Discount)));
    assert!(matches!(
        seller(Some(line), 0, 129_001),
        Err(CartError::Discount)
    ));
    assert!(matches!(seller(None, 0, -1), Err(CartError::Discount)));
    assert!(matches!(seller(None, 10_001, 0), Err(CartError::Discount)));
    assert!(matches!(
        seller(Some(line), 0, 12_901),
        Err(CartError::DiscountBeyond {
            limit_bp: 1000,
            asked_bp: 1001
        })
    ));
    seller(Some(line), 600, 0).expect("six per cent");
    assert!(matches!(
        seller(None, 500, 0),
        Err(CartError::DiscountBeyond { .. })
    ));
    seller(None, 400, 0).expect("four more");
    let vouched = shop.run(1, Who::Seller, move |tx, cx, by| {
        let manager = crate::users::authority_of(tx, super::fixture::user_id(Who::Manager))?;
        let input = GiveDiscount {
            cart,
            line: None,
            bp: 2000,
            minor: 0,
            reason: "mariage".into(),
        };
        give_discount(tx, cx, by, Some(&manager), input)
    });
    let by = vouched.expect("with a manager").discount.by;
    assert_eq!(by, Some(super::fixture::user_id(Who::Manager)));
    give(Who::Seller, None, 0, 0, "").expect("taken back");
    give(Who::Seller, Some(line), 0, 0, "").expect("taken back");
    assert_eq!(shop.due(1), 129_000);
}

#[test]
fn a_discount_that_grew_when_a_line_left_is_looked_at_again() {
    let shop = Fixture::with_stock();
    shop.scan(1, "J1").expect("1 290");
    let cart = shop.scan(1, "A1").expect("15");
    let (cart, line) = (cart.id, cart.lines[0].id);
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let input = GiveDiscount {
            cart,
            line: None,
            bp: 0,
            minor: 1_400,
            reason: "geste".into(),
        };
        give_discount(tx, cx, by, None, input)
    })
    .expect("one per cent of 1 305");
    shop.run(1, Who::Seller, move |tx, cx, _| {
        remove_line(tx, cx, cart, line)
    })
    .expect("removed");
    shop.open(1, 0).expect("a day");
    let refused = shop.pay(1, Who::Seller, vec![super::fixture::card(100)]);
    assert!(
        matches!(
            refused,
            Err(sales::CompleteSaleError::Cart(
                CartError::DiscountBeyond { .. }
            ))
        ),
        "{refused:?}"
    );
}

#[test]
fn payments_are_prepared_within_what_is_due() {
    let shop = Fixture::with_stock();
    let cart = shop.scan(1, "J1").expect("1 290").id;
    let prepare = |payment| {
        shop.run(1, Who::Seller, move |tx, cx, _| {
            sales::prepare_payment(tx, cx, cart, payment)
        })
    };
    use super::fixture::{card, card_without_authorisation, cash};
    let check = |payment, expected: PaymentError| match prepare(payment) {
        Err(CartError::Payment(found)) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    };
    check(cash(0, None), PaymentError::Amount);
    check(card(-5), PaymentError::Direction);
    check(card_without_authorisation(5), PaymentError::NoReference);
    check(
        cash(500, Some(400)),
        PaymentError::Given { given_minor: 400 },
    );
    check(
        card(129_001),
        PaymentError::Unsettled {
            due_minor: 129_000,
            paid_minor: 129_001,
        },
    );
    check(
        cash(100_001, None),
        PaymentError::CashLimit {
            limit_minor: 100_000,
            cash_minor: 100_001,
        },
    );
    prepare(cash(60_000, Some(60_000))).expect("some cash");
    check(
        cash(40_001, None),
        PaymentError::CashLimit {
            limit_minor: 100_000,
            cash_minor: 100_001,
        },
    );
    let with = prepare(cash(40_000, None)).expect("up to the limit");
    assert_eq!(with.payments.len(), 2);

    let abroad = shop.run(1, Who::Seller, move |tx, cx, _| -> Result<_, CartError> {
        let input = NewCustomer {
            id: cx.new_id(),
            given_name: String::new(),
            family_name: "Keller".into(),
            phone: String::new(),
            email: String::new(),
        };
        let customer = customers::create(tx, cx, input).expect("a customer");
        set_customer(tx, cx, cart, Some(customer.id))?;
        let edit = customers::EditCustomer {
            id: customer.id,
            version: 1,
            title: String::new(),
            given_name: String::new(),
            family_name: "Keller".into(),
            company: String::new(),
            phone: String::new(),
            email: String::new(),
            address: String::new(),
            country: "CH".into(),
            language: None,
            ring_size: String::new(),
            notes: String::new(),
        };
        customers::edit(tx, cx, edit).expect("lives abroad");
        Ok(())
    });
    abroad.expect("attached");
    prepare(cash(29_000, None)).expect("a non-resident may pay more in cash");
    let nobody = shop.run(1, Who::Seller, move |tx, cx, _| {
        set_customer(tx, cx, cart, Some(cx.new_id()))
    });
    assert!(matches!(nobody, Err(CartError::UnknownCustomer)));
}
