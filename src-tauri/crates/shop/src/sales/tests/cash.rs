//! Cash: how much of it, to and from whom, and only what is there.

use units::Id;

use super::fixture::{Fixture, Who, card, cash};
use super::sales::{annul, bring_back};
use crate::customers::{self, Customer, EditCustomer, NewCustomer};
use crate::sales::{
    self, CartError, CompleteSaleError, OverridePrice, PaymentError, Prepared, VoidSaleError,
    override_price, set_customer,
};
use crate::till::{self, MoveCash};

fn customer(shop: &Fixture, company: &'static str, country: &'static str) -> Id<Customer> {
    shop.run(1, Who::Owner, move |tx, cx, _| -> Result<_, CartError> {
        let input = NewCustomer {
            id: cx.new_id(),
            given_name: String::new(),
            family_name: "Keller".into(),
            phone: String::new(),
            email: String::new(),
        };
        let id = customers::create(tx, cx, input).expect("a customer").id;
        let edit = EditCustomer {
            id,
            version: 1,
            title: String::new(),
            given_name: String::new(),
            family_name: "Keller".into(),
            company: company.into(),
            phone: String::new(),
            email: String::new(),
            address: String::new(),
            country: country.into(),
            language: None,
            ring_size: String::new(),
            notes: String::new(),
        };
        customers::edit(tx, cx, edit).expect("an address");
        Ok(id)
    })
    .expect("a customer")
}

fn attach(shop: &Fixture, customer: Id<Customer>) {
    let cart = shop.cart(1).id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        set_customer(tx, cx, cart, Some(customer))
    })
    .expect("attached");
}

fn move_cash(shop: &Fixture, amount_minor: i64) {
    shop.run(1, Who::Owner, move |tx, cx, by| {
        let input = MoveCash {
            id: cx.new_id(),
            amount_minor,
            reason: "banque".into(),
        };
        till::move_cash(tx, cx, by, None, input)
    })
    .expect("cash moves");
}

/// The ring J1 on the till's cart, at this price.
fn ring_at(shop: &Fixture, unit_price_minor: i64) {
    let cart = shop.scan(1, "J1").expect("in the cart");
    let (cart, line) = (cart.id, cart.lines[0].id);
    shop.run(1, Who::Owner, move |tx, cx, by| {
        let input = OverridePrice {
            cart,
            line,
            unit_price_minor,
            reason: "commande".into(),
        };
        override_price(tx, cx, by, None, input)
    })
    .expect("a price");
}

#[test]
fn cash_given_back_has_its_limit_and_lies_in_the_drawer() {
    let shop = Fixture::with_stock();
    shop.open(1, 20_000).expect("a day with 200 in the drawer");
    let abroad = customer(&shop, "", "CH");
    ring_at(&shop, 400_000);
    attach(&shop, abroad);
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![card(400_000)])
        .expect("4 000 by card");
    bring_back(&shop, 1, sale.id, sale.lines[0].id, None).expect("comes back");
    attach(&shop, abroad);
    let check = |payments, expected| match shop.pay(1, Who::Manager, payments) {
        Err(CompleteSaleError::Payment(found)) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    };
    let beyond = |cash_minor| PaymentError::CashLimit {
        limit_minor: 100_000,
        cash_minor,
    };
    check(vec![cash(-400_000, None)], beyond(400_000));
    let two = vec![cash(-60_000, None), cash(-60_000, None), card(-280_000)];
    check(two, beyond(120_000));
    let more_than_there_is = vec![card(-379_999), cash(-20_001, None)];
    check(more_than_there_is, PaymentError::NotInDrawer);
    let cart = shop.cart(1).id;
    let prepared = shop.run(1, Who::Seller, move |tx, cx, _| {
        sales::prepare_payment(tx, cx, cart, cash(-100_001, None))
    });
    assert!(
        matches!(prepared, Err(CartError::Payment(found)) if found == beyond(100_001)),
        "{prepared:?}"
    );
    shop.pay(1, Who::Manager, vec![card(-380_000), cash(-20_000, None)])
        .expect("the whole float, and the rest by card");
    shop.close(1, 0, "").expect("nothing is missing");
}

#[test]
fn a_payment_whose_answer_was_lost_is_not_taken_twice() {
    let shop = Fixture::with_stock();
    shop.open(1, 20_000).expect("a day");
    let cart = shop.scan(1, "J1").expect("a piece").id;
    let part = card(10_000);
    let take = |payment: Prepared| {
        shop.run(1, Who::Seller, move |tx, cx, _| {
            sales::prepare_payment(tx, cx, cart, payment)
        })
    };
    for _ in 0..2 {
        let payments = take(part.clone()).expect("a payment").payments;
        assert_eq!(payments, vec![part.clone()]);
    }
    let another = card(10_000);
    assert_eq!(take(another).expect("another").payments.len(), 2);
}

#[test]
fn a_void_gives_back_only_what_the_drawer_holds() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    shop.scan(1, "J4").expect("a watch");
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![cash(80_000, None)])
        .expect("in cash");
    move_cash(&shop, -70_000);
    let refused = annul(&shop, Who::Manager, sale.id, "erreur");
    assert!(
        matches!(refused, Err(VoidSaleError::NotInDrawer)),
        "{refused:?}"
    );
    move_cash(&shop, 70_000);
    annul(&shop, Who::Manager, sale.id, "erreur").expect("it is there again");
    shop.close(1, 0, "").expect("nothing is missing");
}

#[test]
fn a_void_after_the_z_pays_out_no_more_cash_than_a_shop_may() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let abroad = customer(&shop, "", "CH");
    let sell = || {
        shop.scan(1, "J1").expect("1 290");
        attach(&shop, abroad);
        let paid = shop.pay(1, Who::Seller, vec![cash(129_000, None)]);
        paid.expect("a visitor pays in cash").0
    };
    let mistaken = sell();
    annul(&shop, Who::Manager, mistaken.id, "erreur").expect("a correction of the same day");
    let sale = sell();
    shop.close(1, 129_000, "").expect("a Z");
    shop.set_clock(24 * 3600);
    shop.open(1, 200_000).expect("tomorrow");
    let refused = annul(&shop, Who::Manager, sale.id, "regret");
    assert!(
        matches!(
            refused,
            Err(VoidSaleError::CashLimit {
                limit_minor: 100_000
            })
        ),
        "{refused:?}"
    );
    bring_back(&shop, 1, sale.id, sale.lines[0].id, None).expect("comes back");
    shop.pay(1, Who::Manager, vec![card(-129_000)])
        .expect("not in cash");
}

#[test]
fn the_higher_limit_is_for_a_living_person_from_abroad() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let on = "2026-11-22".parse().expect("a day");
    let check = |id: Id<Customer>, expected_minor| {
        shop.scan(1, "A1").expect("something");
        attach(&shop, id);
        let cart = shop.cart(1);
        let limit = shop.store.read(|tx| sales::cash_limit(tx, &cart, on));
        assert_eq!(limit.expect("a limit"), expected_minor);
    };
    check(customer(&shop, "", "FR"), 100_000);
    check(customer(&shop, "Keller SA", "CH"), 100_000);
    let visitor = customer(&shop, "", "CH");
    check(visitor, 1_000_000);
    shop.run(1, Who::Owner, move |tx, cx, _| {
        customers::erase(tx, cx, visitor)
    })
    .expect("erased");
    let cart = shop.cart(1);
    let limit = shop.store.read(|tx| sales::cash_limit(tx, &cart, on));
    assert_eq!(limit.expect("a limit"), 100_000, "nobody lives abroad");
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![card(4_500)])
        .expect("a sale to nobody");
    assert_eq!(sale.customer, None);
    assert_eq!(shop.verify(), None);
}
